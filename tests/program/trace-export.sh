#!/usr/bin/env bash
# `trilat trace export`: what it writes of a trace whose every second is known, where to, and what it refuses.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
sample=$TL_SOURCE/traces/transit.r0.trace.gz

# Perfetto: the ship's spans, by hand from configs/micro/transit.cfg, and the mission's coverage
expect_status 0 "$TL_PROGRAM" trace export "$sample" --to perfetto
ship=$(sed -n 's/.*"tid":\([0-9]*\),"name":"thread_name","args":{"name":"s1"}.*/\1/p' stdout)
grep "\"tid\":$ship," stdout | sed -n 's/.*"ph":"B".*"ts":\([0-9]*\),.*"cat":"[^"]*","name":"\([^"]*\)".*/\1 \2/p' >spans
cat >expected <<'TEXT'
0 absent
0 ready at p
0 transit to area-a
72129000000 set-up a
93729000000 on-station a
532671000000 transit a
532671000000 transit to p
604800000000 turnaround at p
691200000000 ready at p
691200000000 transit to area-a
763329000000 set-up a
784929000000 on-station a
TEXT
expect_same spans expected
sed -n 's/.*"ph":"C".*"ts":\([0-9]*\),"name":"a","args":{"coverage":\([0-9.]*\)}.*/\1 \2/p' stdout >curve
printf '%s\n' '0 0' '93729000000 1' '532671000000 0' '784929000000 1' >expected
expect_same curve expected
expect_text stdout '"what":"s1 sets out from p for area-a, to be there at D+0 20:02:09"}'
expect_text stdout '"complete":true}}'

# GeoJSON: six degrees of the equator, with a corner at least every 250 km
expect_status 0 "$TL_PROGRAM" trace export "$sample" --to geojson
expect_text stdout '"LineString","coordinates":[[0,0],[2,0],[4,0],[6,0]]},"properties":{"what":"leg","asset":"s1","class":"ship","partner":"blue","state":"transit","mission":"a","from":"p","to":"area-a","t0":0,"t1":72129,"start":"2000-01-01T00:00:00Z","end":"2000-01-01T20:02:09Z"}}'
[[ $(grep -c '"what":"stay"' stdout) == 5 ]] || fail "$(grep '"what":"stay"' stdout)"

# CSV: the same as trace events prints
"$TL_PROGRAM" trace events "$sample" --format csv >events.csv
expect_status 0 "$TL_PROGRAM" trace export "$sample" --to csv
expect_same stdout events.csv

# to a file, whole or not at all; gzipped by its name, as one member; from the standard input
expect_status 0 "$TL_PROGRAM" trace export - --to csv -o table.csv <"$sample"
expect_text stdout ''
expect_same table.csv events.csv
"$TL_PROGRAM" trace export "$sample" --to csv -o table.csv.gz
zcat table.csv.gz >unpacked.csv
expect_same unpacked.csv events.csv
[[ $(grep -c $'\x1f\x8b\x08' -a table.csv.gz) == 1 ]] || fail "more than one member"
"$TL_PROGRAM" trace export "$sample" --to csv -o /dev/stdout >piped.csv
expect_same piped.csv events.csv
expect_status 3 "$TL_PROGRAM" trace export "$sample" --to csv -o missing/table.csv
expect_text stderr 'missing/table.csv: cannot write: No such file'
expect_status 2 "$TL_PROGRAM" trace export "$sample" --to csv -o .
expect_text stderr '.: is a folder: name a file'
expect_status 3 "$TL_PROGRAM" trace export "$sample" --to csv -o /dev/full
expect_text stderr '/dev/full: cannot write: No space left on device'
compgen -G '*.part' && fail 'leaves something unfinished'

# a damaged trace: what is whole of it, and status 2; nothing of one without events
head -c 1500 "$sample" >cut.gz
expect_status 2 "$TL_PROGRAM" trace export cut.gz --to perfetto -o cut.json
expect_text stderr 'cut.gz: truncated'
expect_text cut.json '"name":"damaged from here on"}'
expect_text cut.json '"complete":false}}'
zcat "$sample" | sed '2,$d' | gzip >headless.gz
for form in perfetto csv geojson; do
    expect_status 2 "$TL_PROGRAM" trace export headless.gz --to "$form" -o headless.out
    [[ ! -e headless.out ]] || fail "exports nothing to a file: $(cat headless.out)"
    expect_status 2 "$TL_PROGRAM" trace export headless.gz --to "$form"
    expect_text stdout ''
done

# a window: what the whole export says, cut at its ends
"$TL_PROGRAM" run "$TL_SOURCE/configs/korea-2017/china-coercive.cfg" -n 1 --traces . >run.txt
cp "$TL_SOURCE/traces/lift.r0.trace.gz" .
/usr/bin/python3 - <<'PYTHON'
import collections, json, os, subprocess

def export(trace, form, window=()):
    out = subprocess.run([os.environ["TL_PROGRAM"], "trace", "export", trace, "--to", form, *window], capture_output=True, text=True, check=True).stdout
    return out if form == "csv" else json.loads(out)

def spans(records, start, end):
    """Cut at the window, those that last; tracks never overlap."""
    began, found = {}, []
    for r in records:
        if r["ph"] == "B":
            assert r["tid"] not in began
            began[r["tid"]] = r
        elif r["ph"] == "E":
            b = began.pop(r["tid"])
            found.append((r["tid"], b["cat"], b["name"], max(b["ts"], start * 10**6), min(r["ts"], end * 10**6), b.get("args", {}).get("id", 0)))
    assert not began
    return sorted(s for s in found if s[3] < s[4])

def value_at(records, time):
    values = {}
    for r in records:
        if r["ph"] == "C" and r["ts"] <= time * 10**6:
            values[r["pid"], r["name"]] = r["args"]
    return values

def told(records, start, end):
    ids = [r["args"]["id"] for r in records if r["ph"] in "Bi" and "args" in r and start <= r["args"]["t"] < end]
    assert ids == sorted(set(ids))
    return ids

def stretches(collection, start, end):
    found = []
    for p in (f["properties"] for f in collection["features"]):
        if p["what"] in ("leg", "stay") and p["t0"] < end and p["t1"] > start:
            found.append((p["asset"], p["state"], p.get("place"), p.get("to"), max(p["t0"], start), min(p["t1"], end)))
    return sorted(found, key=str)

def rows_within(table, start, end):
    lines = table.splitlines()
    return lines[:1] + [line for line in lines[1:] if start <= int(line.split(",")[0]) < end]

for trace, windows in (("china-coercive.r0.trace.gz", [(0, 86400), (1209600, 1382400), (432000, 432001)]), ("lift.r0.trace.gz", [(30000, 100000), (100001, 259200)])):
    whole = {form: export(trace, form) for form in ("perfetto", "geojson", "csv")}
    assert whole["perfetto"]["otherData"]["from"] == whole["geojson"]["from"] == 0
    assert whole["perfetto"]["otherData"]["to"] == whole["geojson"]["to"] == whole["geojson"]["horizon"]
    for start, end in windows:
        part = {form: export(trace, form, ("--from", str(start), "--until", "%d s" % end)) for form in whole}
        records, of = part["perfetto"]["traceEvents"], whole["perfetto"]["traceEvents"]
        times = [r["ts"] for r in records if "ts" in r]
        assert times == sorted(times) and times[0] == start * 10**6 and times[-1] == end * 10**6
        assert part["perfetto"]["otherData"]["from"] == part["geojson"]["from"] == start
        assert part["perfetto"]["otherData"]["to"] == part["geojson"]["to"] == end
        assert part["perfetto"]["otherData"]["complete"] and part["geojson"]["complete"]
        assert spans(records, start, end) == spans(of, start, end), (trace, start)
        assert told(records, start, end) == told(of, start, end)
        assert value_at(records, end - 1) == value_at(of, end - 1), (trace, start)
        arrows = collections.Counter((r["ph"], r["id"]) for r in records if r["ph"] in "sf")
        assert all(("s", number) in arrows for _, number in arrows) # none comes from nowhere
        assert stretches(part["geojson"], start, end) == stretches(whole["geojson"], start, end), (trace, start)
        assert all(f["properties"]["t1"] > start for f in part["geojson"]["features"] if "t1" in f["properties"])
        assert part["csv"].splitlines() == rows_within(whole["csv"], start, end)
PYTHON
# half of a leg of six degrees along the equator
expect_status 0 "$TL_PROGRAM" trace export "$sample" --to geojson --from 24043 --until 48086
expect_text stdout '"LineString","coordinates":[[2,0],[4,0]]},"properties":{"what":"leg","asset":"s1"'
for window in '--from D+3 --until D+2' '--from D+60' '--until 0'; do
    # shellcheck disable=SC2086
    expect_status 2 "$TL_PROGRAM" trace export "$sample" --to csv $window -o none.csv
    expect_text stderr 'nothing lies between --from and --until; the trace goes from D+0 00:00 to D+10 00:00'
    [[ ! -e none.csv ]] || fail "exports nothing to a file"
done

# mistakes
expect_status 2 "$TL_PROGRAM" trace export "$sample"
expect_text stderr 'into what? Give --to perfetto, --to csv or --to geojson'
expect_status 2 "$TL_PROGRAM" trace export "$sample" --to kml
expect_text stderr '--to kml: must be perfetto, csv or geojson'
expect_status 2 "$TL_PROGRAM" trace export --to csv
expect_text stderr 'which trace?'
expect_status 0 "$TL_PROGRAM" trace export --help
expect_text stdout '  trilat trace export base.r0.trace.gz --to perfetto -o base.json.gz'
