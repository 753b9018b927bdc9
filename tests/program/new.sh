#!/usr/bin/env bash
# A new scenario is whole: it validates, says what to type next, overwrites nothing, and its comments hold.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

expect_status 0 "$TL_PROGRAM" new mine
expect_text stdout '  trilat validate mine/base.cfg mine/diversion.cfg'
expect_text stdout '  trilat compare mine/base.cfg mine/diversion.cfg -n 200'
[[ ! -s stderr ]] || fail "$(cat stderr)"

expect_status 0 "$TL_PROGRAM" validate mine/base.cfg mine/diversion.cfg
printf '%s\n' 'mine/base.cfg: ok: 2 missions, 10 assets, 30 d, 1 uncertain input' \
    'mine/diversion.cfg: ok: 2 missions, 10 assets, 30 d, 1 uncertain input' >expected
expect_same stdout expected
[[ ! -s stderr ]] || fail "$(cat stderr)"

# The overlay turns one thing on.
expect_status 1 "$TL_PROGRAM" diff mine/base.cfg mine/diversion.cfg
expect_text stdout '2 values differ'
expect_text stdout 'diversions.to-shoal.enabled'

# Nothing is overwritten, and nothing written beside what is there.
cp -r mine before
expect_status 2 "$TL_PROGRAM" new mine/
printf 'trilat: mine/%s is there already; give a folder without it\n' base.cfg diversion.cfg >expected
expect_same stderr expected
diff -r mine before
mkdir half
touch half/diversion.cfg
expect_status 2 "$TL_PROGRAM" new half
[[ ! -e half/base.cfg ]] || fail "wrote half of it"
mkdir other
expect_status 0 "$TL_PROGRAM" new other
expect_same other/base.cfg mine/base.cfg
expect_status 3 "$TL_PROGRAM" new no/such/parent
expect_text stderr 'cannot make no/such/parent'

# Both files or none: here the second one's name is too long for the system.
long=$(printf './%.0s' {1..2040})half2
while ((${#long} < 4084)); do long=./$long; done
((${#long} < 4086)) || fail "the name has ${#long} bytes"
expect_status 3 "$TL_PROGRAM" new "$long"
expect_text stderr 'cannot write'
[[ ! -e half2 ]] || fail "left $(ls half2)"
mkdir half2
touch half2/notes
expect_status 3 "$TL_PROGRAM" new "$long"
[[ $(ls half2) == notes ]] || fail "left $(ls half2)"

# What the commands in its comments name exists.
expect_status 0 "$TL_PROGRAM" schema 'missions.*'
expect_status 0 "$TL_PROGRAM" list policies
expect_status 0 "$TL_PROGRAM" list distributions
