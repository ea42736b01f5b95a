"""Read a GeoNames country dump: XX.zip (or XX.txt), and its alternate names.

The dump is tab-separated without a header, 19 columns, see
https://download.geonames.org/export/dump/readme.txt. Language tags of alternate names are kept and
never trusted. Features that reports never name (streams, hills, wells …) are left out and counted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.archives import text_of_member
from geomap.gazetteer.store.errors import ImportFileError, problem
from geomap.gazetteer.store.records import Batch, ImportedPlace, Spelling

_COLUMNS = 19
_ID, _NAME, _ASCII, _ALTERNATES, _LAT, _LON, _CLASS, _CODE, _COUNTRY = range(9)
_POPULATION = 14
_ALTERNATE_COLUMNS = (8, 10)  # with and without the years of validity
# Their "language" says that they are no names.
_NO_LANGUAGE = frozenset(
    {"link", "post", "iata", "icao", "faac", "unlc", "wkdt", "phon", "piny", "tcid", "abbr"}
)
# Commas in the publisher's dumps; extracts of other hands join some names with bars.
_BETWEEN_NAMES = re.compile(r"[,|]")
_LIMITS = {_LON: ("longitude", 180.0), _LAT: ("latitude", 90.0)}
_WHAT = "the 19 tab-separated columns of a GeoNames dump"

_KINDS: Mapping[str, str] = {
    "ADM1": "governorate",
    "ADM2": "district",
    "ADM3": "subdistrict",
    "PPLC": "city",
    "PPLA": "city",
    "PPLA2": "town",
    "PPLA3": "town",
    "PPLX": "neighbourhood",
    "AIRB": "airfield",
    "AIRF": "airfield",
    "AIRP": "airfield",
    "MILB": "base",
    "INSM": "base",
    "OILF": "oil_field",
    "GASF": "gas_plant",
    "PSTB": "crossing",
    "PRN": "prison",
    "CMPRF": "camp",
    "CMP": "camp",
    "DAM": "dam",
}
_ABANDONED = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
_CITY_FROM, _TOWN_FROM = 50_000, 5_000


def read_geonames(path: Path, source: Source, *, alternates: Path | None = None) -> Batch:
    """Read the places of a dump.

    Parameters
    ----------
    path
        XX.zip with its member XX.txt, or that text file.
    source
        What is to be recorded of it.
    alternates
        The alternate names of the same country, in the same two forms; None for none.

    Raises
    ------
    ImportFileError
        When a file is not what it should be; it lists every problem.
    """
    problems: list[str] = []
    more = {} if alternates is None else _read_alternates(alternates)
    skipped: Counter[str] = Counter()
    places: dict[str, ImportedPlace] = {}
    for number, cells in _rows(path):
        if len(cells) != _COLUMNS:
            problems.append(f"row {number}: {len(cells)} columns, expected {_WHAT}")
            continue
        kind = _kind_of(cells)
        if kind is None:
            skipped[f"feature code {cells[_CLASS]}.{cells[_CODE]}"] += 1
            continue
        place = _place_of(number, cells, kind, more.get(cells[_ID], ()), problems)
        if place is not None and place.place_id in places:
            problems.append(problem(number, "geonameid", cells[_ID], "an id that stands once"))
        elif place is not None:
            places[place.place_id] = place
    if not places and not problems:
        problems.append("there is no place in it; expected lines of the GeoNames dump")
    if problems:
        raise ImportFileError(path, problems)
    return Batch(source, tuple(places.values()), skipped=skipped)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of the dump's text, blank lines left out."""
    member = f"{path.stem.split('.')[0].upper()}.txt"
    text = text_of_member(path, member)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r").split("\t")


def _kind_of(cells: Sequence[str]) -> str | None:
    code = cells[_CODE]
    if code in _KINDS:
        return _KINDS[code]
    if cells[_CLASS] != "P" or code in _ABANDONED:
        return None
    population = int(cells[_POPULATION]) if cells[_POPULATION].isdigit() else 0
    return "city" if population >= _CITY_FROM else "town" if population >= _TOWN_FROM else "village"


def _place_of(
    number: int,
    cells: Sequence[str],
    kind: str,
    more: Sequence[Spelling],
    problems: list[str],
) -> ImportedPlace | None:
    before = len(problems)
    if not cells[_ID].isdigit():
        problems.append(problem(number, "geonameid", cells[_ID], "a whole number"))
    if not cells[_NAME].strip():
        problems.append(problem(number, "name", cells[_NAME], "a name"))
    if not (cells[_POPULATION] or "0").isdigit():
        problems.append(problem(number, "population", cells[_POPULATION], "a whole number"))
    lon, lat = (_degrees(number, cells, column, problems) for column in (_LON, _LAT))
    if len(problems) > before or lon is None or lat is None:
        return None
    texts = [cells[_NAME], cells[_ASCII], *_BETWEEN_NAMES.split(cells[_ALTERNATES])]
    spellings = [Spelling(text.strip()) for text in texts if text.strip()]
    return ImportedPlace(
        place_id=f"geonames-{cells[_ID]}",
        ref=cells[_ID],
        kind=kind,
        lon=lon,
        lat=lat,
        spellings=(*spellings, *more),
        population=int(cells[_POPULATION] or 0),
        country=cells[_COUNTRY],
    )


def _degrees(number: int, cells: Sequence[str], column: int, problems: list[str]) -> float | None:
    name, most = _LIMITS[column]
    try:
        degrees = float(cells[column])
    except ValueError:
        degrees = most + 1
    # Not a number compares as false with everything.
    if -most <= degrees <= most:
        return degrees
    problems.append(problem(number, name, cells[column], f"degrees from {-most:g} to {most:g}"))
    return None


def _read_alternates(path: Path) -> dict[str, list[Spelling]]:
    """Read the alternate names by geonameid; what is a link, a code or historic is left out."""
    names: dict[str, list[Spelling]] = defaultdict(list)
    problems = []
    for number, cells in _rows(path):
        if len(cells) not in _ALTERNATE_COLUMNS or not cells[1].isdigit():
            expected = "8 or 10 columns, tab-separated, the second a geonameid"
            problems.append(f"row {number}: {len(cells)} columns, expected {expected}")
            continue
        _, geonameid, lang, text, _, _, _, historic, *_ = cells
        if lang not in _NO_LANGUAGE and historic != "1" and text.strip():
            names[geonameid].append(Spelling(text.strip(), lang))
    if problems:
        raise ImportFileError(path, problems)
    return names
