"""Where the items of a split page are cut into parts: by period, inside one by cells of the map.

A part is loaded at one go. The curve of a period is cut at the edges of the square cells that a
Morton curve fills one after the other, so that a part is a patch of the map; small neighbours are
one part.
"""

from itertools import pairwise

import numpy as np

from geomap.render.columns import Column
from geomap.render.item_order import NOWHERE_ON_CURVE
from geomap.render.morton import WORLD_BITS
from geomap.render.period_groups import EVERY_PERIOD

Cut = tuple[int, int]


def cuts_of_parts(ranks: Column, codes: Column, *, most: int) -> tuple[Cut, ...]:
    """Return the first row of each part and the row after its last.

    The first part is what belongs to every period; it may be empty.

    Parameters
    ----------
    ranks
        Of the periods of all items, ascending.
    codes
        Where on the curve the items are, ascending within a period.
    most
        Items of a part.
    """
    periods, starts = np.unique(ranks, return_index=True)
    edges = [*starts.tolist(), len(ranks)]
    has_timeless = len(periods) > 0 and periods[0] == EVERY_PERIOD
    cuts = [] if has_timeless else [(0, 0)]
    for start, end in pairwise(edges):
        ends = _ends_of_cells(codes[start:end], most)
        cuts += [(start + a, start + b) for a, b in pairwise([0, *_without_small(ends, most)])]
    return tuple(cuts)


def _ends_of_cells(codes: Column, most: int) -> list[int]:
    """Return where cells end that have no more items than fit; what is nowhere is one of them."""
    somewhere = int(np.searchsorted(codes, NOWHERE_ON_CURVE))
    ends = _split(codes, (0, somewhere), most, cell=0, bits=2 * WORLD_BITS)
    return [*ends, *_every(somewhere, len(codes), most)]


def _split(codes: Column, run: Cut, most: int, *, cell: int, bits: int) -> list[int]:
    start, end = run
    if start == end:
        return []
    if end - start <= most:
        return [end]
    if bits == 0:
        return _every(start, end, most)
    quarter = 1 << (bits - 2)
    corners = np.array([cell + k * quarter for k in range(1, 4)], dtype=np.uint64)
    inner = (start + np.searchsorted(codes[start:end], corners)).tolist()
    ends: list[int] = []
    for k, part in enumerate(pairwise([start, *inner, end])):
        ends += _split(codes, part, most, cell=cell + k * quarter, bits=bits - 2)
    return ends


def _every(start: int, end: int, most: int) -> list[int]:
    return [min(at + most, end) for at in range(start, end, most)]


def _without_small(ends: list[int], most: int) -> list[int]:
    """Join neighbours as long as they fit into one part."""
    kept: list[int] = []
    start = 0
    for end, after in pairwise([*ends, None]):
        if end is not None and (after is None or after - start > most):
            kept.append(end)
            start = end
    return kept
