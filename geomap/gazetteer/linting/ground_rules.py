"""Points on the ground: inside their parent, and no place twice."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from geomap.gazetteer.borders import Borders
from geomap.gazetteer.folding import keys
from geomap.gazetteer.geodesy import distance_m, distance_to_m
from geomap.gazetteer.linting.finding import Finding
from geomap.gazetteer.linting.sheets import Row, Sheets

SAME_PLACE_M = 2_000
OUTSIDE_M = 5_000
"""What a border's own doubt, 4.9 km at worst, allows a point to lie outside its parent."""


def find_misplaced_points(sheets: Sheets, borders: Borders) -> Iterator[Finding]:
    """Find units that the borders lack, and points too far outside their parent.

    A point may lie further outside when a row of admin_claims.csv says who puts it there.
    """
    claimed = {(row["place_id"], row["admin_id"]) for row in sheets.claims}
    by_id = sheets.by_id
    for row in sheets.places:
        codes = _codes(row)
        unknown = [code for code in codes if code not in borders]
        if unknown:
            yield row.fault("units", f"codes of the borders; {', '.join(unknown)} is none")
        if row["line"] and row["line"] not in borders:
            yield row.fault("line", "the id of a river of the borders")
        if (row["place_id"], row["parent"]) in claimed:
            continue
        home = codes or _codes(by_id[row["parent"]]) if row["parent"] in by_id else codes
        outside_m = _outside_m(row, by_id, home, borders)
        if outside_m > OUTSIDE_M:
            yield row.fault(
                "lon" if row["lon"] else "seat",
                f"a point in {row['parent'] or row['place_id']!r}; it lies "
                f"{outside_m / 1000:.1f} km outside, and no row of admin_claims.csv says who puts "
                "it there",
            )


def find_doubled_places(sheets: Sheets) -> Iterator[Finding]:
    """Find places of one kind that share a spelling's consonants and lie within 2 km.

    Two such places may be real (the two halves of a village): then the note of one names the id of
    the other.
    """
    groups: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    by_id = sheets.by_id
    for name in sheets.names:
        place = by_id.get(name["place_id"])
        if place is not None and place.point is not None:
            skeleton = keys(name["text"])["consonants"]
            groups[place["kind"], skeleton][place["place_id"]] = place
    found: dict[tuple[str, str], Finding] = {}
    for group in groups.values():
        for first, second in combinations(group.values(), 2):
            finding = _doubled(first, second)
            if finding is not None:
                found.setdefault((first["place_id"], second["place_id"]), finding)
    yield from found.values()


def _doubled(first: Row, second: Row) -> Finding | None:
    here, there = first.point, second.point
    if here is None or there is None or distance_m(*here, *there) > SAME_PLACE_M:
        return None
    if first["place_id"] in second["note"] or second["place_id"] in first["note"]:
        return None
    return second.fault(
        "place_id",
        f"one row a place; row {first.line} ({first['place_id']}) is a {first['kind']} of like "
        f"name {distance_m(*here, *there) / 1000:.1f} km away, and neither note names the other",
    )


def _outside_m(row: Row, by_id: dict[str, Row], home: tuple[str, ...], borders: Borders) -> float:
    """Return how far the point, or the seat's, lies outside units; 0 when that cannot be said."""
    point = row.point or by_id.get(row["seat"], row).point
    known = tuple(code for code in home if code in borders)
    if point is None or not known:
        return 0.0
    return distance_to_m(borders.footprint(known), *point)


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(code.strip() for code in row["units"].split(";") if code.strip())
