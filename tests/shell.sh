# shellcheck shell=bash
# What every shell test shares. Sourced first: `. "$TL_SOURCE/tests/shell.sh"`.
# The test then stands in an empty temporary folder, "$work", that goes when it ends. ctest sets
#   TL_PROGRAM  the program under test     TL_SOURCE  the project's folder
# A test fails by `fail`, by a failed expectation or by any command that fails. Status 77 skips it.
set -euo pipefail
: "${TL_SOURCE:?run by ctest, which sets it}" "${TL_PROGRAM:?run by ctest, which sets it}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# fail MESSAGE: end the test.
fail() {
    printf 'FAILED at line %s: %s\n' "${BASH_LINENO[${#BASH_LINENO[@]} - 2]}" "$*" >&2
    exit 1
}

# need COMMAND: skip the test where a tool is not installed.
need() {
    command -v "$1" >/dev/null || {
        printf 'skipped: %s is not installed\n' "$1"
        exit 77
    }
}

# expect_status STATUS COMMAND...: its output goes to the files stdout and stderr of the current folder.
expect_status() {
    local want=$1 got=0
    shift
    "$@" >stdout 2>stderr || got=$?
    [[ $got == "$want" ]] || fail "status $got, not $want: $*"$'\n'"$(tail -n 20 stdout stderr)"
}

# expect_text FILE TEXT: FILE holds TEXT, taken literally; without TEXT, FILE is empty.
expect_text() {
    [[ -n $2 || ! -s $1 ]] || fail "$1 is not empty:"$'\n'"$(head -n 40 "$1")"
    [[ -z $2 ]] || grep -qF -- "$2" "$1" || fail "no '$2' in $1:"$'\n'"$(head -n 40 "$1")"
}

# expect_no_text FILE TEXT: FILE does not hold TEXT.
expect_no_text() {
    ! grep -qF -- "$2" "$1" || fail "'$2' in $1:"$'\n'"$(head -n 40 "$1")"
}

# expect_same FILE FILE: equal to the last byte.
expect_same() {
    cmp -s "$1" "$2" || fail "$1 and $2 differ:"$'\n'"$(diff "$1" "$2" | head -n 40)"
}

# expect_result README SHOWN [MARK]: what stands between the marks of README, <!-- MARK --> (result unless given) and <!-- end -->, is what the
# file SHOWN holds. TL_UPDATE_GOLDEN=1 writes it there.
expect_result() {
    local mark="<!-- ${3-result} -->"
    if [[ -n ${TL_UPDATE_GOLDEN-} ]]; then
        {
            sed "/^$mark\$/q" "$1"
            printf '\n'
            cat "$2"
            printf '\n'
            sed "1,/^$mark\$/d" "$1" | sed -n '/^<!-- end -->$/,$p'
        } >new
        cat new >"$1"
    fi
    sed -n "/^$mark\$/,/^<!-- end -->\$/p" "$1" | sed '1,2d;$d' | sed '$d' >found
    expect_same "$2" found
}
