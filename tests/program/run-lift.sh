#!/usr/bin/env bash
# trilat run and trace measure tell of an evacuation whose every second is known: configs/micro/lift.cfg.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
export LC_ALL=C
lift=$TL_SOURCE/configs/micro/lift.cfg

# expect_seconds MEASURE STATISTIC SECONDS [UNIT]: of result.csv, in days
expect_seconds() {
    awk -F , -v measure="$1" -v statistic="$2" -v want="$3" '
        $2 == measure && $3 == "n" && $4 == statistic { seen++; good = ($5 * 86400 - want) ^ 2 < 1e-6 }
        END { exit !(seen == 1 && good) }' result.csv || fail "$1 is not $3 s: $(grep "^lift,$1," result.csv)"
}

# Those who are safe, by the second: 450, 900, 1350, 1800 and 2000 of 2000.
expect_status 0 "$TL_PROGRAM" run "$lift" -n 2 --traces traces -o result.csv
for _ in live traced; do
    expect_seconds t50 median 102600
    expect_seconds t90 median 108000
    expect_seconds t99 median 149400
    # everybody sets out at once: 450 (51,300 + 56,700 + 102,600 + 108,000) + 200 x 149,400 person-seconds
    expect_seconds person-days-at-risk mean 173250000
    # 900 become safe on day 0, 1,100 on day 1
    grep -q '^lift,safe-peak-day,n,mean,1100,' result.csv || fail "$(grep safe-peak result.csv)"
    grep -q '^lift,persons-left,n,mean,0,' result.csv || fail "$(grep persons-left result.csv)"
    # of 2,000 the plan wants 2000 h / 48 by hour h, told every hour
    late=$(awk 'BEGIN { for (q = 0; q < 288; q++) { h = int(q / 4); due = h < 48 ? int(2000 * h / 48 + 0.5) : 2000
        safe = q < 57 ? 0 : q < 63 ? 450 : q < 114 ? 900 : q < 120 ? 1350 : q < 166 ? 1800 : 2000
        late += safe < due ? (due - safe) * 900 : 0 } printf "%d", late }')
    expect_seconds late-person-days mean "$late"
    "$TL_PROGRAM" trace measure traces/lift.r*.gz --format csv >result.csv
done

# The curve: means over 6 h of the share of 2,000. At 51,300 s a quarter hour of the third cell's 6 h is not over yet, and so on.
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --format csv --rows series
awk -F , '
    BEGIN { split("51300 56700 102600 108000 149400", at, " "); split("450 450 450 450 200", more, " ") }
    $3 == "safe" {
        cells++
        for (i = 1; i <= 5; i++) { since = at[i] > $5 ? at[i] : $5; if (since < $5 + 21600) want[$5] += more[i] * ($5 + 21600 - since) }
        bad += ($6 - want[$5] / 21600 / 2000) ^ 2 > 1e-18
    }
    END { exit !(cells == 12 && !bad) }' stdout || fail "$(grep ,safe, stdout)"

# A warm-up leaves out what is summed, not when it happens; nobody who is safe by then counts for the best day.
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --set warmup='"1 d"' -o result.csv
expect_seconds t50 median 102600
expect_seconds person-days-at-risk mean $((450 * (102600 + 108000) + 200 * 149400 - 1100 * 86400))
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --set warmup='"102601 s"' -o result.csv
expect_seconds t50 median 102600
grep -q '^lift,safe-peak-day,n,mean,650,' result.csv || fail "$(grep safe-peak result.csv)"

# By road to the port: as many convoys as it takes, of 400 each; those that set out in the warm-up are left out.
cat >roads.cfg <<CFG
base = "$lift";
places = { town = { kind = "city"; at = [0.0, 3.0]; }; };
lanes = { road = { from = "town"; to = "port"; domain = "land"; length = "60 km"; capacity = "400 persons/h"; speed = "60 km/h"; }; };
corridors = { way = { from = "town"; to = "port"; over = ["road"]; convoy = 400; }; };
groups = { people = { origin = "town"; corridors = { way = 1.0; }; }; };
CFG
expect_status 0 "$TL_PROGRAM" run roads.cfg -n 1 --traces roads -o result.csv
grep -q '^roads,convoys,way,mean,5,' result.csv || fail "$(grep convoys result.csv)"
expect_status 0 "$TL_PROGRAM" trace events roads/roads.r0.trace.gz --kind convoy_departs --format csv
third=$(awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "t") t = i; next } { print $t }' stdout | sed -n 3p)
expect_status 0 "$TL_PROGRAM" run roads.cfg -n 1 --set warmup="\"$third s\"" -o result.csv
grep -q '^roads,convoys,way,mean,3,' result.csv || fail "$(grep convoys result.csv)"
expect_status 0 "$TL_PROGRAM" run roads.cfg -n 1 --set warmup="\"$((third + 1)) s\"" -o result.csv
grep -q '^roads,convoys,way,mean,2,' result.csv || fail "$(grep convoys result.csv)"

# All of them stay: nobody is late or safe at any time.
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --set groups.people.stay=1.0 -o result.csv
grep -q '^lift,t50,n,.*absent' result.csv || fail "$(grep t50 result.csv)"
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --set groups.people.stay=1.0
expect_no_text stdout 'days until so many of those who leave are safe'
expect_text stdout 'Evacuation: persons'

# So it is with a work that is never begun; one that is given up half done, ahead of its plan, is not finished.
cat >work.cfg <<CFG
base = "$lift";
places = { mines = { kind = "area"; at = [0.0, 0.5]; }; };
classes = { sweeper = { domain = "sea"; speed = "18 kn"; gives = { sweep = 1.0; }; endurance = "30 d"; bases = ["haven"]; }; };
assets = { m = { class = "sweeper"; partner = "p"; home = "haven"; at = "sweep"; }; };
missions = { sweep = { kind = "work"; theatre = "neo"; area = "mines"; partners = ["p"]; weight = 0.0; needs = { sweep = 1.0; }; amount = 1.0;
                       within = "3 d"; while = "day() < 0.5"; }; };
CFG
expect_status 0 "$TL_PROGRAM" run work.cfg -n 2 --format csv
expect_text stdout 'work,work-done,sweep,mean,0.5,0.5,0.5,2,unit-days,identical'
grep -q '^work,work-finished,sweep,share-reached,0,' stdout || fail "$(grep work-finished stdout)"
expect_status 0 "$TL_PROGRAM" run work.cfg -n 2
expect_text stdout 'sweep               0.5  identical                > 3  identical'
printf 'base = "work.cfg";\nmissions = { sweep = { while = "day() > 100"; }; };\n' >never.cfg
expect_status 0 "$TL_PROGRAM" run never.cfg -n 2
expect_no_text stdout 'Works'
expect_status 0 "$TL_PROGRAM" compare never.cfg work.cfg -n 2
expect_text stdout 'unit-days of work done'
expect_status 0 "$TL_PROGRAM" compare never.cfg other=never.cfg --set missions.lift.weight=2 -n 2
expect_no_text stdout 'unit-days of work done'
printf 'base = "never.cfg";\nmissions = { sweep = { while = "day() < 1"; }; };\n' >done.cfg
expect_status 0 "$TL_PROGRAM" run done.cfg -n 2 --format csv
grep -q '^done,work-finished,sweep,median,1,1,1,2,d,' stdout || fail "$(grep work-finished stdout)"

# Ships that start at the port load at once, one after the other.
expect_status 0 "$TL_PROGRAM" run "$lift" -n 1 --set assets.s.at=lift --traces there -o result.csv
expect_status 0 "$TL_PROGRAM" trace verify there/lift.r0.trace.gz
expect_status 0 "$TL_PROGRAM" trace events there/lift.r0.trace.gz --kind asset_loads --format csv
awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next } { print $column["t"], $column["asset"] }' stdout | sed -n 1,2p >loads
printf '0 s-1\n5400 s-2\n' | cmp -s - loads || fail "$(cat loads)"
expect_status 0 "$TL_PROGRAM" trace measure there/lift.r0.trace.gz --format csv
expect_same result.csv stdout
