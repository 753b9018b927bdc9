#!/usr/bin/env bash
# Shell scripts are free of shellcheck's likely mistakes, and the README explains every package.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

while read -r package kind why; do
    [[ -n $why && " build test bench " == *" $kind "* ]] || fail "scripts/packages: no kind or reason for $package"
    expect_text "$TL_SOURCE/README.md" "\`$package\`"
done < <(grep -v '^#' "$TL_SOURCE/scripts/packages")

need shellcheck
cd "$TL_SOURCE"
mapfile -t scripts < <(grep -rlIE '^(#!.*\b(ba)?sh$|# shellcheck shell=)' .ci scripts tests)
((${#scripts[@]} > 5)) || fail "found only ${scripts[*]}"
shellcheck -x -S warning "${scripts[@]}"
