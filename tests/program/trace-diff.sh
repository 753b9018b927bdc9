#!/usr/bin/env bash
# `trilat trace diff`: where two traces part, what differs then, by meaning and not by lines; its sums are those of the measures; what is damaged is
# compared so far.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
micro=$TL_SOURCE/configs/micro
korea=$TL_SOURCE/configs/korea-2017

differ() { "$TL_PROGRAM" trace diff "$@"; }

for scenario in diversion-base diversion response; do
    "$TL_PROGRAM" run "$micro/$scenario.cfg" -n 1 --traces traces >run.txt
done
base=traces/diversion-base.r0.trace.gz
moved=traces/diversion.r0.trace.gz

# A trace is the same as itself, whoever wrote it down.
expect_status 0 differ "$base" "$base"
expect_text stdout 'The events are the same.'
zcat "$base" | gzip >again.trace.gz
expect_status 0 differ "$base" again.trace.gz
expect_status 0 differ "$base" again.trace.gz --first
expect_status 0 differ "$base" "$base" --format json
jq -e '.schema == "trilat.trace-diff/1" and .first == null and .headers == [] and .count == 0 and .differences == [] and .complete' stdout \
    >/dev/null || fail "$(cat stdout)"
zcat "$base" | sed '1s/"program":"trilat [^"]*"/"program":"trilat 9.9.9"/' | gzip >newer.trace.gz
expect_status 0 differ "$base" newer.trace.gz
expect_text stdout 'program: "trilat '
zcat "$base" | sed '1s/"weight":3/"weight":4/' | gzip >heavier.trace.gz
expect_status 1 differ "$base" heavier.trace.gz
expect_text stdout 'missions: otherwise in B: a'
expect_text stdout 'The events are the same.'

# The diversion micro-scenario: until it starts, at 86,400 s, nothing differs; it costs 52,264.5 index-seconds in a and 109,832.25 in c.
expect_status 1 differ "$base" "$moved"
expect_text stdout 'They part at D+1 00:00:00'
expect_text stdout 'In B alone, with its causes:'
expect_text stdout 'blue begins diversion'
awk 'length($0) > 90 { print; bad = 1 } END { exit bad }' stdout || fail 'wider than the page' # bytes: some letters take three
sed -n '/^What came of it: /,/[^\\]$/p' stdout | sed 's/^What came of it: //' >hint
expect_text hint "why $moved --event "
trilat() { "$TL_PROGRAM" "$@"; }
expect_status 0 . ./hint # what is printed can be pasted
expect_text stdout 'blue begins diversion'
expect_status 1 differ "$base" "$moved" --format json
jq -e '.first.t == 86400 and .first.what == "event" and .first.a == [] and (.first.b | length) == 1
    and .first.b[0].event == "diversion_starts" and .first.b[0].cause == 0
    and .counts["only-a"] == 0 and .counts["same"] == .a.events and .counts["only-b"] == .b.events - .a.events
    and (.differences | length) == .count and ([.kinds[]["only-b"]] | add) == .counts["only-b"]
    and ([.differences[].b.id] | . == sort)' stdout >/dev/null || fail "$(cat stdout)"
for what in '.indexes.headline 162096.75' '.missions.a -69686.0' '.missions.c -439329'; do
    read -r path cost <<<"$what"
    jq -e "(($path.b.days - $path.a.days) * 86400 - $cost) | fabs < 1e-6" stdout >/dev/null || fail "$path: $(jq -c "$path" stdout)"
    jq -e "($path.b.days - ($path.b[\"by-day\"] | add)) | fabs < 1e-9" stdout >/dev/null || fail "$path: the days do not sum up"
done
cp stdout forth.json
expect_status 1 differ "$moved" "$base" --format json
[[ $(jq -c '.counts["only-a"], .first.a[0].id' stdout) == "$(jq -c '.counts["only-b"], .first.b[0].id' forth.json)" ]] || fail 'another way back'
expect_status 1 differ "$base" "$moved" --first
expect_text stdout 'blue begins diversion'
expect_no_text stdout 'One by one'

# Choices
expect_status 1 differ "$base" "$moved" --kind 'diversion_*' --format json
jq -e '.counts["only-b"] == 2 and .a.events == 0 and .b.events == 2' stdout >/dev/null || fail "$(jq -c .counts stdout)"
expect_status 1 differ "$base" "$moved" --asset a --from D+4 --to 'D+6 12:00' --format json
jq -e '[.differences[].b | select(.t < 345600 or .t >= 561600 or (.asset != "a" and .by != "a"))] == []' stdout >/dev/null || fail 'more than asked for'
expect_status 1 differ "$base" "$moved" --limit 3
expect_text stdout 'The first 3 of '
expect_status 1 differ "$base" "$moved" -o page.txt
expect_text stdout ''
expect_text page.txt 'They part at D+1 00:00:00'
script -qec "stty cols 120; TERM=xterm '$TL_PROGRAM' trace diff '$base' '$moved' -o at-a-terminal.txt" /dev/null </dev/null >screen || true
expect_same at-a-terminal.txt page.txt

# One incident more, which is missed, shifts the numbers of all later ones: it alone is told.
sed 's/^9667 s/&\n9668 s/' "$micro/response-dates.txt" >response-dates.txt
cp "$micro/response.cfg" more.cfg
"$TL_PROGRAM" run more.cfg -n 1 --traces traces >run.txt
expect_status 1 differ traces/response.r0.trace.gz traces/more.r0.trace.gz --format json
jq -e '.count == 2 and ([.differences[] | .what + " " + .b.event] == ["only-b incident", "only-b incident_missed"])' stdout >/dev/null ||
    fail "$(jq -c '.differences[]' stdout)"
[[ $(zcat traces/more.r0.trace.gz | grep -c '"number":7') -gt 1 ]] || fail 'no numbers have shifted'

# On the whole crisis: sums are those of `trace measure`, every event is accounted for once, either way round.
"$TL_PROGRAM" run "$korea/base.cfg" -n 2 --traces traces >run.txt
"$TL_PROGRAM" run "$korea/senkaku-naval.cfg" -n 1 --traces traces >run.txt
base=traces/base.r0.trace.gz
naval=traces/senkaku-naval.r0.trace.gz
expect_status 1 differ "$base" "$naval" --format json
cp stdout korea.json
expect_status 1 differ "$naval" "$base" --format json
cp stdout back.json
/usr/bin/python3 - <<'PYTHON'
import csv, gzip, json, subprocess, os

found, back = json.load(open("korea.json")), json.load(open("back.json"))
counts = found["counts"]
pairs = counts["same"] + counts["changed"] + counts["moved"]
for side in "ab":
    path = found[side]["file"]
    lines = [json.loads(line) for line in gzip.open(path)]
    assert found[side]["events"] == len(lines) - 2 == pairs + counts["only-" + side], path
    rows = subprocess.run([os.environ["TL_PROGRAM"], "trace", "measure", path, "--format", "csv", "--rows", "replications"],
                          capture_output=True, text=True, check=True).stdout
    for row in csv.DictReader(rows.splitlines()):
        value = float(row["value"]) if row["value"] else None
        if row["measure"] == "loss":
            assert abs(found["indexes"][row["entity"]][side]["days"] - value) < 1e-9, row
        if row["measure"] == "coverage":
            assert abs(found["missions"][row["entity"]][side]["days"] - 45 * value) < 1e-9, row
assert found["first"]["t"] == min(e["t"] for d in found["differences"] for e in (d.get("a"), d.get("b")) if e)
for kind, of in found["kinds"].items():
    other = back["kinds"][kind]
    pairs = [k["same"] + k["changed"] + k["moved"] for k in (of, other)]
    assert of["same"] == other["same"] and of["changed"] == other["changed"], kind
    assert abs(pairs[0] - pairs[1]) <= 0.01 * pairs[0], kind # ties may be settled otherwise
for item in found["differences"]:
    if item["what"] == "moved":
        a, b = item["a"], item["b"]
        assert a["event"] == b["event"] and 0 < abs(a["t"] - b["t"]) <= 86400 and a.get("asset") == b.get("asset"), item
PYTHON

# Other draws are said to be others, and every page fits.
expect_status 1 differ "$base" traces/base.r1.trace.gz
expect_text stdout 'They do not share their draws'
for columns in 60 80 160; do
    LC_ALL=C script -qec "stty cols $columns; NO_COLOR=1 '$TL_PROGRAM' trace diff '$base' '$naval' --limit 500" /dev/null >page || true
    awk -v most="$columns" '{ sub(/\r$/, "") } length($0) > most { print; bad = 1 } END { exit bad }' page ||
        fail "wider than $columns"
    expect_text page 'The first 500 of'
done

# Damaged: as far as both are whole, with status 2; never silent, and never worse.
size=$(stat -c %s "$naval")
for share in 10 50 99; do
    head -c $((size * share / 100)) "$naval" >cut.trace.gz
    expect_status 2 differ "$base" cut.trace.gz
    expect_text stderr 'cut.trace.gz: '
    expect_text stdout 'They part at D+0 00:00:00'
    expect_status 2 differ cut.trace.gz "$naval" --format json
    jq -e '.count == 0 and .first == null and .complete == false' stdout >/dev/null || fail "$(jq -c '.counts, .first' stdout)"
done
: >empty.trace.gz
expect_status 2 differ "$base" empty.trace.gz
expect_status 2 differ empty.trace.gz "$base"

# Mistakes
expect_status 2 differ "$base"
expect_text stderr 'two traces are needed, 1 given'
expect_status 2 differ "$base" -
expect_status 2 differ "$base" "$naval" --within soon
expect_status 2 differ "$base" "$naval" --limit 0
expect_text stderr '--limit 0: must be a whole number from 1 to 2000'
expect_status 2 differ "$base" "$naval" --from D+x
expect_status 2 differ "$base" "$naval" --from D+4 --to D+3
expect_text stderr 'nothing lies between --from and --to; the trace goes from D+0 00:00 to D+45 00:00'
expect_status 2 differ "$base" "$base" --from D+99
expect_status 2 differ "$base" "$naval" --mission bmd-so
expect_text stderr 'did you mean bmd-soj?'
expect_status 2 differ "$base" "$naval" --first --mission bmd-soj
expect_status 1 differ "$base" "$naval" --mission replenish-senkaku --kind diversion_starts # a name of one of them alone
