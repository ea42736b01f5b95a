"""Puts the items of a page, and what belongs to them, along the Morton curve."""

from collections.abc import Mapping
from typing import cast

import numpy as np

from geomap.render.codes import STANDING
from geomap.render.columns import LONLAT_SCALE, NOWHERE, Column, Table, ranges, taken
from geomap.render.morton import morton_codes

NOWHERE_ON_CURVE = np.uint64(2**63)
"""Place on the curve of what is nowhere: after all that is somewhere."""

_UNDATED = 2**40
_HAPPENED = ("at", "target")
_CHILDREN = ("places", "claims", "actors", "cited")


def in_page_order(tables: Mapping[str, Table], order: Column) -> dict[str, Table]:
    """Return the tables with the items in their order on the page.

    What belongs to an item stands in the order of the items, and within one as it stood; it loses
    its column `item`, for each item now says how many rows it has.

    Parameters
    ----------
    tables
        `items`; `places`, `claims`, `actors` and `cited` with the row of their `item`.
    order
        The rows of the items, as `page_order` has them.
    """
    items = tables["items"]
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order))
    ordered = {"items": {name: taken(column, order) for name, column in items.items()}}
    for name in _CHILDREN:
        table = tables[name]
        rows = _rows_in_order(table["item"], order, position)
        ordered[name] = {key: taken(cells, rows) for key, cells in table.items() if key != "item"}
        ordered["items"][name] = np.bincount(table["item"], minlength=len(order))[order]
    return ordered


def _rows_in_order(item: Column, order: Column, position: Column) -> Column:
    """Return the rows of what belongs to items, in the order of the items on the page."""
    if bool((item[1:] < item[:-1]).any()):
        return np.argsort(position[item], kind="stable")
    # They stand in the order of the items already: each item's run moves as a whole.
    counts = np.bincount(item, minlength=len(order))
    return ranges((np.cumsum(counts) - counts)[order], counts[order])


def places_with_answers(places: Table, answers: Table) -> tuple[Column, Column]:
    """Return where each place is drawn, in 1e-5 degrees: its point, or the anchor in its area."""
    lon = np.concatenate(([NOWHERE], answers["lon"]))[places["answer"]]
    lat = np.concatenate(([0], answers["lat"]))[places["answer"]]
    for prefix in ("anchor_", ""):
        own = places[f"{prefix}lon"] != NOWHERE
        lon = np.where(own, places[f"{prefix}lon"], lon)
        lat = np.where(own, places[f"{prefix}lat"], lat)
    return lon, lat


def main_codes(tables: Mapping[str, Table], answers: Table, *, roles: list[str]) -> Column:
    """Return where on the curve each item mainly is; what is nowhere comes last.

    That is where it happened, else its first primary place, else its first place at all.

    Parameters
    ----------
    tables
        `items`, and `places` with the row of their `item`.
    answers
        What places refer to.
    roles
        The words that the roles of places are codes of.
    """
    size, places = len(tables["items"]["id"]), tables["places"]
    lon, lat = places_with_answers(places, answers)
    is_somewhere = lon != NOWHERE
    happened = np.isin(places["role"], [roles.index(role) for role in _HAPPENED if role in roles])
    is_primary = places["standing"] == STANDING.index("primary")
    rank = np.where(is_primary, np.where(happened, 0, 1), 2)[is_somewhere]
    rows = np.flatnonzero(is_somewhere)
    best = np.lexsort((rows, rank, places["item"][rows]))
    item, first = np.unique(places["item"][rows][best], return_index=True)
    main = rows[best][first]
    codes = np.full(size, NOWHERE_ON_CURVE, dtype=np.uint64)
    codes[item] = morton_codes(lon[main] / LONLAT_SCALE, lat[main] / LONLAT_SCALE)
    return codes


def page_order(items: Table, codes: Column, ranks: Column | None = None) -> Column:
    """Return the rows of items along the curve, those of one place by day and then by id.

    Parameters
    ----------
    items
        Their table.
    codes
        Where on the curve they are.
    ranks
        Of their periods, where these come first.
    """
    if ranks is not None:
        # What lies in different periods is never tied, for it differs in its days, or in its kind.
        by_curve = page_order(items, codes)
        return by_curve[np.argsort(ranks[by_curve], kind="stable")]
    day = np.where(items["dated"] > 0, items["first"], _UNDATED)
    order = np.lexsort((day, codes))
    tied = (codes[order][1:] == codes[order][:-1]) & (day[order][1:] == day[order][:-1])
    # Ids decide between the few that share a place and a day.
    for start, end in _runs(tied):
        ids = items["id"]
        order[start:end] = sorted(order[start:end].tolist(), key=lambda row: cast("str", ids[row]))
    return order


def _runs(tied: Column) -> list[tuple[int, int]]:
    """Return (start, end) of the rows that are tied with the one before or after them."""
    edges = np.diff(np.concatenate(([0], tied.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return list(zip(starts.tolist(), (ends + 1).tolist(), strict=True))
