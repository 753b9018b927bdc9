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

# mistakes
expect_status 2 "$TL_PROGRAM" trace export "$sample"
expect_text stderr 'into what? Give --to perfetto, --to csv or --to geojson'
expect_status 2 "$TL_PROGRAM" trace export "$sample" --to kml
expect_text stderr '--to kml: must be perfetto, csv or geojson'
expect_status 2 "$TL_PROGRAM" trace export --to csv
expect_text stderr 'which trace?'
expect_status 0 "$TL_PROGRAM" trace export --help
expect_text stdout '  trilat trace export base.r0.trace.gz --to perfetto -o base.json.gz'
