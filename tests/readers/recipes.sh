#!/usr/bin/env bash
# The recipes of traces/README.md run, and print what it says. TL_UPDATE_GOLDEN=1 writes down what they print.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
# shellcheck source=tests/readers/tools/setup.sh
. "$TL_SOURCE/tests/readers/tools/setup.sh"
for tool in zcat jq Rscript; do need "$tool"; done
need_python pandas
need_duckdb

cp "$TL_SOURCE"/traces/*.trace.gz .
python3 "$tools/recipes.py" "$TL_SOURCE/traces/README.md" '## Recipes' '## From C' ${TL_UPDATE_GOLDEN:+update}

# what the recipes leave behind opens, too
python3 "$tools/perfetto.py" lift.r0.trace.gz lift.json.gz
