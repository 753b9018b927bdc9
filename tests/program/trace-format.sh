#!/usr/bin/env bash
# traces/README.md ends with the reference that the program prints. To bring it up to date, replace everything behind the
# line that names the command by what the command prints.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

"$TL_PROGRAM" trace format --format markdown >reference.md
sed '1,/^<!-- trilat trace format/d' "$TL_SOURCE/traces/README.md" >written.md
expect_same written.md reference.md
# shellcheck disable=SC2016 # Markdown's backticks
expect_text reference.md '| `asset_departs` | `asset` [`from`] `to` `until` |'

# every key of a real header is told; names of its own entities are keys, too
names=' a area-a blue p presence ship '
zcat "$TL_SOURCE/traces/transit.r0.trace.gz" | sed -n 1p | grep -o '[[{,]"[a-z-]*":' | tr -d '[{,":' | sort -u >keys
while read -r key; do
    grep -qE "[\`\"]${key}[\`\"]" "$TL_SOURCE/traces/README.md" || [[ $names == *" $key "* ]] || fail "no key $key"
done <keys

expect_status 2 "$TL_PROGRAM" trace format --format html
expect_text stderr '--format html: must be markdown'
