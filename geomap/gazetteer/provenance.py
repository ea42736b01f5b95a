"""Who says so: the sources that places and names cite, with their licences.

`Source` is the one record of a source, whether it ships or is installed. `sources.csv` is for
people: a folder without one shows the bare ids, and a row may cite a source that is not listed,
which then has only its id.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geomap.gazetteer.model import Place


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset, report or person that places and names come from; what is not known is "".

    A row of `sources.csv` has no `version` and no `fetched_at`: those are of what is installed into
    a store, where `fetched_at` is the day (YYYY-MM-DD) that the caller gives, never the clock's.
    """

    source_id: str
    title: str = ""
    licence: str = ""
    version: str = ""
    fetched_at: str = ""
    url: str = ""
    publisher: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How much of a gazetteer rests on one source."""

    source: Source
    places: int
    names: int


def read_source_list(folder: Path) -> dict[str, Source]:
    """Read the sources of a gazetteer's folder by their id; none when it has no sources.csv."""
    path = folder / "sources.csv"
    if not path.exists():
        return {}
    columns = Source.__slots__
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            Source(**{name: (row.get(name) or "").strip() for name in columns})
            for row in csv.DictReader(file)
        ]
    return {source.source_id: source for source in rows}


def count_by_source(places: Iterable[Place], sources: Mapping[str, Source]) -> list[SourceCount]:
    """Count the places and names that cite each source, the most cited first.

    Sources that nothing cites are left out; cited ones that are not listed appear by their id.
    """
    by_place: Counter[str] = Counter()
    by_name: Counter[str] = Counter()
    for place in places:
        if place.source_id:
            by_place[place.source_id] += 1
        by_name.update(name.source_id for name in place.names if name.source_id)
    return [
        SourceCount(source_of(source_id, sources), by_place[source_id], by_name[source_id])
        for source_id in sorted(
            by_place | by_name, key=lambda key: (-by_place[key], -by_name[key], key)
        )
    ]


def source_of(source_id: str, sources: Mapping[str, Source]) -> Source:
    """Return a source by its id; one that is not listed has nothing but the id."""
    return sources.get(source_id) or Source(source_id)
