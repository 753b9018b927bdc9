#!/usr/bin/env bash
# trilat compare: the page of the micro-scenario whose cost is known exactly, labels, variants made by --vary.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
cp "$TL_SOURCE"/configs/micro/*.cfg .
export LC_ALL=C

# A lost 52,264.5 and C 109,832.25 index-seconds, together 1.8761 index-days; closed 439,329 s = 5.085 d after the order.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 3
expect_text stderr ''
tr '\n' ' ' <stdout | tr -s ' ' >line
expect_text line 'diversion costs 1.876 index-days, identical in all 3, of 10; worst dip of the mean curve 1 on D+1 00:00, above 0.01 for 5.25 d in all. Half of the replications are back within 5.085 d of the order (degradation below a tenth of their own dip, or below 0.01, for 48 h), all within 7 d; half of the replications are restored within '
expect_text line ' c 1 0.4915 -0.5085 identical 1.271 '
expect_text line ' a 1 0.9193 -0.08066 identical 0.6049 '
expect_text stdout 'Degradation D(t) = diversion-base less variant'
[[ -z $(awk 'length > 80' stdout) ]] || fail 'wider than 80 columns'

# The same to the last digit for programs.
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 2 --format csv
expect_text stdout 'diversion,degradation,headline,mean,1.8761197916666668,1.8761197916666668,1.8761197916666668,2,index-days,identical'
expect_text stdout 'diversion,closed,headline,median,5.084826388888889,'
expect_status 0 "$TL_PROGRAM" compare diversion-base.cfg diversion.cfg -n 2 --format csv --rows series
expect_text stdout 'diversion,diversion-base,degradation,headline,108000,1,1,1,1,1'

# Labels, overlays and variants by --vary; the shown command gives the same again.
expect_status 0 "$TL_PROGRAM" compare start=diversion-base.cfg moved=diversion.cfg -n 2 --seed 5 \
    --vary 'missions.c.scale=1.5' --set 'missions.a.weight=2' --set "title='a title', that is wider than what is left of a line"
expect_text stdout 'moved costs'
[[ $(grep -c ' \\$' stdout) -ge 2 ]] || fail 'the command does not fill two lines'
expect_text stdout 'missions.c.scale=1.5'
mv stdout first
sed -n '/^again: trilat/,/^$/p' first | sed 's/^again: //' >pasted
mkdir bin
ln -s "$TL_PROGRAM" bin/trilat
expect_status 0 env PATH="$work/bin:$PATH" sh pasted
expect_same first stdout

# A variant that is the base loses nothing, and pairs share their random numbers.
base=$TL_SOURCE/configs/korea-2017/base.cfg
expect_status 0 "$TL_PROGRAM" compare "$base" same="$base" -n 5
expect_no_text stdout 'replications are'
expect_no_text stdout 'degraded by'
expect_text stdout 'same changes nothing: 0 index-days, identical in all 5, of 45.'
expect_no_text stdout 'Degradation D(t)' # an empty chart
expect_text stdout 'Intervals cover chance alone, at nominal inputs: '
