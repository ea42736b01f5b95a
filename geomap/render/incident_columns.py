"""Incidents as columns of a page, whole tables at a time: nothing here runs once an incident."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geomap.incidents import Incidents, LocatedTable
from geomap.incidents.made_ids import rows_of_ids
from geomap.render.answer_table import AdminTable, AnswerTable, lonlat_codes
from geomap.render.cells import list_from_cell
from geomap.render.codes import CERTAINTY, STANDING, Codes, fixed_codes
from geomap.render.columns import (
    LONLAT_SCALE,
    NOWHERE,
    Column,
    Table,
    cells_of,
    ids_of,
    is_same,
    none_for_empty,
    objects_from,
    ranges,
    same_cells,
    with_none,
)
from geomap.render.item_places import item_location, names_of_units
from geomap.render.shapes import ShapeCollector

# Sentences about one point are made by asking for it: past this many, all say the same.
_MOST_EXPLAINED = 2000
_POINT_SENTENCE = (
    "The text is a coordinate, latitude first; the uncertainty is that of its last digit."
)
_CIRCLE_SENTENCE = "The coordinate is stated, within {:g} km."
_NO_UNIT_SENTENCE = "It falls in no unit of the embedded borders."
_EPOCH = np.datetime64("1970-01-01", "D")


def incident_tables(  # noqa: PLR0913 - what gathers the parts of a page
    incidents: Incidents,
    *,
    codes: Codes,
    answers: AnswerTable,
    admins: AdminTable,
    shapes: ShapeCollector,
    sources: pd.Series,
    sites: Mapping[str, list[str]],
) -> dict[str, Table]:
    """Return the incidents of a view with their places and claims, in the order of the tables.

    Parameters
    ----------
    incidents
        A view of a period.
    codes, answers, admins, shapes
        Take the words, the gazetteer's answers, the chains of units, the areas.
    sources
        Ids of the sources.
    sites
        The site items that an incident changed, by incident id.

    Returns
    -------
    dict
        `items`; `places`, `claims` and `actors` with the row of their `item`. A source is 0 for
        none, else 1 + its row in the table of sources.
    """
    frame, located = incidents.kept_frame("incidents"), incidents.located_table()
    actors, actor_counts = _actors(frame["actors"], codes)
    items: Table = {
        **_coded_items(frame, located, codes),
        **_dates(frame),
        "related": _related(frame, sites),
        "actors": actor_counts,
    }
    return {
        "items": items,
        "actors": actors,
        "places": _places(
            incidents, located, codes=codes, answers=answers, admins=admins, shapes=shapes,
            sources=sources,
        ),
        "claims": _claims(incidents, frame["incident_id"], codes, sources),
    }  # fmt: skip


def _coded_items(frame: pd.DataFrame, located: LocatedTable, codes: Codes) -> Table:
    texts = ("title", "title_ar", "summary", "summary_ar", "date_precision", "target")
    kinds = cells_of(frame["kind"])
    return {
        "id": ids_of(frame["incident_id"]),
        "layer": kinds,
        "kind": codes.of("kind", kinds),
        "subkind": codes.of("subkind", cells_of(frame["subkind"])),
        "status": codes.of("status", cells_of(frame["status"])),
        "background": frame["background"].to_numpy(dtype=np.int64),
        "drawn": np.asarray(located.drawn, dtype=np.int64),
        **{name: cells_of(frame[name]) for name in texts},
    }


def _dates(frame: pd.DataFrame) -> Table:
    first, last = _days(frame["date_start"]), _days(frame["date_end"])
    is_dated = ~np.isnat(first)
    number = np.where(is_dated, (first - _EPOCH).astype(np.int64), 0)
    as_written = cells_of(frame["date_as_written"])
    # Words that repeat the day need not be said twice: None stands for them.
    written = as_written != ""
    has_date = is_dated | written
    if written.any():
        as_written = with_none(as_written, is_dated & _repeats(as_written, first))
    certainty = fixed_codes(cells_of(frame["certainty"]), CERTAINTY)
    return {
        "dated": is_dated.astype(np.int64),
        "first": number,
        "span": np.where(is_dated, (last - first).astype(np.int64), 0),
        "as_written": as_written,
        "certainty": np.where(has_date, certainty, 0),
    }


def _repeats(words: Column, days: Column) -> Column:
    """Tell which words are the day itself, YYYY-MM-DD, each distinct pair compared once."""
    code_of_word, distinct_words = pd.factorize(words)
    code_of_day, distinct_days = pd.factorize(days)
    pair, pairs = pd.factorize(code_of_word * (len(distinct_days) + 1) + code_of_day + 1)
    texts = np.array([None, *np.datetime_as_string(distinct_days).tolist()], dtype=object)
    is_same_text: Column = distinct_words[pairs // len(texts)] == texts[pairs % len(texts)]
    return is_same_text[pair]


def _related(frame: pd.DataFrame, sites: Mapping[str, list[str]]) -> Column:
    stated, ids = cells_of(frame["related_to"]), ids_of(frame["incident_id"])
    rows = set() if is_same(stated) and not stated[0] else {*np.flatnonzero(stated != "").tolist()}
    if not rows and not sites:
        return same_cells(None, len(frame))
    related = np.full(len(frame), None, dtype=object)
    known = {identifier: row for row, identifier in enumerate(ids)}
    rows |= {known[incident] for incident in sites if incident in known}
    for row in rows:
        # An incident outside the period is not on the page: a link to it would lead nowhere.
        others = [other for other in list_from_cell(stated[row]) if other in known]
        found = list(dict.fromkeys([*others, *sites.get(ids[row], [])]))
        related[row] = found or None
    return related


def _actors(cells: pd.Series, codes: Codes) -> tuple[Table, Column]:
    row_codes, distinct = pd.factorize(cells_of(cells))
    lists = [list_from_cell(cell) for cell in distinct]
    counts = np.array([len(names) for names in lists], dtype=np.int64)
    flat = codes.of("actor", [name for names in lists for name in names])
    starts = np.concatenate(([0], np.cumsum(counts)))[:-1].astype(np.int64)
    row_counts = counts[row_codes] if len(counts) else np.zeros(0, np.int64)
    taken = ranges(starts[row_codes] if len(starts) else row_counts, row_counts)
    item = np.repeat(np.arange(len(row_codes)), row_counts)
    return {"item": item, "actor": flat[taken]}, row_counts


def _places(  # noqa: PLR0913 - what gathers the parts of a page
    incidents: Incidents,
    located: LocatedTable,
    *,
    codes: Codes,
    answers: AnswerTable,
    admins: AdminTable,
    shapes: ShapeCollector,
    sources: pd.Series,
) -> Table:
    frame = incidents.kept_frame("locations")
    wordings = cells_of(frame["place_as_written"])
    item = np.asarray(located.incident, dtype=np.int64)
    answer, wording_of = _answer_codes(located, wordings, item, answers)
    is_own = answer == 0
    table: Table = {
        "item": item,
        "role": codes.of("role", cells_of(frame["role"])),
        "standing": fixed_codes(cells_of(frame["standing"]), STANDING),
        "answer": answer,
        "source": rows_of_ids(sources, frame["source_id"]) + 1,
        "lon": _scaled(located.lon, is_own, NOWHERE),
        "lat": _scaled(located.lat, is_own, 0),
        "precision": np.where(is_own, np.asarray(located.precision, dtype=np.int64), 0),
        "uncertainty_m": _metres(located.uncertainty_m, is_own),
        "admin": np.where(is_own, _admin_codes(located, admins, is_own), 0),
        "anchor_lon": np.full(len(frame), NOWHERE, dtype=np.int64),
        "anchor_lat": np.zeros(len(frame), dtype=np.int64),
        "as_written": _unlike(wordings, wording_of, is_own),
        "note": cells_of(frame["note"]),
        "explanation": _explanations(incidents, located, cells_of(frame["place_id"]), is_own),
    }
    _point_towards(table, frame["role"] == "towards", incidents, located, shapes)
    return table


def _answer_codes(
    located: LocatedTable, wordings: Column, item: Column, answers: AnswerTable
) -> tuple[Column, Column]:
    """Return the code of each row's answer, and the wording that it first answered."""
    order = np.argsort(item, kind="stable")
    rows = np.asarray(located.answer, dtype=np.int64)
    used, first = np.unique(rows[order], return_index=True)
    # One more for rows without an answer, which are -1.
    code = np.zeros(len(located.answers) + 1, dtype=np.int64)
    words = np.full(len(located.answers) + 1, None, dtype=object)
    for place in np.argsort(first):
        answer, row = int(used[place]), int(order[first[place]])
        if answer >= 0:
            found = answers.code_of(located.answers[answer], wording=wordings[row])
            code[answer], words[answer] = found, answers.wording_of(found)
    return code[rows], words[rows]


def _unlike(wordings: Column, answered: Column, is_own: Column) -> Column:
    """Return wordings, None where the answer of a place tells the same."""
    if is_own.all():
        return wordings
    return with_none(wordings, ~is_own & (wordings == answered))


def _scaled(degrees: Column, chosen: Column, otherwise: int) -> Column:
    scaled = np.round(np.where(chosen, degrees, 0) * LONLAT_SCALE).astype(np.int64)
    return np.where(chosen, scaled, otherwise)


def _metres(uncertainty_m: Column, chosen: Column) -> Column:
    known = chosen & ~np.isnan(uncertainty_m)
    return np.where(known, np.round(np.where(known, uncertainty_m, 0)), -1).astype(np.int64)


def _admin_codes(located: LocatedTable, admins: AdminTable, chosen: Column) -> Column:
    rows = np.asarray(located.admin, dtype=np.int64)
    code = np.zeros(len(located.admin_chains) + 1, dtype=np.int64)
    for chain in np.unique(rows[chosen]).tolist():
        if chain >= 0:
            code[chain] = admins.code_of(names_of_units(located.admin_chains[chain]))
    return np.where(chosen, code[rows], 0)


def _explanations(
    incidents: Incidents, located: LocatedTable, place_ids: Column, is_own: Column
) -> Column:
    own = np.flatnonzero(is_own)
    radius_m = np.nan_to_num(np.asarray(located.uncertainty_m, dtype=np.float64))
    if len(own) <= _MOST_EXPLAINED:
        found = np.full(len(is_own), "", dtype=object)
        gazetteer = incidents.gazetteer
        for row in own.tolist():
            place_id = place_ids[row] if place_ids[row] in gazetteer.places else None
            found[row] = gazetteer.resolve_point(
                float(located.lon[row]),
                float(located.lat[row]),
                uncertainty_m=float(radius_m[row]),
                place_id=place_id,
            ).explanation
        return found
    distinct, code = np.unique(radius_m[own], return_inverse=True)
    is_nowhere = np.array([not chain for chain in (*located.admin_chains, ())], dtype=np.int64)
    said = [_POINT_SENTENCE if not r else _CIRCLE_SENTENCE.format(r / 1000) for r in distinct]
    sentences = objects_from(
        text for word in said for text in (word, f"{word} {_NO_UNIT_SENTENCE}")
    )
    sentence = 2 * code + is_nowhere[np.asarray(located.admin)[own]]
    if len(own) == len(is_own) and bool((sentence == sentence[0]).all()):
        return same_cells(sentences[sentence[0]], len(own))
    found = np.full(len(is_own), "", dtype=object)
    found[own] = sentences[sentence]
    return found


def _point_towards(
    table: Table,
    moved: pd.Series,
    incidents: Incidents,
    located: LocatedTable,
    shapes: ShapeCollector,
) -> None:
    """Let what moved towards an area point at its near edge."""
    towards = moved.to_numpy(dtype=bool) & (table["answer"] > 0)
    has_area = np.array([place.geometry is not None for place in (*located.answers,)] + [False])
    towards &= has_area[np.asarray(located.answer)]
    items = np.unique(table["item"][towards]).tolist()
    if not items:
        return
    ids = cells_of(incidents.incidents["incident_id"])
    found = incidents.select([ids[item] for item in items]).located()
    for item, incident in zip(items, found, strict=True):
        rows = np.flatnonzero(table["item"] == item).tolist()
        happened = incident.geometry
        for row, place in zip(rows, incident.places, strict=True):
            if place.role == "towards" and happened is not None:
                record = item_location(place, shapes, happened=happened)
                lon, lat = lonlat_codes(record["anchor"])
                table["anchor_lon"][row], table["anchor_lat"][row] = lon, lat


def _claims(incidents: Incidents, ids: pd.Series, codes: Codes, sources: pd.Series) -> Table:
    frame = incidents.kept_frame("claims")
    item = rows_of_ids(ids, frame["incident_id"])
    part_of, superseded_by = _links_between(frame, item)
    low, high = (frame[name].to_numpy(dtype=np.float64) for name in ("low", "high"))
    return {
        "item": item,
        "source": rows_of_ids(sources, frame["source_id"]) + 1,
        "low": low,
        "high": high,
        "part_of": part_of,
        "superseded_by": superseded_by,
        "stated_at": none_for_empty(cells_of(frame["stated_at"])),
        "id": ids_of(frame["claim_id"]),
        **{name: codes.of(name, cells_of(frame[name])) for name in ("measure", "who", "qualifier")},
        **{name: cells_of(frame[name]) for name in ("claimed_by", "note")},
    }


def _links_between(frame: pd.DataFrame, item: Column) -> tuple[Column, Column]:
    """Return which claim each is a part of, and by which it was replaced.

    0 is none, else 1 + the place of the other among the claims of the incident. The table says
    what a claim replaces; a reader needs to know by what it was replaced.
    """
    parts, replacing = cells_of(frame["part_of"]), cells_of(frame["supersedes"])
    if not (_is_given(parts) or _is_given(replacing)):
        nothing = same_cells(0, len(frame), dtype=np.int64)
        return nothing, nothing
    part_of, superseded_by = np.zeros((2, len(frame)), dtype=np.int64)
    row_of = {claim: row for row, claim in enumerate(frame["claim_id"])}
    within = pd.Series(item).groupby(item).cumcount().to_numpy() + 1
    for row in np.flatnonzero(parts != "").tolist():
        part_of[row] = within[row_of[parts[row]]]
    for row in np.flatnonzero(replacing != "").tolist():
        superseded_by[row_of[replacing[row]]] = within[row]
    return part_of, superseded_by


def _is_given(texts: Column) -> bool:
    return bool(texts[0] if is_same(texts) else (texts != "").any())


def _days(column: pd.Series) -> Column:
    days: Column = column.to_numpy().astype("datetime64[D]")
    return days
