"""A place by the id that somebody typed; an unknown id is answered with those that it may be."""

import difflib

from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer, Place

_MOST_HINTS = 3


class UnknownPlaceError(GeomapError, KeyError):
    """There is no place with this id; the message names those that it may be."""


def known_place(place_id: str, gazetteer: Gazetteer) -> Place:
    """Return a place by its id.

    Raises
    ------
    UnknownPlaceError
        When no place has the id.
    """
    place = gazetteer.places.get(place_id)
    if place is None:
        raise UnknownPlaceError(_ids_it_may_be(place_id, gazetteer))
    return place


def _ids_it_may_be(place_id: str, gazetteer: Gazetteer) -> str:
    """Return a message with ids that look like it, then places whose name it may be."""
    alike = difflib.get_close_matches(place_id.lower(), gazetteer.places, n=_MOST_HINTS)
    named = [found.place_id for found in gazetteer.search(place_id.replace("-", " "))]
    hints = list(dict.fromkeys([*alike, *named]))[:_MOST_HINTS]
    advice = (
        f"did you mean {', '.join(hints)}?"
        if hints
        else "look one up with: geomap gazetteer search TEXT"
    )
    return f"the gazetteer has no place with the id {place_id!r}; {advice}"
