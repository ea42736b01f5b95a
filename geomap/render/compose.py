"""A view of a dataset as the page's payload: the same data gives the same payload, always."""

from collections import Counter
from importlib import metadata
from typing import get_args

from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.provenance import Source
from geomap.incidents import EditionDiff, Incidents, Period
from geomap.incidents.model import LAYERS
from geomap.render.cells import day_or_none
from geomap.render.incident_items import incident_items
from geomap.render.page_texts import (
    arabic_of_texts,
    names_of_items,
    texts_of_items,
    texts_of_reports,
)
from geomap.render.payload import EditionRecord, Lang, Payload, PeriodRecord, StoreRecord
from geomap.render.period_label import label_of_period
from geomap.render.records import label_records, source_records, total_records
from geomap.render.shapes import ShapeCollector
from geomap.render.since import since_record
from geomap.render.site_items import site_items, sites_by_incident


class LanguageError(GeomapError, ValueError):
    """The page has no words in this language."""


def payload_from_incidents(
    incidents: Incidents,
    *,
    lang: Lang = "en",
    title: str | None = None,
    since: EditionDiff | None = None,
) -> Payload:
    """Return all that a page of these incidents knows.

    Parameters
    ----------
    incidents
        A view of a period (`incidents.period(…)`), or a dataset: then all of it.
    lang
        Language of the page.
    title
        Title of the page; the dataset's own when left out.
    since
        What changed since an older edition, for the edition line.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with the dataset.
    LanguageError
        When the page has no words in `lang`.
    """
    if lang not in get_args(Lang):
        message = f"a page speaks one of {', '.join(get_args(Lang))}; found lang={lang!r}"
        raise LanguageError(message)
    incidents.require_valid()
    period = incidents.shown_period
    view = incidents if period else incidents.period(Period.everything())
    shapes = ShapeCollector(view.gazetteer)
    items = [
        *incident_items(view, shapes=shapes, sites=sites_by_incident(view)),
        *site_items(view, shapes=shapes, lang=lang),
    ]
    used = {item["layer"] for item in items}
    drawn = Counter(item["drawn"] for item in items)
    totals, sources = total_records(view), source_records(view)
    texts = [*texts_of_items(items), *texts_of_reports(totals, sources)]
    payload: Payload = {
        "version": 1,
        "lang": lang,
        "title": title or incidents.title,
        "dataset": incidents.name,
        "period": _period_record(period or Period.everything(), lang),
        "edition": edition_record(view, since=since),
        "sources": sources,
        "layers": [layer for layer in LAYERS if layer in used],
        "items": items,
        "shapes": shapes.shapes,
        "totals": totals,
        "labels": label_records(view.gazetteer),
        "counts": {
            "mapped": drawn["mapped"],
            "area": drawn["area"],
            "unlocated": drawn["unlocated"],
            "withheld": drawn["withheld"],
        },
        "texts_ar": arabic_of_texts(texts, names_of_items(items), view),
    }
    # A title that the caller chose is the page's in both languages.
    if incidents.title_ar and not title:
        payload["title_ar"] = incidents.title_ar
    return payload


def edition_record(incidents: Incidents, *, since: EditionDiff | None = None) -> EditionRecord:
    """Return what a page of these incidents is built from.

    The same dataset gives another page on a machine with another store, so what is in the store is
    named. Where it lies is nobody's business.
    """
    sources = incidents.sources
    edition: EditionRecord = {
        "data_hash": incidents.data_hash,
        # Importing the front door, which opens this module, would be a circle.
        "geomap_version": metadata.version("geomap"),
        "sources": len(sources),
        "incidents": len(incidents),
        "latest_source": day_or_none(sources["published"].max()),
    }
    store = _store_records(incidents.gazetteer)
    if store:
        edition["store"] = store
    if since:
        edition["since"] = since_record(since)
    return edition


def _store_records(gazetteer: Gazetteer) -> list[StoreRecord]:
    """Return the sources of the store by id, those that only taught spellings among them."""
    corrections = gazetteer.corrections
    taught = {source_id: Source(source_id) for source_id in corrections}
    listed = {source.source_id: source for source in gazetteer.installed_sources}
    return [
        {
            "id": source_id,
            "title": source.title,
            "version": source.version,
            "corrections": corrections.get(source_id, 0),
        }
        for source_id, source in sorted((taught | listed).items())
    ]


def _period_record(period: Period, lang: Lang) -> PeriodRecord:
    label = label_of_period(period, lang=lang)
    if period.is_everything:
        return {"start": None, "end": None, "label": label}
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "label": label,
    }
