"""The facts of a place that a row of an export and `geomap gazetteer show` have in common.

What only one of them has (the point, the parents, the claims, the scripts of each name) it adds
itself.
"""

from typing import Any

from geomap.gazetteer.model import Location, Place
from geomap.gazetteer.provenance import Source


def facts_of_place(place: Place, location: Location, source: Source) -> dict[str, Any]:
    """Return what is known of a place as plain JSON values; what is not known is None.

    Parameters
    ----------
    place, location
        A place and where it is (`Gazetteer.resolve_place`).
    source
        The source that the place cites, for its title and licence.

    Returns
    -------
    `precision` and `uncertainty_m` (metres) always go along, so that no row seems sharper than it
    is. There is no coordinate in it.
    """
    uncertainty_m = location.uncertainty_m
    return {
        "place_id": place.place_id,
        "kind": place.kind,
        "name": place.name,
        "name_ar": place.name_ar,
        "names": [name.text for name in place.names],
        "precision": location.precision,
        "uncertainty_m": None if uncertainty_m is None else round(uncertainty_m),
        "admin": [
            {"level": unit.level, "name": unit.name, "code": unit.code, "source": unit.source}
            for unit in location.admin
        ],
        "parent": place.parent,
        "code": place.code,
        "grade": place.grade,
        "source": source.source_id or None,
        "source_title": source.title or None,
        "source_ref": place.source_ref,
        "licence": source.licence or None,
        "note": place.note,
    }
