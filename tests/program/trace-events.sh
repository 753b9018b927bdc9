#!/usr/bin/env bash
# `trilat trace events`: the table, JSON and CSV, and what picks events.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
sample=$TL_SOURCE/traces/transit.r0.trace.gz
zcat "$sample" | sed '1d;$d' >lines

events() { "$TL_PROGRAM" trace events "$@"; }
rows() { events "$@" | sed 1d; } # without the names of the columns

# one line an event, in order
events "$sample" >whole
[[ $(head -n 1 whole) == 'time               id <-cause   event                 what happened' ]] || fail "no column names: $(head -n 1 whole)"
rows "$sample" >table
[[ $(wc -l <table) == $(wc -l <lines) ]] || fail "not one line an event"
expect_text table 'D+0 00:00:00        1           mission_opens         a'
expect_text table 'D+0 00:00:00        2 <-1       demand_changes        a presence = 1'
grep -qE '^D\+0 20:02:09 +[0-9]+ <-[0-9]+ +asset_arrives +s1 at area-a$' table || fail "no arrival after 72,129 s"
events - <"$sample" >piped
expect_same whole piped

# picks
rows "$sample" --kind 'asset_*' >picked
expect_same picked <(grep -E ' asset_[a-z_]+ ' table)
rows "$sample" --kind asset_home >picked
[[ $(wc -l <picked) == $(grep -c '"asset_home"' lines) ]] || fail "not the homecomings"
rows "$sample" --asset s1 --kind 'order_*' >picked
[[ $(wc -l <picked) == $(grep -c '"event":"order_' lines) ]] || fail "not the orders"
expect_status 2 "$TL_PROGRAM" trace events "$sample" --asset 's[12]'
expect_text stderr '--asset s[12]: no such asset in this trace' # brackets are letters
rows "$sample" --mission a --kind 'mission_*' >picked
[[ $(wc -l <picked) == 1 ]] || fail "not the opening"
rows "$sample" --mission '?' >stay
grep -vE ' (decision|asset_ready) |: ready s1$' table >expected
expect_same stay expected
for kind in asset_departs asset_arrives asset_home; do # they name no mission, but their asset serves it
    [[ $(grep -c " $kind " stay) -gt 0 ]] || fail "no $kind of the mission"
done
expect_no_text stay ' asset_ready '
rows "$sample" --mission a --from D+7 >picked # the way home had begun before
expect_same picked <(grep -E '^D\+([7-9]|[1-9][0-9]+) ' stay)
grep -qE '^D\+7 .* asset_home ' picked || fail "no way home"
rows "$sample" --from D+7 --to 'D+8 00:00:01' >picked
expect_same picked <(sed -n '/^D+7 /p; /^D+8 00:00:00/p' table)
rows "$sample" --from 2000-01-08T00:00:00Z --to '8 d' >by-date
expect_same by-date <(sed -n '/^D+7 /p' table)

rows "$sample" --from 604800 --to 691200 >by-seconds # as t says them
expect_same by-seconds by-date

# a window without any time of the trace in it is a mistake; at its very end something may happen
for window in '--from D+60' '--from D+3 --to D+2' '--from D+3 --to D+3' '--to 0'; do
    # shellcheck disable=SC2086
    expect_status 2 "$TL_PROGRAM" trace events "$sample" $window
    expect_text stdout ''
    expect_text stderr 'nothing lies between --from and --to; the trace goes from D+0 00:00 to D+10 00:00'
done
expect_same <(rows "$sample" --from D+10) <(grep '^D+10 ' table)

# nothing found is told, with what was looked for and where
lines=$(wc -l <lines)
expect_status 0 "$TL_PROGRAM" trace events - --kind 'inject_*' --mission a --from 'D+3 06:00' --to D+4 <"$sample"
expect_text stdout ''
expect_text stderr "trilat: -: no event with --kind 'inject_*' --mission a --from 'D+3 06:00' --to D+4; the trace goes from D+0 00:00 to D+10 00:00 and holds $lines events"
expect_status 0 "$TL_PROGRAM" trace events "$sample" --kind inject_strikes --format csv
[[ $(wc -l <stdout) == 1 ]] || fail "not the header alone"
expect_text stderr 'no event with --kind inject_strikes; '
expect_status 0 "$TL_PROGRAM" trace events "$sample" --kind asset_home
expect_text stderr ''

# JSON holds the lines as they are
events "$sample" --format json >events.json
expect_text events.json '"schema": "trilat.trace-events/1"'
expect_text events.json '"complete": true'
expect_same <(sed -n 's/^    \({"t".*}\),\{0,1\}$/\1/p' events.json) lines
if command -v jq >/dev/null; then
    [[ $(jq '.events | length' events.json) == $(wc -l <lines) ]] || fail "not that many events"
    events "$sample" --format json --kind inject_strikes 2>/dev/null | jq -e '.events == []' >/dev/null
fi

# CSV: every column on every line
events "$sample" --format csv >events.csv
awk -F, 'NR == 1 { n = NF } NF != n { exit 1 }' events.csv || fail "ragged CSV"
[[ $(head -n 1 events.csv) == t,id,cause,event,asset,mission,* ]] || fail "$(head -n 1 events.csv)"
[[ $(wc -l <events.csv) == $(($(wc -l <lines) + 1)) ]] || fail "not one line an event"
expect_text events.csv '0,2,1,demand_changes,,a,'

# what is whole of a damaged trace is printed
head -c 1000 "$sample" >short
expect_status 2 "$TL_PROGRAM" trace events short
expect_text stderr 'short: truncated; the '
whole=$(grep -oE 'the [0-9]+ events before' stderr | grep -oE '[0-9]+')
[[ $whole -gt 0 && $(sed 1d stdout | wc -l) == "$whole" ]] || fail "$whole events promised"
expect_same <(sed 1d stdout) <(head -n "$whole" table)
expect_status 2 "$TL_PROGRAM" trace events short --format json
expect_text stdout '"complete": false'

# to a file, which appears whole or not at all, and is never the trace itself
for format in table json csv; do
    expect_status 0 "$TL_PROGRAM" trace events "$sample" --format $format -o "file.$format"
    expect_text stdout ''
    expect_same "file.$format" <(events "$sample" --format $format)
done
expect_status 0 "$TL_PROGRAM" trace events "$sample" -o file.gz
expect_same whole <(zcat file.gz)
expect_status 2 "$TL_PROGRAM" trace events short -o whole-of-it
expect_same whole-of-it <(head -n $((whole + 1)) whole)
expect_status 2 "$TL_PROGRAM" trace events "$sample" --kind asset_tased -o no-file
[[ ! -e no-file ]] || fail "a mistake left a file"
cp "$sample" own.gz
ln -s own.gz link.gz
for verb in summary events timeline 'why --event 1' 'export --to csv' measure "diff $sample"; do
    for name in own.gz ./own.gz link.gz; do
        # shellcheck disable=SC2086
        expect_status 2 "$TL_PROGRAM" trace $verb own.gz -o $name
        expect_text stderr "-o $name: is what is read, and would be lost"
        expect_text stdout ''
        cmp -s own.gz "$sample" || fail "$verb lost its trace"
    done
done

# mistakes
expect_status 2 "$TL_PROGRAM" trace events "$sample" --kind asset_tased
expect_text stderr '--kind asset_tased: no such kind of event; did you mean asset_tasked?'
expect_text stdout ''
expect_status 2 "$TL_PROGRAM" trace events "$sample" --asset s11 --mission 'b*' --kind asset_tased --from yesterday
expect_text stderr '--asset s11: no such asset in this trace; did you mean s1?'
expect_text stderr '--mission b*: no such mission in this trace'
[[ $(wc -l <stderr) == 4 ]] || fail "not all mistakes: $(cat stderr)"
expect_text stdout ''
expect_status 2 "$TL_PROGRAM" trace events "$sample" --asset '??????'
expect_text stderr '--asset ??????: no such asset in this trace'
expect_status 2 "$TL_PROGRAM" trace events "$sample" --mission ''
expect_status 2 "$TL_PROGRAM" trace events "$sample" --from yesterday
expect_text stderr '--from = yesterday: '
expect_status 2 "$TL_PROGRAM" trace events "$sample" "$sample"
expect_text stderr 'one trace at a time'
expect_status 2 "$TL_PROGRAM" trace events
expect_status 2 "$TL_PROGRAM" trace events nowhere.trace.gz
expect_text stderr 'nowhere.trace.gz: cannot be read: No such file or directory'
expect_status 2 "$TL_PROGRAM" trace events "$sample" --format xml
