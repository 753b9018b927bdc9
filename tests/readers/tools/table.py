"""Read an export to CSV and hold it to its trace: table.py TRACE EXPORT."""
import csv
import sys

from reading import read_trace


def text_of(value):
    """A value of JSON as CSV writes it: numbers without a sign of their type."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def main(trace, path):
    _, events = read_trace(trace)
    with open(path, encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(events)
    for row, event in zip(rows, events):
        given = {key: value for key, value in row.items() if value != ""}
        assert given == {key: text_of(value) for key, value in event.items()}, (given, event)


main(*sys.argv[1:])
