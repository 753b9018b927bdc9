#!/usr/bin/env bash
# A replication that crashes is named with how to replay it, leaves every variant, and the status is 3; the others stand.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg .

# The abort is built into the program for this test: replication 3 of the variant.
export TL_TEST_ABORT=diversion:3
expect_status 3 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 6 --seed 5 --traces traces
expect_text stderr 'replication 3 of diversion crashed: killed by signal 6 (Aborted)'
expect_text stderr 'replay with: trilat run diversion.cfg --seed 5 --replication 3 --traces DIR'
expect_text stdout 'incomplete: 5 of 6 replications'
expect_text stdout '5 paired replications'
[[ -e traces/diversion.r2.trace.gz && ! -e traces/diversion.r3.trace.gz ]] || fail 'the wrong traces'
[[ -z $(find traces -name '*.part*') ]] || fail 'half a trace is left'

expect_status 3 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 6 --format csv --rows replications
expect_text stdout 'diversion,4,loss,headline,'
expect_no_text stdout 'diversion-base,3,'

expect_status 3 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 6 --format json
expect_text stdout '"status": "incomplete"'

# The other scenario alone is untouched, and the crash replays.
expect_status 0 "$TL_PROGRAM" run diversion-base.cfg -n 6
expect_status 3 "$TL_PROGRAM" run diversion.cfg --replication 3
unset TL_TEST_ABORT
expect_status 0 "$TL_PROGRAM" run diversion.cfg --replication 3
