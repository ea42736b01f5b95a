"""Compare the GeoNames ids that places cite with a dump of GeoNames."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from geomap.gazetteer.errors import GazetteerDataError
from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.linting.finding import Finding
from geomap.gazetteer.linting.sheets import Row, Sheets

FARTHEST_M = 1_000
WITHDRAWN = "withdrawn"
"""The word in a note that excuses an id which the dump no longer has."""

_SOURCE = "geonames"
_CITED = re.compile(r"\d+")
_FEWEST_COLUMNS = 19
_LAT, _LON, _COUNTRY = 4, 5, 8

Dump = Mapping[str, tuple[float, float, str]]
"""(lon, lat, ISO country code) by id."""


def read_dump(path: Path) -> Dump:
    """Read a country's dump, `XX.zip`.

    Raises
    ------
    GazetteerDataError
        When it is no such archive.
    """
    try:
        with ZipFile(path) as archive:
            lines = archive.read(f"{path.stem}.txt").decode("utf-8").splitlines()
        cells = [line.split("\t") for line in lines]
        return {row[0]: (float(row[_LON]), float(row[_LAT]), row[_COUNTRY]) for row in cells}
    except (OSError, BadZipFile, KeyError, ValueError, IndexError) as error:
        problem = f"no dump of GeoNames such as SY.zip, with SY.txt of {_FEWEST_COLUMNS} columns"
        raise GazetteerDataError(path, [f"{problem}: {error}"]) from None


def find_strayed_ids(sheets: Sheets, dump: Dump) -> Iterator[Finding]:
    """Find places over 1 km from the GeoNames row they cite, and ids that the dump lacks.

    Only the places of the countries in the dump are compared.
    """
    countries = {country for _, _, country in dump.values()}
    by_id = sheets.by_id
    for row in sheets.places:
        cited = _CITED.match(row["source_ref"]) if row["source_id"] == _SOURCE else None
        if cited and _country_of(row, by_id) in countries:
            yield from _compare(row, cited[0], dump)


def _compare(row: Row, geonames_id: str, dump: Dump) -> Iterator[Finding]:
    if geonames_id not in dump:
        if WITHDRAWN not in row["note"]:
            yield row.fault("source_ref", f"an id of the dump, or {WITHDRAWN!r} in the note")
        return
    there_lon, there_lat, _ = dump[geonames_id]
    if row.point is None:
        return
    apart_m = distance_m(*row.point, there_lon, there_lat)
    if apart_m > FARTHEST_M:
        there = f"{there_lon}, {there_lat}"
        yield row.fault(
            "source_ref", f"a point within 1 km; GeoNames has {there}, {apart_m / 1000:.1f} km away"
        )


def _country_of(row: Row, by_id: Mapping[str, Row]) -> str:
    for _ in by_id:
        if row["kind"] == "country" or row["parent"] not in by_id:
            break
        row = by_id[row["parent"]]
    return row["code"] if row["kind"] == "country" else ""
