"""Export a gazetteer to GeoJSON, with the precision and provenance of every place.

A program that draws every Point of a GeoJSON as a pin would make sharp what is vague; so what is
no point stays a polygon here, `precision` and `uncertainty_m` stand in every row, and `lon`, `lat`
are left to the geometry.
"""

from collections.abc import Mapping
from typing import Any

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import Place
from geomap.gazetteer.place_facts import facts_of_place
from geomap.gazetteer.plain_geometry import rounded_geometry
from geomap.gazetteer.provenance import Source, source_of


def to_feature_collection(gazetteer: Gazetteer, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return all places as a GeoJSON FeatureCollection (RFC 7946), ordered by id.

    Parameters
    ----------
    gazetteer
        Whose places to export.
    sources
        The sources that places cite, for titles and licences.

    Returns
    -------
    A JSON-ready dictionary. Coordinates are EPSG:4326, longitude first, 6 decimals.
    """
    return {
        "type": "FeatureCollection",
        "features": [
            _feature_of(place, gazetteer, sources) for _, place in sorted(gazetteer.places.items())
        ],
    }


def _feature_of(
    place: Place, gazetteer: Gazetteer, sources: Mapping[str, Source]
) -> dict[str, Any]:
    location = gazetteer.resolve_place(place.place_id)
    source = source_of(place.source_id or "", sources)
    return {
        "type": "Feature",
        "id": place.place_id,
        "geometry": None if location.geometry is None else rounded_geometry(location.geometry),
        "properties": facts_of_place(place, location, source),
    }
