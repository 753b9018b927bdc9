#!/usr/bin/env bash
# `trilat trace verify`: good traces, damaged ones, foreign files; status 2 and a message that says which.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
sample=$TL_SOURCE/traces/transit.r0.trace.gz

expect_status 0 "$TL_PROGRAM" trace verify "$sample"
grep -qxE 'ok: [0-9]+ events, 10 days, digest [0-9a-f]{32}' stdout || fail "$(cat stdout)"
expect_status 0 "$TL_PROGRAM" trace verify - <"$sample"
expect_status 0 "$TL_PROGRAM" trace verify "$sample" "$sample"
[[ $(wc -l <stdout) == 2 ]] || fail "one line a trace"
expect_text stdout "$sample: ok: "

# what a run writes is good, whatever the scenario, and gzip agrees
"$TL_PROGRAM" run "$TL_SOURCE/configs/korea-2017/senkaku-both.cfg" -n 3 --traces traces -o report.json
for scenario in "$TL_SOURCE"/configs/micro/*.cfg; do
    "$TL_PROGRAM" run "$scenario" -n 1 --traces traces -o report.json
done
expect_status 0 "$TL_PROGRAM" trace verify traces/*.trace.gz
gzip -t traces/*.trace.gz
compgen -G 'traces/*.part' && fail "an unfinished trace"

# two runs, with one job and with two: the same bytes
"$TL_PROGRAM" run "$TL_SOURCE/configs/korea-2017/senkaku-both.cfg" -n 3 --jobs 1 --traces again -o report.json
for trace in again/*.trace.gz; do expect_same "$trace" "traces/${trace#again/}"; done

# expect_refusal MESSAGE: the file `bad` is none
expect_refusal() {
    expect_status 2 "$TL_PROGRAM" trace verify bad
    expect_text stderr "$1"
    [[ ! -s stdout ]] || fail "also says $(cat stdout)"
}

: >bad
expect_refusal 'bad: an empty file, not a trace'
echo hello >bad
expect_refusal 'bad: not a trace: it is not gzipped'
zcat "$sample" >bad
expect_refusal 'a trace that was unpacked?'
echo hello | gzip >bad
expect_refusal 'bad: not a trace: its first line is not'
zcat "$sample" | sed '1s/"trace":1/"trace":2/' | gzip >bad
expect_refusal 'bad: a trace of version 2; this program reads version 1'
head -c -1 "$sample" >bad
expect_refusal 'bad: truncated'
head -c 900 "$sample" >bad
expect_refusal 'bad: truncated'
{ cat "$sample" && echo; } >bad
expect_refusal "bad: the trace ends at byte $(stat -c %s "$sample"), and more follows"
cat "$sample" "$sample" >bad
expect_refusal 'and more follows'
zcat "$sample" | sed '7d' | gzip >bad
expect_refusal 'bad:7: the id does not follow the one before'
zcat "$sample" | sed '3s/"cause":1/"cause":2/' | gzip >bad
expect_refusal 'bad:3: the cause must be an earlier event'
zcat "$sample" | sed '3s/"event":"demand_changes"/"event":"demand_change"/' | gzip >bad
expect_refusal 'bad:3: no such kind of event: "demand_change"'
zcat "$sample" | sed 's/"event":"end","events":\([0-9]*\),"digest":"./&0/' | gzip >bad
expect_refusal 'the end has no digest'
line=$(zcat "$sample" | grep -n '"event":"asset_arrives"' | sed -n 1p | cut -d : -f 1) # by one second, and it is no longer plausible
zcat "$sample" | sed "${line}s/\"t\":72129/\"t\":72128/" | gzip >bad
expect_refusal "bad:$line: asset = s1: it was to be there at another time"
line=$(zcat "$sample" | grep -n '"event":"order_received"' | sed -n 1p | cut -d : -f 1)
zcat "$sample" | sed "${line}s/\"cause\":[0-9]*/\"cause\":1/" | gzip >bad
expect_refusal "bad:$line: event = order_received: its cause is no order_sent that is under way"
{ zcat "$sample" | sed -n 1p && echo '{"t":864000,"id":1,"cause":0,"event":"end","events":1,"digest":"99aa06d3014798d86001c324468d497f","days":[],"missions":{"a":"99aa06d3014798d86001c324468d497f"}}'; } | gzip >bad
expect_refusal 'bad:2: an empty trace: nothing happens in it'
mkdir folder
expect_status 2 "$TL_PROGRAM" trace verify folder
expect_text stderr 'folder: cannot be read: Is a directory'

# compressed anew it is the same trace, and says so
zcat "$sample" | gzip >anew
expect_status 0 "$TL_PROGRAM" trace verify anew
expect_text stdout 'compressed anew without an index'

# flipped bits are noticed, wherever
size=$(stat -c %s "$sample")
for ((byte = 3; byte < size; byte += 71)); do
    cp "$sample" bad
    old=$(od -An -tu1 -j "$byte" -N 1 bad)
    # shellcheck disable=SC2059 # the format is an escape
    printf "\\x$(printf %02x $((old ^ (1 << byte % 8))))" | dd of=bad bs=1 seek="$byte" conv=notrunc status=none
    expect_status 2 "$TL_PROGRAM" trace verify bad
    [[ -s stderr ]] || fail "a silent refusal of byte $byte"
done

expect_status 2 "$TL_PROGRAM" trace verify
expect_text stderr 'which trace?'
expect_status 2 "$TL_PROGRAM" trace
expect_status 0 "$TL_PROGRAM" trace --help
expect_text stdout 'verify'
expect_status 2 "$TL_PROGRAM" trace verfy x
expect_text stderr 'no verb verfy; did you mean verify'
