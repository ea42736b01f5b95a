"""Rows of people's own tables → places, every problem with row, column, value, expectation."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from geomap.gazetteer.folding import keys
from geomap.gazetteer.store.errors import problem
from geomap.gazetteer.store.records import KINDS, ImportedPlace, Spelling

REQUIRED = ("place_id", "name", "lon", "lat", "kind")
OPTIONAL = ("name_ar", "aliases", "radius_m", "population", "country")
LIST_OF_COLUMNS = f"{', '.join(REQUIRED)}; and if you like {', '.join(OPTIONAL)}"

Row: TypeAlias = Mapping[str, str]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_RADIUS_M = 500_000.0
_MOST_PEOPLE = 100_000_000.0


def places_from_rows(
    rows: Iterable[tuple[int | str, Row]], problems: list[str]
) -> tuple[ImportedPlace, ...]:
    """Return the places of rows; what is wrong with them is appended to `problems`."""
    places: dict[str, ImportedPlace] = {}
    for where, row in rows:
        place = _place_from_row(where, row, problems)
        if place is not None and place.place_id in places:
            problems.append(problem(where, "place_id", place.place_id, "an id that stands once"))
        elif place is not None:
            places[place.place_id] = place
    if not places and not problems:
        problems.append(f"there is no row in it; expected rows with {LIST_OF_COLUMNS}")
    return tuple(places.values())


def _place_from_row(where: int | str, row: Row, problems: list[str]) -> ImportedPlace | None:
    before = len(problems)

    def number(column: str, least: float, most: float, *, optional: bool = False) -> float:
        text = row.get(column, "")
        if optional and not text:
            return 0.0
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:  # not a number compares as false
            expected = f"a number from {least:,.0f} to {most:,.0f}"
            problems.append(problem(where, column, text, expected))
        return value

    place_id = row.get("place_id", "")
    if not _ID.fullmatch(place_id):
        expected = "lower-case letters, digits and hyphens, such as 'my-village'"
        problems.append(problem(where, "place_id", place_id, expected))
    name = row.get("name", "")
    if not keys(name)["letters"]:
        problems.append(problem(where, "name", name, "a name with letters"))
    kind = row.get("kind", "")
    if kind not in KINDS:
        problems.append(problem(where, "kind", kind, f"one of {', '.join(sorted(KINDS))}"))
    lon, lat = number("lon", -180, 180), number("lat", -90, 90)
    radius_m = number("radius_m", 0, _LONGEST_RADIUS_M, optional=True)
    population = number("population", 0, _MOST_PEOPLE, optional=True)
    if len(problems) > before:
        return None
    texts = [name, row.get("name_ar", ""), *row.get("aliases", "").split(";")]
    return ImportedPlace(
        place_id=place_id,
        ref=place_id,
        kind=kind,
        lon=lon,
        lat=lat,
        spellings=tuple(Spelling(text.strip()) for text in texts if text.strip()),
        population=int(population),
        country=row.get("country", "").upper(),
        radius_m=radius_m or None,
    )
