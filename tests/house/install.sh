#!/usr/bin/env bash
# scripts/install on a little project of its own: it builds what it installs, takes any folder, and says clearly what keeps it from working.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need cmake
need ninja

toy=$work/toy
mkdir -p "$toy/sim"
cp -r "$TL_SOURCE/scripts" "$TL_SOURCE/CMakePresets.json" "$toy"
printf '# package for why\ngcc build compiles\nlibc6-dev build headers\n' >"$toy/scripts/packages"
cat >"$toy/CMakeLists.txt" <<'PLAN'
cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES C)
add_executable(trilat sim/main.c)
add_library(libtrilat SHARED sim/main.c)
set_target_properties(libtrilat PROPERTIES OUTPUT_NAME trilat)
add_executable(another absent.c)
file(TOUCH ${CMAKE_SOURCE_DIR}/absent.c) # has no main: whoever builds everything fails
include(GNUInstallDirs)
install(TARGETS trilat libtrilat)
PLAN
printf 'int main(void) { return 7; }\n' >"$toy/sim/main.c"

# a folder may be relative, with blanks; what runs is what was built
expect_status 0 "$toy/scripts/install" 'my folder/deep'
expect_text stdout ''
expect_text stderr "install: installed under $work/my folder/deep"
expect_status 7 'my folder/deep/bin/trilat'
[[ -e 'my folder/deep/lib/libtrilat.so' ]] || fail "no library"
touch -d '1 minute ago' 'my folder/deep/bin/trilat' # CMake takes files of nearly the same second for equal
printf 'int main(void) { return 8; }\n' >"$toy/sim/main.c"
expect_status 0 "$toy/scripts/install" "$work/my folder/deep"
expect_status 8 'my folder/deep/bin/trilat'

# mistakes, and what the world keeps from it
expect_status 2 "$toy/scripts/install" one two
expect_status 2 "$toy/scripts/install" --prefix
expect_status 0 "$toy/scripts/install" --help
expect_text stdout '[FOLDER]'
touch file
expect_status 3 "$toy/scripts/install" file/under
expect_text stderr "install: cannot write to $work/file/under"
printf 'int main(void) { return nothing; }\n' >"$toy/sim/main.c"
expect_status 3 "$toy/scripts/install" there
expect_text stderr 'building build/release failed'
[[ ! -e there/bin ]] || fail "installed something stale"
