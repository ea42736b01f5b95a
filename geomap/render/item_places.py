"""The gazetteer's answers as the page draws them: a point only where the precision allows one."""

from geomap.gazetteer import POINT_PRECISIONS, AdminUnit, Candidate, Location
from geomap.incidents import LocatedPlace
from geomap.render.cells import text_or_none
from geomap.render.payload import CandidateRecord, ItemLocation, LonLat
from geomap.render.shapes import ShapeCollector

_DECIMALS = 5
_MOST_CANDIDATES = 5
_SCORE_DECIMALS = 3


def item_location(place: LocatedPlace, shapes: ShapeCollector) -> ItemLocation:
    """Return one place of an item; its area goes to the page's shapes."""
    location = place.location
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
        "anchor": None if is_point else point,
        "uncertainty_m": None if location.uncertainty_m is None else round(location.uncertainty_m),
        "shape": shapes.index_of(location),
        "admin": _names_of_units(location.admin),
        "explanation": location.explanation,
        "candidates": _candidate_records(location.candidates[:_MOST_CANDIDATES]),
        "note": place.note,
    }


def _point_of(location: Location) -> LonLat | None:
    if location.geometry is None or location.lon is None or location.lat is None:
        return None
    return [round(location.lon, _DECIMALS), round(location.lat, _DECIMALS)]


def _names_of_units(units: tuple[AdminUnit, ...]) -> list[str]:
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
