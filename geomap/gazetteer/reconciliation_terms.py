"""The vocabulary of the reconciliation service: its types, its properties, its manifest.

Types are the kinds of the gazetteer, each in one of four groups, all of them places. Properties are
of two sorts: those that narrow a query (where the place should lie) and those that can be fetched
for a place once it is chosen.
"""

from importlib import metadata
from typing import Any

from geomap.gazetteer.model import FACILITY_KINDS, SETTLEMENT_KINDS, kind_in_words

IDENTIFIER_SPACE = "urn:x-geomap:place:"
SCHEMA_SPACE = "urn:x-geomap:schema:"

ROOT_TYPE = "any-place"
_ROOT = {"id": ROOT_TYPE, "name": "Place"}
_GROUPS = {
    "settlement": ("Settlement", SETTLEMENT_KINDS),
    "facility": ("Facility", FACILITY_KINDS),
    "unit": ("Country or administrative unit", frozenset({"country", "governorate", "district"})),
    "landscape": ("Region or water", frozenset({"region", "desert", "river", "lake"})),
}

QUERY_PROPERTIES = {
    "governorate": "Governorate that contains it (a name, or a place id)",
    "within": "Unit or region that contains it (a name, or a place id)",
    "near": "A place not far from it (a name, or a place id)",
    "kind": "What it is: town, crossing, airfield …",
}
FETCHED_PROPERTIES = {
    "lon": "Longitude (degrees, EPSG:4326); a pin only where precision is site or place",
    "lat": "Latitude (degrees, EPSG:4326); a pin only where precision is site or place",
    "precision": "Precision: site, place, area, admin1, country",
    "uncertainty_m": "Uncertainty (metres)",
    "admin1": "Governorate or province; several where sources disagree",
    "pcode": "P-code of the place, else of its governorate",
    "name_ar": "Name in Arabic",
    "kind": "Kind",
    "source": "Source of the coordinate",
}


def types_of_kind(kind: str) -> list[dict[str, str]]:
    """Return the types of a place of some kind, the narrowest first."""
    groups = (
        {"id": group, "name": name} for group, (name, kinds) in _GROUPS.items() if kind in kinds
    )
    return [{"id": kind, "name": type_name(kind)}, *groups, _ROOT]


def all_types(kinds: set[str]) -> list[dict[str, Any]]:
    """Return every type with its broader ones: the root, the groups, then the kinds."""
    groups = [
        {"id": group, "name": name, "broader": [_ROOT]} for group, (name, _) in _GROUPS.items()
    ]
    narrow: list[dict[str, Any]] = []
    for kind in sorted(kinds):
        own, *broader = types_of_kind(kind)
        narrow.append({**own, "broader": broader[:1]})
    return [dict(_ROOT), *groups, *narrow]


def type_name(kind: str) -> str:
    """Return the name of the type that a kind is.

    Examples
    --------
    >>> type_name("oil_field")
    'Oil field'
    """
    return kind_in_words(kind).capitalize()


def manifest(base_url: str) -> dict[str, Any]:
    """Return the manifest of a service that answers at a base URL (no slash at its end)."""
    groups = [{"id": group, "name": name} for group, (name, _) in _GROUPS.items()]
    return {
        "versions": ["0.1", "0.2"],
        "name": "geomap gazetteer",
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": metadata.version("geomap"),
        "defaultTypes": [_ROOT, *groups],
        "view": {"url": f"{base_url}/place/{{{{id}}}}"},
        "preview": {"url": f"{base_url}/preview/{{{{id}}}}", "width": 430, "height": 220},
        "suggest": {
            "entity": {"service_url": base_url, "service_path": "/suggest/entity"},
            "property": {"service_url": base_url, "service_path": "/suggest/property"},
            "type": {"service_url": base_url, "service_path": "/suggest/type"},
        },
        "extend": {
            "propose_properties": {"service_url": base_url, "service_path": "/properties"},
            "property_settings": [],
        },
    }
