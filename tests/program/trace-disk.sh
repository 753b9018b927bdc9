#!/usr/bin/env bash
# A disk that fills up while traces are written: status 3, a message, and no half trace.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
base=$TL_SOURCE/configs/korea-2017/base.cfg

# no file of more than 200 KiB: a write past that fails as on a full disk
limited() (
    trap '' XFSZ
    ulimit -f 200
    exec "$@"
)

expect_status 3 limited "$TL_PROGRAM" run "$base" -n 2 --traces traces
expect_text stderr 'trace.gz: cannot be written: File too large'
[[ -z $(ls traces) ]] || fail "left behind: $(ls traces)"
expect_status 0 limited "$TL_PROGRAM" run "$base" -n 2

: >file
expect_status 3 "$TL_PROGRAM" run "$base" -n 1 --traces file/below
[[ -s stderr ]] || fail "silent"

# results that do not reach their reader are no success either
list_to_full() {
    "$TL_PROGRAM" trace events "$TL_SOURCE/traces/transit.r0.trace.gz" >/dev/full
}
expect_status 3 list_to_full
expect_text stderr 'cannot write the results: No space left on device'
