#!/usr/bin/env bash
# trilat validate: all mistakes of all files, sorted, on stderr; what is well on stdout.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

"$TL_PROGRAM" new mine >/dev/null
cat >broken.cfg <<'CFG'
// an overlay with mistakes
base = "mine/base.cfg";
horizon = 45;
missions = {
    guard-narrows = { weight = -2; parners = ["alpha"]; };
    patrol = { kind = "station"; theatre = "strait"; area = "narows"; partners = ["alpha"]; };
};
classes = { frigate = { speed = "16"; }; };
CFG
expect_status 2 "$TL_PROGRAM" validate broken.cfg mine/base.cfg
cat >expected <<'TEXT'
trilat: broken.cfg:3: horizon = 45: must be a duration in quotes, such as "36 h"
trilat: broken.cfg:5: missions.guard-narrows.weight = -2: must be at least 0
trilat: broken.cfg:5: missions.guard-narrows.parners: no such key; did you mean partners?
trilat: broken.cfg:6: missions.patrol.area = "narows": no such place; did you mean narrows?
trilat: broken.cfg:8: classes.frigate.speed = "16": a speed needs a unit: kn, km/h or m/s
TEXT
sort stderr >sorted && sort expected >wanted
expect_same sorted wanted
[[ $(sed -E 's/^[^:]*: [^:]*:([0-9]*):.*/\1/' stderr | paste -sd' ') == "3 5 5 6 8" ]] || fail "not by line: $(cat stderr)"
expect_text stdout 'mine/base.cfg: ok: 2 missions'
expect_no_text stdout broken.cfg

# A name of an overlay that is nearly one of the base is asked about once, whatever the new entity lacks; its other keys count.
printf 'base = "mine/base.cfg";\ndiversions = { to-shaol = { enabled = true; }; };\n' >misspelt.cfg
expect_status 2 "$TL_PROGRAM" validate misspelt.cfg
printf 'trilat: misspelt.cfg:2: diversions.to-shaol: is new and lacks the keys "partner", "when", "to", "take" and "pick"; did you mean to-shoal?\n' >expected
expect_same stderr expected

# A quote inside a text.
printf 'base = "mine/base.cfg";\ndiversions = { to-shoal = { when = "coverage("guard-narrows") < 1"; }; };\n' >quote.cfg
expect_status 2 "$TL_PROGRAM" validate quote.cfg
expect_text stderr 'quote.cfg:2: '
expect_text stderr 'a quote inside a text is written \"'

# A syntax error is told alone, with its line and likely cause.
printf 'base = "mine/base.cfg";\nhorizon = 45 d;\nweight = -2;\n' >syntax.cfg
expect_status 2 "$TL_PROGRAM" validate syntax.cfg
printf 'trilat: syntax.cfg:2: horizon = 45 d;: a quantity with a unit needs quotes: "45 d"\n' >expected
expect_same stderr expected

# Changes of the command line count, and are named where they are wrong.
expect_status 0 "$TL_PROGRAM" validate mine/base.cfg --set horizon="10 d" --unset missions.watch-shoal.weight
expect_text stdout ', 10 d, '
expect_status 2 "$TL_PROGRAM" validate mine/base.cfg --set missions.guard-narrow.weight=3
printf 'trilat: --set: missions.guard-narrow.weight = 3: missions.guard-narrow does not exist; did you mean missions.guard-narrows?; to add one: --set '\''missions.guard-narrow={ weight = ...; }'\''\n' >expected
expect_same stderr expected

# What only the model knows is told, too.
expect_status 2 "$TL_PROGRAM" validate mine/base.cfg --set partners.alpha.policy=greddy
expect_text stderr 'partners.alpha.policy'
expect_text stderr 'greedy'
expect_status 2 "$TL_PROGRAM" validate mine/base.cfg --set diversions.to-shoal.when="dya() > 3"
expect_text stderr 'diversions.to-shoal.when'

# What can never happen is noted and no mistake.
cat >never.cfg <<'CFG'
base = "mine/base.cfg";
phases = { late = { at = "30 d"; }; };
injects = { gale = { kind = "lose"; asset = "a-cutter-2"; at = "31 d"; }; };
CFG
expect_status 0 "$TL_PROGRAM" validate never.cfg
cat >expected <<'TEXT'
trilat: note: never.cfg:2: phases.late.at = "30 d": never happens: it is not before the horizon, 30 d
trilat: note: never.cfg:3: injects.gale.at = "31 d": never happens: it is not before the horizon, 30 d
TEXT
expect_same stderr expected
expect_text stdout 'never.cfg: ok: 2 missions'
expect_status 0 "$TL_PROGRAM" validate mine/base.cfg
[[ ! -s stderr ]] || fail "$(cat stderr)"

# In one go: the language, names of tables, conditions and what entities say of each other; in the order of lines.
cat >all.cfg <<'CFG'
base = "mine/base.cfg";
horizon = 45;
partners = { alpha = { policy = "greddy"; }; };
missions = {
    guard-narrows = { kind = "staton"; needs = { aws = 1.0; }; };
};
diversions = {
    to-shoal = { when = "day() = 3"; until = "coverage(\"guard\") > 1"; };
};
injects = { gale = { kind = "clsoe"; at = "2 d"; place = "harbour"; }; };
CFG
cat >expected <<'TEXT'
trilat: all.cfg:2: horizon = 45: must be a duration in quotes, such as "36 h"
trilat: all.cfg:3: partners.alpha.policy = "greddy": no such policy; did you mean greedy?
trilat: all.cfg:5: missions.guard-narrows.needs.aws = 1.0: no class gives this capability; did you mean asw?
trilat: all.cfg:5: missions.guard-narrows.kind = "staton": no such kind of mission; did you mean station?
trilat: all.cfg:8: diversions.to-shoal.when = "day() = 3": a single = assigns; write == to compare
trilat: all.cfg:8: diversions.to-shoal.until = "coverage(\"guard\") > 1": "guard" is not known here
trilat: all.cfg:10: injects.gale.kind = "clsoe": no such kind of inject; did you mean close?
TEXT
for command in 'validate all.cfg' 'run all.cfg' 'compare all.cfg --vary seed=2' 'compare mine/base.cfg all.cfg'; do
    # shellcheck disable=SC2086 # several words
    expect_status 2 "$TL_PROGRAM" $command
    expect_same stderr expected
done

# Incidents, who answers them, the command network and agreements: all in one go, and files of moments by their own lines.
printf '1 d\nD+3 25:00\n' >dates.csv
cat >incidents.cfg <<'CFG'
base = "mine/base.cfg";
missions = { watch-shoal = { kind = "response"; reaction = "5 min"; pace = 0.5; }; };
incidents = {
    north = { mission = "guard-narrows"; rate = "3 /d"; ceiling = "2 /d"; spread = 0.2; };
    south = { mission = "guard-narrows"; process = "replay"; dates = "dates.csv"; };
};
links = { hotline = { from = "alpha"; to = "alpha"; delay = "1 h"; }; };
agreements = { pact = { partner = "alpha"; mission = "guard-narrow"; state = "late"; }; };
CFG
cat >expected <<'TEXT'
trilat: dates.csv:2: incidents.south.dates = "D+3 25:00": a day must read D+3 or D+3 06:00
trilat: incidents.cfg:2: missions.watch-shoal.pace = 0.5: a response mission has no use for it
trilat: incidents.cfg:4: incidents.north.spread = 0.2: a poisson process has no use for it
trilat: incidents.cfg:4: incidents.north.ceiling = "2 /d": would cut the rate: give at least 3.00 /d
trilat: incidents.cfg:7: links.hotline.to = "alpha": is where the link starts
trilat: incidents.cfg:8: agreements.pact.mission = "guard-narrow": no such mission; did you mean guard-narrows?
trilat: incidents.cfg:8: agreements.pact.state = "late": needs the key "late": when it is reached
trilat: incidents.cfg:8: agreements.pact: promises nothing; give the key "backs-up", "announce" or "hold"
trilat: mine/base.cfg:0: missions.watch-shoal: a response mission needs the key "base"
trilat: mine/base.cfg:0: missions.watch-shoal: has nothing to answer: a response mission needs an incident process of its own
TEXT
expect_status 2 "$TL_PROGRAM" validate incidents.cfg
sed -i 's/base.cfg:[0-9]*:/base.cfg:0:/' stderr
expect_same stderr expected

# People, their ways and ships; consents, outside parties, gauges and weather; and what all of them ask: in one go.
cat >people.cfg <<'CFG'
base = "mine/base.cfg";
places = { town = { kind = "city"; at = [0.5, 0.5]; }; quay = { kind = "port"; at = [0.2, 0.5]; handling = "0 persons/h"; }; };
lanes = { road = { from = "town"; to = "quay"; domain = "land"; length = "60 km"; capacity = "900 persons/h"; }; };
corridors = { out = { from = "quay"; to = "town"; over = ["raod"]; }; back = { from = "town"; to = "quay"; over = ["road"]; }; };
groups = { folk = { nationality = "n"; origin = "town"; persons = 100; corridors = { out = 0.5; }; shelter = "1 d"; }; };
services = { bus = { from = "quay"; haven = "quay"; every = "1 d"; seats = 5; takes = "1 h"; while = "gauge(\"trst\") > 0"; }; };
consents = { entry = { asker = "alpha"; giver = "alpha"; when = "posture(\"rival\") >= hgih"; answers = ( { full = 0.5; } ); }; };
postures = { rival = { states = ["low", "high"]; ceiling = "1 /d"; moves = ( { from = "low"; to = "higher"; rate = "1 /d"; } ); }; };
gauges = { trust = { start = 2.0; moves = ( { when = "day() > 3"; } ); }; };
weathers = { gale = { domain = "sea"; calm = "9 d"; rough = "0 d"; }; };
CFG
cat >expected <<'TEXT'
trilat: people.cfg:2: places.quay.handling = "0 persons/h": must be above 0; people are handled at once without it
trilat: people.cfg:4: corridors.out.over[0] = "raod": no such lane; did you mean road?
trilat: people.cfg:4: corridors.back.over[0] = "road": the lane needs the key "speed" to carry convoys
trilat: people.cfg:5: groups.folk.corridors.out = 0.5: starts at quay, but they are at town
trilat: people.cfg:5: groups.folk.corridors: sums to 0.5, and must sum to 1
trilat: people.cfg:5: groups.folk.shelter = "1 d": needs the key "shelter-phase": from the start of which phase
trilat: people.cfg:6: services.bus.haven = "quay": is where it takes people up
trilat: people.cfg:6: services.bus.while = "gauge(\"trst\") > 0": "trst" is not known here; did you mean "trust"?
trilat: people.cfg:7: consents.entry.giver = "alpha": is the asker; a domestic step has no giver
trilat: people.cfg:7: consents.entry.answers[0]: sum to 0.5, and must sum to 1
trilat: people.cfg:7: consents.entry.when = "posture(\"rival\") >= hgih": is not a condition: hgih: no such observable, phase or state; did you mean high? (see trilat list observables)
trilat: people.cfg:8: postures.rival.moves[0].to = "higher": no such state of rival; did you mean high?
trilat: people.cfg:9: gauges.trust.start = 2.0: must be within 0 to 1, what gauge trust can be
trilat: people.cfg:9: gauges.trust.moves[0]: needs one of the keys "by" and "to"
trilat: people.cfg:10: weathers.gale: is nowhere; give the key "places" or "lanes"
trilat: people.cfg:10: weathers.gale.rough = "0 d": must have a mean above 0
TEXT
expect_status 2 "$TL_PROGRAM" validate people.cfg
expect_same stderr expected

# What can never happen to people, or between parties, is noted.
cat >idle.cfg <<'CFG'
base = "mine/base.cfg";
places = { town = { kind = "city"; at = [0.5, 0.5]; }; quay = { kind = "port"; at = [0.2, 0.5]; }; isle = { kind = "port"; at = [0.2, 1.5]; }; };
groups = { folk = { nationality = "n"; origin = "town"; persons = 100; }; };
services = { bus = { from = "quay"; haven = "isle"; every = "1 d"; seats = 5; takes = "1 h"; while = "day() > 40"; }; };
consents = { entry = { asker = "alpha"; }; };
missions = { guard-narrows = { while = "day() > 50"; }; };
CFG
cat >expected <<'TEXT'
trilat: note: idle.cfg:3: groups.folk: nobody takes them up at town: no lift mission or service there is for them
trilat: note: idle.cfg:4: services.bus.while = "day() > 40": never departs before the horizon, 30 d
trilat: note: idle.cfg:5: consents.entry: is never asked for: give the key "when"
trilat: note: idle.cfg:6: missions.guard-narrows.while = "day() > 50": is never true before the horizon, 30 d
TEXT
expect_status 0 "$TL_PROGRAM" validate idle.cfg
expect_same stderr expected

# What nothing asks for, what nobody lives to see, and percentages where shares are meant.
cat >vain.cfg <<'CFG'
base = "mine/base.cfg";
classes = { frigate = { gives = { prescence = 1.0; }; };
            cutter = { gives = { prescence = 2.0; }; }; };
missions = { guard-narrows = { handover = "20 d"; while = "coverage(\"watch-shoal\") < 50"; }; };
places = { town = { kind = "city"; at = [0.5, 0.5]; }; };
groups = { folk = { nationality = "n"; origin = "town"; persons = 100; flees = true;
                    mobilisation = ( { at = "1 d"; share = 0.5; } ); }; };
CFG
expect_status 0 "$TL_PROGRAM" validate vain.cfg
cat >expected <<'TEXT'
trilat: note: vain.cfg:3: classes.cutter.gives.prescence = 2.0: no mission needs it; did you mean presence?
trilat: note: vain.cfg:4: missions.guard-narrows.handover = "20 d": no relief ever takes over: endurance lets nobody who may serve stay longer than 14 d
trilat: note: vain.cfg:4: missions.guard-narrows.while = "coverage(\"watch-shoal\") < 50": coverage("watch-shoal") is between 0 and 1, so that its comparison with 50 is always true; did you mean 0.5?
trilat: note: vain.cfg:7: groups.folk.mobilisation = ({ at = "1 d"; share = 0.5; }): 50 of the 100 who leave never set out: its last share is below 1; those who stay are given by the key "stay"
TEXT
expect_same stderr expected

# Factors that are known at once, and names that are no values of what they are compared with.
cat >compared.cfg <<'CFG'
base = "mine/base.cfg";
missions = { guard-narrows = { factor = "-5"; while = "posture(\"rival\") >= full"; };
             watch-shoal = { factor = "1/0"; while = "consent(\"entry\") == hot"; }; };
consents = { entry = { asker = "alpha"; start = "full"; }; };
postures = { rival = { states = ["calm", "hot"]; ceiling = "1 /d"; moves = ( { from = "calm"; to = "hot"; rate = "1 /d"; factor = "calm - hot"; } ); }; };
CFG
expect_status 2 "$TL_PROGRAM" validate compared.cfg
cat >expected <<'TEXT'
trilat: compared.cfg:2: missions.guard-narrows.while = "posture(\"rival\") >= full": posture("rival") cannot be compared with full, a grade of a consent; compare it with calm or hot
trilat: compared.cfg:2: missions.guard-narrows.factor = "-5": is -5 whatever happens: a factor is a number from 0 on
trilat: compared.cfg:3: missions.watch-shoal.while = "consent(\"entry\") == hot": consent("entry") cannot be compared with hot, a state of a posture; compare it with refused, offshore or full
trilat: compared.cfg:3: missions.watch-shoal.factor = "1/0": is no finite number whatever happens: a factor is a number from 0 on
trilat: compared.cfg:5: postures.rival.moves[0].factor = "calm - hot": is -1 whatever happens: a factor is a number from 0 on
TEXT
expect_same stderr expected

# A diversion that is over as soon as it starts.
expect_status 0 "$TL_PROGRAM" validate mine/base.cfg --set 'diversions.to-shoal.until="day() >= 2"'
printf 'trilat: note: --set: diversions.to-shoal.until = "day() >= 2": is true already when it starts: it ends at the next look\n' >expected
expect_same stderr expected

# A state whose name is none is told alone, and not by every condition.
cat >state.cfg <<'CFG'
base = "mine/base.cfg";
postures = { rival = { states = ["calm", "All Out"]; ceiling = "1 /d"; }; };
CFG
expect_status 2 "$TL_PROGRAM" validate state.cfg
printf 'trilat: state.cfg:2: postures.rival.states[1] = "All Out": a name is written with a-z, 0-9 and -, from a letter on\n' >expected
expect_same stderr expected

# The standard input is -, and paths there are relative to the working folder.
"$TL_PROGRAM" validate - <syntax.cfg 2>stderr && fail "a mistake on stdin"
expect_text stderr '<stdin>:2: '
printf 'base = "mine/base.cfg";\ntitle = "piped";\n' | "$TL_PROGRAM" validate - >stdout
expect_text stdout '-: ok: 2 missions'

# Every scenario that ships is well; what is only included by others is no scenario.
mapfile -t scenarios < <(grep -rlE '^(trilat|base) *=' --include='*.cfg' "$TL_SOURCE/configs")
((${#scenarios[@]} > 0)) || fail "no scenarios"
expect_status 0 "$TL_PROGRAM" validate "${scenarios[@]}"
[[ $(wc -l <stdout) == "${#scenarios[@]}" ]] || fail "$(cat stdout)"
