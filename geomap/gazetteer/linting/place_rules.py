"""What the row of a place must hold, as `gazetteer/README.md` says."""

from collections.abc import Iterator

from geomap.gazetteer.linting.finding import Finding
from geomap.gazetteer.linting.sheets import WIDEST_DEG, Row, Sheets
from geomap.gazetteer.model import FACILITY_KINDS, SETTLEMENT_KINDS

UNIT_KINDS = frozenset({"country", "governorate", "district", "region"})
LANDFORM_KINDS = frozenset({"river", "desert", "mountain"})
KINDS = UNIT_KINDS | SETTLEMENT_KINDS | FACILITY_KINDS | LANDFORM_KINDS

NARROWEST_WEAK_M = 1_500
"""A point of grade C is wrong by at least this much."""

_CHOICES = {
    "kind": KINDS,
    "grade": frozenset("ABC"),
    "rank": frozenset({"", *"12345"}),
}


def find_unfinished_places(sheets: Sheets) -> Iterator[Finding]:
    """Find places whose cells are missing, unreadable or outside what the README allows."""
    for row in sheets.places:
        yield from _faults_of_choices(row)
        yield from _faults_of_numbers(row)
        yield from _faults_of_footing(row)
        if row["grade"] == "C":
            yield from _faults_of_weak_point(row)


def _faults_of_choices(row: Row) -> Iterator[Finding]:
    for column, allowed in _CHOICES.items():
        if row[column] not in allowed:
            yield row.fault(column, f"one of {', '.join(sorted(filter(None, allowed)))}")
    if not row["source_ref"]:
        yield row.fault("source_ref", "the id or wording at the source")


def _faults_of_numbers(row: Row) -> Iterator[Finding]:
    for column, widest in WIDEST_DEG.items():
        value = row.number(column)
        # Not "> widest", for that is false of "nan" too.
        if row[column] and (value is None or not abs(value) <= widest):
            yield row.fault(column, f"degrees from -{widest:.0f} to {widest:.0f}")
    if bool(row["lon"]) != bool(row["lat"]):
        yield row.fault("lon" if row["lat"] else "lat", "lon and lat, or neither")
    radius_m = row.number("radius_m")
    needed = row["lon"] and not row["units"]
    if (row["radius_m"] or needed) and (radius_m is None or not 0 < radius_m < float("inf")):
        yield row.fault("radius_m", "metres, more than 0")


def _faults_of_footing(row: Row) -> Iterator[Finding]:
    if not (row["lon"] or row["line"] or (row["units"] and row["seat"])):
        yield row.fault(None, "a point, a line, or units with a seat")
    if row["kind"] in {"country", "governorate"}:
        for column in ("units", "code"):
            if not row[column]:
                yield row.fault(column, f"{column} for a {row['kind']}")


def _faults_of_weak_point(row: Row) -> Iterator[Finding]:
    if not row["note"]:
        yield row.fault("note", "the reason for grade C")
    if (row.number("radius_m") or 0) < NARROWEST_WEAK_M:
        yield row.fault("radius_m", f"at least {NARROWEST_WEAK_M} for grade C")
