"""What an importer hands over: one source with its places and units, already checked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.provenance import Source

RADIUS_M: Mapping[str, float] = MappingProxyType({"city": 5_000.0, "town": 2_500.0})
"""Extent plus doubt of an imported point, by kind, where the source states none."""
RADIUS_OTHERWISE_M = 1_500.0

KINDS = frozenset(
    {
        *("country", "governorate", "district", "subdistrict", "region", "desert"),
        *("city", "town", "village", "neighbourhood", "camp"),
        *("base", "airfield", "oil_field", "gas_plant", "crossing", "prison", "dam"),
        *("river", "lake"),
    }
)
"""The kinds of place that a table may state."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling. `lang` is the tag of the source, "" if there is none; it is never trusted."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ImportedPlace:
    """A place of a source. The first spelling is its main name and is never quarantined.

    `ref` is the id at the source; `lon`, `lat` are degrees (EPSG:4326); `country` is ISO 3166-1
    alpha-2 or "".
    """

    place_id: str
    ref: str
    kind: str
    lon: float
    lat: float
    spellings: tuple[Spelling, ...]
    population: int = 0
    country: str = ""
    radius_m: float | None = None


@dataclass(frozen=True, slots=True)
class ImportedUnit:
    """An administrative unit with its polygon (EPSG:4326), levels 0 (country) to 3."""

    level: int
    code: str
    name: str
    name_ar: str
    parent_code: str
    geometry: BaseGeometry


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one source brings. `skipped` counts rows left out on purpose, by reason."""

    source: Source
    places: tuple[ImportedPlace, ...] = ()
    units: tuple[ImportedUnit, ...] = ()
    skipped: Counter[str] = field(default_factory=Counter)
