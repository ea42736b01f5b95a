"""The records of the gazetteer: what is stored about a place, and what an answer looks like.

All geometry is in EPSG:4326, longitude first. A `Location` of precision `site` or `place` is a
point with a radius; every other precision is an area, and its `lon`, `lat` are a representative
point inside it that must never be drawn as a pin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

Precision = Literal["site", "place", "area", "admin3", "admin2", "admin1", "country", "unlocated"]
Status = Literal["resolved", "ambiguous", "unresolved"]

PRECISIONS: tuple[Precision, ...] = (
    "site",
    "place",
    "area",
    "admin3",
    "admin2",
    "admin1",
    "country",
    "unlocated",
)
"""From the sharpest to none at all."""

POINT_PRECISIONS: frozenset[Precision] = frozenset({"site", "place"})
"""The precisions that may be drawn as a point."""

SETTLEMENT_KINDS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
FACILITY_KINDS = frozenset(
    {"base", "airfield", "oil_field", "gas_plant", "crossing", "prison", "dam"}
)
ADMIN_LEVELS: Mapping[str, int] = {"country": 0, "governorate": 1}
UNIT_PRECISIONS: Mapping[str, Precision] = {"district": "admin2", "subdistrict": "admin3"}
"""The units below a governorate; without an outline they are a vague area."""
_ALWAYS: Mapping[str, Precision] = {"country": "country", "governorate": "admin1"}

WIDEST_SITE_M = 5_000
WIDEST_SETTLEMENT_M = 10_000


def circle_precision(radius_m: float, *, is_settled: bool) -> Precision:
    """Return how sharply a stated circle may be drawn: a wide one is an area, never a pin.

    Examples
    --------
    >>> [circle_precision(8_000, is_settled=settled) for settled in (True, False)]
    ['place', 'area']
    """
    if is_settled:
        return "place" if radius_m <= WIDEST_SETTLEMENT_M else "area"
    return "site" if radius_m <= WIDEST_SITE_M else "area"


def kind_in_words(kind: str) -> str:
    """Return a kind as it stands inside a sentence.

    Examples
    --------
    >>> kind_in_words("oil_field")
    'oil field'
    """
    return kind.replace("_", " ")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One spelling of a place, with where it was read."""

    text: str
    lang: str
    kind: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer.

    `lon`, `lat` are degrees and may be missing for units, whose seat or polygon stands in.
    `radius_m` is extent plus doubt of the point. `units` are codes of boundary units whose union
    is the footprint; `line` is the id of a river.
    """

    place_id: str
    kind: str
    names: tuple[PlaceName, ...]
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    grade: str | None = None
    parent: str | None = None
    units: tuple[str, ...] = ()
    line: str | None = None
    seat: str | None = None
    code: str | None = None
    rank: int | None = None
    source_id: str | None = None
    source_ref: str | None = None
    note: str | None = None

    @property
    def is_drawn_as_point(self) -> bool:
        """Whether its row gives it a point, and neither units nor a line."""
        return self.lon is not None and not self.units and not self.line

    @property
    def name(self) -> str:
        """The English name to show: the official one where there is one."""
        return self._name_in("en") or self.names[0].text

    @property
    def name_ar(self) -> str | None:
        """The Arabic name to show, if the table has one."""
        return self._name_in("ar")

    @property
    def precision(self) -> Precision:
        """How sharply this place may be drawn: a wide or weak point is an area, never a pin."""
        if self.kind in _ALWAYS:
            return _ALWAYS[self.kind]
        radius_m = self.radius_m or 0
        if self.units and self.kind in UNIT_PRECISIONS:
            return UNIT_PRECISIONS[self.kind]
        if self.units or self.line or self.lon is None:
            return "area"
        if self.kind in FACILITY_KINDS and radius_m <= WIDEST_SITE_M:
            return "site"
        if self.kind in SETTLEMENT_KINDS and radius_m <= WIDEST_SETTLEMENT_M:
            return "place"
        return "area"

    def _name_in(self, lang: str) -> str | None:
        spoken = [name for name in self.names if name.lang == lang]
        official = [name for name in spoken if name.kind == "official"]
        return next((name.text for name in [*official, *spoken]), None)


@dataclass(frozen=True, slots=True)
class AdminUnit:
    """A unit that an answer lies in.

    `source` says who puts it there; `probability` how likely it does, where the name is not listed.
    """

    level: int
    name: str
    code: str | None
    source: str | None = None
    probability: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the unit as plain JSON values."""
        plain: dict[str, Any] = {"level": self.level, "name": self.name, "code": self.code}
        if self.probability is not None:
            plain["probability"] = round(self.probability, 3)
        return plain


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a text may mean. `score` is 0 to 1; `reason` says which rule found it.

    `probability` is given where no place is listed with the spelling and the ranker had to judge.
    """

    place_id: str
    name: str
    kind: str
    lon: float | None
    lat: float | None
    score: float
    reason: str
    probability: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the candidate as plain JSON values."""
        return {
            "place_id": self.place_id,
            "name": self.name,
            "kind": self.kind,
            "lon": _rounded(self.lon),
            "lat": _rounded(self.lat),
            "score": round(self.score, 3),
            "reason": self.reason,
            "probability": None if self.probability is None else round(self.probability, 3),
        }


@dataclass(frozen=True, slots=True)
class Location:
    """The answer to a place text.

    `geometry` is a point for the precisions `site` and `place` (then `uncertainty_m` is its
    radius), an area for the others, None when `precision` is `unlocated`. For an area
    `uncertainty_m` is the distance from `lon`, `lat` to the farthest point it may mean.
    """

    query: str
    status: Status
    precision: Precision
    geometry: BaseGeometry | None
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    admin: tuple[AdminUnit, ...] = ()
    place_ids: tuple[str, ...] = ()
    explanation: str = ""
    candidates: tuple[Candidate, ...] = field(default=())

    @property
    def drawable_as_point(self) -> bool:
        """Whether a map may draw a symbol at `lon`, `lat`."""
        return self.status == "resolved" and self.precision in POINT_PRECISIONS

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain JSON values, without the geometry."""
        return {
            "query": self.query,
            "status": self.status,
            "precision": self.precision,
            "lon": _rounded(self.lon),
            "lat": _rounded(self.lat),
            "uncertainty_m": None if self.uncertainty_m is None else round(self.uncertainty_m),
            "admin": [unit.to_dict() for unit in self.admin],
            "place_ids": list(self.place_ids),
            "explanation": self.explanation,
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }

    def to_feature(self) -> dict[str, Any]:
        """Return the answer as a GeoJSON Feature; its geometry is null when unlocated."""
        return {
            "type": "Feature",
            "geometry": None if self.geometry is None else mapping(self.geometry),
            "properties": self.to_dict(),
        }


def _rounded(degrees: float | None) -> float | None:
    """Round to 6 decimals, about 0.1 m."""
    return None if degrees is None else round(degrees, 6)
