#!/usr/bin/env bash
# The scenarios of configs/hindcast are sound and stand beside their record; what a timetable carries is what one counts by hand; the scrambles' rates are
# those that the record of the years of fitting gives.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C
hindcast=$TL_SOURCE/configs/hindcast

for scenario in "$hindcast"/*.cfg; do
    name=$(basename "$scenario" .cfg)
    [[ -f $hindcast/$name.csv ]] || fail "$name has no record"
    expect_status 0 "$TL_PROGRAM" validate "$scenario"
    expect_text stdout ': ok: '
    [[ $name == scrambles ]] || expect_status 0 "$TL_SOURCE/scripts/hindcast" -n 2 "$name"
    expect_no_text stdout nan
    mv stdout "$name.table"
done

# Departures of Saigon's timetable: 479 h by 9 h, 189 h and 188.5 h by 1.2 h, each and the first one: 54 x 94 + 158 x 94 + 158 x 75 seats.
expect_text saigon.table '| D+29 00:00 | 50490 | judge | 31778 | -37 % | 31778 to 31778 |'
# A departure in 174 min in 59.5 d less 3 h: 492, of which the first 12 go before the road has brought anybody, the others with 250 each.
expect_text kuwait.table '| D+59 12:00 | 111711 | judge | 120000 |'
# The gates of Kabul are open for 9 d 17 h 45 min: of 38,958 persons 389 convoys of 100, and the 1,100 who are inside.
expect_text kabul.table '| D+17 12:00 | 124334 | judge | 40000 |'

# The rates and the spread of the years of fitting, as the scenario has them.
expect_status 0 "$TL_SOURCE/scripts/hindcast" -n 20 scrambles
for region in north central west southwest; do
    rate=$(sed -n -E "s/^  $region = .*rate = \"([0-9.]+) \/d\".*/\1/p" "$hindcast/scrambles.cfg")
    expect_text stdout "| rate, $region | $rate /d |"
done
expect_text stdout '| spread, all four | 0.350 |'
[[ $(grep -c 'spread = 0.35;' "$hindcast/scrambles.cfg") == 4 ]] || fail 'not one spread'

# A mistake of the user's is one.
expect_status 2 "$TL_SOURCE/scripts/hindcast" nowhere
