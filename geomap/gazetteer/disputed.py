"""Areas whose country is in dispute (gazetteer/disputed.toml): who else claims them, and why.

Nothing here takes a side: the drawn unit stays in the answer, the claimed one joins it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.borders import COARSE_RIVER_M, Borders, side_of_river
from geomap.gazetteer.errors import GazetteerDataError
from geomap.gazetteer.vocabulary import BEARINGS_DEG

_LEAST_SHARE = 0.02

_Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DisputedArea:
    """One row of disputed.toml with its polygon, EPSG:4326."""

    name: str
    claimed_by: str
    countries: frozenset[str]
    note: str
    line: str
    geometry: BaseGeometry

    def holds(self, geometry: BaseGeometry) -> bool:
        """Whether a point, or more than a sliver of an area, lies in it."""
        if isinstance(geometry, Point):
            return bool(self.geometry.intersects(geometry))
        shared = self.geometry.intersection(geometry).area
        return bool(shared > _LEAST_SHARE * geometry.area)

    @property
    def sentence(self) -> str:
        """Say that it is disputed, by whom, and how well its edge is known."""
        return (
            f"It lies in a disputed area, the {self.name}, or within {COARSE_RIVER_M / 1000:.0f}"
            f" km of its edge: {self.note}"
        )


class DisputedAreas:
    """All disputed areas of a gazetteer; polygons are built when they are first asked for."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], borders: Borders) -> None:
        self._rows = tuple(rows)
        self._borders = borders

    def holding(self, geometry: BaseGeometry) -> list[DisputedArea]:
        """Return the areas that a point or an area lies in."""
        if not any(self._reaches(row, geometry) for row in self._rows):
            return []
        return [area for area in self._areas if area.holds(geometry)]

    def codes_at(self, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> _Codes:
        """Return a code for each point: equal for points that lie in the same areas."""
        codes = np.zeros(len(lon), dtype=np.int64)
        around = shapely.box(lon.min(), lat.min(), lon.max(), lat.max()) if len(lon) else None
        if around is None or not any(self._reaches(row, around) for row in self._rows):
            return codes
        for number, area in enumerate(self._areas):
            west, south, east, north = area.geometry.bounds
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            codes[near] |= shapely.intersects_xy(area.geometry, lon[near], lat[near]) << number
        return codes

    def between(self, countries: Iterable[str]) -> list[DisputedArea]:
        """Return the areas that two countries dispute, given their place ids."""
        asked = frozenset(countries)
        return [area for area in self._areas if area.countries == asked]

    def _reaches(self, row: Mapping[str, Any], geometry: BaseGeometry) -> bool:
        """Whether a geometry comes near a unit: cheap, and most answers do not."""
        if not self._is_drawn(row):
            return False
        return bool(shapely.box(*self._borders.polygon(row["unit"]).bounds).intersects(geometry))

    @cached_property
    def _areas(self) -> tuple[DisputedArea, ...]:
        return tuple(self._area_of(row) for row in self._rows if self._is_drawn(row))

    def _is_drawn(self, row: Mapping[str, Any]) -> bool:
        """Whether the borders, which may be somebody's own, have the unit and the river."""
        return row["unit"] in self._borders.units and row["river"] in self._borders.rivers

    def _area_of(self, row: Mapping[str, Any]) -> DisputedArea:
        unit, river = (
            self._borders.polygon(row["unit"]),
            self._borders.rivers[row["river"]].geometry,
        )
        side = side_of_river(unit, river, side_deg=BEARINGS_DEG[row["side"]])
        # The river is drawn so roughly that it cuts slivers off the other bank.
        pieces = shapely.get_parts(unit if side is None else side)
        return DisputedArea(
            row["name"],
            row["claimed_by"],
            frozenset(row["countries"]),
            row["note"],
            row["line"],
            max(pieces, key=lambda piece: piece.area),
        )


def read_disputed(path: Path, borders: Borders) -> DisputedAreas:
    """Read disputed.toml.

    Raises
    ------
    GazetteerDataError
        When the file is missing or no TOML.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GazetteerDataError(path.parent, [f"{path.name}: there is no such file"]) from None
    except tomllib.TOMLDecodeError as error:
        raise GazetteerDataError(path.parent, [f"{path.name}: {error}"]) from None
    return DisputedAreas(data.get("area", ()), borders)
