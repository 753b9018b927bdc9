"""What the readers share: a trace as JSON Lines, files that may be gzipped, and their schemas."""
import gzip
import json
import zlib

import jsonschema


def refuse(name):
    raise ValueError(f"{name} is no JSON")


def read_trace(path):
    """The header and the events of a whole trace."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        header, *events, end = map(json.loads, file)
    assert end["event"] == "end" and end["events"] == len(events) + 1
    return header, events


def load(path):
    """A JSON file, whose every byte belongs to one gzip member where its name ends in .gz."""
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".gz"):
        member = zlib.decompressobj(wbits=31)
        data = member.decompress(data) + member.flush()
        assert member.eof and not member.unused_data, "more than one gzip member"
    return json.loads(data, parse_constant=refuse)


def check(schema, value):
    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft202012Validator(json.load(file))
    validator.check_schema(validator.schema)
    validator.validate(value)
