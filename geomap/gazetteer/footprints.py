"""What a piece of a phrase covers, while the answer is being built.

A footprint is a point with a radius (precision `site` or `place`) or an area. Its uncertainty
follows the point-radius method (GBIF Georeferencing Best Practices, Chapman & Wieczorek 2020,
https://doi.org/10.15468/doc-gg7h-s853): the distance from the representative point to the farthest
point the text may mean, plus the doubt of the lines and points it was built from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.geodesy import buffer_m, circle, farthest_m, point_inside, union
from geomap.gazetteer.matching import Match
from geomap.gazetteer.model import POINT_PRECISIONS, PRECISIONS, Precision, Status


@dataclass(frozen=True, slots=True)
class Footprint:
    """A piece of the answer.

    `why` holds the sentences that explain it; `place_ids` the places it was built from; `matches`
    the candidates where the text did not decide. `rough` marks an area whose edge nobody has drawn
    (a quarter of a country): it may rank what lies in it, never cut it. `edge_m` is how far a drawn
    edge may lie from the true one; `bound` is what holds for certain where the edge is only a
    manner of speaking: of the north of a governorate, the governorate.
    """

    geometry: BaseGeometry
    lon: float
    lat: float
    uncertainty_m: float
    precision: Precision
    place_ids: tuple[str, ...]
    why: tuple[str, ...]
    status: Status = "resolved"
    matches: tuple[Match, ...] = ()
    rough: bool = False
    edge_m: float = 0.0
    bound: BaseGeometry | None = None

    @property
    def is_point(self) -> bool:
        """Whether this is a point with a radius."""
        return self.precision in POINT_PRECISIONS

    @property
    def is_choice(self) -> bool:
        """Whether it covers several points of which one is meant, and not an area between them."""
        return (
            self.status == "ambiguous"
            and self.precision == "area"
            and bool(self.place_ids)
            and set(self.place_ids)
            <= {match.place.place_id for match in self.matches if match.place.is_drawn_as_point}
        )

    @property
    def extent(self) -> BaseGeometry:
        """The area it may mean: a point's circle, an area itself."""
        if self.is_point:
            return circle(self.lon, self.lat, radius_m=max(self.uncertainty_m, 1))
        return self.geometry

    @property
    def limit(self) -> BaseGeometry:
        """The area that what it holds cannot lie outside of, the doubt of its edge included."""
        area = self.extent if self.bound is None else self.bound
        return buffer_m(area, self.edge_m) if self.edge_m else area

    def saying(self, *sentences: str) -> "Footprint":
        """Return the same footprint with more sentences in its explanation."""
        return replace(self, why=(*self.why, *sentences))


def point_footprint(  # noqa: PLR0913 - the parts of a point answer, by name
    lon: float,
    lat: float,
    *,
    radius_m: float,
    precision: Precision,
    place_ids: tuple[str, ...] = (),
    why: tuple[str, ...] = (),
) -> Footprint:
    """Return a point with a radius; too wide a radius must be given as an area instead."""
    return Footprint(Point(lon, lat), lon, lat, radius_m, precision, place_ids, why)


def area_footprint(  # noqa: PLR0913 - the parts of an area answer, by name
    geometry: BaseGeometry,
    *,
    doubt_m: float,
    precision: Precision = "area",
    at: tuple[float, float] | None = None,
    place_ids: tuple[str, ...] = (),
    why: tuple[str, ...] = (),
    rough: bool = False,
) -> Footprint:
    """Return an area with its representative point and uncertainty.

    Parameters
    ----------
    geometry
        Polygon or multipolygon, EPSG:4326.
    doubt_m
        How far the lines and points it was built from may lie from the truth, metres.
    precision
        One of the area precisions.
    at
        A better representative point (lon, lat) than the centroid, used if it lies inside.
    place_ids, why, rough
        As in `Footprint`.
    """
    if at is None or not geometry.intersects(Point(at)):
        at = point_inside(geometry)
    uncertainty_m = farthest_m(geometry, *at) + doubt_m
    return Footprint(geometry, *at, uncertainty_m, precision, place_ids, why, rough=rough)


def union_of(footprints: Sequence[Footprint]) -> Footprint:
    """Return several footprints as one area, the first one's point standing for all."""
    first = footprints[0]
    if len(footprints) == 1:
        return first
    place_ids = tuple(dict.fromkeys(key for part in footprints for key in part.place_ids))
    return area_footprint(
        union(part.extent for part in footprints),
        doubt_m=0,
        precision=coarsest(part.precision for part in footprints),
        at=(first.lon, first.lat),
        place_ids=place_ids,
        why=tuple(sentence for part in footprints for sentence in part.why),
        rough=any(part.rough for part in footprints),
    )


def coarsest(precisions: Iterable[Precision]) -> Precision:
    """Return the coarsest of precisions, and at best `area`: several points are no point."""
    worst = max(PRECISIONS.index(precision) for precision in precisions)
    return PRECISIONS[max(worst, PRECISIONS.index("area"))]
