"""Incidents as the page's items."""

from collections.abc import Collection, Mapping
from typing import Any

from geomap.incidents import Incidents, LocatedIncident
from geomap.render.cells import list_from_cell, rows_of, span_of
from geomap.render.item_places import item_location
from geomap.render.page_language import add_arabic
from geomap.render.payload import ClaimRecord, Item, ItemDate
from geomap.render.records import claims_by_incident
from geomap.render.shapes import ShapeCollector

_AFTER_ALL_DAYS = "9999-12-31"


def incident_items(
    incidents: Incidents, *, shapes: ShapeCollector, sites: Mapping[str, list[str]]
) -> list[Item]:
    """Return the incidents of a view by date, undated ones last.

    Parameters
    ----------
    incidents
        A view of a period.
    shapes
        Takes the areas; the items refer to them by index.
    sites
        The site items that an incident changed, by incident id.
    """
    claims = claims_by_incident(incidents)
    frame = incidents.incidents
    known = set(frame["incident_id"])
    pairs = zip(rows_of(frame), incidents.located(), strict=True)
    items = [
        _item(
            row,
            located,
            shapes,
            claims=claims.get(row.incident_id, []),
            related=_related(row, known, sites),
        )
        for row, located in pairs
    ]
    return sorted(items, key=_by_date)


def _item(
    row: Any,
    located: LocatedIncident,
    shapes: ShapeCollector,
    *,
    claims: list[ClaimRecord],
    related: list[str],
) -> Item:
    item: Item = {
        "id": row.incident_id,
        "type": "incident",
        "layer": row.kind,
        "kind": row.kind,
        "subkind": row.subkind,
        "title": row.title,
        "summary": row.summary,
        "status": row.status,
        "background": bool(row.background),
        "date": _date_of(row),
        "actors": list_from_cell(row.actors),
        "target": row.target,
        "drawn": located.drawn,
        "locations": [
            item_location(place, shapes, happened=located.geometry) for place in located.places
        ],
        "claims": claims,
        "related": related,
        "changes": [],
        "state": None,
    }
    add_arabic(item, row.title_ar, row.summary_ar)
    return item


def _date_of(row: Any) -> ItemDate | None:
    span = span_of(row)
    # An undated incident may still have the source's words for when it was.
    return {**span, "certainty": row.certainty} if span["start"] or span["as_written"] else None


def _related(row: Any, known: Collection[str], sites: Mapping[str, list[str]]) -> list[str]:
    # An incident outside the period is not on the page: a link to it would lead nowhere.
    stated = [other for other in list_from_cell(row.related_to) if other in known]
    return list(dict.fromkeys([*stated, *sites.get(row.incident_id, [])]))


def _by_date(item: Item) -> tuple[str, str, str]:
    date = item["date"]
    start, end = (date["start"], date["end"]) if date else (None, None)
    return start or _AFTER_ALL_DAYS, end or _AFTER_ALL_DAYS, item["id"]
