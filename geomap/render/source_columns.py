"""The sources of a page: few stand in its head, many in the blocks of the items that cite them."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from geomap.render.codes import Codes
from geomap.render.columns import Column, Table, cells_of, ids_of, none_for_empty, taken

MOST_IN_HEAD = 1000
CITING = ("places", "claims", "cited")


def source_tables(
    frame: pd.DataFrame,
    tables: Mapping[str, Table],
    *,
    codes: Codes,
    in_head: Iterable[str],
    most_in_head: int,
) -> tuple[pd.DataFrame, Table, dict[str, Table]]:
    """Return the sources for the head, those for the blocks, and the tables that cite them.

    Parameters
    ----------
    frame
        The sources.
    tables
        In the order of the page. A source is 0 for none, else 1 + its row in `frame`.
    codes
        Takes the publishers.
    in_head
        Ids of the sources that are cited by more than items.
    most_in_head
        When there are no more than this, all stand in the head.

    Returns
    -------
    tuple
        Rows of `frame` for the head; the others in the order in which items first cite them, with
        the row of that `item`; `tables` with sources numbered in this order, the head's first.
    """
    # The head's own are looked up by their words: all of them need a code.
    publisher = codes.of("publisher", cells_of(frame["publisher"]))
    if len(frame) <= most_in_head:
        nothing = np.zeros(0, dtype=np.int64)
        return frame, _table(frame, nothing, nothing, publisher), dict(tables)
    sources, items = _citations(tables)
    first_item, first = np.full((2, len(frame)), -1, dtype=np.int64)
    # Written from the last to the first: what is cited first stays.
    first_item[sources[::-1]] = items[::-1]
    first[sources[::-1]] = np.arange(len(sources))[::-1]
    of_head = first_item < 0
    named = list(in_head)
    if named:
        of_head |= frame["source_id"].isin(named).to_numpy()
    in_order = sources[first[sources] == np.arange(len(sources))]
    rest = in_order[~of_head[in_order]]
    order = np.concatenate((np.flatnonzero(of_head), rest))
    number = np.zeros(len(frame) + 1, dtype=np.int64)
    number[order + 1] = np.arange(1, len(order) + 1)
    renumbered = {
        name: {**table, "source": number[table["source"]]} if name in CITING else table
        for name, table in tables.items()
    }
    return frame[of_head], _table(frame, rest, first_item, publisher), renumbered


def _citations(tables: Mapping[str, Table]) -> tuple[Column, Column]:
    """Return the rows of all cited sources and the items that cite them, in the page's order."""
    items, sources = [], []
    for name in CITING:
        counts = tables["items"][name]
        items.append(np.repeat(np.arange(len(counts)), counts))
        sources.append(tables[name]["source"] - 1)
    item, source = np.concatenate(items), np.concatenate(sources)
    order = np.argsort(item, kind="stable")
    order = order[source[order] >= 0]
    return source[order], item[order]


def _table(frame: pd.DataFrame, rows: Column, item: Column, publisher: Column) -> Table:
    def cells(name: str) -> Column:
        return taken(cells_of(frame[name]), rows)

    return {
        "item": taken(item, rows),
        "id": ids_of(frame["source_id"])[rows],
        "publisher": taken(publisher, rows),
        "published": _days(frame["published"].to_numpy()[rows]),
        **{name: cells(name) for name in ("title", "language")},
        **{name: none_for_empty(cells(name)) for name in ("url", "archive_url")},
    }


def _days(published: Column) -> Column:
    """Return days as YYYY-MM-DD, each distinct one written once; None for none."""
    codes, distinct = pd.factorize(published.astype("datetime64[D]"))
    # What has no day has the code -1, the last of them.
    texts: Column = np.array([*np.datetime_as_string(distinct).tolist(), None], dtype=object)
    return texts[codes]
