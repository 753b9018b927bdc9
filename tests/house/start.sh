#!/usr/bin/env bash
# scripts/trilat on a little project of its own: it builds once, says nothing when there is nothing to do, notices
# changes, hands on arguments and status, waits for its twin, and says clearly what keeps it from working.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need cmake
need ninja

toy=$work/toy
mkdir -p "$toy/sim" elsewhere
cp -r "$TL_SOURCE/scripts" "$TL_SOURCE/CMakePresets.json" "$toy"
rm -f "$toy/scripts/packages"
printf '# package for why\ngcc build compiles\nlibc6-dev build headers\n' >"$toy/scripts/packages"
cat >"$toy/CMakeLists.txt" <<'PLAN'
cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES C)
add_executable(trilat sim/main.c)
PLAN
write_main() { # answer
    printf '#include <stdio.h>\n#include <stdlib.h>\nint main(int argc, char **argv)\n{\n    printf("%s %%d %%s\\n", argc, argv[argc - 1]);\n    return 7;\n}\n' "$1" >"$toy/sim/main.c"
}
write_main first

# Two at once on a fresh checkout: both answer, one builds.
"$toy/scripts/trilat" one >twin.out 2>twin.err &
twin=$!
expect_status 7 "$toy/scripts/trilat" two 'a  b'
expect_text stdout 'first 3 a  b'
status=0
wait "$twin" || status=$?
[[ $status == 7 ]] || fail "the twin ended with $status"
expect_text twin.out 'first 2 one'
[[ $(cat stderr twin.err | grep -c building) == 1 ]] || fail "not built exactly once"

# Nothing to do: silent, from any folder, through a symbolic link.
ln -s "$toy/scripts/trilat" elsewhere/link
cd elsewhere
expect_status 7 ./link ''
expect_text stdout 'first 2 '
[[ ! -s stderr ]] || fail "not silent: $(cat stderr)"
cd ..

# A change is noticed; a failed build is the world's fault and runs nothing.
write_main second
expect_status 7 "$toy/scripts/trilat" x
expect_text stdout 'second 2 x'
printf 'int main(void) { return nothing; }\n' >"$toy/sim/main.c"
expect_status 3 "$toy/scripts/trilat" x
expect_text stderr nothing
expect_text stderr 'building build/release failed'
[[ ! -s stdout ]] || fail "ran a stale program"
write_main third

# A project that moves with its build folder starts afresh.
mv "$toy" "$work/moved"
expect_status 7 "$work/moved/scripts/trilat" x
expect_text stdout 'third 2 x'

# Without root and sudo: fine while nothing is missing, else a clear word. Root is played by a false id.
mkdir bin
ln -s /usr/bin/* bin
rm -f bin/sudo bin/id
printf '#!/bin/sh\necho 1000\n' >bin/id
chmod +x bin/id
export PATH=$work/bin
touch "$work/moved/sim/main.c"
expect_status 7 "$work/moved/scripts/trilat"
touch "$work/moved/sim/main.c"
printf 'surely-no-such-package build none\n' >>"$work/moved/scripts/packages"
expect_status 3 "$work/moved/scripts/trilat"
expect_text stderr 'neither root nor sudo'
expect_text stderr 'apt-get install --no-install-recommends surely-no-such-package'
