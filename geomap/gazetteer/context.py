"""What a caller, or the rest of a phrase, says about where a name is to be looked for.

Context ranks candidates; it never removes one. A candidate outside the stated unit loses score
with its distance, so the nearer of two namesakes wins and the answer can say that they disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geomap.gazetteer.admin import lies_in
from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_WORST_M
from geomap.gazetteer.company import Company
from geomap.gazetteer.evidence import Area, Evidence
from geomap.gazetteer.footprints import Footprint
from geomap.gazetteer.geodesy import distance_m, distance_to_m
from geomap.gazetteer.matching import Match
from geomap.gazetteer.model import Place

_OUTSIDE_LOSS = 0.05
_OUTSIDE_LOSS_PER_KM = 0.002
_NEAR_LOSS_PER_KM = 0.001
_LARGEST_LOSS = 0.30


@dataclass(frozen=True, slots=True)
class Context:
    """Areas that should contain the answer, and a place it should be near to.

    `within` is what the caller states; `hints` are the other parts of the same phrase, which rank
    alike and are laid over the answer later. `company` are the places that the rest of a dataset
    speaks of: it puts namesakes that nothing else tells apart in order.
    """

    within: tuple[Footprint, ...] = ()
    near: Footprint | None = None
    hints: tuple[Footprint, ...] = ()
    company: Company | None = None


def evidence_of(atlas: Atlas, context: Context) -> Evidence:
    """Return what a context says, in the form a ranker asks for it."""
    near = None if context.near is None else (context.near.lon, context.near.lat)
    within, beside = (
        tuple(_area_of(atlas, area) for area in areas) for areas in (context.within, context.hints)
    )
    return Evidence(within, beside, near)


def rank_in_context(atlas: Atlas, matches: Iterable[Match], context: Context) -> list[Match]:
    """Return matches with the score lost to their distance from the context, best first."""
    ranked = [
        replace(match, score=max(0.0, match.score - _loss(atlas, match, context)))
        for match in matches
    ]
    # Sorting keeps the order of equals, which the index has settled.
    return sorted(ranked, key=lambda match: -match.score)


def distance_outside_m(atlas: Atlas, match: Match, area: Footprint) -> float:
    """Return how far a candidate lies outside an area; 0 if its row or a claim puts it there."""
    containers = [atlas.places[place_id] for place_id in area.place_ids]
    if any(lies_in(atlas, match.place, container) for container in containers):
        return 0.0
    if _runs_through(atlas, match.place, area):
        return 0.0
    return distance_to_m(area.extent, *atlas.point_of(match.place))


def _runs_through(atlas: Atlas, place: Place, area: Footprint) -> bool:
    """Whether a river or a unit reaches into an area: it lies nowhere as a point does."""
    if not place.line and not place.units:
        return False
    return bool(atlas.polygon_of(place).intersects(area.extent))


def _area_of(atlas: Atlas, area: Footprint) -> Area:
    containers = [atlas.places[place_id] for place_id in area.place_ids]

    def holds(place: Place) -> bool:
        # What was read from a store is placed by its point; a curated row may know better.
        return place.place_id in atlas.curated and (
            any(lies_in(atlas, place, container) for container in containers)
            or _runs_through(atlas, place, area)
        )

    return Area(area.extent, max(area.edge_m, BORDER_WORST_M), holds)


def _loss(atlas: Atlas, match: Match, context: Context) -> float:
    loss = 0.0
    for area in (*context.within, *context.hints):
        away_m = distance_outside_m(atlas, match, area)
        if away_m > BORDER_WORST_M:
            loss += _OUTSIDE_LOSS + _OUTSIDE_LOSS_PER_KM * away_m / 1000
    if context.near is not None:
        here = atlas.point_of(match.place)
        loss += _NEAR_LOSS_PER_KM * distance_m(*here, context.near.lon, context.near.lat) / 1000
    return min(loss, _LARGEST_LOSS)
