"""Read an export for Perfetto as its own importer does, and hold it to the trace: perfetto.py TRACE EXPORT [MEASURES [SCHEMA]].

MEASURES: what `trilat trace measure --format json` says of the same trace. SCHEMA: of the export; slow.
"""
import collections
import sys

from reading import check, load, read_trace

SECOND = 1000000  # in microseconds


class Track:
    """A row of spans: one at a time."""

    def __init__(self):
        self.open = None
        self.spans = []
        self.top = None  # the id of the event that an arrow meets now: the last span that began, or instant

    def begin(self, record):
        assert self.open is None, f"overlapping spans: {record}"
        self.open = record
        self.top = record.get("args", {}).get("id")

    def end(self, record):
        assert self.open is not None, f"ends nothing: {record}"
        self.spans.append((self.open["ts"] // SECOND, record["ts"] // SECOND, self.open["name"]))
        self.open = None


def read_records(records):
    """Tracks by number, events by id, arrows as (cause, effect) by event, counters by name and key."""
    tracks = collections.defaultdict(Track)
    names, events, starts, arrows = {}, {}, {}, []
    counters = collections.defaultdict(list)
    last = 0
    for record in records:
        phase, track = record["ph"], tracks[record.get("tid")]
        if phase != "M":
            assert record["ts"] >= last, f"out of order: {record}"
            last = record["ts"]
        if phase == "M" and record["name"] == "thread_name":
            names[record["tid"]] = record["args"]["name"]
        elif phase == "B":
            track.begin(record)
        elif phase == "E":
            track.end(record)
        elif phase == "i":
            track.top = record.get("args", {}).get("id")
        elif phase == "s":
            assert record["id"] not in starts, f"begins twice: {record}"
            starts[record["id"]] = track.top
        elif phase == "f":
            arrows.append((starts[record["id"]], track.top))
        elif phase == "C":
            (key,) = record["args"]
            counters[record["name"], key].append((record["ts"] // SECOND, record["args"][key]))
        if "id" in record.get("args", {}):
            args = dict(record["args"])
            assert args.pop("what"), record
            assert args["id"] not in events and args["t"] * SECOND == record["ts"], record
            events[args["id"]] = args
    assert all(track.open is None for track in tracks.values()), "a span never ends"
    return {names[tid]: track for tid, track in tracks.items() if tid in names}, events, arrows, counters


def mean(steps, horizon):
    """Of a counter over [0, horizon)."""
    assert steps[0][0] == 0
    total = 0
    for (at, value), (until, _) in zip(steps, steps[1:] + [(horizon, None)]):
        assert until > at or until == horizon, "two values in a second"
        total += value * (until - at)
    return total / horizon


def hold_to_trace(export, header, trace, until):
    tracks, events, arrows, counters = read_records(export["traceEvents"])
    assert [events[i + 1] for i in range(len(events))] == trace, "not the events of the trace"
    assert sorted(arrows) == [(e["cause"], e["id"]) for e in sorted(trace, key=lambda e: (e["cause"], e["id"])) if e["cause"]]
    for asset in header["assets"]:
        spans = tracks[asset["name"]].spans
        assert spans[0][0] == 0 and spans[-1][1] == until, asset
        assert all(a[1] == b[0] for a, b in zip(spans, spans[1:])), asset
    for (name, key), steps in counters.items():
        assert key not in ("coverage", "index") or all(0 <= value <= 1 for _, value in steps), name
    return counters


def hold_to_measures(counters, measures, horizon):
    """The integral of each counter is what the measures say."""
    means = {(m["entity"], m["measure"]): m["value"] for m in measures["measures"] if m["statistic"] == "mean"}
    compared = 0
    for (name, key), steps in counters.items():
        if (name, key) in means:
            assert abs(mean(steps, horizon) - means[name, key]) < 1e-6, (name, key, mean(steps, horizon), means[name, key])
            compared += 1
    assert compared > 0


def main(trace, path, measures=None, schema=None):
    header, events = read_trace(trace)
    export = load(path)
    if schema:
        check(schema, export)
    if not export["otherData"]["complete"]:  # of a damaged copy of the trace: its first events
        events = events[: sum("id" in record.get("args", {}) for record in export["traceEvents"])]
        assert events
    until = header["horizon"] if export["otherData"]["complete"] else events[-1]["t"]
    counters = hold_to_trace(export, header, events, until)
    if measures:
        hold_to_measures(counters, load(measures), header["horizon"])


main(*sys.argv[1:])
