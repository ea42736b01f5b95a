"""The gazetteer's answers as the page draws them: a point only where the precision allows one."""

from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from geomap.gazetteer import POINT_PRECISIONS, AdminUnit, Candidate, Location
from geomap.gazetteer.geodesy import point_inside
from geomap.incidents import LocatedPlace
from geomap.render.cells import text_or_none
from geomap.render.payload import CandidateRecord, ItemLocation, LonLat
from geomap.render.shapes import ShapeCollector

_DECIMALS = 5
_MOST_CANDIDATES = 5
_SCORE_DECIMALS = 3


def item_location(
    place: LocatedPlace, shapes: ShapeCollector, *, happened: BaseGeometry | None = None
) -> ItemLocation:
    """Return one place of an item; its area goes to the page's shapes.

    Parameters
    ----------
    place
        One wording with its location.
    shapes
        Takes the area.
    happened
        Where the item itself is, EPSG:4326: what moved towards a place points at its near edge.
    """
    location = place.location
    shape = shapes.index_of(location)
    point = _point_of(location)
    is_point = location.precision in POINT_PRECISIONS
    return {
        "role": place.role,
        "standing": place.standing,
        "as_written": place.place_as_written,
        "source": text_or_none(place.source_id),
        "status": location.status,
        "precision": location.precision,
        "lon": point[0] if point and is_point else None,
        "lat": point[1] if point and is_point else None,
        "anchor": None if is_point else _anchor_of(place, point, shapes, shape, happened),
        "uncertainty_m": None if location.uncertainty_m is None else round(location.uncertainty_m),
        "shape": shape,
        "admin": names_of_units(location.admin),
        "explanation": location.explanation,
        "candidates": _candidate_records(location.candidates[:_MOST_CANDIDATES]),
        "note": place.note,
    }


def _point_of(location: Location) -> LonLat | None:
    if location.geometry is None or location.lon is None or location.lat is None:
        return None
    return [round(location.lon, _DECIMALS), round(location.lat, _DECIMALS)]


def _anchor_of(
    place: LocatedPlace,
    point: LonLat | None,
    shapes: ShapeCollector,
    shape: int | None,
    happened: BaseGeometry | None,
) -> LonLat | None:
    """Return where in an area its badge stands or an arrow ends.

    Not at the seat of a governorate: an arrow that ends at a city would seem to mean the city.
    """
    area = place.location.geometry
    if area is None or shape is None:
        return point
    if place.role == "towards" and happened is not None:
        near = nearest_points(area, happened)[0]
        return [round(near.x, _DECIMALS), round(near.y, _DECIMALS)]
    if "units" in shapes.shapes[shape]:
        lon, lat = point_inside(area)
        return [round(lon, _DECIMALS), round(lat, _DECIMALS)]
    return point


def names_of_units(units: tuple[AdminUnit, ...]) -> list[str]:
    """Return the units' names; who puts the place there only where sources disagree."""
    sources = {unit.source for unit in units if unit.level > 0}
    return [
        f"{unit.name} ({unit.source})"
        if unit.source and unit.level and len(sources) > 1
        else unit.name
        for unit in units
    ]


def _candidate_records(candidates: tuple[Candidate, ...]) -> list[CandidateRecord]:
    return [
        {
            "name": candidate.name,
            "kind": candidate.kind,
            "reason": candidate.reason,
            "score": round(candidate.score, _SCORE_DECIMALS),
        }
        for candidate in candidates
    ]
