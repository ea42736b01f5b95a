"""The two small HTML pages of the reconciliation service: a place to view, and its preview.

Names come from tables that others wrote: every text is escaped, the page runs no script and loads
nothing (its Content-Security-Policy says so too).
"""

from html import escape

from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.reconciliation_terms import type_name

PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = "body{font:14px/1.4 sans-serif;margin:8px}dt{color:#555}dd{margin:0 0 4px}"


def place_page(gazetteer: Gazetteer, place_id: str) -> str:
    """Return a page on one place.

    Raises
    ------
    PlaceNotFoundError
        When no place has the id.
    """
    place = gazetteer.place(place_id)
    location = gazetteer.resolve_place(place_id)
    names = dict.fromkeys(name.text for name in place.names)
    rows = {
        "kind": type_name(place.kind),
        "lies in": "; ".join(unit.name for unit in location.admin),
        "position": f"{location.lat:.5f} N, {location.lon:.5f} E",
        "precision": f"{location.precision}, within {(location.uncertainty_m or 0) / 1000:.1f} km",
        "names": ", ".join(names),
        "source": " ".join(filter(None, (place.source_id, place.source_ref))),
        "why there": location.explanation,
    }
    listed = "".join(
        f'<dt>{escape(label)}</dt><dd dir="auto">{escape(text)}</dd>'
        for label, text in rows.items()
        if text
    )
    title = escape(place.name)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1><dl>{listed}</dl></body></html>"
    )
