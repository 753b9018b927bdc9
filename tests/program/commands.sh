#!/usr/bin/env bash
# Every subcommand answers --help, mistakes of the command line end with status 2, results go to stdout alone.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

expect_status 0 "$TL_PROGRAM" --help
[[ ! -s stderr ]] || fail "--help writes to stderr"
mapfile -t commands < <(sed -n 's/^TL_COMMAND(\([a-z]*\),.*/\1/p' "$TL_SOURCE/sim/command/command.def")
((${#commands[@]} >= 6)) || fail "found only ${commands[*]}"
cp stdout help
for command in "${commands[@]}"; do
    expect_text help "  $command "
    expect_status 0 "$TL_PROGRAM" "$command" --help
    expect_text stdout "trilat $command"
    expect_status 2 "$TL_PROGRAM" "$command" --no-such-option
    [[ ! -s stdout ]] || fail "$command writes a mistake to stdout"
done

expect_status 0 "$TL_PROGRAM" --version
grep -qxE 'trilat [0-9]+[.][0-9]+[.][0-9]+' stdout || fail "no version: $(cat stdout)"
expect_status 2 "$TL_PROGRAM"
[[ ! -s stdout ]] || fail "help that nobody asked for on stdout"
expect_status 2 "$TL_PROGRAM" vlaidate
[[ $(cat stderr) == "trilat: no subcommand vlaidate; did you mean validate? trilat --help lists the subcommands" ]] ||
    fail "$(cat stderr)"
expect_status 2 "$TL_PROGRAM" --frobnicate
expect_text stderr 'no option --frobnicate'
expect_status 2 "$TL_PROGRAM" validate
expect_status 2 "$TL_PROGRAM" show one two
expect_status 2 "$TL_PROGRAM" diff one
expect_status 2 "$TL_PROGRAM" show one --set novalue
expect_text stderr 'write --set PATH=VALUE'
expect_status 2 "$TL_PROGRAM" show one --format xml
expect_text stderr '--format xml: must be cfg, json or platform'

# A full disk is the world's fault, and is told.
if [[ -w /dev/full ]]; then
    status=0
    "$TL_PROGRAM" --help >/dev/full 2>stderr || status=$?
    [[ $status == 3 ]] || fail "status $status on a full disk"
    expect_text stderr 'cannot write the results'
fi

# Colour: only on terminals.
expect_status 2 "$TL_PROGRAM" validate absent.cfg
[[ $(cat stderr) == "trilat: absent.cfg: cannot read it: No such file or directory" ]] || fail "$(cat -v stderr)"
