#!/usr/bin/env bash
# trilat schema and list: every key and choice, fitting a terminal; the committed reference page is up to date.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

expect_status 0 env COLUMNS=100 "$TL_PROGRAM" schema
awk 'length($0) > 100 { print FILENAME ":" FNR ": " $0; bad = 1 } END { exit bad }' stdout || fail "wider than 100 columns"
keys=$(cat "$TL_SOURCE"/sim/scenario/keys/*.def | grep -c '^TL_KEY')
lists=$(cat "$TL_SOURCE"/sim/scenario/keys/*.def | grep -c 'TL_SECTION_RAMP') # whose rows stand in each of them
keys=$((keys + (lists - 1) * $(grep -c '^TL_KEY' "$TL_SOURCE/sim/scenario/keys/ramp.def")))
[[ $(grep -cE '^[a-z]' stdout) == "$keys" ]] || fail "$(grep -cE '^[a-z]' stdout) of $keys keys"
expect_text stdout 'missions.*.steps[*].scale'

expect_status 0 "$TL_PROGRAM" schema 'missions.*.weight'
grep -qE '^missions\.\*\.weight  number, 0 to 1000000; default 1$' stdout || fail "$(cat stdout)"
grep -qE '^ +share of the mission in the index$' stdout || fail "$(cat stdout)"
expect_status 0 "$TL_PROGRAM" schema missions
expect_text stdout 'missions.*.needs.*'
expect_no_text stdout 'classes.'
expect_status 2 "$TL_PROGRAM" schema 'mission.*'
expect_text stderr 'did you mean missions?'

expect_status 0 "$TL_PROGRAM" schema '*.at' --format json
if command -v python3 >/dev/null; then
    python3 - <<'PY'
import json
d = json.load(open('stdout'))
assert d['schema'] == 'trilat.schema/1'
paths = [k['path'] for k in d['keys']]
assert 'places.*.at' in paths and 'assets.*.at' in paths, paths
phase = [k for k in d['keys'] if k['path'] == 'phases.*.at'][0]
assert phase['range'] == {'low': 0, 'high': 3.2e9, 'unit': 's'} and phase['required'] is False, phase
PY
fi

expect_status 0 env TL_PROGRAM="$TL_PROGRAM" "$TL_SOURCE/scripts/reference" --print
diff "$TL_SOURCE/configs/README.md" stdout || fail "configs/README.md is not what scripts/reference writes"

for what in missions policies injects observables distributions roots measures; do
    expect_status 0 "$TL_PROGRAM" list "$what"
    [[ -s stdout ]] || fail "list $what is empty"
done
expect_text stdout 'gap-hours'
expect_text stdout 'above 0, the variant is worse.'
expect_status 0 "$TL_PROGRAM" list distributions
expect_text stdout 'lognormal(mean, sd)'
expect_status 0 "$TL_PROGRAM" list roots
expect_text stdout 'rotation '
expect_text stdout 'diversion/NAME'
"$TL_PROGRAM" new mine >/dev/null
expect_status 0 "$TL_PROGRAM" list capabilities mine/base.cfg
cat >expected <<'TEXT'
asw       given by destroyer 0.6, frigate 1; all assets together 6.8; needed by
          guard-narrows 2
escort    given by destroyer 1, frigate 0.4; all assets together 5; needed by
          guard-narrows 1
presence  given by cutter 1, destroyer 1, frigate 1; all assets together 10;
          needed by watch-shoal 1
TEXT
expect_same stdout expected
expect_status 0 "$TL_PROGRAM" list capabilities mine/base.cfg --set classes.frigate.gives.asw=0.7
expect_text stdout 'all assets together 5.3;' # 0.6 and 0.7 of doubles come to 5.299999999999999
expect_status 2 "$TL_PROGRAM" list capabilities
expect_status 2 "$TL_PROGRAM" list policys
expect_text stderr 'policies'
expect_status 2 "$TL_PROGRAM" list policies mine/base.cfg

# A scenario with all that can be measured: incidents that are answered, visits, an evacuation, an outside party, a consent, a work.
cat >busy.cfg <<'CFG'
base = "mine/base.cfg";
places = { strip = { kind = "airfield"; at = [36.0, 129.4]; }; quay = { kind = "port"; at = [36.0, 129.5]; };
           inland = { kind = "city"; at = [36.0, 129.0]; }; shore = { kind = "port"; at = [35.0, 130.5]; }; };
lanes = { road = { from = "inland"; to = "quay"; domain = "land"; length = "40 km"; capacity = "500 persons/h"; speed = "50 km/h"; }; };
corridors = { out = { from = "inland"; to = "quay"; over = ["road"]; }; };
groups = { folk = { nationality = "folk"; origin = "inland"; persons = 900; }; };
consents = { entry = { asker = "alpha"; when = "day() > 1"; answers = ( { full = 1.0; } ); }; };
postures = { other = { states = ["resting", "roused"]; ceiling = "1 /d"; moves = ( { from = "resting"; to = "roused"; rate = "0.1 /d"; } ); }; };
classes = { ferry = { domain = "sea"; speed = "18 kn"; gives = { lift = 300; }; endurance = "9 d"; }; jet = { domain = "air"; speed = "400 kn"; gives = { intercept = 1; }; endurance = "4 h"; }; };
assets = { a-ferry = { class = "ferry"; partner = "alpha"; home = "shore"; }; a-jet = { class = "jet"; partner = "alpha"; home = "strip"; count = 4; }; };
missions = { air = { kind = "response"; theatre = "strait"; area = "narrows"; base = "strip"; partners = ["alpha"];
                     needs = { intercept = 3.0; }; };
             neo = { kind = "lift"; theatre = "strait"; area = "quay"; haven = "shore"; groups = ["folk"]; partners = ["alpha"];
                     needs = { lift = 300; }; due = ( { at = "1 d"; share = 0.0; }, { at = "5 d"; share = 1.0; } ); };
             sweep = { kind = "work"; theatre = "strait"; area = "narrows"; partners = ["alpha"]; needs = { asw = 1.0; }; amount = 3; }; };
incidents = { raid = { mission = "air"; rate = "2 /d"; ceiling = "2 /d"; };
              visit = { mission = "watch-shoal"; rate = "1 /d"; ceiling = "1 /d"; scene = "6 h"; }; };
CFG

# the list of roots holds every root of a result
"$TL_PROGRAM" run busy.cfg -n 1 --format csv | awk -F, '$2 == "ledger" { sub("^[^/]*: ", "", $3); sub("/.*", "/NAME", $3); print $3 }' | sort -u >booked
"$TL_PROGRAM" list roots | sed '/^$/,$d' | grep -oE '^[a-z][^ ]*' | sort -u >listed
[[ -s booked && -z $(comm -23 booked listed) ]] || fail "not listed: $(comm -23 booked listed)"

# the list of measures holds every measure of a result; the page on results every statistic, flag, key and column
"$TL_PROGRAM" list measures | sed '/^$/,$d' | grep -oE '^[a-z][a-z0-9-]*' | sort -u >listed
"$TL_PROGRAM" compare busy.cfg --vary diversions.to-shoal.enabled=true -n 2 --format csv | sed 1d | cut -d , -f 2 | sort -u >told
expect_same listed told
grep -A 99999 '"statistic": {' "$TL_SOURCE/sim/report/schema/study.json" | grep -o '"enum": .*' | grep -o '"[a-z_-]*"' |
    tr -d '"' | grep -v enum >words
[[ $(wc -l <words) -ge 20 ]] || fail "no statistics in the schema"
sed '1,/^## Results as files/d' "$TL_SOURCE/configs/README.md" >page
while read -r word; do
    expect_text page "\`$word\`"
done <words
# those of its parts, too
sed -n '/"required": \[/{s/.*\[//; s/\].*//; s/[", ]\{1,\}/\n/g; p}' "$TL_SOURCE/sim/report/schema/study.json" | grep . >words
[[ $(wc -l <words) -ge 40 ]] || fail "no keys in the schema"
while read -r word; do
    expect_text page "\`$word\`"
done <words
for rows in summary replications series; do
    "$TL_PROGRAM" run mine/base.cfg -n 2 --format csv --rows "$rows" >results.csv
    # shellcheck disable=SC2016 # Markdown's backticks
    expect_text page "\`$(sed 's/,/`, `/g; q' results.csv)\`"
done
