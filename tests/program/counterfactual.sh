#!/usr/bin/env bash
# Accounts of the loss on the pages of run and compare, and --counterfactual: what is booked beside what changes.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg .
export LC_ALL=C

# 100,000 and 25,000 index-seconds are 1.157 and 0.2894 index-days.
expect_status 0 "$TL_PROGRAM" run ledger.cfg -n 3
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line 'by root failure 1.157 identical 80.0'
expect_text line 'diversion/away 0.2894 identical 20.0'
expect_text line 'hold: failure 1.157 identical 80.0'
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
expect_text line ' ledger failure 1.157 identical 1.157 identical'
expect_text line ' diversion/away 0.2894 identical 0.2894 identical'
expect_text line ' ramp 0 identical 0 identical'
expect_text stdout '3 replications' # one scenario is shown
expect_text stdout '--counterfactual ramp'
mv stdout first
again=$(sed -n '/^again: trilat/,/^$/p' first | tr '\n' ' ' | sed 's/^again: trilat//')
eval "expect_status 0 \"\$TL_PROGRAM\" $again"
expect_same first stdout

# compare: of the variants alone, those of --vary too.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --vary missions.c.weight=1 -n 2 --counterfactual diversion/away
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line ' diversion diversion/away 1.876 identical 1.876 identical missions.c.weight=1 diversion/away 0 identical 0 identical'
expect_no_text stdout 'diversion-without-diversion/away costs'

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

# Mistakes.
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual diversion/awya
expect_text stderr 'diversion.cfg has no diversion of this name; did you mean away?'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual structural
expect_text stderr 'no change of a scenario leaves this out'
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual diversion
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual failure/x
expect_status 2 "$TL_PROGRAM" run diversion.cfg --counterfactual ramp --counterfactual ramp
expect_text stderr 'asked for twice'
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --counterfactual ramp --buy-back x
expect_text stderr 'one of them at a time'
