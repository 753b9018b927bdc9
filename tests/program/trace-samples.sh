#!/usr/bin/env bash
# The traces that stand in traces/ are what their scenarios give today. TL_UPDATE_GOLDEN=1 writes them anew.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

for trace in "$TL_SOURCE"/traces/*.trace.gz; do
    name=${trace##*/}
    "$TL_PROGRAM" run "$TL_SOURCE/configs/micro/${name%.r0.trace.gz}.cfg" -n 1 --traces . -o report.json
    [[ -z ${TL_UPDATE_GOLDEN-} ]] || cp "$name" "$trace"
    zcat "$trace" >kept
    zcat "$name" >fresh
    expect_same kept fresh
    expect_status 0 "$TL_PROGRAM" trace verify "$trace"
done
