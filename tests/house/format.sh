#!/usr/bin/env bash
# Every C file is formatted by .clang-format.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need clang-format

check_format() { # tree
    find "$1/sim" "$1/include" "$1/tests" -name '*.[ch]' -print0 2>/dev/null |
        xargs -0 -n 16 -P "$(nproc)" clang-format --style=file --dry-run -Werror 2>&1 |
        awk -F: '/error:/ && !seen[$1]++ { print "clang-format -i " $1 }'
}

mkdir -p bad/sim
cp "$TL_SOURCE/.clang-format" bad
printf 'int  main( void ) {return 0;}\n' >bad/sim/main.c
expect_status 123 check_format bad # xargs' word for a failed command
expect_text stdout 'clang-format -i bad/sim/main.c'

expect_status 0 check_format "$TL_SOURCE"
