#!/usr/bin/env bash
# Mistakes on the command line of run and compare: status 2, one line that says what is expected, nothing on stdout.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg .

# expect_mistake TEXT ARGUMENT...
expect_mistake() {
    expect_status 2 "$TL_PROGRAM" "${@:2}"
    expect_text stdout ''
    expect_text stderr "$1"
}

expect_mistake '-n 0: must be a whole number from 1 to' run transit.cfg -n 0
expect_mistake '-n abc: must be a whole number' run transit.cfg -n abc
expect_mistake '-n 1e3: must be a whole number' run transit.cfg -n 1e3
expect_mistake '-n 99999999999999999999: must be a whole number' run transit.cfg -n 99999999999999999999
expect_mistake '--seed -1: must be a whole number from 0 to 9000000000000000' run transit.cfg --seed -1
expect_mistake '--jobs 0: must be' run transit.cfg --jobs 0
expect_mistake '--replication runs one replication alone: leave -n out' run transit.cfg --replication 1 -n 5
expect_mistake '--trace-replications needs --traces DIR' run transit.cfg --trace-replications 0-9
expect_mistake '--trace-replications 9-0: must be A-B' run transit.cfg --traces t --trace-replications 9-0
expect_mistake '--trace-replications x: must be A-B' run transit.cfg --traces t --trace-replications x
expect_mistake 'replications 0 to 4 are run' run transit.cfg -n 5 --traces t --trace-replications 0-9
expect_mistake '--format xml: must be table, json or csv' run transit.cfg --format xml
expect_mistake '--color red: must be auto, always or never' run transit.cfg --color red
expect_mistake '--rows is for CSV' run transit.cfg --rows series
expect_mistake '--traces: name a folder' run transit.cfg --traces ''
expect_mistake '-o: name a file' run transit.cfg -o ''
expect_mistake 'which scenario?' run
expect_mistake 'run takes one scenario' run transit.cfg relief.cfg
expect_mistake 'none.cfg' run none.cfg
expect_mistake 'is a folder: name a file' run transit.cfg -o .
expect_mistake 'with what?' compare transit.cfg
expect_mistake 'which scenarios?' compare
expect_mistake '--vary x: write --vary PATH=VALUE' compare transit.cfg --vary x
expect_mistake 'transit: two scenarios have this label' compare transit.cfg transit.cfg
sed 's/^horizon = .*/horizon = "9 d"/' transit.cfg >short.cfg
expect_mistake 'transit: two scenarios have this label' compare transit.cfg transit=short.cfg
expect_no_text stderr 'horizons'
expect_mistake 'missions.c.weight=2: two --vary are the same; leave one out' \
    compare diversion-base.cfg --vary missions.c.weight=2 --vary missions.c.weight=2
expect_mistake "--vary: missions.d.weight = 2: missions.d does not exist; did you mean missions.a?; to add one: --vary 'missions.d={ weight = ...; }'" \
    compare diversion-base.cfg --vary missions.d.weight=2
expect_mistake '--vary: missions.c.weight = -2: must be at least 0' compare diversion-base.cfg --vary missions.c.weight=-2
expect_mistake '--set: missions.c.weight = -2: must be at least 0' \
    compare diversion-base.cfg --set missions.c.weight=-2 --vary missions.a.weight=2
expect_mistake '--vary seed=5: would change nothing, since pairs share their draws' compare transit.cfg --vary seed=5
expect_mistake 'horizons of horizon="9 d" and transit differ: 9 d and 10 d' compare transit.cfg --vary 'horizon="9 d"'
expect_mistake 'epochs of epoch="2001-01-01T00:00:00Z" and transit differ' \
    compare transit.cfg --vary 'epoch="2001-01-01T00:00:00Z"'
expect_mistake 'c weighs differently in the headline indexes of missions.c.weight=2 and diversion-base' \
    compare diversion-base.cfg --vary missions.c.weight=2
cat >visits.cfg <<'CFG'
base = "diversion-base.cfg";
incidents = { callers = { mission = "c"; rate = "2 /d"; ceiling = "4 /d"; scene = "1 h"; }; };
CFG
expect_mistake 'ceilings of incidents.callers of incidents.callers.ceiling="5 /d" and visits differ: 5 /d and 4 /d' \
    compare visits.cfg --vary 'incidents.callers.ceiling="5 /d"'
printf 'base = "visits.cfg";\nincidents = { callers = { ceiling = "5 /d"; }; };\n' >higher.cfg
expect_mistake 'ceilings of incidents.callers of higher and visits differ: 5 /d and 4 /d' compare visits.cfg higher.cfg
printf 'base = "transit.cfg";\npostures = { other = { states = ["calm", "tense"]; ceiling = "4 /d"; }; };\n' >party.cfg
expect_mistake 'ceilings of postures.other of postures.other.ceiling="5 /d" and party differ: 5 /d and 4 /d' \
    compare party.cfg --vary 'postures.other.ceiling="5 /d"'
for states in '["calm", "hot", "tense"]' '["calm", "tense", "hot", "grave"]' '["calm", "high"]'; do
    expect_mistake "states of postures.other of postures.other.states=$states and party differ: $(tr -d '"[]' <<<"$states") and calm, tense;" \
        compare party.cfg --vary "postures.other.states=$states"
done
expect_status 0 "$TL_PROGRAM" compare party.cfg --vary 'postures.other.ceiling="4 /d"' -n 1
printf 'base = "visits.cfg";\nincidents = { callers = { rate = "3 /d"; ceiling = "4 /d"; }; others = { mission = "c"; rate = "1 /d"; ceiling = "1 /d"; }; };\n' >more.cfg
expect_status 0 "$TL_PROGRAM" compare visits.cfg more.cfg -n 1
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --set missions.c.weight=2 -n 1
[[ ! -e t ]] || fail 'a mistake made a folder'

for command in run compare; do
    expect_status 0 "$TL_PROGRAM" "$command" --help
    expect_text stdout "Example: trilat $command "
    expect_text stderr ''
done
