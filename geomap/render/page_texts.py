"""The Arabic of a page's texts, as one dictionary: whatever text a page shows is looked up in it.

The dataset's own translations come first; names of places and units that only the gazetteer gave
have the gazetteer's Arabic. Only texts that stand on the page are in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.few_names import places_listed_as
from geomap.incidents import Incidents
from geomap.render.columns import Column, Table
from geomap.render.payload import TotalRecord

_TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "items": ("as_written", "target"),
    "places": ("as_written", "note"),
    "claims": ("claimed_by", "note"),
    "answers": ("wording",),
}
"""The data's own texts, but those with a column of their own in Arabic."""
_TEXT_CODES = ("actor", "publisher", "subkind", "who")


def arabic_of_page(
    incidents: Incidents,
    tables: Mapping[str, Table],
    *,
    totals: Iterable[TotalRecord],
    codes: Mapping[str, Sequence[str]],
    admins: Iterable[Sequence[str]],
) -> dict[str, str]:
    """Return what there is in Arabic of a page's texts and of the gazetteer's names on it.

    Parameters
    ----------
    incidents
        The view of the page.
    tables, codes, admins
        The page's columns, the words they refer to, and its chains of units.
    totals
        The page's totals.
    """
    names = [*_names_of_units(admins), *_names_of_candidates(tables["answers"]["candidates"])]
    found = dict(_arabic_of_names(names, incidents.gazetteer))
    frame = incidents.translations
    if frame.empty:
        return found
    known = dict(zip(frame["text"], frame["text_ar"], strict=True))
    texts = dict.fromkeys(_texts_of_page(tables, totals, codes))
    return found | {text: known[text] for text in texts if text in known}


def _texts_of_page(
    tables: Mapping[str, Table], totals: Iterable[TotalRecord], codes: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    for table, columns in _TEXT_COLUMNS.items():
        for column in columns:
            yield from _distinct(tables[table][column])
    for dictionary in _TEXT_CODES:
        yield from codes[dictionary]
    items = tables["items"]
    # What a site's summary says is the note of its row.
    yield from _distinct(items["summary"][items["site"] == 1])
    for changes in items["changes"][items["site"] == 1]:
        yield from _texts_of_changes(changes or ())
    for total in totals:
        yield from (*total["actors"], total["place_as_written"], total["who"], total["note"])


def _texts_of_changes(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for change in changes:
        yield change["note"]
        if change["date"]:
            yield change["date"]["as_written"]


def _names_of_units(chains: Iterable[Sequence[str]]) -> Iterator[str]:
    for chain in chains:
        yield from map(name_of_unit, chain)


def _names_of_candidates(cells: Column) -> Iterator[str]:
    for candidates in cells:
        yield from (candidate["name"] for candidate in candidates or ())


def name_of_unit(unit: str) -> str:
    """Return the name of a unit without the source that puts a place there.

    Examples
    --------
    >>> name_of_unit("Homs (Wikipedia)")
    'Homs'
    """
    return unit.partition(" (")[0]


def _distinct(column: Column) -> list[str]:
    return [text for text in pd.unique(column) if text]


def _arabic_of_names(names: Iterable[str], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    listed = {place.name: place.name_ar for place in gazetteer.places.values() if place.name_ar}
    distinct = list(dict.fromkeys(names))
    # Units abroad are named by the borders, and some of them spell otherwise than the gazetteer.
    others = [name for name in distinct if name not in listed]
    spelled = places_listed_as(others, gazetteer.places.values())
    for name in distinct:
        if name in listed:
            yield name, listed[name]
        elif name in spelled and spelled[name].name_ar:
            yield name, spelled[name].name_ar or ""
