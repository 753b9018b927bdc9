#!/usr/bin/env bash
# trilat compare --buy-back: the micro-scenario of a diversion with an agreement whose worth is known exactly.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/diversion*.cfg .
export LC_ALL=C
cat >pact.cfg <<'CFG'
agreements = {
  pact = { partner = "blue"; mission = "a"; hold = "until-relieved"; late = "2 d"; }; // the order comes after 1 d
  idle = { partner = "blue"; mission = "c"; announce = "1 h"; }; // nothing is taken from there
};
CFG
compare() { "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg --with pact.cfg -n 2 "$@"; }
one_line() { tr '\n' ' ' <stdout | tr -s ' ' >line; }

# With the pact a stays until b relieves it, and the 52,264.5 index-seconds of A are never lost: 0.6049 index-days of 1.876. The
# base loses nothing, with or without it; and reached on D+2 it comes too late for all of that.
expect_status 0 compare --buy-back pact
expect_text stderr ''
one_line
expect_text line 'diversion costs 1.876 index-days' # without the pact, though its file has it
expect_text line 'pact buys back 0.6049 (identical in all 2) of 1.876 index-days that diversion costs; beyond what it does in diversion-base, 0.6049 (identical in all 2); to have it from the start and not late is worth 0.6049 (identical in all 2).'
expect_no_text stdout 'diversion+pact' # what serves the comparison has no part of its own
expect_status 0 compare --buy-back pact --format csv
expect_text stdout 'diversion,buy-back,pact,cost,1.8761197916666668,'
expect_text stdout 'diversion,buy-back,pact,compensation,0.6049131944444445,'
expect_text stdout 'diversion,buy-back,pact,protection,0.6049131944444445,'
expect_text stdout 'diversion,buy-back,pact,advance-premium,0.6049131944444445,'
expect_text stdout 'diversion+pact,loss,headline,mean,1.2712065972222222,'
expect_text stdout 'diversion+pact:late,loss,headline,mean,1.8761197916666668,'
expect_text stdout 'diversion-base+pact,loss,headline,mean,0,'

# Reached in time, being early is worth nothing; a state in the file, or from --set, decides nothing.
expect_status 0 compare --buy-back pact --format csv --set agreements.pact.late='12 h' --set agreements.pact.state=late
expect_text stdout 'diversion,buy-back,pact,cost,1.8761197916666668,'
expect_text stdout 'diversion,buy-back,pact,compensation,0.6049131944444445,'
expect_text stdout 'diversion,buy-back,pact,advance-premium,0,0,0,2,'

# Sets: each against the same variant without any of them; no premium where one does not say when it is reached late.
expect_status 0 compare --buy-back pact --buy-back pact,idle --buy-back idle --format csv
expect_text stdout 'diversion,buy-back,pact,compensation,0.6049131944444445,'
expect_text stdout 'diversion,buy-back,pact+idle,compensation,0.6049131944444445,'
expect_text stdout 'diversion,buy-back,idle,compensation,0,0,0,2,'
expect_status 0 compare --buy-back '*' --format csv # all agreements
expect_text stdout 'diversion,buy-back,*,cost,1.8761197916666668,'
expect_text stdout 'diversion,buy-back,*,compensation,0.6049131944444445,'
expect_no_text stdout 'idle,advance-premium'
expect_status 0 compare --buy-back idle
one_line
expect_text line 'idle buys back nothing: 0 (identical in all 2) of 1.271 index-days that diversion costs' # the pact is in force as its file says

# Without the pact is without it even where --vary asks for it: what stands in the file or on the command line decides nothing.
expect_status 0 "$TL_PROGRAM" compare diversion.cfg --vary agreements.pact.state=from-start --with pact.cfg -n 2 --buy-back pact --format csv
expect_text stdout 'agreements.pact.state=from-start,buy-back,pact,cost,0,'
expect_text stdout 'agreements.pact.state=from-start,buy-back,pact,compensation,0.6049131944444445,'
expect_text stdout 'agreements.pact.state=from-start,buy-back,pact,advance-premium,0.6049131944444445,'

# Of a variant by --vary, from a base with a label; the shown command gives the same again, and files hold the same numbers.
expect_status 0 "$TL_PROGRAM" compare start=diversion-base.cfg --vary diversions.away.enabled=true --with pact.cfg -n 2 \
    --buy-back pact
mv stdout first
sed -n '/^again: trilat/,/^$/p' first | sed 's/^again: //' >pasted
mkdir bin
ln -s "$TL_PROGRAM" bin/trilat
expect_status 0 env PATH="$work/bin:$PATH" sh pasted
expect_same first stdout
expect_status 0 compare --buy-back pact -o one.json
expect_status 0 compare --buy-back pact -o two.json --jobs 1
expect_same one.json two.json
expect_text one.json '"measure":"buy-back","entity":"pact","statistic":"protection","unit":"index-days","value":0.6049131944444'
if /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    check_schema() {
        /usr/bin/python3 -c 'import json, sys, jsonschema
jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))' \
            "$TL_SOURCE/sim/report/schema/study.json" "$1"
    }
    expect_status 0 check_schema one.json
    sed 's/"statistic":"protection"/"statistic":"mean"/' one.json >bad.json
    expect_status 1 check_schema bad.json
fi

# Mistakes
expect_status 2 compare --buy-back pacts
expect_text stderr '--buy-back pacts: diversion-base.cfg has no agreement of this name; did you mean pact?'
expect_text stdout ''
expect_status 2 compare --buy-back 'x*'
expect_text stderr '--buy-back x*: diversion-base.cfg has no agreement of this name'
# an agreement that a variant alone has, whether it is named or fits a pattern
cat >more.cfg <<'CFG'
base = "diversion.cfg";
title = "One agreement more";
agreements = { pact2 = { partner = "blue"; mission = "a"; hold = "until-relieved"; }; };
CFG
for set in 'pact*' pact2; do
    expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg more.cfg --with pact.cfg -n 2 --buy-back "$set"
    expect_text stderr '--buy-back pact2: diversion-base.cfg has no agreement of this name; did you mean pact?'
    expect_text stdout ''
done
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg --vary 'agreements.pact2={ partner = "blue"; mission = "a"; announce = "1 h"; }' --with pact.cfg -n 2 \
    --buy-back 'pact*'
expect_text stderr '--buy-back pact2: diversion-base.cfg has no agreement of this name'
# a label that a variant with the agreement would have, too
expect_status 2 "$TL_PROGRAM" compare diversion-base.cfg "diversion+pact=diversion.cfg" diversion.cfg --with pact.cfg -n 2 --buy-back pact
expect_text stderr 'diversion+pact: two variants would have this label, one of them made of diversion.cfg; give that file another label'
for bad in "" "pact," "pact,,idle" "pact,pact"; do
    expect_status 2 compare --buy-back "$bad"
done
expect_status 2 compare --buy-back pact --buy-back pact
expect_text stderr 'asked for twice'
