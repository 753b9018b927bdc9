#!/usr/bin/env bash
# trilat run: its three formats, where they go, and that a result carries what reproduces it.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg .
export LC_ALL=C

# A page of plain ASCII, 80 columns wide, on stdout alone.
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3
expect_text stderr ''
expect_text stdout 'mean 0.8124, identical in all 3; loss 1.876, identical in all 3, of 10'
expect_text stdout 'again: trilat run diversion.cfg -n 3 --seed 1'
! grep -qP '[^\x00-\x7F]' stdout || fail 'not ASCII'
[[ -z $(awk 'length > 80' stdout) ]] || fail 'wider than 80 columns'

# UTF-8 and colour where they are asked for.
LC_ALL=C.UTF-8 expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 1 --color always
expect_text stdout '█'
expect_text stdout $'\033['
NO_COLOR=1 expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 1
expect_no_text stdout $'\033['

# The command that is shown gives the same again, changes and all.
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 4 --seed 9 --set 'title="a b"' --set horizon='"8 d"' --unset missions.b.weight
mv stdout first
sed -n '/^again: trilat/,/^$/p' first | sed 's/^again: //' >pasted
mkdir bin
ln -s "$TL_PROGRAM" bin/trilat
expect_status 0 env PATH="$work/bin:$PATH" sh pasted
expect_same first stdout

# The suffix says the format, --format overrules it, and a file appears as a whole.
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 -o result.json
expect_text stdout ''
expect_text result.json '"schema": "trilat.run/1"'
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 --format json
expect_same result.json stdout
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 -o result.csv
expect_text result.csv 'scenario,measure,entity,statistic,value,lo,hi,n,unit,flags'
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 -o result.csv --format table
expect_text result.csv 'Headline index'
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 --format csv --rows replications
expect_text stdout 'scenario,replication,measure,entity,value,censored,unit'
expect_text stdout 'diversion,2,loss,headline,1.876'
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 3 --format csv --rows series -o -
expect_text stdout 'scenario,base,measure,entity,t,mean,lo,hi,lo_sim,hi_sim'
[[ -z $(find . -name '*.part') ]] || fail 'something unfinished is left'
expect_status 3 "$TL_PROGRAM" run diversion.cfg -n 1 -o none/result.json
expect_text stderr 'none/result.json: cannot write'
expect_status 3 "$TL_PROGRAM" run diversion.cfg -n 1 -o /dev/full
status=0 # a long result fails before the end; why is still known there
"$TL_PROGRAM" run diversion.cfg -n 1 --format json >/dev/full 2>stderr || status=$?
[[ $status == 3 ]] || fail "status $status on a full disk"
expect_text stderr 'cannot write the results: No space left on device'

# One replication by itself, with its trace; more than one by default.
expect_status 0 "$TL_PROGRAM" run diversion.cfg --replication 3 --traces traces
expect_text stdout 'One replication: no intervals.'
[[ $(ls traces) == diversion.r3.trace.gz ]] || fail "traces: $(ls traces)"
expect_status 0 "$TL_PROGRAM" run diversion.cfg -n 12 --traces traces --trace-replications 4-5
[[ $(find traces -type f | wc -l) == 3 ]] || fail "traces: $(ls traces)"
expect_status 0 "$TL_PROGRAM" run transit.cfg --format csv
expect_text stdout ',200,,identical'

# Results do not depend on how many run at a time.
base=$TL_SOURCE/configs/korea-2017/base.cfg
expect_status 0 "$TL_PROGRAM" run "$base" -n 12 --jobs 1 --format json
mv stdout one
expect_status 0 "$TL_PROGRAM" run "$base" -n 12 --jobs 3 --format json
expect_same one stdout
