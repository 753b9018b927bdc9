#!/usr/bin/env bash
# The project's own scenarios are what they were: `trilat check --update` and the reason in the message of the commit if that is meant to change.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cd "$TL_SOURCE"
"$TL_PROGRAM" check configs >"$work/table" || fail "$(cat "$work/table")"
grep -q '^15 of 15 baselines pass$' "$work/table" || fail "$(tail -n 1 "$work/table")"
