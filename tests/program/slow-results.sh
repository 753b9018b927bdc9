#!/usr/bin/env bash
# What the READMEs show as results is what the program prints. TL_UPDATE_GOLDEN=1 rewrites them.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C.UTF-8 TERM=dumb

# The first command as the README gives it, with this build's program, from the project's folder: from the first sentence on
# a cost to the end of the first curve.
readme=$TL_SOURCE/README.md
command=$(grep -m 1 -E '^    scripts/trilat compare ' "$readme")
read -ra words <<<"$command"
expect_status 0 env -C "$TL_SOURCE" "$TL_PROGRAM" "${words[@]:1}" -o "$work/whole"
sed -n '/^senkaku-naval costs/,/^senkaku-air$/p' whole | sed '$d' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' |
    sed 's/^\(.\)/    \1/' >shown
expect_result "$readme" shown

# Every overlay of the Korean case: its cost, its worst dip, and the two accounts of the headline that change most.
korea=$TL_SOURCE/configs/korea-2017
overlays=("$korea"/senkaku-{naval,naval-held,naval-bmd,naval-early,naval-late,air,cap,both}.cfg
    "$korea"/agreement-{notice,held,backup,all,late}.cfg "$korea"/links-{hub,cut}.cfg
    "$korea"/consent-{refused,late,full,advance}.cfg "$korea"/trust-{progressive,hawkish}.cfg
    "$korea"/{commercial-halted,airports-open,loading-pooled,port-mined,strait-storm,roads-cut,senkaku-naval-lift}.cfg
    "$korea"/china-{surge,surge-never,surge-naval,coercive,coercive-never}.cfg "$korea"/{posture-free,hotline,messaging-aligned}.cfg)
(($(find "$korea" -maxdepth 1 -name '*.cfg' | wc -l) == ${#overlays[@]} + 1)) || fail 'an overlay is not in the table'
expect_status 0 "$TL_PROGRAM" compare "$korea/base.cfg" "${overlays[@]}" --format csv --rows summary -o summary.csv
awk -F , '
    function size(x) { return x < 0 ? -x : x }
    BEGIN {
        print "| overlay | cost, index-days of 45 | worst dip | when | booked to, above all |\n| --- | --- | --- | --- | --- |"
        split("air-west aew-soj asw-strait bmd-rok bmd-soj escort-csg escort-sealift mpa-soj neo-japan neo-others", names, " ")
        for (i in names) headline[names[i]]
    }
    $2 == "degradation" && $4 == "mean" {
        order[++count] = $1
        cost[$1] = $10 ~ /identical/ ? "0, identical in all" : sprintf("%.2f (%.2f to %.2f)", $5, $6, $7)
    }
    $2 == "worst-dip" && $4 == "depth" { dip[$1] = $5 > 0 ? sprintf("%.3f", $5) : "none" }
    $2 == "worst-dip" && $4 == "time" { when[$1] = sprintf("D+%d %02d:00", int($5), ($5 - int($5)) * 24 + 0.5) }
    $1 == "base" && $2 == "ledger-mission" { in_base[$3] }
    # what the base has no account for is all difference
    $2 == "ledger-mission" && ($4 == "difference" || ($4 == "mean" && $1 != "base" && !($3 in in_base))) {
        split($3, account, ":")
        if (!(account[1] in headline) || size($5) < 0.005) next
        words = sprintf("`%s` %+.2f", $3, $5)
        if (size($5) > size(first[$1])) {
            second[$1] = first[$1]; then[$1] = text[$1]
            first[$1] = $5; text[$1] = words
        } else if (size($5) > size(second[$1])) {
            second[$1] = $5; then[$1] = words
        }
    }
    END {
        for (i = 1; i <= count; i++) {
            o = order[i]
            print "| `" o ".cfg` | " cost[o] " | " dip[o] " | " (dip[o] == "none" ? "" : when[o]) " | " text[o] (then[o] != "" ? ", " then[o] : "") " |"
        }
    }' summary.csv >table
expect_result "$korea/README.md" table

# What is expected of every overlay, as its first lines say, against what they compare it with: 1 a loss, -1 a gain, 0 neither.
cat >expected <<'END'
base senkaku-naval 1
base senkaku-air 1
senkaku-naval senkaku-both 1
senkaku-naval senkaku-naval-bmd 1
senkaku-naval senkaku-naval-early 1
senkaku-naval senkaku-naval-late -1
senkaku-naval senkaku-naval-held -1
senkaku-naval senkaku-naval-lift 0
senkaku-air senkaku-cap 0
senkaku-naval agreement-notice -1
agreement-notice agreement-held -1
senkaku-naval agreement-backup -1
agreement-held agreement-all -1
senkaku-naval agreement-late 0
base links-hub 1
base links-cut 1
base consent-refused 1
consent-refused consent-late -1
base consent-full -1
consent-full consent-advance -1
base trust-progressive 0
base trust-hawkish -1
base commercial-halted 1
base airports-open -1
base loading-pooled -1
base port-mined 1
base strait-storm 1
base roads-cut 1
base china-surge 1
china-surge china-surge-never -1
china-surge china-surge-naval 1
china-surge china-coercive 1
china-coercive china-coercive-never -1
base posture-free 1
posture-free hotline -1
posture-free messaging-aligned -1
END
(($(wc -l <expected) == ${#overlays[@]})) || fail 'an overlay of which nothing is expected'
mapfile -t references < <(cut -d ' ' -f 1 expected | sort -u)
for against in "${references[@]}"; do
    mapfile -t files < <(awk -v against="$against" -v folder="$korea" '$1 == against { print folder "/" $2 ".cfg" }' expected)
    if [[ $against == base ]]; then
        cp summary.csv effect.csv # those above
    else
        expect_status 0 "$TL_PROGRAM" compare "$korea/$against.cfg" "${files[@]}" --format csv --rows summary -o effect.csv
    fi
    awk -F , -v against="$against" '
        $2 == "degradation" && $4 == "mean" { print against, $1, $5, $6, $7 }' effect.csv
done >effects
awk '
    BEGIN { print "| overlay | against | expected | effect, index-days | found |\n| --- | --- | --- | --- | --- |" }
    FILENAME == "effects" { mean[$1 " " $2] = $3; low[$1 " " $2] = $4; high[$1 " " $2] = $5; next }
    {
        pair = $1 " " $2
        sign = low[pair] > 0 ? 1 : high[pair] < 0 ? -1 : 0
        found = sign == $3 ? "yes" : sign == 0 ? "not found" : sign > 0 ? "a loss" : "a gain"
        printf "| `%s.cfg` | `%s.cfg` | %s | %.2f (%.2f to %.2f) | %s |\n", $2, $1,
            ($3 > 0 ? "a loss" : $3 < 0 ? "a gain" : "neither"), mean[pair], low[pair], high[pair], found
    }' effects expected >table
expect_result "$korea/README.md" table signs

# Every overlay of the other regions, against the scenario that it builds on.
elsewhere=$TL_SOURCE/configs/elsewhere
{
    printf '| overlay | against | cost, index-days | worst dip | when |\n| --- | --- | --- | --- | --- |\n'
    for pair in "baltic west" "baltic-west lead cut" "dorian channel-late storm pooled"; do
        read -r base names <<<"$pair"
        overlays=()
        for name in $names; do overlays+=("$elsewhere/$base-$name.cfg"); done
        expect_status 0 "$TL_PROGRAM" compare "$elsewhere/$base.cfg" "${overlays[@]}" --format csv --rows summary -o elsewhere.csv
        awk -F , -v base="$base" '
            $2 == "degradation" && $4 == "mean" { cost = sprintf("%.2f (%.2f to %.2f)", $5, $6, $7) }
            $2 == "worst-dip" && $4 == "depth" { dip = $5 }
            $2 == "worst-dip" && $4 == "time" {
                printf "| `%s.cfg` | `%s.cfg` | %s | %.3f | D+%d %02d:00 |\n", $1, base, cost, dip, int($5), ($5 - int($5)) * 24 + 0.5
            }' elsewhere.csv
    done
} >table
expect_result "$elsewhere/README.md" table
