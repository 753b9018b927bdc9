#!/usr/bin/env bash
# Accounts of the loss on the pages of run and compare, and --counterfactual: what is booked beside what changes.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg "$TL_SOURCE"/configs/micro/response-dates.txt .
export LC_ALL=C

# 100,000 and 25,000 index-seconds are 1.157 and 0.2894 index-days.
expect_status 0 "$TL_PROGRAM" run ledger.cfg -n 3
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line 'by root failure 1.157 identical'
expect_text line 'diversion/away 0.2894 identical'
expect_text line 'hold: failure 1.157 identical'
expect_no_text stdout 'Counterfactuals'

# Of a variant: all of its cost is booked to the diversion, exactly.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 3
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line 'by root diversion/away 0 1.876 1.876 identical'
expect_text line 'c: diversion/away 0 1.271 1.271 identical'
expect_text line 'the cost all accounts 0 1.876 1.876 identical'
expect_text stdout 'Accounts sum to the cost exactly, in every replication.'

# Without the diversion only the failure's gap is left; without failures, with both ships, the diversion's is the same.
expect_status 0 "$TL_PROGRAM" run ledger.cfg -n 3 --counterfactual failure --counterfactual diversion/away --counterfactual ramp
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line ' ledger, failure booked to it (1) 1.157 identical loss because of it (2) 1.157 identical'
expect_text line ' ledger, diversion/away booked to it (1) 0.2894 identical loss because of it (2) 0.2894 identical'
expect_text line ' ledger, ramp booked to it (1) 0 identical loss because of it (2) 0 identical'
expect_no_text stdout 'cost because of it' # there is no base
expect_text stdout '3 replications' # one scenario is shown
expect_text stdout '--counterfactual ramp'
mv stdout first
sed -n '/^again: trilat/,/^$/p' first | sed 's/^again: //' >pasted
mkdir bin
ln -s "$TL_PROGRAM" bin/trilat
expect_status 0 env PATH="$work/bin:$PATH" sh pasted
expect_same first stdout

# compare: of the variants alone, those of --vary too.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --vary missions.c.weight=1 -n 2 --counterfactual diversion/away
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line ' diversion, diversion/away booked to it (1) 1.876 identical loss because of it (2) 1.876 identical cost because of it (3) 1.876 identical missions.c.weight=1, diversion/away booked to it (1) 0 identical loss because of it (2) 0 identical cost because of it (3) 0 identical'
expect_no_text stdout 'diversion-without-diversion/away costs'

# A base that has the root is run without it, too. Here neither loses anything without the diversion: of the variant's loss all goes, and
# of its cost all of what it is.
expect_status 0 "$TL_PROGRAM" compare diversion.cfg --vary "diversions.away.until=day() >= 7" -n 2 --counterfactual diversion/away --format csv
awk -F, '/^"?diversions.away/ && ($2 == "counterfactual" || $3 == "headline" && ($2 == "loss" || $2 == "degradation")) { printf "%s-%s %.4f\n", $2, $4, $5 }' stdout >rows
cost=$(sed -n 's/^degradation-mean //p' rows)
loss=$(sed -n 's/^loss-mean //p' rows)
[[ $cost != "$loss" && $cost != 0.0000 ]] || fail "$(cat rows)"
expect_text rows "counterfactual-booked $loss"
expect_text rows "counterfactual-changes $loss"
expect_text rows "counterfactual-cost-changes $cost"
expect_status 0 "$TL_PROGRAM" compare diversion.cfg --vary "diversions.away.until=day() >= 7" -n 2 --counterfactual diversion/away
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line 'a loss less that of diversion, which is run without the root, too'
expect_no_text stdout 'diversion-without'
expect_status 2 "$TL_PROGRAM" compare diversion.cfg diversion-without-ramp=diversion.cfg -n 2 --counterfactual ramp
expect_text stderr 'diversion-without-ramp: two variants would have this label'

# A phase's steps fall away; injects do; rotation asks for no relief any more.
cat >phased.cfg <<'END'
base = "transit.cfg";
title = "A phase, an inject and a rotation";
phases = { war = { at = "3 d"; }; };
missions = { a = { steps = ( { from = "1 d"; scale = 1.0; }, { phase = "war"; needs = { presence = 2.0; }; } ); }; };
injects = { sinks = { at = "9 d"; kind = "lose"; asset = "s1"; }; };
END
expect_status 0 "$TL_PROGRAM" run phased.cfg -n 2 --format csv --counterfactual phase/war --counterfactual inject/sinks --counterfactual rotation
awk -F, '$2 == "counterfactual" { printf "%s %s %.1f\n", $3, $4, $5 * 86400 }' stdout >rows
# from D+3 until it leaves at 532,671 s half of the new demand is missing, which nobody could meet: it is booked as structural
expect_text rows 'phase/war changes 136735.5'
expect_text rows 'phase/war booked 0.0'
expect_text rows 'inject/sinks changes 39535.5'
expect_status 0 "$TL_PROGRAM" run phased.cfg -n 2 --format json --counterfactual rotation
expect_text stdout '"counterfactual": ['
expect_text stdout '"base":"phased-without-rotation"'
expect_text stdout '"schema": "trilat.run/1"'
if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    check_schema() {
        /usr/bin/python3 -c 'import json, sys, jsonschema
jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))' \
            "$TL_SOURCE/sim/report/schema/study.json" "$1"
    }
    cp stdout good.json
    expect_status 0 check_schema good.json
    sed 's/"statistic":"booked"/"statistic":"mean"/' good.json >bad.json
    expect_status 1 check_schema bad.json
fi

# What is left out wins over --vary, too.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg --vary diversions.away.enabled=true -n 2 --counterfactual diversion/away
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line ', diversion/away booked to it (1) 1.876 identical loss because of it (2) 1.876 identical cost because of it (3) 1.876 identical'

# Only one variant has the diversion: it alone is run without it.
cat >tanker.cfg <<'END'
base = "diversion-base.cfg";
title = "Another diversion";
diversions = { tanker = { partner = "blue"; when = "day() >= 1"; until = "day() >= 5"; to = "b"; pick = "nearest"; take = ( { assets = ["a"]; count = 1; } ); }; };
END
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg tanker.cfg -n 2 --counterfactual diversion/tanker --format csv
expect_text stdout 'tanker,counterfactual,diversion/tanker,booked,1.876'
expect_no_text stdout 'diversion,counterfactual'
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg tanker.cfg -n 2 --counterfactual diversion/tankre
expect_text stdout ''
expect_text stderr 'diversion.cfg has no diversion of this name'

# A ramp is an asset's own delay, and not its class's alone. Ready on D+3, s1 counts 259,200 s later than it would, and is still there
# at 784,929, where it would come back otherwise: 79,071 of 864,000 s.
cat >late.cfg <<'END'
base = "transit.cfg";
title = "Ready late";
classes = { ship = { readiness = ( { at = "6 d"; share = 1.0; } ); }; };
assets = { s1 = { available = "3 d"; }; };
END
expect_status 0 "$TL_PROGRAM" run late.cfg -n 2 --counterfactual ramp --format csv
awk -F, '$2 == "counterfactual" { printf "%s %s %.0f\n", $3, $4, $5 * 86400 }' stdout >rows
expect_text rows 'ramp booked 352929'
expect_text rows 'ramp changes 79071'

# A phase brings no more incidents, either.
cat >raids.cfg <<'END'
base = "response.cfg";
title = "More incidents in a phase";
phases = { war = { at = "2 h"; }; };
incidents = { raid = { mission = "watch"; rate = "40 /d"; ceiling = "40 /d"; scene = "1 h"; steps = (
    { from = "0 d"; scale = 0.0; }, { phase = "war"; scale = 1.0; }, { from = "4 h"; scale = 0.0; } ); }; };
END
expect_status 0 "$TL_PROGRAM" run raids.cfg -n 5 --counterfactual phase/war --format csv
awk -F, '$2 == "counterfactual" && $4 == "changes" { print $3, ($5 > 0.01 ? "less" : "same") }' stdout >rows
expect_text rows 'phase/war less'

# Mistakes.
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual diversion/awya
expect_text stderr 'diversion.cfg has no diversion of this name; did you mean away?'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual structural
expect_text stderr 'no change of a scenario leaves this out; it takes one of failure, rotation, ramp, closed, diversion/NAME, inject/NAME, phase/NAME, consent/NAME, posture/NAME, weather/NAME'
expect_no_text stderr 'did you mean'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual failures
expect_text stderr 'did you mean failure?'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual diversions/away
expect_text stderr 'did you mean diversion/away?'
# a label that a variant without the root would have, too
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg diversion-without-ramp=diversion.cfg diversion.cfg -n 2 --counterfactual ramp
expect_text stderr 'diversion-without-ramp: two variants would have this label'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual diversion
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual failure/x
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual ramp --counterfactual ramp
expect_text stderr 'asked for twice'
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --counterfactual ramp --buy-back x
expect_text stderr 'one of them at a time'
