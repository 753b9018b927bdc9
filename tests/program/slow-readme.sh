#!/usr/bin/env bash
# What the README shows of its first command is what that command prints. TL_UPDATE_GOLDEN=1 rewrites the README.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
readme=$TL_SOURCE/README.md

# The command as the README gives it, with this build's program, from the project's folder.
command=$(grep -m 1 -E '^    scripts/trilat compare ' "$readme")
read -ra words <<<"$command"
export LC_ALL=C.UTF-8 TERM=dumb
expect_status 0 env -C "$TL_SOURCE" "$TL_PROGRAM" "${words[@]:1}" -o "$work/whole"

# From the first sentence on a cost to the end of the first curve.
sed -n '/^senkaku-naval costs/,/^senkaku-air$/p' whole | sed '$d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' | sed 's/^\(.\)/    \1/' >shown

inside() { sed -n '/^<!-- result -->$/,/^<!-- end -->$/p' "$readme" | sed '1,2d;$d' | sed '$d'; }
if [[ -n ${TL_UPDATE_GOLDEN-} ]]; then
    {
        sed '/^<!-- result -->$/q' "$readme"
        printf '\n'
        cat shown
        printf '\n'
        sed -n '/^<!-- end -->$/,$p' "$readme"
    } >new
    cat new >"$readme"
fi
inside >found
expect_same shown found
