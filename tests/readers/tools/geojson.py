"""Read an export to GeoJSON and hold it to its trace: geojson.py TRACE EXPORT [SCHEMA]."""
import collections
import datetime
import math
import sys

from reading import check, load, read_trace

NEAR_DEG = 2e-5


def corners(geometry):
    """The corners of a line, one after the other; a point is one."""
    kind, at = geometry["type"], geometry["coordinates"]
    return [at] if kind == "Point" else at if kind == "LineString" else [c for line in at for c in line]


def is_near(a, b):
    around = abs(a[0] - b[0]) % 360  # the 180th meridian has two names
    return min(around, 360 - around) < NEAR_DEG and abs(a[1] - b[1]) < NEAR_DEG


def great_circle_m(a, b):
    (lon1, lat1), (lon2, lat2) = [[math.radians(x) for x in at] for at in (a, b)]
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371009 * math.asin(math.sqrt(half))


def check_times(properties, epoch):
    for seconds, date in (("t0", "start"), ("t1", "end")):
        at = datetime.datetime.fromisoformat(properties[date].replace("Z", "+00:00"))
        assert at == epoch + datetime.timedelta(seconds=properties[seconds]), properties


def check_places(features, header):
    where = {f["properties"]["place"]: corners(f["geometry"])[0] for f in features if f["properties"]["what"] == "place"}
    assert where.keys() == set(header["places"])
    for name, at in where.items():
        assert is_near(at, header["at"][name][::-1]), name
    for feature in features:
        line, properties = corners(feature["geometry"]), feature["properties"]
        assert "from" not in properties or is_near(line[0], where[properties["from"]]), feature
        assert properties["what"] != "stay" or is_near(line[0], where[properties["place"]]), feature


def check_asset(asset, rows, header, trace):
    """From when it is first somewhere until the end, or its loss, without a gap in time or space."""
    rows.sort(key=lambda f: f["properties"]["t0"])
    for before, after in zip(rows, rows[1:]):
        assert before["properties"]["t1"] == after["properties"]["t0"], (before, after)
        assert is_near(corners(before["geometry"])[-1], corners(after["geometry"])[0]), (before, after)
    lost = [e["t"] for e in trace if e["event"] == "asset_lost" and e["asset"] == asset["name"]]
    assert not rows or rows[-1]["properties"]["t1"] == (lost or [header["horizon"]])[0], asset


def check_legs(features, trace):
    """Each leg of the trace that took time is there, and arrives where and when it should unless it was broken off."""
    legs = {(f["properties"]["asset"], f["properties"]["t0"]): f for f in features if f["properties"]["what"] == "leg"}
    last = {(e["asset"], e["t"]): e for e in trace if e["event"] == "asset_departs"}  # others are called back at once
    departures = [e for e in last.values() if e["until"] > e["t"]]
    for event in departures:
        leg = legs[event["asset"], event["t"]]
        assert leg["properties"]["to"] == event["to"] and leg["properties"]["t1"] <= event["until"], event
        line = corners(leg["geometry"])
        metres = sum(great_circle_m(a, b) for a, b in zip(line, line[1:]))
        seconds = leg["properties"]["t1"] - leg["properties"]["t0"]
        assert "from" not in leg["properties"] or metres / seconds < 340, leg  # slower than sound
    return len(departures)


def main(trace, path, schema=None):
    header, events = read_trace(trace)
    export = load(path)
    if schema:
        check(schema, export)
    features = export["features"]
    epoch = datetime.datetime.fromisoformat(export["epoch"].replace("Z", "+00:00"))
    check_places(features, header)
    rows = collections.defaultdict(list)
    for feature in features:
        if feature["properties"]["what"] != "place":
            check_times(feature["properties"], epoch)
        if "asset" in feature["properties"]:
            rows[feature["properties"]["asset"]].append(feature)
    for asset in header["assets"]:
        check_asset(asset, rows[asset["name"]], header, events)
    assert check_legs(features, events) > 0
    convoys = [f["properties"]["persons"] for f in features if f["properties"]["what"] == "convoy"]
    assert sum(convoys) == sum(e["persons"] for e in events if e["event"] == "convoy_arrives")


main(*sys.argv[1:])
