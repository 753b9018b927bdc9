# shellcheck shell=bash
# What the tests of readers share, beside tests/shell.sh: `trilat` and `duckdb` as commands, and Debian's Python first in PATH.
: "${work:?set by tests/shell.sh}"
tools=$TL_SOURCE/tests/readers/tools
mkdir "$work/bin"
ln -s "$TL_PROGRAM" "$work/bin/trilat"
PATH=$work/bin:/usr/bin:$PATH

# Bring DuckDB once a build folder, in the version that is pinned. Without its registry the test is skipped, but never in CI.
need_duckdb() {
    need node
    need npm
    local folder=${TL_PROGRAM%/*}/readers log=$work/npm.log
    mkdir -p "$folder"
    (
        flock 9
        cmp -s "$tools/package-lock.json" "$folder/installed" && exit 0
        rm -f "$folder/installed"
        cp "$tools"/package*.json "$folder"
        (cd "$folder" && npm ci --no-audit --no-fund) >"$log" 2>&1 </dev/null || exit 1
        cp "$tools/package-lock.json" "$folder/installed"
    ) 9>>"$folder/.lock" || {
        [[ -z ${CI-} ]] || fail "npm cannot bring DuckDB: $(tail -n 5 "$log")"
        printf 'skipped: npm cannot bring DuckDB\n'
        exit 77
    }
    printf '#!/bin/sh\nNODE_PATH=%s/node_modules exec node %s/duckdb.cjs "$@"\n' "$folder" "$tools" >"$work/bin/duckdb"
    chmod +x "$work/bin/duckdb"
}

# need_python MODULE: of Debian's Python.
need_python() {
    need /usr/bin/python3
    /usr/bin/python3 -c "import $1" 2>/dev/null || {
        printf 'skipped: python3-%s is not installed\n' "$1"
        exit 77
    }
}
