#!/usr/bin/env bash
# Ctrl-C: what was complete is reported, and says that it is not all. Status 130.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

set -m # else the shell has its background jobs ignore the interrupt

# interrupt ARGUMENT...: run the Korean base until some replications are complete, then interrupt it.
interrupt() {
    rm -rf traces
    "$TL_PROGRAM" run "$TL_SOURCE/configs/korea-2017/base.cfg" -n 1000000 --traces traces "$@" >stdout 2>stderr &
    for ((tenths = 0; tenths < 600; tenths++)); do
        [[ ! -e traces/base.r9.trace.gz ]] || break
        sleep 0.1
    done
    kill -INT $!
    status=0
    wait $! || status=$?
    [[ $status == 130 ]] || fail "status $status: $(cat stderr)"
    [[ -z $(find . -name '*.part') ]] || fail 'something unfinished is left'
}

# What is whole is never replaced by a part.
printf 'whole\n' >result.json
cp result.json before
interrupt -o result.json
expect_text stdout ''
expect_same before result.json
expect_text result.json.partial '"status": "interrupted"'
expect_text result.json.partial '"asked":1000000'
expect_no_text result.json.partial '"done":0,'
grep -qE '^trilat: interrupted after [1-9][0-9]* of 1000000 replications: what is complete is in result.json.partial$' \
    stderr || fail "$(cat stderr)"

# Nothing stands there: still a part is no result. On stdout it is told at both places.
interrupt -o other.json
[[ ! -e other.json && -s other.json.partial ]] || fail 'a part has the name of the whole'
interrupt
expect_text stdout 'interrupted: '
grep -qE '^trilat: interrupted after [1-9][0-9]* of 1000000 replications$' stderr || fail "$(cat stderr)"
