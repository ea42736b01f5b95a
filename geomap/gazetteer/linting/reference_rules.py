"""Ids that are unique and well formed, and references that lead somewhere."""

import re
from collections.abc import Iterator, Sequence

from geomap.gazetteer.linting.finding import Finding
from geomap.gazetteer.linting.sheets import Row, Sheets

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOP_KINDS = frozenset({"country", "river"})
_MOST_STEPS = 5


def find_broken_references(sheets: Sheets) -> Iterator[Finding]:
    """Find ids that stand twice, and references to places and sources that no row has."""
    yield from _faults_of_ids(sheets.places, "place_id")
    yield from _faults_of_ids(sheets.sources, "source_id")
    places = set(sheets.by_id)
    sources = {row["source_id"] for row in sheets.sources}
    for row in sheets.places:
        for column in ("parent", "seat"):
            if row[column] and row[column] not in places:
                yield row.fault(column, "the place_id of a place")
    for row in (*sheets.names, *sheets.claims):
        if row["place_id"] not in places:
            yield row.fault("place_id", "the place_id of a place")
    for row in sheets.claims:
        if row["admin_id"] not in places:
            yield row.fault("admin_id", "the place_id of a unit")
    for row in (*sheets.places, *sheets.names, *sheets.claims):
        if row["source_id"] not in sources:
            yield row.fault("source_id", "a source_id of sources.csv")


def find_unused_sources(sheets: Sheets) -> Iterator[Finding]:
    """Find sources that no place, name or claim cites."""
    cited = {row["source_id"] for row in (*sheets.places, *sheets.names, *sheets.claims)}
    for row in sheets.sources:
        if row["source_id"] not in cited:
            yield row.fault("source_id", "a place, name or claim that cites it")


def find_lost_parents(sheets: Sheets) -> Iterator[Finding]:
    """Find places whose chain of parents ends below a country, or runs in a circle."""
    by_id = sheets.by_id
    for row in sheets.places:
        top = row
        for _ in range(_MOST_STEPS):
            top = by_id.get(top["parent"], top)
        if top["parent"] in by_id:
            yield row.fault("parent", "parents that end at a country, not a circle")
        # Rivers run through several countries and have no parent.
        elif not top["parent"] and top["kind"] not in _TOP_KINDS:
            yield row.fault("parent", "the unit or country it lies in")


def _faults_of_ids(rows: Sequence[Row], column: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for row in rows:
        if not _SLUG.fullmatch(row[column]):
            yield row.fault(column, "lower-case words joined by hyphens")
        elif row[column] in seen:
            yield row.fault(column, f"an id of its own; row {seen[row[column]]} has it")
        seen.setdefault(row[column], row.line)
