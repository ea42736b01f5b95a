"""The line that two units share: governorates, countries and, with a store, districts.

Neighbours of one publisher share their vertices, so their line is exact; units of two publishers do
not, and there the finer outline gives the line as far as it runs along the coarser one.
"""

from dataclasses import dataclass
from typing import Any, Literal

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_MEAN_M, BORDER_WORST_M, shared_line
from geomap.gazetteer.geodesy import buffer_m, length_m
from geomap.gazetteer.model import AdminUnit, Place

UNIT_KINDS = frozenset({"country", "governorate", "district", "subdistrict"})
_LEVELS = {"country": 0, "governorate": 1, "district": 2, "subdistrict": 3}
_SHORTEST_M = 100.0
"""A shorter line is where units meet in a corner."""


@dataclass(frozen=True, slots=True)
class BorderLine:
    """The answer to a question for a shared border.

    `geometry` is a (Multi)LineString in EPSG:4326, None when `status` is `unresolved`: then
    `explanation` says why. The true line lies `accuracy_m` metres away on average and `worst_m` at
    worst; both count from every point of the line.
    """

    query: tuple[str, str]
    status: Literal["resolved", "unresolved"]
    geometry: BaseGeometry | None
    length_m: float | None
    accuracy_m: float | None
    worst_m: float | None
    admin: tuple[AdminUnit, ...] = ()
    place_ids: tuple[str, ...] = ()
    explanation: str = ""

    def to_feature(self) -> dict[str, Any]:
        """Return the answer as a GeoJSON Feature; its geometry is null when unresolved."""
        return {
            "type": "Feature",
            "geometry": None if self.geometry is None else mapping(self.geometry),
            "properties": {
                "query": list(self.query),
                "status": self.status,
                "length_m": None if self.length_m is None else round(self.length_m),
                "accuracy_m": None if self.accuracy_m is None else round(self.accuracy_m),
                "worst_m": None if self.worst_m is None else round(self.worst_m),
                "admin": [
                    {"level": unit.level, "name": unit.name, "code": unit.code}
                    for unit in self.admin
                ],
                "place_ids": list(self.place_ids),
                "explanation": self.explanation,
            },
        }


def without_line(query: tuple[str, str], reason: str) -> BorderLine:
    """Return the answer that there is no such border, with the reason."""
    return BorderLine(query, "unresolved", None, None, None, None, explanation=reason)


def border_of(query: tuple[str, str], first: Place, second: Place, atlas: Atlas) -> BorderLine:
    """Return the line that two units share.

    Parameters
    ----------
    query
        The two names as they were asked.
    first, second
        Places of `UNIT_KINDS`, with an outline.
    atlas
        Where the outlines are.
    """
    if first == second:
        return without_line(query, f"{first.name} is one unit: name two.")
    for inner, outer in ((first, second), (second, first)):
        if outer in atlas.chain_of(inner):
            return without_line(query, f"{inner.name} lies in {outer.name}: name two neighbours.")
    codes = _outlines_of(first, second, atlas)
    shapes = [atlas.borders.footprint(code) for code in codes]
    accuracies = [atlas.borders.accuracy_m(code) for code in codes]
    if accuracies[0] == accuracies[1]:
        line = shared_line(shapes[0], shapes[1])
    else:
        line = _line_along(shapes, accuracies)
    length = 0.0 if line is None else length_m(line)
    if line is None or length < _SHORTEST_M:
        return without_line(query, f"{first.name} and {second.name} share no border.")
    mean_m, worst_m = (max(pair) for pair in zip(*accuracies, strict=True))
    explanation = (
        f"The border between {first.name} and {second.name}, {length / 1000:,.0f} km as it is "
        f"drawn; the true line is {mean_m / 1000:.1f} km away on average, "
        f"{worst_m / 1000:.1f} km at worst."
    )
    countries = (atlas.country_of(first), atlas.country_of(second))
    disputes = atlas.disputed.between(place.place_id for place in countries if place is not None)
    remarks = [area.line for area in disputes]
    if accuracies[0] != accuracies[1]:
        remarks.append("Two publishers drew the two sides: its ends may reach too far.")
    return BorderLine(
        query,
        "resolved",
        line,
        length,
        mean_m,
        worst_m,
        admin=tuple(_admin_unit(place, atlas) for place in (first, second)),
        place_ids=(first.place_id, second.place_id),
        explanation=" ".join([explanation, *remarks]),
    )


def _outlines_of(first: Place, second: Place, atlas: Atlas) -> list[tuple[str, ...]]:
    """Return the codes of two outlines, of the same publisher where both are at hand from one."""
    installed: list[tuple[str, ...]] = [(place.code or "",) for place in (first, second)]
    if atlas.units is not None and all(
        atlas.units.has_outline(code) for codes in installed for code in codes
    ):
        return installed
    return [first.units, second.units]


def _line_along(
    shapes: list[BaseGeometry], accuracies: list[tuple[float, float]]
) -> BaseGeometry | None:
    """Return the part of the finer outline that runs along the coarser one."""
    finer, coarser = sorted(range(2), key=lambda side: accuracies[side])
    near = shapes[finer].boundary.intersection(
        buffer_m(shapes[coarser], BORDER_MEAN_M + BORDER_WORST_M)
    )
    parts = [part for part in shapely.get_parts(near) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(parts)) if parts else None


def _admin_unit(place: Place, atlas: Atlas) -> AdminUnit:
    source = None if place.source_id is None else atlas.sources.get(place.source_id)
    return AdminUnit(_LEVELS[place.kind], place.name, place.code, source)
