"""A view of a dataset as what its page knows: the same data gives the same columns, always."""

from importlib import metadata
from typing import get_args

import numpy as np
import pandas as pd

from geomap.errors import GeomapError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.provenance import Source
from geomap.incidents import EditionDiff, Incidents, Period
from geomap.incidents.made_ids import rows_of_ids
from geomap.incidents.model import LAYERS
from geomap.render.answer_table import AdminTable, AnswerTable
from geomap.render.cells import day_or_none
from geomap.render.codes import DRAWN, Codes, fixed_codes
from geomap.render.column_records import payload_from_columns
from geomap.render.columns import NUMBERS_A_BLOCK, PageColumns, Table, joined_tables
from geomap.render.incident_columns import incident_tables
from geomap.render.item_order import in_page_order, main_codes, page_order
from geomap.render.page_texts import arabic_of_page
from geomap.render.part_cuts import Cut, cuts_of_parts
from geomap.render.part_sources import sources_by_part
from geomap.render.payload import (
    CountsRecord,
    EditionRecord,
    Head,
    Lang,
    Payload,
    PeriodRecord,
    StoreRecord,
)
from geomap.render.period_groups import ranks_of_periods
from geomap.render.period_label import label_of_period
from geomap.render.records import label_records, source_records, total_records
from geomap.render.shapes import ShapeCollector
from geomap.render.since import since_record
from geomap.render.site_columns import site_tables
from geomap.render.site_items import site_items, sites_by_incident
from geomap.render.source_columns import MOST_IN_HEAD, source_tables


class LanguageError(GeomapError, ValueError):
    """The page has no words in this language."""


def payload_from_incidents(
    incidents: Incidents,
    *,
    lang: Lang = "en",
    title: str | None = None,
    since: EditionDiff | None = None,
) -> Payload:
    """Return all that a page of these incidents knows, as records.

    Takes and raises what `columns_from_incidents` does.
    """
    return payload_from_columns(
        columns_from_incidents(incidents, lang=lang, title=title, since=since)
    )


def columns_from_incidents(  # noqa: PLR0913 - each is one thing a page is made from
    incidents: Incidents,
    *,
    lang: Lang = "en",
    title: str | None = None,
    since: EditionDiff | None = None,
    most_sources_in_head: int = MOST_IN_HEAD,
    is_split: bool = False,
) -> PageColumns:
    """Return all that a page of these incidents knows, as columns.

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
    most_sources_in_head
        More sources than this stand in blocks, beside the items that cite them.
    is_split
        Whether items stand by period first, for a page whose parts are loaded one by one.

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
    shapes, admins, codes = ShapeCollector(view.gazetteer), AdminTable(), Codes()
    answers = AnswerTable(shapes, admins)
    all_sources = view.kept_frame("sources")
    tables = _item_tables(
        view,
        sources=all_sources["source_id"],
        codes=codes,
        answers=answers,
        admins=admins,
        shapes=shapes,
        lang=lang,
    )
    layers = [layer for layer in LAYERS if (tables["items"]["layer"] == layer).any()]
    tables["items"]["layer"] = fixed_codes(tables["items"]["layer"], layers)
    answer_table = answers.table(codes)
    tables, cuts = _ordered(
        tables, answer_table, roles=codes.dictionaries()["role"], is_split=is_split
    )
    always_in_head = [*view.totals["source_id"], *view.site_changes["source_id"]]
    if cuts and len(all_sources) > most_sources_in_head:
        all_sources, tables = sources_by_part(
            all_sources, tables, cuts=cuts, in_head=always_in_head
        )
    in_head, in_blocks, tables = source_tables(
        all_sources,
        tables,
        codes=codes,
        in_head=always_in_head,
        most_in_head=most_sources_in_head,
    )
    tables |= {"sources": in_blocks, "answers": answer_table}
    totals = total_records(view)
    head: Head = {
        "version": 2,
        "lang": lang,
        "title": title or incidents.title,
        "dataset": incidents.name,
        "period": _period_record(period or Period.everything(), lang),
        "edition": edition_record(view, since=since),
        "sources": source_records(in_head),
        "layers": layers,
        "shapes": shapes.shapes,
        "totals": totals,
        "labels": label_records(view.gazetteer),
        "counts": _counts(tables["items"]),
        "texts_ar": arabic_of_page(
            view, tables, totals=totals, codes=codes.dictionaries(), admins=admins.chains()
        ),
        "codes": codes.dictionaries(),
        "admins": admins.chains(),
    }
    # A title that the caller chose is the page's in both languages.
    if incidents.title_ar and not title:
        head["title_ar"] = incidents.title_ar
    return PageColumns(head, tables, cuts)


def _ordered(
    tables: dict[str, Table], answers: Table, *, roles: list[str], is_split: bool
) -> tuple[dict[str, Table], tuple[Cut, ...] | None]:
    """Return the tables in the order of the page, and where a split page is cut."""
    items, codes = tables["items"], main_codes(tables, answers, roles=roles)
    if not is_split:
        return in_page_order(tables, page_order(items, codes)), None
    ranks = ranks_of_periods(items, most=NUMBERS_A_BLOCK)
    order = page_order(items, codes, ranks)
    cuts = cuts_of_parts(ranks[order], codes[order], most=NUMBERS_A_BLOCK)
    return in_page_order(tables, order), cuts


def _item_tables(  # noqa: PLR0913 - what gathers the parts of a page
    view: Incidents,
    *,
    sources: pd.Series,
    codes: Codes,
    answers: AnswerTable,
    admins: AdminTable,
    shapes: ShapeCollector,
    lang: Lang,
) -> dict[str, Table]:
    """Return incidents and sites in one set of tables, in the order of the dataset's."""
    changing = pd.Series(view.site_changes["source_id"].unique(), dtype=object)
    rows = dict(zip(changing, (rows_of_ids(sources, changing) + 1).tolist(), strict=True))
    of_incidents = incident_tables(
        view,
        codes=codes,
        answers=answers,
        admins=admins,
        shapes=shapes,
        sources=sources,
        sites=sites_by_incident(view),
    )
    of_sites = site_tables(
        site_items(view, shapes=shapes, lang=lang), codes=codes, answers=answers, sources=rows
    )
    return joined_tables(of_incidents, of_sites)


def _counts(items: Table) -> CountsRecord:
    mapped, area, unlocated, withheld = np.bincount(items["drawn"], minlength=len(DRAWN)).tolist()
    return {"mapped": mapped, "area": area, "unlocated": unlocated, "withheld": withheld}


def edition_record(incidents: Incidents, *, since: EditionDiff | None = None) -> EditionRecord:
    """Return what a page of these incidents is built from.

    The same dataset gives another page on a machine with another store, so what is in the store is
    named. Where it lies is nobody's business.
    """
    sources = incidents.kept_frame("sources")
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
