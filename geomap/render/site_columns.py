"""Sites as columns of a page, from their records: there are few, and much is told of each."""

from collections.abc import Sequence

import numpy as np

from geomap.render.answer_table import AnswerTable
from geomap.render.codes import CERTAINTY, DRAWN, NEWS, STANDING, Codes, fixed_codes
from geomap.render.columns import NOWHERE, Column, Table, objects_from
from geomap.render.payload import Day, Item

_EPOCH = np.datetime64("1970-01-01", "D")


def site_tables(
    sites: Sequence[Item], *, codes: Codes, answers: AnswerTable, sources: dict[str, int]
) -> dict[str, Table]:
    """Return the records of sites as columns.

    Parameters
    ----------
    sites
        Records as `site_items` makes them: no claims, and places that are answers.
    codes, answers
        Take the words, and the gazetteer's answers.
    sources
        1 + the row of each source, by its id.

    Returns
    -------
    dict
        `items`; `places`, `actors` and `cited` (the sources of changes) with the row of their
        `item`.
    """
    return {
        "items": _items(sites, codes),
        "actors": _actors(sites, codes),
        "places": _places(sites, codes, answers),
        "cited": _cited(sites, sources),
    }


def _items(sites: Sequence[Item], codes: Codes) -> Table:
    dates = [site["date"] or {"start": None, "end": None} for site in sites]
    first = [_day_number(date["start"]) for date in dates]
    last = [_day_number(date["end"]) for date in dates]
    news = [site.get("news") for site in sites]
    return {
        "site": np.ones(len(sites), dtype=np.int64),
        "rank": np.arange(len(sites), dtype=np.int64),
        "id": _texts(sites, "id"),
        "layer": _texts(sites, "layer"),
        "kind": codes.of("kind", _texts(sites, "kind")),
        "subkind": codes.of("subkind", _texts(sites, "subkind")),
        "status": codes.of("status", _texts(sites, "status")),
        "state": codes.of("state", _texts(sites, "state")),
        "drawn": fixed_codes([site["drawn"] for site in sites], DRAWN),
        "background": np.array([site["background"] for site in sites], dtype=np.int64),
        "certainty": fixed_codes([_certainty(site) for site in sites], CERTAINTY),
        "news": fixed_codes([found["kind"] if found else "" for found in news], NEWS),
        "news_certainty": fixed_codes(
            [found["certainty"] if found else "" for found in news], CERTAINTY
        ),
        "dated": np.array([day is not None for day in first], dtype=np.int64),
        "first": np.array([day or 0 for day in first], dtype=np.int64),
        "span": np.array(
            [(end or 0) - (start or 0) for start, end in zip(first, last, strict=True)],
            dtype=np.int64,
        ),
        "date_precision": objects_from(_date_text(site, "precision") for site in sites),
        "as_written": objects_from(_date_text(site, "as_written") for site in sites),
        "title": _texts(sites, "title"),
        "title_ar": objects_from(site.get("title_ar", "") for site in sites),
        "summary": _texts(sites, "summary"),
        "summary_ar": objects_from(site.get("summary_ar", "") for site in sites),
        "target": _texts(sites, "target"),
        "related": objects_from(site["related"] or None for site in sites),
        "changes": objects_from(site["changes"] or None for site in sites),
        "actors": np.array([len(site["actors"]) for site in sites], dtype=np.int64),
    }


def _actors(sites: Sequence[Item], codes: Codes) -> Table:
    rows = [(row, name) for row, site in enumerate(sites) for name in site["actors"]]
    return {
        "item": np.array([row for row, _ in rows], dtype=np.int64),
        "actor": codes.of("actor", [name for _, name in rows]),
    }


def _places(sites: Sequence[Item], codes: Codes, answers: AnswerTable) -> Table:
    rows = [(row, place) for row, site in enumerate(sites) for place in site["locations"]]
    places = [place for _, place in rows]
    answer = np.array([answers.code_of_record(place) for place in places], dtype=np.int64)
    zeros = np.zeros(len(rows), dtype=np.int64)
    return {
        "item": np.array([row for row, _ in rows], dtype=np.int64),
        "role": codes.of("role", [place["role"] for place in places]),
        "standing": fixed_codes([place["standing"] for place in places], STANDING),
        "answer": answer,
        "source": zeros,
        "lon": np.full(len(rows), NOWHERE, dtype=np.int64),
        "lat": zeros,
        "precision": zeros,
        "uncertainty_m": zeros - 1,
        "admin": zeros,
        "anchor_lon": np.full(len(rows), NOWHERE, dtype=np.int64),
        "anchor_lat": zeros,
        "as_written": objects_from(
            None if place["as_written"] == answers.wording_of(code) else place["as_written"]
            for place, code in zip(places, answer.tolist(), strict=True)
        ),
        "note": objects_from(place["note"] for place in places),
        "explanation": objects_from("" for _ in places),
    }


def _cited(sites: Sequence[Item], sources: dict[str, int]) -> Table:
    rows = [
        (row, sources[change["source"]])
        for row, site in enumerate(sites)
        for change in site["changes"]
        if change["source"] in sources
    ]
    return {
        "item": np.array([row for row, _ in rows], dtype=np.int64),
        "source": np.array([source for _, source in rows], dtype=np.int64),
    }


def _texts(sites: Sequence[Item], name: str) -> Column:
    return objects_from(site[name] for site in sites)  # type: ignore[literal-required]


def _day_number(day: Day | None) -> int | None:
    return None if day is None else int((np.datetime64(day, "D") - _EPOCH).astype(np.int64))


def _certainty(site: Item) -> str:
    return site["date"]["certainty"] if site["date"] else ""


def _date_text(site: Item, name: str) -> str:
    if site["date"] is None:
        return ""
    return site["date"]["precision"] if name == "precision" else site["date"]["as_written"]
