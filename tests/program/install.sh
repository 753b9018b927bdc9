#!/usr/bin/env bash
# What is installed works from wherever it is moved to, without the sources: program, scenarios, library, header, pkg-config file. The
# C example of traces/README.md is compiled against it.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need cmake
need pkg-config

build=${TL_PROGRAM%/*}
cached() { # name: its value in the build's cache
    sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"
}
compiler=$(cached CMAKE_C_COMPILER)
flags=(-Wall -Wextra -Wconversion -Wshadow -Werror)
[[ $(cached TL_SANITIZE) != ON ]] || flags+=("-fsanitize=address,undefined")

cmake --install "$build" --prefix "$work/first" >installed
mv first moved
library=$(dirname "$(find moved -name libtrilat.so)")
export PKG_CONFIG_PATH=$work/$library/pkgconfig LD_LIBRARY_PATH=$work/$library

# the program and its scenarios
program=$work/moved/bin/trilat
expect_same <("$program" --version) <("$TL_PROGRAM" --version)
for scenario in korea-2017/senkaku-naval korea-2017/port-mined hindcast/kabul micro/response; do # overlays, parts, files of dates
    expect_status 0 "$program" validate "moved/share/trilat/configs/$scenario.cfg"
done
expect_status 0 "$program" trace verify moved/share/trilat/traces/*.trace.gz
for file in README.md CHANGELOG.md LICENSE; do
    cmp "$TL_SOURCE/$file" "moved/share/doc/trilat/$file"
done

# a page for the program, each subcommand and each verb, with every option in it
for page in trilat trilat-run trilat-trace-why; do
    file=moved/share/man/man1/$page.1
    tr - ' ' <<<"$page" >words
    read -ra words <words
    expect_text "$file" ".TH ${page^^} 1"
    for section in NAME SYNOPSIS DESCRIPTION '"SEE ALSO"'; do
        grep -qx ".SH $section" "$file" || fail "no $section in $page"
    done
    "$program" "${words[@]:1}" --help | grep -oE '^ {2,6}-.*' | grep -oE -- '--?[a-zA-Z?][a-z-]*' | sort -u >options
    while read -r option; do
        expect_text "$file" "${option//-/\\-}"
    done <options
done
grep -cE '^TL_(COMMAND|TRACE_VERB)' "$TL_SOURCE"/sim/command/{command,trace}.def | awk -F: '{ n += $2 } END { print n + 1 }' >count
[[ $(find moved/share/man/man1 -name 'trilat*.1' | wc -l) == "$(cat count)" ]] || fail "not a page for each: $(ls moved/share/man/man1)"
if command -v groff >/dev/null; then
    groff -man -ww -z moved/share/man/man1/*.1 2>complaints
    expect_text complaints ''
fi

# the example, as its reader compiles it
[[ $(pkg-config --modversion trilat) == "$(sed -n 's/^project(trilat VERSION \([0-9.]*\).*/\1/p' "$TL_SOURCE/CMakeLists.txt")" ]] ||
    fail "version $(pkg-config --modversion trilat)"
build_tool() { # name
    # shellcheck disable=SC2046
    "$compiler" "${flags[@]}" "$1.c" $(pkg-config --cflags --libs trilat) -o "$1"
}
sed -n '/^```c$/,/^```$/p' "moved/share/trilat/traces/README.md" | sed '1d;$d' >gaps.c
lines=$(wc -l <gaps.c)
((lines >= 30 && lines <= 40)) || fail "an example of $lines lines"
build_tool gaps
expect_status 0 ./gaps "$TL_SOURCE/traces/transit.r0.trace.gz"
expect_text stderr ''
sed -n '/^ *\.\/gaps transit/{n;s/^    //p}' "$TL_SOURCE/traces/README.md" >promised
expect_same stdout promised
expect_status 2 ./gaps
expect_status 2 ./gaps nowhere.gz
expect_text stderr 'nowhere.gz: cannot be read'
head -c 1000 "$TL_SOURCE/traces/transit.r0.trace.gz" >cut.gz
expect_status 2 ./gaps cut.gz
expect_text stdout ''
expect_text stderr 'cut.gz: truncated; the '

# what it finds is what the program measures, and so are the library's measures
"$program" run moved/share/trilat/configs/korea-2017/base.cfg -n 1 --traces . >table
"$program" trace measure base.r0.trace.gz --format csv >measured.csv
./gaps base.r0.trace.gz | awk '{ print $1 "," $2 }' >found
awk -F, '$2 == "gap-hours" && $4 == "mean" { printf "%s,%.1f\n", $3, $5 }' measured.csv >wanted
[[ $(wc -l <wanted) -gt 20 ]] || fail "hardly a mission"
expect_same found wanted
cat >measures.c <<'TOOL'
#include <stdio.h>
#include <trilat/trace.h>

int main(int argc, char **argv)
{
    struct trilat_measures *measures = trilat_measures_read(argv[argc - 1], NULL);
    for (size_t i = 0; measures && i < trilat_measures_count(measures); i++) {
        const struct trilat_measure *row = trilat_measures_get(measures, i);
        printf("%s,%s,%.17g\n", row->name, row->entity, row->value);
    }
    trilat_measures_free(measures);
}
TOOL
build_tool measures
./measures base.r0.trace.gz >rows.csv
awk -F, 'FNR == NR { value[$1, $2] = $3 + 0; next }
    $4 == "mean" && $5 != "" { if (!(($2, $3) in value) || value[$2, $3] != $5 + 0) exit 1; count++ }
    END { exit count < 200 }' rows.csv measured.csv || fail "other values than trilat trace measure"

# the header alone: old C, C++ and nothing before it
header=moved/include/trilat/trace.h
for standard in c99 c11 gnu17; do
    "$compiler" -std=$standard -pedantic-errors "${flags[@]}" -fsyntax-only -x c "$header"
done
for cxx in g++ clang++; do
    if command -v "$cxx" >/dev/null; then
        "$cxx" -pedantic-errors -Wall -Wextra -Werror -fsyntax-only -x c++ "$header"
    fi
done

# the library shows what the header declares, and nothing else
nm -D --defined-only "$library/libtrilat.so" | awk '$2 ~ /[A-Z]/ { print $3 }' | sort >shown
grep -oE '\btrilat_[a-z_]+\(' "$header" | tr -d '(' | sort -u >declared
expect_same shown declared
