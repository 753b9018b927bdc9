#!/usr/bin/env bash
# `trilat trace why`: the causes of events of the micro-scenarios as the rules have them, worked out by hand; what came of an event; a mission at a
# moment; and that a trace whose causes were merely the events before would be found out.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"

why() { "$TL_PROGRAM" trace why "$@"; }

for scenario in transit relief diversion-base diversion diversion-held ledger lift response sharing sharing-hub sustain; do
    expect_status 0 "$TL_PROGRAM" run "$TL_SOURCE/configs/micro/$scenario.cfg" -n 1 --traces traces
done

# The id of the N-th event of a kind.
find_id() { zcat "traces/$1.r0.trace.gz" | grep "\"event\":\"$2\"" | sed -n "${3}p" | sed 's/.*"id":\([0-9]*\),.*/\1/'; }

# chain SCENARIO KIND N: standard input is what must be there, a line an event: time, kind, and whom it is about.
chain() {
    local id
    id=$(find_id "$1" "$2" "$3")
    why "traces/$1.r0.trace.gz" --event "$id" --format json >chain.json
    jq -r '.chain[] | [.t, .event, (.asset // .mission // .incident // .diversion // .partner)] | join(" ")' chain.json >found
    cat >expected
    cmp -s expected found || {
        diff expected found >&2
        fail "$1: not why $2 $3 happened"
    }
}

# One ship at P, mission A opens at 0: leg 72,129 s, set-up 21,600, endurance 604,800, turnaround 86,400.
chain transit asset_on_station 1 <<'TEXT'
0 mission_opens a
0 demand_changes a
0 report_sent a
0 report_received a
0 decision blue
0 order_sent s1
0 order_received s1
0 asset_tasked s1
0 asset_departs s1
72129 asset_arrives s1
93729 asset_on_station s1
TEXT
cp found transit-chain
# Endurance called it home, which needs no order: its stay is the cause.
chain transit asset_leaves 1 < <(cat transit-chain && echo 532671 asset_leaves s1)
# The relief is ordered because of the stay that it ends, not because of what happened last.
chain relief asset_relieved 1 < <(cat transit-chain && cat <<'TEXT'
453342 order_sent s2
453342 order_received s2
453342 asset_tasked s2
453342 asset_departs s2
525471 asset_arrives s2
532671 asset_relieved s1
TEXT
)
chain diversion-base asset_on_station 1 <<'TEXT'
0 asset_on_station a
TEXT
# Once the diversion is over, the best of those that are free goes back: because of its end, and a decision.
cat >back <<'TEXT'
432000 diversion_ends away
432000 report_sent b
432000 report_received b
432000 decision blue
432000 order_sent a
432000 order_received a
432000 asset_retasked a
432000 asset_leaves a
TEXT
sed -i '1s/away/'"$(zcat traces/diversion.r0.trace.gz | grep -o '"diversion_ends","diversion":"[a-z0-9-]*' | sed 's/.*:"//')"'/' back
chain diversion asset_leaves 3 <back
# Held until it is relieved, a leaves in the second in which b counts: because of the diversion, which waited for that.
chain diversion-held asset_leaves 2 <<TEXT
86400 diversion_starts away
156086 order_sent a
156086 order_received a
156086 asset_retasked a
156086 asset_leaves a
TEXT
chain diversion-held asset_leaves 3 <back
# x fails, is towed home and repaired: it comes back because of that, and not of what y did meanwhile.
chain ledger asset_on_station 4 <<'TEXT'
100000 asset_fails x
100000 asset_leaves x
100000 asset_departs x
124043 asset_in_repair x
275957 asset_repaired x
275957 asset_ready x
275957 report_sent x
275957 report_received x
275957 decision blue
275957 order_sent x
275957 order_received x
275957 asset_tasked x
275957 asset_departs x
300000 asset_arrives x
300000 asset_on_station x
TEXT
# People land because a ship was sent for them, trip after trip.
chain lift asset_unloads 1 <<'TEXT'
0 mission_opens lift
0 demand_changes lift
0 report_sent lift
0 report_received lift
0 decision p
0 order_sent s-1
0 order_received s-1
0 asset_tasked s-1
0 asset_departs s-1
21600 asset_arrives s-1
21600 asset_loads s-1
27000 asset_departs s-1
48600 asset_arrives s-1
48600 asset_unloads s-1
TEXT
chain response incident_answered 4 <<'TEXT'
20000 incident watch
20000 asset_scrambles f-2
21183 asset_on_scene f-2
21183 incident_answered watch
TEXT
chain response incident_missed 2 <<'TEXT'
9667 incident watch
9667 incident_missed watch
TEXT
# Green goes since the hub reported a gap to it, an hour's staff work later; without that link it finds out by its own clock on the fourth day.
chain sharing asset_on_station 2 <<'TEXT'
0 decision hub
0 report_sent x
600 report_received x
4200 decision green
4200 order_sent g
4200 order_received g
4200 asset_tasked g
4200 asset_departs g
52286 asset_arrives g
73886 asset_on_station g
TEXT
chain sharing-hub asset_leaves 1 <<'TEXT'
345600 decision green
345600 order_sent g
345600 order_received g
345600 asset_retasked g
345600 asset_leaves g
TEXT
chain sustain asset_leaves 1 < <(cat transit-chain && echo 993213 asset_leaves s1)

# Were the cause merely the event before, the chain would be another one.
zcat traces/response.r0.trace.gz >response.json
id=$(find_id response incident_answered 2)
previous=$(grep -n "\"id\":$((id - 1))," response.json | sed 's/.*"event":"\([a-z_]*\)".*/\1/')
[[ $(jq -r '.chain[-2].event' <(why traces/response.r0.trace.gz --event "$id" --format json)) == asset_on_scene ]] || fail 'not answered by who was there'
[[ $previous != asset_on_scene || $(grep -c '"cause":0' response.json) -gt 2 ]] || fail 'causes are merely the events before'
zcat traces/*.r0.trace.gz | grep '"cause":[1-9]' | sed 's/.*"id":\([0-9]*\),"cause":\([0-9]*\),.*/\1 \2/' |
    awk '$2 != $1 - 1 { others++ } END { exit !(others > NR / 4) }' || fail 'causes are merely the events before'

# Forward: of the opening came all but what the clock did by itself; as many events as the causes say.
zcat traces/transit.r0.trace.gz | sed '1d;$d' | sed 's/.*"id":\([0-9]*\),"cause":\([0-9]*\),.*/\1 \2/' |
    awk '{ led[$1] = $1 == 1 || led[$2]; sum += led[$1] } END { print sum - 1 }' >wanted
why traces/transit.r0.trace.gz --event 1 --forward --format json >forward.json
[[ $(jq '."led-to"' forward.json) == "$(cat wanted)" ]] || fail "$(jq '."led-to"' forward.json) events and not $(cat wanted)"
[[ $(jq '.forward | length' forward.json) == $(($(cat wanted) + 1)) ]] || fail 'not all events'
[[ $(jq '[.kinds[]] | add' forward.json) == "$(cat wanted)" ]] || fail 'kinds do not sum up'
expect_status 0 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event 1 --forward --limit 3
expect_text stdout "It led to $(cat wanted) events"
expect_text stdout 'events are not shown here: --limit'

# Why a mission is covered as it is: of the ledger's two ships x fails at 100,000 s and y is diverted at 200,000.
expect_status 0 "$TL_PROGRAM" trace why traces/ledger.r0.trace.gz --mission hold --at "150000 s"
expect_text stdout 'hold is covered 0.50: 1 of 2 presence. In it count y.'
expect_text stdout 'What is lost then is booked 100 % to failure.'
expect_text stdout 'x fails'
expect_text stdout 'It comes from failure'
expect_status 0 "$TL_PROGRAM" trace why traces/ledger.r0.trace.gz --mission hold --at "220000 s" --format json
jq -e '.coverage == 0 and .assets == [] and (."lost-to" | keys | length) == 2' stdout >/dev/null || fail "$(cat stdout)"

# It fits the page.
expect_status 0 env COLUMNS=60 "$TL_PROGRAM" trace why traces/ledger.r0.trace.gz --mission hold --at "250000 s"
awk 'length($0) > 80 { print; bad = 1 } END { exit bad }' stdout || fail 'wider than the page'

# Mistakes
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz
expect_text stderr 'why what? Give --event ID, or --mission M --at MOMENT'
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event 100000
expect_text stderr 'no event 100000; ids go from 1 to '
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event 0
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --mission b --at D+1
expect_text stderr 'no such mission in this trace'
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --mission a --at D+60
expect_text stderr "is not before the trace's end"
expect_status 2 "$TL_PROGRAM" trace why - --event 1 <traces/transit.r0.trace.gz
expect_text stderr 'is read several times'
for number in 0 +5 ' 5' 5x; do
    expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event "$number"
    expect_text stderr "--event $number: must be a whole number from 1 to "
done
expect_status 2 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event 1 --forward --limit 5001
expect_text stderr '--limit 5001: must be a whole number from 1 to 5000'

# What a pool, a lift and the outside world are called.
expect_status 0 "$TL_PROGRAM" trace why traces/response.r0.trace.gz --mission watch --at 100
expect_text stdout 'watch is covered 1.00: 2 who would be in time, of 1 that incident'
expect_status 0 "$TL_PROGRAM" trace why traces/lift.r0.trace.gz --mission lift --at "12 h"
expect_text stdout 'lift is covered 0.00: 0 of 500 persons due.'
expect_no_text stdout 'counts in it'
expect_text stdout 'outside: the clock of the plan)'
expect_status 0 "$TL_PROGRAM" trace why traces/ledger.r0.trace.gz --event "$(find_id ledger asset_fails 1)"
expect_text stdout '(from outside: a draw)'

# To a file.
expect_status 0 "$TL_PROGRAM" trace why traces/transit.r0.trace.gz --event 19 -o chain.txt
expect_text stdout ''
expect_same chain.txt <(why traces/transit.r0.trace.gz --event 19)

# What lies before a damage is told, without what is booked, and refused; the rest is not made up.
head -c 1500 traces/relief.r0.trace.gz >cut.trace.gz
expect_status 2 "$TL_PROGRAM" trace events cut.trace.gz
whole=$(grep -oE 'the [0-9]+ events before' stderr | grep -oE '[0-9]+')
id=$(find_id relief asset_on_station 1)
[[ $whole -gt $id && $whole -lt 90 ]] || fail "cut elsewhere: $whole"
expect_status 2 "$TL_PROGRAM" trace why cut.trace.gz --event "$id"
expect_text stderr 'cut.trace.gz: truncated'
why traces/relief.r0.trace.gz --event "$id" | sed '/^$/,$d' >chain.txt
expect_same stdout chain.txt
expect_status 2 "$TL_PROGRAM" trace why cut.trace.gz --event "$id" --format json
jq -e '.complete == false and (.chain | length) > 5 and has("root") == false' stdout >/dev/null || fail "$(cat stdout)"
jq -e '.complete' forward.json >/dev/null || fail 'a whole trace is not'
expect_status 2 "$TL_PROGRAM" trace why cut.trace.gz --event 1 --forward
expect_text stdout "It led to "
expect_status 2 "$TL_PROGRAM" trace why cut.trace.gz --mission a --at D+1
expect_text stdout 'D+1 00:00: a is covered '
for format in table json; do
    expect_status 2 "$TL_PROGRAM" trace why cut.trace.gz --event 90 --format $format
    expect_text stdout ''
done
