"""Read Who's On First records: GeoJSON features with `wof:` properties, alone or many together.

Records that are deprecated, superseded, ceased or not current are left out and counted.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.errors import ImportFileError, problem
from geomap.gazetteer.store.records import Batch, ImportedPlace, Spelling

_KINDS = {
    "locality": "village",
    "localadmin": "village",
    "borough": "neighbourhood",
    "macrohood": "neighbourhood",
    "neighbourhood": "neighbourhood",
    "microhood": "neighbourhood",
    "country": "country",
    "region": "governorate",
    "county": "district",
}
_CITY_FROM, _TOWN_FROM = 50_000, 5_000
_NO_DATE = frozenset({"", "u", "uuuu", "..", None})


def is_whos_on_first(path: Path) -> bool:
    """Whether a GeoJSON file holds Who's On First records."""
    with path.open("rb") as file:
        return b'"wof:' in file.read(1 << 20)


def read_whos_on_first(path: Path, source: Source) -> Batch:
    """Read the places of one record or of a collection of them.

    Raises
    ------
    ImportFileError
        When it is no GeoJSON or records are wrong; it lists every problem.
    """
    problems: list[str] = []
    skipped: Counter[str] = Counter()
    places: dict[str, ImportedPlace] = {}
    for where, properties in _records(path):
        reason = _reason_to_skip(properties)
        if reason:
            skipped[reason] += 1
            continue
        place = _place_of(where, properties, problems)
        if place is not None:
            places[place.place_id] = place
    if not places and not problems:
        problems.append("there is no current place in it; expected records with wof:id")
    if problems:
        raise ImportFileError(path, problems)
    return Batch(source, tuple(places.values()), skipped=skipped)


def _records(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportFileError(path, [f"it is no GeoJSON ({error})"]) from error
    features = content.get("features", [content]) if isinstance(content, dict) else [content]
    for number, feature in enumerate(features, start=1):
        found = feature.get("properties") if isinstance(feature, dict) else None
        yield number, found if isinstance(found, dict) else {}


def _reason_to_skip(properties: Mapping[str, Any]) -> str | None:
    if properties.get("edtf:deprecated") not in _NO_DATE or properties.get("wof:superseded_by"):
        return "deprecated or superseded"
    if properties.get("mz:is_current") == 0 or properties.get("edtf:cessation") not in _NO_DATE:
        return "not current"
    placetype = properties.get("wof:placetype")
    if isinstance(placetype, str) and placetype not in _KINDS:
        return f"placetype {placetype}"
    return None


def _place_of(
    where: int, properties: Mapping[str, Any], problems: list[str]
) -> ImportedPlace | None:
    before = len(problems)
    wof_id, name = properties.get("wof:id"), properties.get("wof:name")
    if not isinstance(wof_id, int):
        problems.append(problem(where, "wof:id", wof_id, "a whole number"))
    if not isinstance(name, str) or not name.strip():
        problems.append(problem(where, "wof:name", name, "a name"))
    if properties.get("wof:placetype") not in _KINDS:
        expected = f"one of {', '.join(_KINDS)}"
        problems.append(problem(where, "wof:placetype", properties.get("wof:placetype"), expected))
    lon = _degrees(where, properties, "geom:longitude", 180, problems)
    lat = _degrees(where, properties, "geom:latitude", 90, problems)
    if len(problems) > before:
        return None
    population = properties.get("wof:population")
    people = population if isinstance(population, int) else 0
    return ImportedPlace(
        place_id=f"wof-{wof_id}",
        ref=str(wof_id),
        kind=_kind_of(properties["wof:placetype"], people),
        lon=lon,
        lat=lat,
        spellings=(Spelling(str(name).strip()), *_names_of(properties)),
        population=people,
        country=str(properties.get("wof:country") or ""),
    )


def _kind_of(placetype: str, people: int) -> str:
    kind = _KINDS[placetype]
    if kind != "village":
        return kind
    return "city" if people >= _CITY_FROM else "town" if people >= _TOWN_FROM else kind


def _names_of(properties: Mapping[str, Any]) -> Iterator[Spelling]:
    """Yield the names of the keys "name:eng_x_preferred" and the like."""
    for key, texts in properties.items():
        if not key.startswith("name:") or not isinstance(texts, Sequence) or isinstance(texts, str):
            continue
        lang = key.removeprefix("name:").partition("_x_")[0]
        yield from (Spelling(text.strip(), lang) for text in texts if str(text).strip())


def _degrees(
    where: int, properties: Mapping[str, Any], key: str, most: float, problems: list[str]
) -> float:
    value = properties.get(key)
    if isinstance(value, (int, float)) and -most <= value <= most:
        return float(value)
    problems.append(problem(where, key, value, f"degrees from {-most:g} to {most:g}"))
    return 0.0
