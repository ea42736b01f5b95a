"""Export a gazetteer to the Linked Places Format (LPF) 1.1, a GeoJSON-LD FeatureCollection.

https://github.com/LinkedPasts/linked-places-format. It is what the World Historical Gazetteer and
Pelagios read. The surprise: LPF has no word for a radius, so the doubt of a point goes into
`certainty` (certain, less-certain, uncertain) and, in metres, into the feature's properties. An
area is exported as an area; a point that may not be drawn as a pin is never `certain`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import Location, Place, kind_in_words
from geomap.gazetteer.plain_geometry import rounded_geometry
from geomap.gazetteer.provenance import Source, source_of

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
PLACE_URI = "urn:x-geomap:place:"
"""What stands before a place_id in `@id`: geomap publishes no page for each place."""

_GEONAMES = "https://www.geonames.org/"
_BORDERS = "natural-earth"
_ISO_COUNTRY_LETTERS = 2

# Concepts of the Getty Art & Architecture Thesaurus, where one says the same as our kind.
_AAT = {
    "country": ("aat:300128207", "nations"),
    "governorate": ("aat:300232418", "administrative divisions"),
    "region": ("aat:300182722", "regions (geographic)"),
    "city": ("aat:300008389", "cities"),
    "town": ("aat:300008375", "towns"),
    "village": ("aat:300008372", "villages"),
    "river": ("aat:300008707", "rivers"),
    "lake": ("aat:300008680", "lakes"),
}
_CERTAINTY_BY_GRADE = {"A": "certain", "B": "less-certain"}


def to_linked_places(gazetteer: Gazetteer, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return all places as a Linked Places FeatureCollection, ordered by id.

    Parameters
    ----------
    gazetteer
        Whose places to export.
    sources
        The sources that places and names cite, for the citations.

    Returns
    -------
    A JSON-ready dictionary. Coordinates are EPSG:4326, longitude first, 6 decimals.
    """
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": [
            _feature_of(place, gazetteer, sources) for _, place in sorted(gazetteer.places.items())
        ],
    }


def _feature_of(
    place: Place, gazetteer: Gazetteer, sources: Mapping[str, Source]
) -> dict[str, Any]:
    location = gazetteer.resolve_place(place.place_id)
    feature: dict[str, Any] = {
        "@id": PLACE_URI + place.place_id,
        "type": "Feature",
        "properties": {
            "title": place.name,
            "ccodes": _country_codes(location),
            "precision": location.precision,
            "uncertainty_m": round(location.uncertainty_m or 0),
        },
        "names": [
            {
                "toponym": name.text,
                "lang": name.lang,
                "citations": list(_citations((name.source_id,), sources)),
            }
            for name in place.names
        ],
        "types": [_type_of(place)],
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [_geometry_of(place, location, sources)],
        },
        "relations": list(_relations_of(place, gazetteer, sources)),
        "descriptions": [{"value": location.explanation, "lang": "en"}],
    }
    if place.source_id == "geonames" and (place.source_ref or "").isdecimal():
        link = {"type": "closeMatch", "identifier": f"{_GEONAMES}{place.source_ref}"}
        feature["links"] = [link]
    return feature


def _country_codes(location: Location) -> list[str]:
    codes = (unit.code for unit in location.admin if unit.level == 0)
    return list(dict.fromkeys(code for code in codes if code and len(code) == _ISO_COUNTRY_LETTERS))


def _type_of(place: Place) -> dict[str, Any]:
    own = {"label": kind_in_words(place.kind), "lang": "en"}
    if place.kind not in _AAT:
        return {"identifier": f"urn:x-geomap:kind:{place.kind}", **own, "sourceLabels": [own]}
    identifier, label = _AAT[place.kind]
    return {"identifier": identifier, "label": label, "sourceLabels": [own]}


def _geometry_of(place: Place, location: Location, sources: Mapping[str, Source]) -> dict[str, Any]:
    drawn = {} if location.geometry is None else rounded_geometry(location.geometry)
    outline = (_BORDERS,) if place.units or place.line else ()
    cited = outline or tuple(filter(None, (place.source_id,)))
    return {
        **drawn,
        "certainty": _certainty_of(place, location),
        "citations": list(_citations(cited, sources)),
    }


def _certainty_of(place: Place, location: Location) -> str:
    stated = _CERTAINTY_BY_GRADE.get(place.grade or "", "uncertain")
    is_vague = location.precision == "area" or bool(place.units or place.line)
    return "less-certain" if is_vague and stated == "certain" else stated


def _relations_of(
    place: Place, gazetteer: Gazetteer, sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    """Yield the stated parent and each rival unit, with who claims it where somebody does."""
    claimed_by: dict[str, list[str]] = {place.parent: []} if place.parent else {}
    for claim in gazetteer.claims_on(place.place_id):
        claimed_by.setdefault(claim.admin_id, []).append(claim.source_id)
    for parent_id, source_ids in claimed_by.items():
        yield _part_of(gazetteer.place(parent_id), _citations(source_ids, sources))


def _part_of(parent: Place, citations: Iterable[dict[str, Any]]) -> dict[str, Any]:
    relation: dict[str, Any] = {
        "relationType": "gvp:broaderPartitive",
        "relationTo": PLACE_URI + parent.place_id,
        "label": f"part of {parent.name} ({kind_in_words(parent.kind)})",
    }
    cited = list(citations)
    return {**relation, "citations": cited} if cited else relation


def _citations(
    source_ids: Iterable[str], sources: Mapping[str, Source]
) -> Iterator[dict[str, Any]]:
    for source in (source_of(source_id, sources) for source_id in source_ids):
        label = source.title or source.source_id
        if source.licence:
            label = f"{label} ({source.licence})"
        address = source.url or f"urn:x-geomap:source:{source.source_id}"
        yield {"label": label, "@id": address}
