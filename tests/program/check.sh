#!/usr/bin/env bash
# trilat check: baselines are written, hold, and say what no longer does; and what is damaged is told.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
"$TL_PROGRAM" new lab >/dev/null
cd lab

# Nothing to check yet.
expect_status 2 "$TL_PROGRAM" check
expect_text stderr 'no **/*.check.json below this folder: write one with trilat check --update SCENARIO'
expect_status 2 "$TL_PROGRAM" check --update
expect_text stderr '--update: which scenarios?'
expect_status 2 "$TL_PROGRAM" check -n 20
expect_text stderr '-n and --seed go with --update'

# A baseline is the same for any number of jobs, holds, and says what it costs first.
expect_status 0 "$TL_PROGRAM" check --update base.cfg diversion.cfg -n 100 --jobs 1
expect_text stdout 'base.check.json: 100 replications, seed 1; new'
cp base.check.json one.json
cp base.check.trace.gz one.trace.gz
expect_status 0 "$TL_PROGRAM" check --update base.cfg --jobs 3
expect_text stdout 'base.check.json: 100 replications, seed 1; 0 of 100 replications have other events than before'
expect_same one.json base.check.json
expect_same one.trace.gz base.check.trace.gz
cd ..
expect_status 0 "$TL_PROGRAM" check
expect_text stderr '2 baselines, at most 200 replications'
expect_text stdout 'lab/base.check.json: 100 replications are as they were'
expect_text stdout '2 of 2 baselines pass'
cd lab
zcat base.check.trace.gz | tail -n 1 | grep -q '"event":"end"' || fail 'the trace beside the baseline has no end'
[[ $(grep -c '"replication": .*"fingerprint"' base.check.json) == 100 ]] || fail 'not a line a replication'

# Comments, blanks and the order of keys are nothing; a title is not even a change.
sed -i 's|^trilat = 1;.*|trilat = 1; // another comment|; s|^seed = 1;|seed     =     1;|; s|^title = .*|title = "Another title";|' base.cfg
expect_status 0 "$TL_PROGRAM" check base.check.json
expect_text stdout 'bit for'

# A value that matters: which, where, from when on, and what it does.
cp base.cfg good.cfg
sed -i 's|needs = { asw = 2.0; }|needs = { asw = 6.0; }|' base.cfg
expect_status 1 "$TL_PROGRAM" check base.check.json
expect_text stdout 'regressed  base.check.json'
expect_text stdout 'missions.guard-narrows.steps[0].needs.asw was 2.0, is 6.0 (base.cfg:'
expect_text stdout 'Replication 0 has other events from D+6 on'
expect_text stdout 'now: D+6 00:00:00'
grep -qE '^regressed +coverage guard-narrows' stdout || fail 'the coverage that fell is not named'

# validate SCHEMA FILE...: what is written is what its schema says, where Debian's Python has what reads one.
validate() {
    /usr/bin/python3 - "$TL_SOURCE/sim/report/schema/$1.json" "${@:2}" <<'PYTHON'
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(0)
schema, *files = (json.load(open(name)) for name in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
for file in files:
    jsonschema.validate(file, schema, jsonschema.Draft202012Validator)
PYTHON
}
validate check base.check.json diversion.check.json
sed 's|"kind": "mean"|"kind": "sum"|' base.check.json >bad.json
! validate check bad.json 2>/dev/null || fail 'the schema of baselines refuses nothing'

# The same for programs.
expect_status 1 "$TL_PROGRAM" check base.check.json --format json --junit report.xml
validate check-report stdout
python3 - <<'PYTHON' || fail 'JSON or JUnit are not what they should be'
import json, xml.etree.ElementTree as xml
report = json.load(open("stdout"))
check, = report["checks"]
change, = check["changes"]
assert report["schema"] == "trilat.check-report/1" and check["verdict"] == "regressed"
assert (change["path"], change["was"], change["is"], change["file"]) == ("missions.guard-narrows.steps[0].needs.asw", "2.0", "6.0", "base.cfg")
assert "asw = 6.0" in open("base.cfg").read().split("\n")[change["line"] - 1]
fallen = [m for m in check["measures"] if m["measure"] == "coverage" and m["entity"] == "guard-narrows"]
assert check["fork"]["is"][-1].startswith("D+6 00:00:00") and check["first"]["day"] == 6
assert fallen[0]["verdict"] == "regressed" and fallen[0]["hi"] < -fallen[0]["tolerance"]
suite = xml.parse("report.xml").getroot()
assert suite.get("tests") == suite.get("failures") == "1"
assert suite.find("testcase/failure").get("type") == "regressed"
PYTHON
expect_status 1 "$TL_PROGRAM" check base.check.json --format github
line=$(grep -n 'asw = 6.0' base.cfg | cut -d: -f1)
expect_text stdout "::error file=base.cfg,line=$line,title=base.check.json%3A regressed::missions.guard-narrows.steps[0].needs.asw was 2.0, is 6.0; regressed: "
expect_status 1 "$TL_PROGRAM" check --format markdown --junit report.xml --markdown summary.md
expect_same stdout summary.md
expect_text stdout '| base.check.json | regressed |'
expect_text stdout '| diversion.check.json | regressed |'

# What stands in files that a scenario names is part of it; how it is written there is not.
printf '40 d\n60 d\n' >failures.csv
sed 's|"exponential(uncertain(40 d, 60 d, 90 d))"|"empirical(\\"failures.csv\\")"|' good.cfg >sample.cfg
grep -q 'empirical' sample.cfg || fail 'no sample'
expect_status 0 "$TL_PROGRAM" check --update sample.cfg -n 100
grep -q '"failures.csv": "[0-9a-f]*"' sample.check.json || fail 'the file of the sample is not listed'
printf '40.0 d\n60 d\n' >failures.csv
expect_status 0 "$TL_PROGRAM" check sample.check.json
printf '4 d\n6 d\n' >failures.csv
expect_status 1 "$TL_PROGRAM" check sample.check.json
expect_text stdout '1 value of the scenario changed:'
expect_text stdout 'classes.destroyer.failures was "empirical(\"failures.csv\") of'
rm sample.*

# --update says what moved, and then it holds; a tolerance that somebody set stays.
cp good.cfg base.cfg
sed -i 's|"measure": "coverage", "entity": "guard-narrows", \(.*\)"tolerance": [0-9.e-]*|"measure": "coverage", "entity": "guard-narrows", \1"tolerance": 0.9|' base.check.json
sed -i 's|needs = { asw = 2.0; }|needs = { asw = 6.0; }|' base.cfg
expect_status 1 "$TL_PROGRAM" check base.check.json
! grep -qE '^regressed +coverage guard-narrows' stdout || fail 'what is within a tolerance is told as regressed'
expect_status 0 "$TL_PROGRAM" check --update base.cfg
expect_text stdout '100 of 100 replications have other events than before'
expect_text stdout 'missions.guard-narrows.steps[0].needs.asw was 2.0, is 6.0'
expect_text base.check.json '"tolerance": 0.9'
expect_status 0 "$TL_PROGRAM" check base.check.json

# What a scenario expects, whatever the baseline.
cat >>base.cfg <<'EOF'
expect = {
    often = "p(coverage.guard-narrows >= 1 %) >= 0.9";
    well = "mean(coverage.guard-narrows) > 99 %";
    never = "median(gap-longest.guard-narrows) <= 1 h";
};
EOF
expect_status 1 "$TL_PROGRAM" check base.check.json
expect_text stdout 'fails  base.check.json'
expect_text stdout 'expect.well "mean(coverage.guard-narrows) > 99 %" fails: it is 0.'
expect_text stdout 'expect.never'
expect_no_text stdout 'expect.often "p('
expect_text stdout 'expect.well is new'
expect_status 1 "$TL_PROGRAM" check base.check.json --format json
validate check-report stdout
expect_status 1 "$TL_PROGRAM" check base.check.json --format github
line=$(grep -n 'well = ' base.cfg | cut -d: -f1)
expect_text stdout "::error file=base.cfg,line=$line,title=base.check.json%3A fails::expect.well \"mean(coverage.guard-narrows) > 99 %25\" fails: it is 0."
sed -i '/^    well/d; /^    never/d' base.cfg
expect_status 0 "$TL_PROGRAM" check base.check.json
expect_status 0 "$TL_PROGRAM" run base.cfg -n 1
sed -i 's|^    often = .*|    often = "p(coverage.guard-narows >= 1 %) >= 0.9"; a = "mean(covrage.x) > 1"; b = "most(index.headline) > 1"; c = "mean(gap-hours.watch-shoal) < 3";|' base.cfg
expect_status 2 "$TL_PROGRAM" check base.check.json
expect_text stderr 'expect.often = "p(coverage.guard-narows >= 1 %) >= 0.9": coverage is not measured of guard-narows; did you mean guard-narrows?'
expect_text stderr 'no such measure: covrage; did you mean coverage? (see trilat list measures)'
expect_text stderr 'expect.b = "most(index.headline) > 1": must be like'
expect_text stderr 'expect.c = "mean(gap-hours.watch-shoal) < 3": 3: a time needs a unit'
expect_status 2 "$TL_PROGRAM" validate base.cfg
expect_text stderr 'expect.b = '
cp good.cfg base.cfg
expect_status 0 "$TL_PROGRAM" check --update base.cfg

# Nothing is guessed of a baseline that is not whole: each says what to do.
damage() { # damage WHAT TEXT: the file bad.check.json is refused so
    cp base.check.json bad.check.json
    eval "$1"
    expect_status 2 "$TL_PROGRAM" check bad.check.json
    expect_text stderr "$2"
    expect_text stdout ''
}
damage ': >bad.check.json' 'bad.check.json: is empty; write it anew with trilat check --update SCENARIO'
damage 'truncate -s 5000 bad.check.json' 'ends too early; take it from its repository again'
damage 'sed -i "5s/.*/<<<<<<< HEAD/" bad.check.json' 'bad.check.json:5: has the marks of a merge'
damage 'sed -i "s|trilat.check/1|trilat.check/9|" bad.check.json' 'this is no baseline of this version'
damage 'echo "{}" >bad.check.json' 'this is no baseline of this version'
damage 'sed -i "/\"replication\": 7, \"fingerprint\"/d" bad.check.json' 'outcomes: must be as many as "replications" says'
damage 'sed -i "s|\"tolerance\": 0.01|\"tolerance\": 0|" bad.check.json' 'tolerance of index headline: must be a number above 0'
damage 'sed -i "s|\"tolerance\": 0.01|\"tolerance\": \"much\"|" bad.check.json' 'tolerance of index headline: must be a number above 0'
damage 'sed -i "s|\"scenario\": \"base.cfg\"|\"scenario\": \"gone.cfg\"|" bad.check.json' 'gone.cfg'
damage 'rm bad.check.json' 'bad.check.json: cannot read it'

# A baseline goes with the scenario of its name, and with its own trace.
cp base.check.json other.check.json
expect_status 2 "$TL_PROGRAM" check other.check.json
expect_text stderr 'other.check.json: is the baseline of base.cfg, which has another name: where that was renamed, write it anew'
sed -i 's|"scenario": "base.cfg"|"scenario": "other.cfg"|' other.check.json
expect_status 2 "$TL_PROGRAM" check other.check.json
expect_text stderr 'other.check.json: is the baseline of other.cfg, which is not there: where that was removed, remove this and other.check.trace.gz, too'
sed 's|needs = { asw = 2.0; }|needs = { asw = 6.0; }|' good.cfg >other.cfg
expect_status 1 "$TL_PROGRAM" check other.check.json
expect_text stdout 'other.check.trace.gz is not there'
head -c 1000 base.check.trace.gz >other.check.trace.gz
expect_status 1 "$TL_PROGRAM" check other.check.json
expect_text stdout 'The first event that differs is not known: other.check.trace.gz'
cp diversion.check.trace.gz other.check.trace.gz
expect_status 1 "$TL_PROGRAM" check other.check.json --markdown summary.md
expect_text summary.md 'other.check.trace.gz is not the trace of this baseline; take it from its repository again'
expect_no_text stdout 'no longer:'
cp base.check.trace.gz other.check.trace.gz
expect_status 1 "$TL_PROGRAM" check other.check.json --markdown summary.md
expect_text summary.md 'Replication 0 has other events from D+6 on'
expect_text summary.md 'now: D+6 00:00:00'
rm other.*
expect_status 2 "$TL_PROGRAM" check base.cfg
expect_text stderr 'base.cfg: is no baseline: its own is base.check.json'
expect_status 2 "$TL_PROGRAM" check good.cfg
expect_text stderr 'good.cfg: is no baseline: their names end in .check.json'
expect_status 2 "$TL_PROGRAM" check --update base.check.json
expect_text stderr 'base.check.json: is a baseline: name its scenario'

# What was set in a baseline that cannot be read is lost, and that is told.
cp good.cfg lost.cfg
cp base.check.json lost.check.json
sed -i '5s/.*/<<<<<<< HEAD/' lost.check.json
expect_status 0 "$TL_PROGRAM" check --update lost.cfg -n 20
expect_text stderr 'lost.check.json:5: has the marks of a merge; take one side whole (git checkout --ours, or --theirs), whose tolerances then stay'
expect_text stderr 'lost.check.json: 20 replications'
expect_text stdout 'lost.check.json: 20 replications, seed 1; new, with usual tolerances: the one before could not be read'
rm lost.*

# For the programs of a CI what is refused is an error, and what is not run for its sake is not run.
cp base.check.json bad.check.json
sed -i '5s/.*/<<<<<<< HEAD/' bad.check.json
expect_status 2 "$TL_PROGRAM" check bad.check.json base.check.json --format json --junit report.xml --markdown summary.md
expect_text stderr 'bad.check.json:5: has the marks of a merge'
validate check-report stdout
python3 - <<'PYTHON' || fail 'reports of what is refused are not what they should be'
import json, xml.etree.ElementTree as xml
bad, good = json.load(open("stdout"))["checks"]
assert bad["verdict"] == "refused" and "has the marks of a merge" in bad["failures"][0] and bad["scenario"] is None
assert good["verdict"] == "not run" and good["failures"] == [] and good["replications"] == 0
suite = xml.parse("report.xml").getroot()
assert (suite.get("tests"), suite.get("errors"), suite.get("skipped"), suite.get("failures")) == ("2", "1", "1", "0")
assert "has the marks of a merge" in suite.find("testcase/error").get("message")
PYTHON
expect_text summary.md '| bad.check.json | refused |'
expect_text summary.md '- bad.check.json:5: has the marks of a merge'
expect_status 2 "$TL_PROGRAM" check bad.check.json base.check.json --format github
expect_text stdout '::error file=bad.check.json,title=bad.check.json%3A refused::bad.check.json:5: has the marks'
rm -f bad.check.json

# Folders are searched, and none is passed by in silence.
mkdir -p nothing some/deeper
cp base.cfg base.check.json some/deeper
expect_status 2 "$TL_PROGRAM" check some nothing
expect_text stderr 'no **/*.check.json below nothing'
expect_status 0 "$TL_PROGRAM" check some
expect_text stdout 'some/deeper/base.check.json: 100 replications are as they were'
rm -r some nothing

# Interrupted, at whatever moment.
mapfile -t many < <(yes base.check.json | head -n 40)
: >stderr # what stands there is of the last command
set -m # else bash lets what runs in the background ignore interrupts
"$TL_PROGRAM" check "${many[@]}" --jobs 1 >stdout 2>stderr &
set +m
until grep -q 'at most' stderr; do sleep 0.02; done
kill -INT $!
status=0
wait $! || status=$?
[[ $status == 130 ]] || fail "status $status, not 130"

# A scenario that does not run never passes: mistakes, crashes. Nothing is written of it.
cp base.check.json one.json
TL_TEST_ABORT=base:3 expect_status 3 "$TL_PROGRAM" check base.check.json
expect_text stdout 'crashed  base.check.json: replication 3 crashed'
TL_TEST_ABORT=base:3 expect_status 3 "$TL_PROGRAM" check base.check.json --format markdown
expect_text stdout '- replication 3 crashed: killed by signal'
TL_TEST_ABORT=base:3 expect_status 3 "$TL_PROGRAM" check base.check.json --format json
validate check-report stdout
grep -q '"replication 3 crashed: ' stdout || fail 'the crash is not told'
TL_TEST_ABORT=base:3 expect_status 3 "$TL_PROGRAM" check --update base.cfg
expect_text stderr 'replication 3 crashed'
expect_text stderr 'nothing was written'
expect_same one.json base.check.json
sed -i 's|policy = "greedy"|policy = "gready"|' base.cfg
expect_status 2 "$TL_PROGRAM" check
expect_text stderr 'did you mean greedy?'
expect_status 2 "$TL_PROGRAM" check --update base.cfg
expect_same one.json base.check.json
cp good.cfg base.cfg

# What the headline counts is no event, and decides what is measured.
sed -i 's|^headline = .*|headline = ["shoal"];|' base.cfg
expect_status 1 "$TL_PROGRAM" check base.check.json --markdown summary.md
expect_text stdout '50 replications have the events that they had'
expect_text stdout '1 value of the scenario changed:'
expect_no_text stdout 'it is the program'
grep -qE '^moved +index strait' stdout || fail 'what is no longer measured is not named'
expect_text summary.md '| base.check.json | moved |'
cp good.cfg base.cfg

# A mistake in one is none of the others.
expect_status 2 "$TL_PROGRAM" check --update base.check.json diversion.cfg
expect_text stderr 'base.check.json: is a baseline: name its scenario'
expect_text stdout 'diversion.check.json: 100 replications'

# Another program on the same scenario, one that cuts fractions of seconds off: it is not the scenario that changed. Where measures move by less
# than what matters, that passes.
expect_status 0 "$TL_ROUNDING" check base.check.json
expect_text stdout 'replications have other events'
expect_text stdout 'The scenario is what it was: it is the program that differs'
expect_text stdout 'The first event that differs in replication 0'
expect_no_text stdout ' changed:'

# A folder that cannot be written to shows before the work.
expect_status 3 "$TL_PROGRAM" check --junit nowhere/report.xml
expect_text stderr 'nowhere/report.xml'
