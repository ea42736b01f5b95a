"""Small questions that the readings of phrases ask of footprints and the places behind them."""

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_MEAN_M, BORDER_WORST_M
from geomap.gazetteer.footprints import Footprint
from geomap.gazetteer.model import Place
from geomap.gazetteer.naming import Unreadable
from geomap.gazetteer.stacks import Outcome


def stored(place_id: str, atlas: Atlas) -> Outcome:
    """Return the footprint of a place by its id; a gazetteer of one's own may lack it."""
    place = atlas.places.get(place_id)
    if place is None:
        return Unreadable(f"The gazetteer has no place {place_id!r}.")
    return atlas.footprint(place).saying(f"{place.name} ({place.kind}).")


def accuracy_of(sides: list[Footprint], atlas: Atlas) -> tuple[float, float]:
    """Return how far the worst drawn of several outlines may be off, on average and at worst."""
    places = [place for side in sides if (place := main_place(side, atlas)) is not None]
    known = [atlas.borders.accuracy_m(place.units) for place in places]
    return max(known, default=(BORDER_MEAN_M, BORDER_WORST_M))


def main_place(footprint: Footprint, atlas: Atlas) -> Place | None:
    """Return the place that a footprint was first built from."""
    return atlas.places[footprint.place_ids[0]] if footprint.place_ids else None


def names_of(footprints: list[Footprint], atlas: Atlas) -> list[str]:
    """Return the names of the places that footprints were built from."""
    places = (main_place(footprint, atlas) for footprint in footprints)
    return [place.name for place in places if place is not None]


def first_unreadable(found: list[Outcome]) -> Unreadable:
    """Return the first reason among outcomes that have one."""
    return next(part for part in found if isinstance(part, Unreadable))
