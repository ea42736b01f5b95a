"""Sites as the page's items: where they stand, what happened to them, their state at the end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from geomap.incidents import Incidents, LocatedPlace, LocatedSite
from geomap.incidents.model import layer_of_site
from geomap.render.cells import list_from_cell, rows_of, span_of, text_or_none
from geomap.render.item_places import item_location
from geomap.render.page_language import with_arabic
from geomap.render.payload import ChangeRecord, Item, ItemDate, Lang
from geomap.render.shapes import ShapeCollector
from geomap.render.site_news import news_of_site


def site_items(incidents: Incidents, *, shapes: ShapeCollector, lang: Lang) -> list[Item]:
    """Return the sites known by the end of a view's period, in the order of their table.

    Parameters
    ----------
    incidents
        A view of a period.
    shapes
        Takes the areas; the items refer to them by index.
    lang
        Which name a site is shown by, where it has one in that language.
    """
    if incidents.sites.empty:
        return []
    changes: dict[str, list[Any]] = defaultdict(list)
    for change in rows_of(incidents.site_changes):
        changes[change.site_id].append(change)
    ids = _item_ids(incidents)
    known = set(incidents.incidents["incident_id"])
    # All there is to know has no time before it to set it against.
    is_open = incidents.shown_period is None or incidents.shown_period.is_everything
    items = []
    pairs = zip(rows_of(incidents.sites), incidents.located_sites(), strict=True)
    for row, located in pairs:
        item = _item(row, located, shapes, changes=changes[row.site_id], lang=lang)
        item["id"] = ids[row.site_id]
        news = None if is_open else news_of_site(changes[row.site_id])
        if news:
            item["news"] = news
        item["related"] = [other for other in item["related"] if other in known]
        items.append(item)
    return items


def sites_by_incident(incidents: Incidents) -> dict[str, list[str]]:
    """Return the ids of the site items that each incident changed."""
    ids = _item_ids(incidents)
    found: dict[str, list[str]] = defaultdict(list)
    for change in rows_of(incidents.site_changes):
        if change.site_id in ids and ids[change.site_id] not in found[change.incident_id]:
            found[change.incident_id].append(ids[change.site_id])
    return found


def _item_ids(incidents: Incidents) -> Mapping[str, str]:
    """Give each site an id that no incident has: the tables name them apart, the page does not."""
    sites = incidents.sites["site_id"]
    if sites.empty:
        return {}
    taken = set(incidents.incidents["incident_id"])
    return {site: f"site:{site}" if site in taken else site for site in sites}


def _item(
    row: Any, located: LocatedSite, shapes: ShapeCollector, *, changes: Sequence[Any], lang: Lang
) -> Item:
    name = (row.name_ar if lang == "ar" else "") or row.name
    place = LocatedPlace("at", "primary", name, "", "", located.location)
    item: Item = {
        "id": row.site_id,
        "type": "site",
        "layer": layer_of_site(row.kind),
        "kind": row.kind,
        "subkind": "",
        "title": name,
        "summary": row.note,
        "status": "reported",
        "background": False,
        "date": _date_of([change for change in changes if change.certainty]),
        "actors": list_from_cell(row.operator),
        "target": "",
        "drawn": located.drawn,
        "locations": [item_location(place, shapes)],
        "claims": [],
        "related": list(dict.fromkeys(change.incident_id for change in changes)),
        "changes": [_change_record(change) for change in changes],
        "state": row.status,
    }
    return with_arabic(item, row.name_ar)


def _date_of(changes: Sequence[Any]) -> ItemDate | None:
    """Return the span of what happened inside the period; None when the site merely stood."""
    spans = [span_of(change) for change in changes]
    days = [day for span in spans for day in (span["start"], span["end"]) if day]
    if not days:
        return None
    wordings = dict.fromkeys(span["as_written"] for span in spans if span["as_written"])
    is_certain = any(change.certainty == "certain" for change in changes)
    return {
        "start": min(days),
        "end": max(days),
        "precision": spans[0]["precision"] if len(spans) == 1 else "range",
        "as_written": "; ".join(wordings),
        "certainty": "certain" if is_certain else "possible",
    }


def _change_record(change: Any) -> ChangeRecord:
    span = span_of(change)
    return {
        "date": span if span["start"] or span["as_written"] else None,
        "change": change.change,
        "status_after": change.status_after,
        "source": text_or_none(change.source_id),
        "note": change.note,
        "in_period": bool(change.certainty),
    }
