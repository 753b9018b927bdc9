#!/usr/bin/env bash
# The order of the house: what may stand at the top, no file too long to read, nothing left open.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

at_home='CMakeLists[.]txt|CMakePresets[.]json|README[.]md|LICENSE|CHANGELOG[.]md'
at_home+='|sim|include|configs|traces|scripts|tests|build'

# What stands at the top; in a checkout what belongs to the project, since a user may keep scenarios and traces beside it.
list_top() {
    if [[ -e .git ]] && command -v git >/dev/null; then
        git ls-files | cut -d / -f 1 | sort -u | grep -v '^[.]'
    else
        find . -mindepth 1 -maxdepth 1 -not -name '.*' -printf '%f\n'
    fi
}

check_order() ( # tree
    cd "$1"
    status=0
    report 'not at home at the top' "$(list_top | grep -vxE "$at_home")"
    report 'over 500 lines' "$(sources '*.[ch]' '*.def' '*.sh' '*.awk' 'CMakeLists.txt' |
        xargs -0 -r awk 'FNR == 501 { print FILENAME }')"
    report 'left open' \
        "$(sources '*' | xargs -0 -r grep -nIHE '\b(TO[D]O|FIX[M]E|X[X]X|st[u]b|not imple[m]ented)\b')"
    exit $status
)

report() { # what found
    [[ -n $2 ]] || return 0
    printf '%s: %s\n' "$1" "$2"
    status=1
}

sources() { # pattern...
    local names=(-name "$1")
    shift
    for pattern; do names+=(-o -name "$pattern"); done
    find sim include scripts configs tests -type f \( "${names[@]}" \) -not -path '*/node_modules/*' -print0 2>/dev/null ||
        true # a little tree lacks some of the folders
}

expect_verdict() { # status text
    expect_status "$1" check_order bad
    expect_text stdout "$2"
    rm -rf bad
    mkdir -p bad/sim/base
}

mkdir -p bad/sim/base bad/build
expect_verdict 0 ''
touch bad/notes.txt
expect_verdict 1 'not at home at the top: notes.txt'
seq 500 >bad/sim/base/x.c
expect_verdict 0 ''
seq 501 >bad/sim/base/x.c
expect_verdict 1 'over 500 lines: sim/base/x.c'
printf '/* %s: later */\n' "TO""DO" >bad/sim/base/x.def
expect_verdict 1 'left open: sim/base/x.def:1'

expect_status 0 check_order "$TL_SOURCE"
