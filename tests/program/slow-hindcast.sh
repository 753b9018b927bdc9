#!/usr/bin/env bash
# What configs/hindcast/README.md shows is what the scenarios give beside their record, and what is fitted is the best of its grid on the dates of fitting
# (of equals, the lowest). TL_UPDATE_GOLDEN=1 rewrites the tables.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C.UTF-8 TERM=dumb
hindcast=$TL_SOURCE/configs/hindcast

# fitted CASE PATH UNIT VALUE...: the value in the scenario has the smallest error of these; a row of the table of what is fitted.
fitted() {
    local case=$1 path=$2 unit=$3 value values=() best
    shift 3
    for value in "$@"; do values+=("${unit:+\"}$value$unit${unit:+\"}"); done
    expect_status 0 "$TL_SOURCE/scripts/hindcast" -n 20 --fit "$path" "${values[@]}" "$case"
    mv stdout grid
    best=$(awk -F ' *[|] *' 'NR > 2 && (best == "" || $3 + 0 < least) { best = $2; least = $3 + 0 } END { print best }' grid)
    expect_status 0 "$TL_PROGRAM" show "$hindcast/$case.cfg" --origin
    value=$(awk -F '  +' -v path="$path" '$1 == path { print $2 }' stdout)
    [[ $value == "$best" || $value == "$best.0" ]] || fail "$case: $path is $value, but $best fits best"
    awk -F ' *[|] *' -v case="$case" -v path="$path" -v best="${best//\"/}" '
        NR > 2 { gsub(/"| persons\/d/, "", $2); grid = grid (grid == "" ? "" : ", ") $2 ": " $3 " (" $4 ")" }
        END { printf "| `%s.cfg` | `%s` | %s | %s |\n", case, path, best, grid }' grid >>fits
}

{
    printf '| scenario | what is fitted | value | values tried: root of the mean squared error on the dates of fitting, persons '
    printf '(mean size of the error of persons judged) |\n| --- | --- | --- | --- |\n'
} >fits
fitted kabul lanes.gates.capacity ' persons/d' 3000 3500 4000 4500 5000
fitted kabul-later injects.more.scale '' 2.5 5.5 10.0 20.0 40.0
fitted sudan lanes.road.capacity ' persons/d' 300 350 400 450 500
fitted yemen lanes.aden-road.capacity ' persons/d' 400 500 600 700 800
expect_result "$hindcast/README.md" fits fits

for case in kabul kabul-later sudan yemen saigon saigon-helicopters kuwait; do
    expect_status 0 "$TL_SOURCE/scripts/hindcast" "$case"
    mv stdout table
    expect_result "$hindcast/README.md" table "$case"
done

expect_status 0 "$TL_SOURCE/scripts/hindcast" scrambles
mv stdout table
expect_result "$hindcast/README.md" table scrambles

# The program's own picture of one: the strip of who is safe.
expect_status 0 "$TL_PROGRAM" run "$hindcast/sudan.cfg" -n 40
sed -n '/^Evacuation: who is safe/,/^$/p' stdout | sed '/^$/d; s/^/    /' >picture
expect_result "$hindcast/README.md" picture strip
