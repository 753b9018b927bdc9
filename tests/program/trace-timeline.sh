#!/usr/bin/env bash
# `trilat trace timeline`: spans of the micro-scenarios to the second, as the rules have them by hand; the chart; what picks; damage.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need jq
export LC_ALL=C.UTF-8

timeline() { "$TL_PROGRAM" trace timeline "$@"; }
for scenario in transit relief response lift diversion ledger; do
    expect_status 0 "$TL_PROGRAM" run "$TL_SOURCE/configs/micro/$scenario.cfg" -n 1 --traces traces
done

# spans SCENARIO ARGUMENT...: standard input is what must be printed as CSV, without its first line.
spans() {
    local scenario=$1
    shift
    timeline "traces/$scenario.r0.trace.gz" --format csv "$@" | sed 1d >found
    cat >expected
    expect_same expected found
}

# One ship at P, mission A opens at 0: leg 72,129 s, set-up 21,600, endurance 604,800, turnaround 86,400, horizon 864,000.
spans transit <<'TEXT'
s1,blue,a,transit,area-a,,0,72129
s1,blue,a,set-up,area-a,,72129,93729
s1,blue,a,on-station,area-a,,93729,532671
s1,blue,a,transit,p,,532671,604800
s1,blue,,turnaround,p,,604800,691200
s1,blue,a,transit,area-a,,691200,763329
s1,blue,a,set-up,area-a,,763329,784929
s1,blue,a,on-station,area-a,,784929,864000
TEXT
timeline traces/transit.r0.trace.gz --by mission --format csv | grep -E '^,' >found
expect_same found <(printf ',,a,open,,%s\n' 0,0,93729 1,93729,532671 0,532671,784929 1,784929,864000)
# A relief counts in the second in which the other one leaves; a window cuts what is longer.
spans relief --from '500000 s' --to '540000 s' <<'TEXT'
s2,blue,a,transit,area-a,,500000,525471
s1,blue,a,on-station,area-a,,500000,532671
s2,blue,a,set-up,area-a,,525471,532671
s1,blue,a,transit,p,,532671,540000
s2,blue,a,on-station,area-a,,532671,540000
TEXT
# Scrambles at 1,000 and 3,000: reaction 300, leg 883, scene 1,200, leg 883, turnaround 5,400; ready again in the second of the next one.
spans response --asset f-1 --to '9666 s' <<'TEXT'
f-1,blue,watch,alert,p,,0,1000
f-1,blue,watch,sortie,,,1000,3383
f-1,blue,watch,transit,p,,3383,4266
f-1,blue,watch,turnaround,p,,4266,9666
TEXT
# Ships of 450 at the haven: leg 21,600, one berth, 300 an hour loading and 600 unloading.
spans lift --asset s-2 --to '60000 s' <<'TEXT'
s-2,p,lift,transit,port,,0,21600
s-2,p,lift,waiting,port,,21600,27000
s-2,p,lift,loading,port,,27000,32400
s-2,p,lift,transit,haven,,32400,54000
s-2,p,lift,unloading,haven,,54000,56700
s-2,p,lift,transit,port,,56700,60000
TEXT
# A diversion's asset serves the other mission from the order on.
spans diversion --asset a <<'TEXT'
a,blue,a,on-station,area-a,,0,86400
a,blue,b,transit,area-b,,86400,206615
a,blue,b,set-up,area-b,,206615,228215
a,blue,b,on-station,area-b,,228215,432000
a,blue,c,transit,area-c,,432000,504129
a,blue,c,set-up,area-c,,504129,525729
a,blue,c,on-station,area-c,,525729,864000
TEXT
# x fails at 100,000, is repaired at P and counts again at 300,000; y is diverted at 200,000 and back at 250,000.
timeline traces/ledger.r0.trace.gz --by mission --mission hold --format csv | grep -E '^,' >found
expect_same found <(printf ',,hold,open,,%s\n' 1,0,100000 0.5,100000,200000 0,200000,250000 0.5,250000,300000 1,300000,320000)
spans ledger --asset x --from '90000 s' --to '280000 s' <<'TEXT'
x,blue,hold,on-station,area-a,,90000,100000
x,blue,hold,transit,p,,100000,124043
x,blue,,repair,p,,124043,275957
x,blue,hold,transit,area-a,,275957,280000
TEXT

# JSON says the same, and whether it is all.
timeline traces/diversion.r0.trace.gz --by mission --format json >spans.json
timeline traces/diversion.r0.trace.gz --by mission --format csv | sed 1d >spans.csv
jq -r '.spans[] | [.asset // "", .partner // "", .mission // "", .state, .place // "", .coverage // "", .from, .to] | join(",")' spans.json >found
expect_same spans.csv found
jq -e '.schema == "trilat.trace-timeline/1" and .scenario == "diversion" and .replication == 0 and .from == 0 and .to == 864000 and .complete' spans.json >/dev/null ||
    fail "$(head -n 12 spans.json)"
timeline - --by mission --format json <traces/diversion.r0.trace.gz >piped
expect_same spans.json piped

# The chart: a column is four hours; what a letter stands for is what holds for longest in it.
expect_status 0 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz --by mission
expect_text stdout 'a column is 4 h'
expect_text stdout '  s1              >>>>>ss##############################>>>>>      >>>>>ss#####'
expect_text stdout '  coverage        ▁▁▁▁▁▁▄█████████████████████████████▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▄█████'
expect_text stdout 'a: covered 0.60 on the mean' # 518,013 of 864,000 s
expect_text stdout '> transit, s set-up, # on-station'
expect_status 0 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz
expect_text stdout '  s1              >>>>>ss##############################>>>>>tttttt>>>>>ss#####'
expect_text stdout '                  a                                               a'
expect_status 0 "$TL_PROGRAM" trace timeline traces/diversion.r0.trace.gz --by place --place area-c
expect_text stdout '  b               ######'
expect_no_text stdout area-a
expect_text stdout '^ away                  ^ away ends'
expect_status 0 "$TL_PROGRAM" trace timeline traces/diversion.r0.trace.gz --by partner
expect_text stdout 'blue: 2 assets'
expect_text stdout '  on-station    2 ██████▁▁▁▁▂▅▅▅▅▅██████████████▅▅▅▅▅▅▆███████████████████████'
expect_status 0 env LC_ALL=C "$TL_PROGRAM" trace timeline traces/diversion.r0.trace.gz --by partner
LC_ALL=C grep -q '[^ -~]' stdout && fail 'not ASCII alone'

# It fits the terminal, whatever that is, and has colour there; letters say the same without.
for width in 80 100 160; do
    for by in asset mission place partner; do
        script -qec "stty cols $width; TERM=xterm '$TL_PROGRAM' trace timeline traces/diversion.r0.trace.gz --by $by" /dev/null </dev/null | tr -d '\r' >coloured
        sed 's/\x1b\[[0-9;]*m//g' coloured >plain
        widest=$(wc -L <plain)
        [[ $widest -le $width && $widest -gt $((width * 85 / 100)) ]] || fail "$by is $widest of $width columns wide"
        [[ $by == partner ]] || grep -q $'\x1b\[32m#' coloured || fail "$by: no colour"
    done
done
expect_no_text stdout $'\x1b'

# In a file it has neither, even where it is asked for at a terminal.
timeline traces/diversion.r0.trace.gz --by mission >plain
script -qec "stty cols 120; TERM=xterm '$TL_PROGRAM' trace timeline traces/diversion.r0.trace.gz --by mission -o chart.txt" /dev/null </dev/null >screen
expect_same chart.txt plain
expect_status 0 "$TL_PROGRAM" trace timeline traces/diversion.r0.trace.gz --by mission --format json -o spans.json.gz
expect_same <(zcat spans.json.gz) spans.json

# Mistakes, and nothing found
expect_status 2 "$TL_PROGRAM" trace timeline
expect_text stderr 'which trace?'
expect_status 2 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz --by day
expect_text stderr '--by day: must be asset, mission, place or partner'
expect_status 2 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz --asset s9 --mission b --place q --partner red --from soon
for text in '--asset s9: no such asset' '--mission b: no such mission' '--place q: no such place' '--partner red: no such partner' '--from = soon: '; do
    expect_text stderr "$text"
done
expect_status 2 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz --from D+3 --to D+2
expect_text stderr 'nothing lies between --from and --to; the trace goes from D+0 00:00 to D+10 00:00'
expect_status 2 "$TL_PROGRAM" trace timeline traces/transit.r0.trace.gz --from D+10
expect_status 0 "$TL_PROGRAM" trace timeline traces/diversion.r0.trace.gz --asset b --mission b
expect_text stdout ''
expect_text stderr 'no asset is ever found so: --asset b --mission b'
expect_status 0 "$TL_PROGRAM" trace timeline --help
expect_text stdout 'Example: trilat trace timeline'

# A damaged trace is shown up to there, told, and refused; an empty one is a mistake.
size=$(stat -c %s traces/relief.r0.trace.gz)
head -c $((size * 2 / 3)) traces/relief.r0.trace.gz >cut.gz
for format in table json csv; do
    expect_status 2 "$TL_PROGRAM" trace timeline cut.gz --format $format
    expect_text stderr 'trilat: cut.gz: '
    expect_text stdout s1
done
timeline cut.gz --format json 2>/dev/null >cut.json || true
jq -e '.complete == false and ([.spans[].to] | max) < 1728000' cut.json >/dev/null || fail 'a cut trace is whole'
: >empty.gz
for format in table json csv; do
    expect_status 2 "$TL_PROGRAM" trace timeline empty.gz --format $format
    expect_text stdout ''
    expect_text stderr 'empty'
done
