"""What a page tells of a part before it is loaded: when and where its items are, and how many."""

import numpy as np

from geomap.render.columns import (
    LONLAT_SCALE,
    NOWHERE,
    Column,
    PageColumns,
    Table,
    starts_from_counts,
)
from geomap.render.item_order import places_with_answers
from geomap.render.payload import PartSummary

_CELLS_A_DEGREE = 100


def summaries_of_parts(columns: PageColumns) -> list[PartSummary]:
    """Return a summary for each part of a split page; the first is of what is in every period."""
    items, places = columns.tables["items"], columns.tables["places"]
    lon, lat = places_with_answers(places, columns.tables["answers"])
    starts = starts_from_counts(items["places"])
    summaries: list[PartSummary] = []
    for start, end in columns.cuts or ():
        cut = {name: items[name][start:end] for name in ("dated", "first", "span", "site", "layer")}
        rows = slice(int(starts[start]), int(starts[end]))
        summaries.append(_summary(cut, lon[rows], lat[rows], is_first=not summaries))
    return summaries


def _summary(items: Table, lon: Column, lat: Column, *, is_first: bool) -> PartSummary:
    is_dated = items["dated"] > 0
    first, last = items["first"][is_dated], (items["first"] + items["span"])[is_dated]
    is_timeless = ~is_dated | (items["site"] > 0)
    return {
        # The first one is opened before all others: the gazetteer's answers stand in it.
        "always": is_first or bool(is_timeless.any()),
        "days": [int(first.min()), int(last.max())] if len(first) else None,
        "box": _box(lon, lat),
        "months": _months(items),
    }


def _months(items: Table) -> list[list[int]]:
    """Return first day of month, layer and count of the incidents that begin in the month."""
    is_counted = (items["dated"] > 0) & (items["site"] == 0)
    months = items["first"][is_counted].astype("datetime64[D]").astype("datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int64)
    pairs = np.stack((days, items["layer"][is_counted].astype(np.int64)), axis=1)
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    return [[*pair, count] for pair, count in zip(found.tolist(), counts.tolist(), strict=True)]


def _box(lon: Column, lat: Column) -> list[float] | None:
    """Return west, south, east, north in degrees, a little wide; None when nothing is anywhere."""
    is_somewhere = lon != NOWHERE
    if not is_somewhere.any():
        return None
    lon, lat = lon[is_somewhere], lat[is_somewhere]
    step = LONLAT_SCALE // _CELLS_A_DEGREE
    low = (lon.min() // step, lat.min() // step)
    high = (-(-lon.max() // step), -(-lat.max() // step))
    return [int(edge) / _CELLS_A_DEGREE for edge in (*low, *high)]
