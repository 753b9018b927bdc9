#!/usr/bin/env bash
# `trilat trace measure`: traces bring back what run and compare printed, to the last digit.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
base=$TL_SOURCE/configs/korea-2017/base.cfg
variant=$TL_SOURCE/configs/korea-2017/senkaku-both.cfg

# All but the names of files and the command that reproduces it.
body() {
    sed '/^Headline index/,$!d' "$1"
}

"$TL_PROGRAM" compare "$base" "$variant" -n 3 --traces traces --format csv >compare.csv
"$TL_PROGRAM" trace measure traces/base.*.gz traces/senkaku-both.*.gz --format csv >measured.csv
expect_same compare.csv measured.csv
"$TL_PROGRAM" trace measure traces/base.r2.trace.gz traces/senkaku-both.*.gz traces/base.r[01].trace.gz --format csv >mixed.csv
expect_same compare.csv mixed.csv
for rows in replications series; do
    "$TL_PROGRAM" compare "$base" "$variant" -n 3 --format csv --rows "$rows" >compare.csv
    "$TL_PROGRAM" trace measure traces/*.gz --format csv --rows "$rows" >measured.csv
    expect_same compare.csv measured.csv
done

"$TL_PROGRAM" run "$base" --replication 1 >run.txt
"$TL_PROGRAM" trace measure traces/base.r1.trace.gz >measured.txt
body run.txt >run.body
body measured.txt >measured.body
[[ -s run.body ]] || fail "no report: $(head -n 5 run.txt)"
expect_same run.body measured.body
expect_text measured.txt 'traces/base.r1.trace.gz, hash '

"$TL_PROGRAM" run "$base" -n 3 --format json | grep -v '"command"\|"file"' >run.json
"$TL_PROGRAM" trace measure traces/base.*.gz --format json | grep -v '"command"\|"file"' >measured.json
expect_same run.json measured.json
"$TL_PROGRAM" trace measure - <traces/base.r1.trace.gz >piped.txt
body piped.txt >piped.body
expect_same run.body piped.body

# a warm-up is in the header, and every scenario's measures are in its traces
for scenario in "$TL_SOURCE"/configs/micro/*.cfg "$TL_SOURCE"/configs/elsewhere/{baltic,dorian}.cfg "$base"; do
    label=$(basename "$scenario" .cfg)
    "$TL_PROGRAM" run "$scenario" -n 2 --set warmup="2 h" --traces warm --format csv >run.csv
    "$TL_PROGRAM" trace measure warm/"$label".r[01].trace.gz --format csv >measured.csv
    expect_same run.csv measured.csv
done
for measure in answered-share uncontested-hours fillable-hours double-harmful; do
    expect_text run.csv ",$measure,"
done

# what does not belong together
expect_status 2 "$TL_PROGRAM" trace measure traces/base.r0.trace.gz traces/senkaku-both.r1.trace.gz
expect_text stderr 'traces/base.r0.trace.gz has no counterpart'
expect_status 2 "$TL_PROGRAM" trace measure traces/*.gz traces/base.r1.trace.gz
expect_text stderr 'traces/base.r1.trace.gz and traces/base.r1.trace.gz are of the same replication'
"$TL_PROGRAM" run "$base" -n 1 --seed 5 --traces other -o other.json
expect_status 2 "$TL_PROGRAM" trace measure traces/base.r1.trace.gz other/base.r0.trace.gz
expect_text stderr 'are of different seeds'
"$TL_PROGRAM" run "$base" -n 1 --set missions.bmd-soj.weight=4 --traces heavier -o other.json
expect_status 2 "$TL_PROGRAM" trace measure traces/base.r1.trace.gz heavier/base.r0.trace.gz
expect_text stderr 'are of scenarios of the same label but different contents'

"$TL_PROGRAM" run late="$base" -n 1 --set epoch=2001-01-01T00:00:00Z --set missions.bmd-soj.weight=4 --traces late -o other.json
expect_status 2 "$TL_PROGRAM" trace measure traces/base.r0.trace.gz late/late.r0.trace.gz
expect_text stderr 'bmd-soj weighs differently in the headline indexes of late/late.r0.trace.gz and traces/base.r0.trace.gz'
expect_text stderr 'epochs of late/late.r0.trace.gz and traces/base.r0.trace.gz differ: '
"$TL_PROGRAM" run warm="$base" -n 1 --set warmup="1 d" --traces late -o other.json
expect_status 2 "$TL_PROGRAM" trace measure traces/base.r0.trace.gz late/warm.r0.trace.gz
expect_text stderr 'warm-ups of late/warm.r0.trace.gz and traces/base.r0.trace.gz differ: 24 h and 0 s'

# a damaged one gives no numbers
head -c 100000 traces/base.r0.trace.gz >short
expect_status 2 "$TL_PROGRAM" trace measure short -o out.json
expect_text stderr 'short: truncated'
[[ ! -e out.json && ! -s stdout ]] || fail "numbers of half a trace"
expect_status 2 "$TL_PROGRAM" trace measure
