#!/usr/bin/env bash
# Ctrl-C: what was complete is reported, and says that it is not all. Status 130.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

set -m # else the shell has its background jobs ignore the interrupt
"$TL_PROGRAM" run "$TL_SOURCE/configs/korea-2017/base.cfg" -n 1000000 -o result.json --traces traces >stdout 2>stderr &
for ((tenths = 0; tenths < 600; tenths++)); do # until some replications are complete
    [[ ! -e traces/base.r9.trace.gz ]] || break
    sleep 0.1
done
kill -INT $!
status=0
wait $! || status=$?
[[ $status == 130 ]] || fail "status $status: $(cat stderr)"
expect_text stdout ''
expect_text result.json '"status": "interrupted"'
expect_text result.json '"asked":1000000'
expect_no_text result.json '"done":0,'
[[ -z $(find . -name '*.part') ]] || fail 'something unfinished is left'
