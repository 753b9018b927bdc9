#!/usr/bin/env bash
# trilat show: what is shown reads back as the same scenario; every value has an origin; JSON is JSON.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

"$TL_PROGRAM" new mine >/dev/null
hash_of() { # what show says
    sed -n '1s/.*hash //p' "$1"
}

expect_status 0 "$TL_PROGRAM" show mine/diversion.cfg --set missions.guard-narrows.weight=2.5
cp stdout shown.cfg
expect_text shown.cfg 'weight = 2.5;'
expect_text shown.cfg 'enabled = true;'
expect_no_text shown.cfg 'base.cfg'
expect_status 0 "$TL_PROGRAM" show shown.cfg
cp stdout again.cfg
[[ -n $(hash_of shown.cfg) && $(hash_of shown.cfg) == "$(hash_of again.cfg)" ]] || fail "another hash: $(head -1 shown.cfg again.cfg)"
diff <(tail -n +2 shown.cfg) <(tail -n +2 again.cfg)
expect_status 0 "$TL_PROGRAM" show - <shown.cfg
[[ $(hash_of stdout) == "$(hash_of shown.cfg)" ]] || fail "another hash through a pipe"

# Origins: one line a value, aligned.
printf 'missions = {\n  watch-shoal = {\n    priority = 7; };\n};\n' >more.cfg
expect_status 0 "$TL_PROGRAM" show mine/base.cfg --origin --with more.cfg --set horizon="9 d"
grep -qE '^horizon +"9 d" +--set$' stdout || fail "$(head stdout)"
grep -qE '^missions.watch-shoal.priority +7 +more.cfg:3$' stdout || fail "$(grep priority stdout)"
grep -qE '^missions.guard-narrows.steps\[0\].needs.asw +2.0 +mine/base.cfg:[0-9]+$' stdout || fail "$(grep steps stdout)"
grep -qE '^places.harbour.at +\[36.0, 129.5\] +mine/base.cfg:[0-9]+$' stdout || fail "$(grep harbour stdout)"
while read -r path _ origin; do # each origin's line holds the last name of the path
    [[ $origin == mine/base.cfg:* && $path != *']' ]] || continue
    sed -n "${origin##*:}p" mine/base.cfg | grep -qF "${path##*.}" || fail "$path is not at $origin"
done < <(awk '{ print $1, $2, $NF }' stdout)

expect_status 0 "$TL_PROGRAM" show mine/base.cfg --format json --origin
if command -v python3 >/dev/null; then
    python3 - <<'PY'
import json
d = json.load(open('stdout'))
assert d['schema'] == 'trilat.show/1', d['schema']
assert d['scenario']['places']['harbour']['at'] == [36.0, 129.5]
assert d['scenario']['missions']['guard-narrows']['steps'][0]['needs'] == {'asw': 2.0}
assert d['origins']['horizon'] == 'mine/base.cfg:5', d['origins']['horizon']
assert len(d['hash']) == 32
PY
fi
expect_status 2 "$TL_PROGRAM" show mine/base.cfg --set missions.guard-narrows.weight=-1
[[ ! -s stdout ]] || fail "showed a scenario with a mistake"

# Recorded samples are found from everywhere, and their folder does not change the hash.
mkdir deep other
printf '1 d\n2 d\n' >deep/days.csv
printf '%s\n' 'base = "../mine/base.cfg";' 'classes = { frigate = { turnaround = "empirical(\"days.csv\")"; }; };' >deep/over.cfg
expect_status 0 "$TL_PROGRAM" show deep/over.cfg
expect_text stdout "empirical(\\\"$PWD/deep/days.csv\\\")"
cp stdout other/shown.cfg
expect_status 0 "$TL_PROGRAM" show other/shown.cfg
[[ $(hash_of stdout) == "$(hash_of other/shown.cfg)" ]] || fail 'another hash'
(cd other && "$TL_PROGRAM" show - <shown.cfg >stdout && "$TL_PROGRAM" show ../deep/over.cfg >from-here)
[[ $(hash_of other/stdout) == "$(hash_of other/shown.cfg)" ]] || fail 'another hash through a pipe'
[[ $(hash_of other/from-here) == "$(hash_of other/shown.cfg)" ]] || fail 'another hash from another folder'

# So are moments, and samples within rows.
printf 'D+2\n1 d\n' >deep/dates.csv
cat >deep/raids.cfg <<'CFG'
base = "../mine/base.cfg";
incidents = {
    old = { mission = "watch-shoal"; process = "replay"; dates = "dates.csv"; };
    new = { mission = "watch-shoal"; process = "markov"; ceiling = "1 /d";
            states = ( { name = "calm"; rate = "1 /d"; stay = "empirical(\"days.csv\")"; } ); };
};
CFG
expect_status 0 "$TL_PROGRAM" show deep/raids.cfg
expect_text stdout "dates = \"$PWD/deep/dates.csv\";"
expect_text stdout "empirical(\\\"$PWD/deep/days.csv\\\")"
cp stdout other/shown.cfg
expect_status 0 "$TL_PROGRAM" show other/shown.cfg
[[ $(hash_of stdout) == "$(hash_of other/shown.cfg)" ]] || fail 'another hash of moments'
printf 'D+3\n1 d\n' >deep/dates.csv
expect_status 0 "$TL_PROGRAM" show deep/raids.cfg
[[ $(hash_of stdout) != "$(hash_of other/shown.cfg)" ]] || fail 'the same hash of other moments'

# Every scenario that ships reads back, from its own folder, as itself.
mapfile -t scenarios < <(grep -rlE '^(trilat|base) *=' --include='*.cfg' "$TL_SOURCE/configs")
((${#scenarios[@]} > 0)) || fail "no scenarios"
cp -r "$TL_SOURCE/configs" configs
for scenario in "${scenarios[@]}"; do
    expect_status 0 "$TL_PROGRAM" show "$scenario"
    copy=configs${scenario#"$TL_SOURCE/configs"}.shown
    cp stdout "$copy"
    expect_status 0 "$TL_PROGRAM" show "$copy"
    [[ $(hash_of stdout) == "$(hash_of "$copy")" ]] || fail "$scenario reads back with another hash"
done

# The platform: a host a place; what SimGrid reads.
expect_status 0 "$TL_PROGRAM" show "$TL_SOURCE/configs/korea-2017/base.cfg" --format platform
expect_text stdout '<host id="sasebo" speed="1f" coordinates="33.160000 129.710000 0"/>'
expect_text stdout '<zone id="region" routing="Full">'
