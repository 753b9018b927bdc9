#!/usr/bin/env bash
# How strong each lever of the Korean case must be to repay half of what it is to repay: the table in its README is what the program prints.
# TL_UPDATE_GOLDEN=1 rewrites it.
# shellcheck disable=SC2016 # backquotes are the table's
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C.UTF-8
korea=$TL_SOURCE/configs/korea-2017
pairs=100

# Mean and bounds of what variants lose against the first scenario, a line each: lost ENTITY ARGUMENT...
lost() {
    local entity=$1
    shift
    expect_status 0 "$TL_PROGRAM" compare "$@" -n "$pairs" --format csv --rows summary -o lost.csv
    awk -F , -v entity="$entity" '$2 == "loss" && $3 == entity && $4 == "difference" { print $5, $6, $7 }' lost.csv
}

# One row: by how much each value of the lever repays the loss of an overlay, and where that reaches a half by a straight line between values.
# lever LOSS LEVER UNIT ENTITY BASE OVERLAY FORM VALUE...   FORM is a change of the scenario, with @ for the value and
# % for what is left of 1
lever() {
    local loss=$1 name=$2 unit=$3 entity=$4 base=$5 overlay=$6 form=$7 changes=() value form_of
    shift 7
    for value; do
        form_of=${form//@/$value}
        changes+=(--vary "${form_of//%/$(awk "BEGIN {print 1 - $value}")}")
    done
    lost "$entity" "$base" "$overlay" >whole
    lost "$entity" "$overlay" "${changes[@]}" >gains
    printf '%s\n' "$@" | paste -d ' ' - gains | awk -v loss="$loss" -v lever="$name" -v unit="$unit" -v whole="$(cat whole)" '
        BEGIN { split(whole, lost, " ") }
        {
            share = -$2 / lost[1]
            text = text sprintf("%s%s: %.2f (%.2f to %.2f)", NR > 1 ? "; " : "", $1, share, -$4 / lost[1], -$3 / lost[1])
            if (half == "" && NR > 1 && (before - 0.5) * (share - 0.5) <= 0) {
                half = sprintf("%.2g", at + ($1 - at) * (0.5 - before) / (share - before))
            }
            at = $1
            before = share
        }
        END { printf "| %s, %.2f | %s | %s | %s |\n", loss, lost[1], lever, text, half == "" ? "not reached" : half (unit == "" ? "" : " ") unit }'
}

naval=$korea/senkaku-naval.cfg
cat >free.cfg <<CFG
base = "$korea/posture-free.cfg";
gauges = { provoke = { start = 3.0; }; invite = { start = 3.0; }; opportunism = { start = 3.0; }; divide = { start = 3.0; }; };
CFG
{
    printf '| loss, index-days | lever | it repays so much of the loss | half at |\n| --- | --- | --- | --- |\n'
    lever '`consent-refused`' 'chance of offshore at each daily answer' '' headline "$korea/base.cfg" "$korea/consent-refused.cfg" \
        'consents.entry.answers=( { refused = %; offshore = @; } )' 0.1 0.2 0.3 0.5
    lever '`consent-refused`' 'day of a late full grant' '' headline "$korea/base.cfg" "$korea/consent-refused.cfg" \
        'injects={ granted = { kind = "grant"; at = "@ d"; consent = "entry"; grade = "full"; }; }' 18 20 22 25
    lever '`senkaku-naval`' 'notice for `escort-csg`' h headline "$korea/base.cfg" "$naval" \
        'agreements.notice-escort-csg={ state = "from-start"; announce = "@ h"; }' 6 24 48 72
    lever '`senkaku-naval`' 'hold in `escort-csg` after 24 h of notice, at most' h headline "$korea/base.cfg" "$naval" \
        'agreements.held-escort-csg={ state = "from-start"; max-hold = "@ h"; }' 1 6 12 24 72
    lever '`senkaku-naval`' "ships of Korea's back-up in the strait" '' headline "$korea/base.cfg" "$naval" \
        'agreements.backup-asw-strait={ state = "from-start"; up-to = @; }' 1 2 3
    lever 'Senkaku axis, the party moves freely, elasticities 3' 'hotline: share of the rates that it leaves' '' senkaku "$korea/base.cfg" free.cfg \
        'gauges={ hotline = { start = 1.0; }; hotline-leaves = { start = @; }; }' 0.75 0.5 0.25
    lever 'Senkaku axis, the party moves freely, elasticities 3' 'messages alike: elasticity that is left of what divides' '' senkaku "$korea/base.cfg" free.cfg \
        'gauges.divide.start=@' 2.5 2 1.5 1
} >table
expect_result "$korea/README.md" table half
