"""Read the tables that people edit: places, names, admin claims, and sources if there are any.

Every problem of a folder is collected and raised at once, with file and row.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from geomap.gazetteer.errors import GazetteerDataError
from geomap.gazetteer.model import Place, PlaceName

_Number = TypeVar("_Number", int, float)

_PLACE_COLUMNS = (
    "place_id",
    "kind",
    "lon",
    "lat",
    "radius_m",
    "grade",
    "parent",
    "units",
    "line",
    "seat",
    "code",
    "rank",
    "source_id",
    "source_ref",
    "note",
)
_NAME_COLUMNS = ("place_id", "text", "lang", "kind", "source_id")
_CLAIM_COLUMNS = ("place_id", "level", "admin_id", "source_id", "note")
_SOURCE_COLUMNS = ("source_id", "title")


@dataclass(frozen=True, slots=True)
class AdminClaim:
    """A source's statement of the unit that a place belongs to, against another source's."""

    place_id: str
    admin_id: str
    source_id: str
    note: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The checked content of a gazetteer's folder."""

    places: Mapping[str, Place]
    claims: Mapping[str, tuple[AdminClaim, ...]]
    sources: Mapping[str, str]
    """Short name by source_id: the title up to its first comma."""


def read_tables(folder: Path) -> Tables:
    """Read a gazetteer's folder.

    Raises
    ------
    GazetteerDataError
        When a table is missing or rows contradict each other; it lists every problem.
    """
    problems: list[str] = []
    names = _read_names(folder, problems)
    places: dict[str, Place] = {}
    for where, row in _rows(folder / "places.csv", _PLACE_COLUMNS, problems):
        place_id = row["place_id"]
        if place_id in places:
            problems.append(f"{where}: place_id {place_id!r} stands twice; ids must be unique")
        places[place_id] = _place_from_row(row, names.pop(place_id, []), where, problems)
    problems += [f"names.csv: no place has the id {place_id!r}" for place_id in names]
    claims = _read_claims(folder, problems)
    problems += _broken_references(places, claims)
    sources = _read_sources(folder, problems)
    if problems:
        raise GazetteerDataError(folder, problems)
    return Tables(places, claims, sources)


def _rows(
    path: Path, columns: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (file and line, row) of a CSV; a missing file or column becomes a problem."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                problems.append(f"{path.name}: no column {', '.join(missing)}")
                return
            for row in reader:
                where = f"{path.name} line {reader.line_num}"
                yield where, {name: (row[name] or "").strip() for name in columns}
    except FileNotFoundError:
        problems.append(f"{path.name}: there is no such file in {str(path.parent)!r}")
    except UnicodeDecodeError as error:
        problems.append(f"{path.name}: not UTF-8 text ({error.reason} at byte {error.start})")


def _read_names(folder: Path, problems: list[str]) -> dict[str, list[PlaceName]]:
    names: dict[str, list[PlaceName]] = defaultdict(list)
    for where, row in _rows(folder / "names.csv", _NAME_COLUMNS, problems):
        if not row["text"]:
            problems.append(f"{where}: the column text is empty; write the spelling")
            continue
        names[row["place_id"]].append(
            PlaceName(row["text"], row["lang"], row["kind"], row["source_id"])
        )
    return names


def _read_claims(folder: Path, problems: list[str]) -> dict[str, tuple[AdminClaim, ...]]:
    claims: dict[str, tuple[AdminClaim, ...]] = {}
    for _, row in _rows(folder / "admin_claims.csv", _CLAIM_COLUMNS, problems):
        claim = AdminClaim(row["place_id"], row["admin_id"], row["source_id"], row["note"])
        claims[claim.place_id] = (*claims.get(claim.place_id, ()), claim)
    return claims


def _read_sources(folder: Path, problems: list[str]) -> dict[str, str]:
    """Read the short names of sources; a folder without sources.csv shows their ids."""
    path = folder / "sources.csv"
    listed = _rows(path, _SOURCE_COLUMNS, problems) if path.exists() else ()
    return {row["source_id"]: row["title"].split(",")[0] for _, row in listed}


def _place_from_row(
    row: Mapping[str, str], names: list[PlaceName], where: str, problems: list[str]
) -> Place:
    def number(column: str, read: Callable[[str], _Number]) -> _Number | None:
        try:
            return read(row[column]) if row[column] else None
        except ValueError:
            problems.append(f"{where}: {column} is {row[column]!r}, expected a number")
            return None

    if not names:
        problems.append(f"{where}: {row['place_id']!r} has no name in names.csv")
    return Place(
        place_id=row["place_id"],
        kind=row["kind"],
        names=tuple(names),
        lon=number("lon", float),
        lat=number("lat", float),
        radius_m=number("radius_m", float),
        grade=row["grade"] or None,
        parent=row["parent"] or None,
        units=tuple(code.strip() for code in row["units"].split(";") if code.strip()),
        line=row["line"] or None,
        seat=row["seat"] or None,
        code=row["code"] or None,
        rank=number("rank", int),
        source_id=row["source_id"] or None,
        source_ref=row["source_ref"] or None,
        note=row["note"] or None,
    )


def _broken_references(
    places: Mapping[str, Place], claims: Mapping[str, tuple[AdminClaim, ...]]
) -> list[str]:
    problems = []
    for place in places.values():
        for column, other in (("parent", place.parent), ("seat", place.seat)):
            if other and other not in places:
                problems.append(f"places.csv: {column} {other!r} of {place.place_id!r} is no place")
        if place.lon is None and not (place.units or place.line or place.seat):
            problems.append(
                f"places.csv: {place.place_id!r} has no lon, lat, units or line to stand on"
            )
    for claim in (claim for group in claims.values() for claim in group):
        for column, other in (("place_id", claim.place_id), ("admin_id", claim.admin_id)):
            if other not in places:
                problems.append(f"admin_claims.csv: {column} {other!r} is no place")
    return problems
