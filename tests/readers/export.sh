#!/usr/bin/env bash
# What `trilat trace export` writes, opened by others: Debian's Python reads every form back and holds it to the trace, a JSON
# schema to its form, and DuckDB counts the same events in all of them.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
# shellcheck source=tests/readers/tools/setup.sh
. "$TL_SOURCE/tests/readers/tools/setup.sh"
need_python jsonschema
schemas=$TL_SOURCE/sim/report/schema

# read_back TRACE [all]: export it in every form, and read that; `all`: hold it to the schemas, too
read_back() {
    local of=()
    trilat trace export "$1" --to perfetto -o perfetto.json.gz
    trilat trace export "$1" --to geojson -o geojson.json
    trilat trace export "$1" --to csv -o table.csv
    trilat trace measure "$1" --format json >measures.json
    [[ ${2-} != all ]] || of=("$schemas/trace-perfetto.json" "$schemas/trace-geojson.json")
    python3 "$tools/perfetto.py" "$1" perfetto.json.gz measures.json "${of[@]:0:1}"
    python3 "$tools/geojson.py" "$1" geojson.json "${of[@]:1:1}"
    python3 "$tools/table.py" "$1" table.csv
}

for scenario in transit lift response; do
    trilat run "$TL_SOURCE/configs/micro/$scenario.cfg" -n 1 --traces . -o report.json
    read_back "$scenario.r0.trace.gz" all
done
trilat run "$TL_SOURCE/configs/korea-2017/senkaku-both.cfg" --replication 2 --traces . -o report.json
trace=senkaku-both.r2.trace.gz
read_back "$trace"

# the readers can say no
python3 "$tools/perfetto.py" transit.r0.trace.gz perfetto.json.gz 2>wrong && fail 'reads the export of another trace'
expect_text wrong 'not the events of the trace'
sed 's/"what":"leg"/"what":"log"/' geojson.json >bad.json
python3 "$tools/geojson.py" "$trace" bad.json "$schemas/trace-geojson.json" 2>wrong && fail 'lets another word pass'
expect_text wrong "'log' is not one of"

# a damaged trace: every whole event before the damage, in files that are whole themselves
head -c 200000 "$trace" >cut.gz
expect_status 2 trilat trace export cut.gz --to perfetto -o cut.json.gz
expect_text stderr 'cut.gz'
python3 "$tools/perfetto.py" "$trace" cut.json.gz
expect_status 2 trilat trace export cut.gz --to geojson -o cut.json
grep -q '"complete":false}' cut.json || fail 'a cut trace is exported as if it were whole'

need_duckdb
whole=$(zcat "$trace" | wc -l)
count() { # FROM: how many events of each kind
    duckdb -csv -c "select event, count(*) as n from ($1) where event is not null and event <> 'end' group by event order by event"
}
count "from read_json('$trace')" >lines
[[ $(awk -F, 'NR > 1 { n += $2 } END { print n }' lines) == $((whole - 2)) ]] || fail "DuckDB counts otherwise: $(cat lines)"
count "from read_csv('table.csv')" >rows
count "select r.args.event as event from (select unnest(traceEvents) as r from read_json('perfetto.json.gz', maximum_object_size = 200000000))" >records
expect_same rows lines
expect_same records lines
duckdb -csv -c "select count(*) as n from (select unnest(features, recursive := true) from read_json('geojson.json', maximum_object_size = 200000000)) where what = 'convoy'" >convoys
[[ $(tail -n 1 convoys) == $(zcat "$trace" | grep -c convoy_arrives) ]] || fail "convoys: $(cat convoys)"
