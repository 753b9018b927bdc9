#!/usr/bin/env bash
# Scenarios of other regions, written without touching C: they are sound, their traces are whole, nobody is lost on the way, and each overlay's
# effect has the sign that its comment promises, beyond chance.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C
elsewhere=$TL_SOURCE/configs/elsewhere

for scenario in "$elsewhere"/*.cfg; do
    expect_status 0 "$TL_PROGRAM" validate "$scenario"
    expect_text stdout ': ok: '
    expect_text stderr ''
    expect_status 0 "$TL_PROGRAM" run "$scenario" -n 2 --traces traces -o run.json
done
expect_status 0 "$TL_PROGRAM" trace verify traces/*.trace.gz

# Everybody of a group stays or sets out, and whoever sets out after the hurricane is landed by the end.
expect_status 0 "$TL_PROGRAM" trace events traces/dorian.r0.trace.gz --kind 'persons_*' --format csv
awk -F , '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { sum[$column["event"], $column["group"]] += $column["persons"] }
    END {
        split("bahamians 4500 haitians 2000 relief-teams 400", wanted, " ")
        for (i = 1; i <= 6; i += 2) {
            group = wanted[i]
            if (sum["persons_stay", group] + sum["persons_gather", group] != wanted[i + 1]) exit 1
            if (sum["persons_land", group] - sum["persons_return", group] != sum["persons_gather", group]) exit 1
        }
    }' stdout || fail 'the books of the people do not balance'

# sign BASE VARIANT MEASURE ENTITY STATISTIC WANT: the whole interval lies on that side of 0 (+ or -).
sign() {
    awk -F , -v variant="$2" -v measure="$3" -v entity="$4" -v statistic="$5" -v want="$6" '
        $1 == variant && $2 == measure && $3 == entity && $4 == statistic { found = 1; good = want == "+" ? $6 > 0 : $7 < 0 }
        END { exit !(found && good) }' "$1.csv" || fail "$2 against $1: $3 of $4 is not $6: $(grep "^$2,$3,$4," "$1.csv")"
}

expect_status 0 "$TL_PROGRAM" compare "$elsewhere"/baltic.cfg "$elsewhere"/baltic-west.cfg -n 40 --format csv -o baltic.csv
expect_status 0 "$TL_PROGRAM" compare "$elsewhere"/baltic-west.cfg "$elsewhere"/baltic-west-{lead,cut}.cfg -n 40 --format csv -o baltic-west.csv
expect_status 0 "$TL_PROGRAM" compare "$elsewhere"/dorian.cfg "$elsewhere"/dorian-{channel-late,storm,pooled}.cfg -n 40 --format csv -o dorian.csv
sign baltic baltic-west degradation headline mean +
sign baltic-west baltic-west-lead degradation headline mean -
sign baltic-west baltic-west-cut degradation headline mean +
sign dorian dorian-channel-late degradation headline mean +
sign dorian dorian-storm degradation headline mean +
sign dorian dorian-pooled degradation headline mean -
sign dorian dorian-pooled late-person-days Haiti difference -
sign dorian dorian-pooled late-person-days Bahamas difference +

# An overlay that no line above asks about would be a claim without a test.
(($(find "$elsewhere" -name '*.cfg' | wc -l) == 8)) || fail 'an overlay without a sign'
