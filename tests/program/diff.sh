#!/usr/bin/env bash
# trilat diff: paths, both values, both origins; status 1 when anything differs.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

"$TL_PROGRAM" new mine >/dev/null
expect_status 0 "$TL_PROGRAM" diff mine/base.cfg mine/base.cfg
[[ $(cat stdout) == "no difference" ]] || fail "$(cat stdout)"

cat >b.cfg <<'CFG'
base = "mine/base.cfg";
missions = { guard-narrows = { weight = 4; steps = ( { phase = "tense"; needs = { asw = 3.0; }; } ); }; };
assets = { a-tug = { class = "cutter"; partner = "alpha"; home = "harbour"; }; };
CFG
expect_status 1 "$TL_PROGRAM" diff mine/base.cfg b.cfg
weight=$(grep -n 'weight = 3.0' mine/base.cfg | cut -d: -f1)
steps=$(grep -n 'steps = ' mine/base.cfg | cut -d: -f1)
cat >expected <<TEXT
assets.a-tug
  + { class = "cutter"; partner = "alpha"; home = "harbour"; }  (b.cfg:3)
missions.guard-narrows.steps[0].needs.asw
  - 2.0  (mine/base.cfg:$steps)
  + 3.0  (b.cfg:2)
missions.guard-narrows.weight
  - 3.0  (mine/base.cfg:$weight)
  + 4  (b.cfg:2)
3 values differ
TEXT
expect_same stdout expected

# Changes apply to both.
expect_status 0 "$TL_PROGRAM" diff mine/base.cfg b.cfg --set missions.guard-narrows.weight=1 --unset missions.guard-narrows.steps \
    --set 'assets.a-tug={ class = "cutter"; partner = "alpha"; home = "harbour"; }'

expect_status 1 "$TL_PROGRAM" diff mine/base.cfg b.cfg --format json
if command -v python3 >/dev/null; then
    python3 - <<'PY'
import json
d = json.load(open('stdout'))
assert d['schema'] == 'trilat.diff/1'
assert [x['path'] for x in d['differences']] == ['assets.a-tug', 'missions.guard-narrows.steps[0].needs.asw', 'missions.guard-narrows.weight']
assert d['differences'][0]['a'] is None
assert d['differences'][2]['b'] == {'origin': 'b.cfg:2', 'value': 4}
PY
fi
expect_status 0 "$TL_PROGRAM" diff mine/base.cfg mine/base.cfg --format json
expect_text stdout '"differences": []'
expect_status 2 "$TL_PROGRAM" diff mine/base.cfg absent.cfg
