#!/usr/bin/env bash
# The JSON of run and compare is what its schema says, and the schema can say no.
# shellcheck source=tests/shell.sh
. "$TL_SOURCE/tests/shell.sh"
need /usr/bin/python3 # Debian's, which has the package
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || {
    printf 'skipped: python3-jsonschema is not installed\n'
    exit 77
}

cat >validate.py <<'PYTHON'
import json
import sys

import jsonschema


def refuse(name):
    raise ValueError(f"{name} is no JSON")


schema, *files = sys.argv[1:]
with open(schema) as file:
    validator = jsonschema.Draft202012Validator(json.load(file))
validator.check_schema(validator.schema)
for name in files:
    with open(name) as file:
        validator.validate(json.load(file, parse_constant=refuse))
PYTHON

check_schema() { # file...
    /usr/bin/python3 validate.py "$TL_SOURCE/sim/report/schema/study.json" "$@"
}

korea=$TL_SOURCE/configs/korea-2017
micro=$TL_SOURCE/configs/micro
"$TL_PROGRAM" run "$korea/base.cfg" -n 3 -o korea.json
"$TL_PROGRAM" run "$micro/transit.cfg" -n 1 --set missions.a.weight=2 -o run.json
"$TL_PROGRAM" compare "$micro/diversion-base.cfg" "$micro/diversion.cfg" --vary missions.a.scale=1.5 -n 2 -o compare.json
expect_status 0 check_schema korea.json run.json compare.json

sed 's/"status": "complete"/"status": "well"/' run.json >bad.json
expect_status 1 check_schema bad.json
sed 's/trilat.compare/trilat.run/' compare.json >bad.json
expect_status 1 check_schema bad.json
sed 's/"seed": [0-9]*/"seed": NaN/' run.json >bad.json
expect_status 1 check_schema bad.json
sed 's/"value":[-0-9.e]*,//' run.json >bad.json
expect_status 1 check_schema bad.json
