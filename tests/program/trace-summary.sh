#!/usr/bin/env bash
# `trilat trace summary`: its counts are those of the lines, its measures those of `trace measure`, its turning points the trace's.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
korea=$TL_SOURCE/configs/korea-2017

summary() { "$TL_PROGRAM" trace summary "$@"; }

"$TL_PROGRAM" run "$korea/senkaku-both.cfg" -n 1 --traces traces -o report.csv
"$TL_PROGRAM" run "$TL_SOURCE/configs/micro/response.cfg" -n 1 --traces traces -o other.csv
trace=traces/senkaku-both.r0.trace.gz

expect_status 0 summary "$trace"
expect_text stderr ''
expect_text stdout 'senkaku-both  Korea 2017: Japan moves ships and aircraft to the Senkakus on D+2'
expect_text stdout "$(zcat "$trace" | sed -n 1p | grep -o '"hash":"[0-9a-f]*' | cut -d '"' -f 4)"
expect_text stdout 'whole'

# every kind with its count, the most frequent first
zcat "$trace" | sed '1d;$d' | grep -o '"event":"[a-z_]*"' | sort | uniq -c |
    sed 's/"event":"\(.*\)"/\1/' | sort -k1,1nr -k2 | awk '{ print $2, $1 }' | sort >counted
sed -n '/^Events by kind/,/^$/p' stdout | sed '1,2d;/^$/d' | awk '{ gsub(",", "", $2); print $1, $2 }' >shown
[[ -s shown ]] || fail "no table of kinds: $(head -n 20 stdout)"
awk 'NR > 1 && $2 > last { exit 1 } { last = $2 }' shown || fail "not in order: $(cat shown)"
sort -o shown shown
expect_same counted shown

# turning points bear the ids by which `trace why` knows them
id=$(zcat "$trace" | grep '"event":"diversion_starts"' | sed -n 1p | sed 's/.*"id":\([0-9]*\),.*/\1/')
grep -qE "^D\+2 00:00:00 +$id  japan begins diversion" stdout || fail "no turning point $id: $(grep begins stdout)"

# the measures are those of the report
"$TL_PROGRAM" trace measure "$trace" --format csv --rows replications >measured.csv
summary "$trace" --format json >summary.json
/usr/bin/python3 - <<'PYTHON'
import csv
import json

summary = json.load(open("summary.json"))
assert summary["schema"] == "trilat.trace-summary/1" and summary["complete"] is True, summary["schema"]
assert sum(kind["count"] for kind in summary["kinds"].values()) == summary["events"] == sum(summary["days"])
assert len(summary["turns"]) == summary["turning-points"] > 10
known = {(row["measure"], row["entity"]): row for row in csv.DictReader(open("measured.csv"))}
names = set()
for row in summary["measures"]:
    want = known[row["measure"], row["entity"]]
    names.add(row["measure"])
    if row.get("censored"):
        assert row["value"] is None and want["censored"] == "1", (row, want)
    else:
        assert row["value"] == float(want["value"]), (row, want)
assert {"index", "loss", "coverage", "t90", "persons-left", "answered-share", "response-time", "ledger"} <= names, names
lost = [row["value"] for row in summary["measures"] if row["measure"] == "loss" and row["entity"] == "headline"]
assert abs(lost[0] - sum(row["value"] for row in summary["measures"] if row["measure"] == "ledger")) < 1e-5
PYTHON

# from the standard input, and into a file
summary - --format json <"$trace" >piped.json
sed '/"bytes"/d' summary.json >whole.json
expect_same whole.json piped.json
expect_status 0 summary "$trace" --format json -o saved.json
expect_text stdout ''
expect_same summary.json saved.json
summary traces/response.r0.trace.gz >response.txt
expect_text response.txt 'Incidents'
expect_no_text response.txt 'Evacuation'

# nothing runs over the page, and ASCII is ASCII
LC_ALL=C.UTF-8 summary "$trace" >wide.txt
[[ $(LC_ALL=C.UTF-8 wc -L <wide.txt) -le 80 ]] || fail "lines of more than 80 columns"
LC_ALL=C summary "$trace" >plain.txt
! LC_ALL=C grep -q '[^ -~]' plain.txt || fail "not ASCII: $(LC_ALL=C grep -m 1 '[^ -~]' plain.txt)"

# what stands before a damage, and status 2
head -c 300000 "$trace" >short
expect_status 2 summary short
expect_text stderr 'short: truncated'
expect_text stdout 'damaged: '
expect_text stdout 'Events by kind'
expect_no_text stdout 'Missions'
expect_status 2 summary short --format json
expect_text stdout '"complete": false'
expect_status 2 summary
expect_text stderr 'which trace?'
expect_status 2 summary "$trace" "$trace"
expect_status 2 summary "$trace" --format csv
