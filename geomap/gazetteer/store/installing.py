"""Install a country: fetch its places and boundaries, check them, put them into the store at once.

Nothing of the store changes before everything has been fetched and read. Boundaries come from OCHA
(COD-AB, with P-codes), from geoBoundaries where OCHA has none; without either the places are
installed alone, and the result says so.
"""

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geomap.gazetteer.provenance import Source
from geomap.gazetteer.store.boundaries import DEEPEST_LEVEL, units_of_layers, with_parents
from geomap.gazetteer.store.countries import Country
from geomap.gazetteer.store.download import (
    NotThereError,
    fetch_file,
    fetch_json,
    require_web_address,
)
from geomap.gazetteer.store.errors import DownloadError
from geomap.gazetteer.store.geonames import read_geonames
from geomap.gazetteer.store.layers import read_layers
from geomap.gazetteer.store.publishers import Publishers
from geomap.gazetteer.store.records import Batch, ImportedUnit
from geomap.gazetteer.store.writing import Added, write_batches

# How OCHA calls the formats that can be read, the best first, and the ending of the file.
_FORMATS = (("shp", ".zip"), ("geojson", ".geojson"), ("geopackage", ".gpkg"), ("gpkg", ".gpkg"))


@dataclass(frozen=True, slots=True)
class Installed:
    """What was installed, a source each, and remarks on what was not there."""

    batches: tuple[tuple[Batch, Added], ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Errand:
    """What all steps of one installation share."""

    country: Country
    publishers: Publishers
    folder: Path
    fetched_at: str
    pause: Callable[[float], None]


def install_country(  # noqa: PLR0913 - what is fetched, from where, to where, by name
    country: Country,
    store: Path,
    *,
    publishers: Publishers,
    fetched_at: str,
    boundaries: bool = True,
    pause: Callable[[float], None] = time.sleep,
) -> Installed:
    """Fetch and install a country.

    Parameters
    ----------
    country
        Which.
    store
        The SQLite file, made if there is none. Downloads wait in the folder "downloads" beside it
        and are thrown away at the end; after a failure they stay, so that the next try goes on.
    publishers
        Where to fetch from.
    fetched_at
        The day, YYYY-MM-DD, that is recorded.
    boundaries
        Whether to fetch administrative units too.
    pause
        Waits some seconds between tries.

    Raises
    ------
    DownloadError
        When something cannot be fetched.
    ImportFileError
        When something fetched is broken, hostile or of another form.
    """
    folder = store.parent / "downloads" / country.alpha_2.lower()
    errand = _Errand(country, publishers, folder, fetched_at, pause)
    remarks: list[str] = []
    batches = [_fetch_places(errand, remarks)]
    if boundaries:
        units = _fetch_ocha(errand, remarks) or _fetch_geoboundaries(errand, remarks)
        batches += [units] if units else []
    added = write_batches(store, batches)
    shutil.rmtree(folder)
    return Installed(tuple(zip(batches, added, strict=True)), tuple(remarks))


def _fetch_places(errand: _Errand, remarks: list[str]) -> Batch:
    code, base = errand.country.alpha_2, errand.publishers.geonames
    dump = fetch_file(
        f"{base}/{code}.zip", errand.folder / "geonames" / f"{code}.zip", pause=errand.pause
    )
    alternates = None
    try:
        alternates = fetch_file(
            f"{base}/alternatenames/{code}.zip",
            errand.folder / "alternatenames" / f"{code}.zip",
            pause=errand.pause,
        ).path
    except NotThereError:
        remarks.append("GeoNames has no separate alternate names there: those of the dump are used")
    source = Source(
        f"geonames-{code.lower()}",
        f"GeoNames, {errand.country.name}",
        "CC BY 4.0",
        dump.modified or errand.fetched_at,
        errand.fetched_at,
        dump.url,
    )
    return read_geonames(dump.path, source, alternates=alternates)


def _fetch_ocha(errand: _Errand, remarks: list[str]) -> Batch | None:
    base, code = errand.publishers.ocha, errand.country.alpha_3.lower()
    asked = f"{base}/api/3/action/package_show?id=cod-ab-{code}"
    try:
        answer = fetch_json(asked, errand.folder, pause=errand.pause)
    except NotThereError:
        remarks.append(f"OCHA has no boundaries (COD-AB) of {errand.country.name}")
        return None
    package = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(package, dict):
        raise DownloadError(asked, "expected a CKAN answer with 'result'; is the address right?")
    resource = _best_resource(package)
    if resource is None:
        remarks.append(f"OCHA's COD-AB of {errand.country.name} has no format that can be read")
        return None
    url = require_web_address(str(resource["url"]), base=asked)
    file = fetch_file(url, errand.folder / f"ocha{resource['ending']}", pause=errand.pause)
    source = Source(
        f"ocha-{errand.country.alpha_2.lower()}",
        f"OCHA COD-AB, {errand.country.name}",
        str(package.get("license_title") or "CC BY 3.0 IGO"),
        str(resource.get("last_modified") or package.get("last_modified") or file.modified),
        errand.fetched_at,
        url,
    )
    return Batch(source, units=units_of_layers(file.path, read_layers(file.path)))


def _best_resource(package: Mapping[str, Any]) -> dict[str, Any] | None:
    for wanted, ending in _FORMATS:
        for resource in package.get("resources") or ():
            if wanted in str(resource.get("format", "")).lower() and resource.get("url"):
                packed = str(resource["url"]).lower().endswith(".zip")
                return {**resource, "ending": ".zip" if packed else ending}
    return None


def _fetch_geoboundaries(errand: _Errand, remarks: list[str]) -> Batch | None:
    base, code = errand.publishers.geoboundaries, errand.country.alpha_3
    units: list[ImportedUnit] = []
    source: Source | None = None
    for level in range(DEEPEST_LEVEL + 1):
        asked = f"{base}/api/current/gbOpen/{code}/ADM{level}/"
        try:
            answer = fetch_json(asked, errand.folder, pause=errand.pause)
        except NotThereError:
            continue
        if not isinstance(answer, dict) or not isinstance(answer.get("gjDownloadURL"), str):
            raise DownloadError(asked, "expected an answer with 'gjDownloadURL'")
        url = require_web_address(answer["gjDownloadURL"], base=asked)
        file = fetch_file(url, errand.folder / f"adm{level}.geojson", pause=errand.pause)
        found = units_of_layers(file.path, read_layers(file.path))
        units += [replace(unit, level=level) for unit in found]
        source = Source(
            f"geoboundaries-{errand.country.alpha_2.lower()}",
            f"geoBoundaries, {errand.country.name}",
            str(answer.get("boundaryLicense") or "CC BY 4.0"),
            str(answer.get("buildDate") or answer.get("boundaryYearRepresented") or ""),
            errand.fetched_at,
            asked,
        )
    if source is None:
        remarks.append(
            f"geoBoundaries has none of {errand.country.name} either: its places are installed "
            f"without units"
        )
        return None
    return Batch(source, units=with_parents(units))
