#!/usr/bin/env bash
# Twenty changes of a scenario, half of them drawn: trilat check passes those that are none, and names the key, the first event and the measure of
# those that matter. What matters is asked of trilat compare, which knows nothing of baselines.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
"$TL_PROGRAM" new lab >/dev/null
cd lab
n=60
sed -i 's|^places = {|&\n    quay = { kind = "port"; at = [33.2, 129.7]; };|' base.cfg
cp base.cfg good.cfg
expect_status 0 "$TL_PROGRAM" check --update base.cfg -n $n
sed 's|"scenario": "base.cfg"|"scenario": "other.cfg"|' base.check.json >other.check.json
cp base.check.trace.gz other.check.trace.gz

# judge STATUS KEY MEASURE: other.cfg, held against the baseline of base.cfg.
judge() {
    local status=0
    "$TL_PROGRAM" check other.check.json >stdout 2>stderr || status=$?
    [[ $1 == any || $status == "$1" ]] || fail "status $status, not $1: $(cat stdout stderr)"
    [[ -z $2 ]] || expect_text stdout "  $2 "
    [[ -z ${3-} ]] || grep -qE "^(regressed|improved|moved) +$3" stdout || fail "no $3: $(cat stdout)"
    [[ $status != 1 ]] || expect_text stdout 'The first event that differs in replication 0'
}

# Ten that are written by hand: five that are none ...
{ echo '# a comment'; cat good.cfg; } >other.cfg
judge 0 ''
tac <<<"$(grep -E '^(seed|horizon|headline)' good.cfg)" >keys
{ cat keys; grep -vE '^(seed|horizon|headline)' good.cfg; } >other.cfg
judge 0 ''
sed 's|^title = .*|title = "Another";|' good.cfg >other.cfg
judge 0 ''
sed 's|"12 h"|"720 min"|; s|needs = { presence = 1.0; }|needs = { presence = 1; }|' good.cfg >other.cfg
judge 0 ''
{ cat good.cfg; echo 'expect = { some = "mean(index.headline) > 0"; };'; } >other.cfg
judge 0 ''
# ... and five that are.
change() { # change FROM TO KEY MEASURE
    grep -qF "$1" good.cfg || fail "no $1"
    sed "s|$1|$2|" good.cfg >other.cfg
    judge 1 "$3" "$4"
}
change 'needs = { asw = 2.0; }' 'needs = { asw = 2.2; }' missions.guard-narrows.steps[0].needs.asw 'gap-unmet guard-narrows'
change 'a-frigate = { class = "frigate"; partner = "alpha"; home = "harbour"; count = 2; }' \
    'a-frigate = { class = "frigate"; partner = "alpha"; home = "quay"; count = 2; }' assets.a-frigate.home 'gap-unmet guard-narrows'
change 'rank = 1; policy = "greedy"' 'rank = 1; policy = "shares"; shares = { shoal = 0.9; strait = 0.1; }' partners.alpha.policy 'force-hours alpha'
change 'exponential(uncertain(40 d, 60 d, 90 d))' 'exponential(30 d)' classes.destroyer.failures 'interruptions guard-narrows'
# an overlay that is dropped: the baseline is one with it
expect_status 0 "$TL_PROGRAM" check --update diversion.cfg -n $n
sed 's|"scenario": "diversion.cfg"|"scenario": "other.cfg"|' diversion.check.json >other.check.json
cp diversion.check.trace.gz other.check.trace.gz
sed 's|^title = .*|title = "Nobody moves";|; /^diversions/d' diversion.cfg >other.cfg
judge 1 diversions.to-shoal.enabled 'gap-hours guard-narrows'
sed 's|"scenario": "base.cfg"|"scenario": "other.cfg"|' base.check.json >other.check.json
cp base.check.trace.gz other.check.trace.gz

# Ten that are drawn from all numbers and quantities of the scenario: doubled, where that is within the rules.
python3 - >drawn <<'PYTHON'
import json, random, re
values = json.load(open("base.check.json"))["values"]
form = re.compile(r'("?)([0-9]+(?:[.][0-9]+)?)( [a-z/]+)?("?)')
paths = [p for p in sorted(values) if "[" not in p and p not in ("trilat", "seed") and form.fullmatch(values[p])]
for path in random.Random(20170425).sample(paths, len(paths)):
    quote, number, unit, _ = form.fullmatch(values[path]).groups()
    more = str(round(float(number) * 2, 6)) if "." in number else str(int(number) * 2)
    print(path, quote + more + (unit or "") + quote)
PYTHON
drawn=0
while ((drawn < 10)) && read -r path value; do
    inner="${path##*.} = $value;"
    outer=${path%.*}
    while [[ $outer == *.* ]]; do
        inner="${outer##*.} = { $inner };"
        outer=${outer%.*}
    done
    printf 'base = "base.cfg";\n%s = { %s };\n' "$outer" "$inner" >other.cfg
    # what may not be so, or cannot be compared with the base, is passed over
    "$TL_PROGRAM" compare base.cfg other.cfg -n $n --format csv --rows summary -o both.csv 2>/dev/null || continue
    # "far": an index or coverage is two tolerances away for certain, or gaps are; "none": nothing at all is another
    kind=$(awk -F , '
        $4 == "difference" && ($5 + 0 != 0 || $6 + 0 != $7 + 0) { some = 1 }
        $4 == "difference" && ($2 == "coverage" || $2 == "index") && ($6 > 0.02 || $7 < -0.02) { far = 1 }
        $4 == "difference" && $2 == "gap-hours" && ($6 > 15 || $7 < -15) { far = 1 }
        END { print far ? "far" : some ? "some" : "none" }' both.csv)
    case $kind in
    far) judge 1 "$path" '(coverage|index|gap-hours)' ;;
    none) judge 0 '' ;;
    some) judge any '' ;;
    esac
    drawn=$((drawn + 1))
    printf '%s = %s: %s\n' "$path" "$value" "$kind"
done <drawn
[[ $drawn == 10 ]] || fail "$drawn were drawn"
