"""Which items of a split page belong together in time: the years, quarters and months of its parts.

An item stands with the period that holds all its days: its year; in a crowded year its quarter; in
a crowded quarter its month. What has no day, what lies in several years, and sites, which stand on
every day, belong to all periods.
"""

import numpy as np

from geomap.render.columns import Column, Table

EVERY_PERIOD = 0
"""Rank of what belongs to all periods; those of the others go by time."""

_FEW = 8


def ranks_of_periods(items: Table, *, most: int) -> Column:
    """Return the rank of each item's period.

    Neighbouring years that together hold at most an eighth of `most` count as one period.

    Parameters
    ----------
    items
        The columns `site`, `dated`, `first` and `span` of a page.
    most
        A period with more items than this is crowded.
    """
    first = items["first"].astype("datetime64[D]")
    last = (items["first"] + items["span"]).astype("datetime64[D]")
    key = np.where((items["dated"] > 0) & (items["site"] == 0), _years(first, last), EVERY_PERIOD)
    for unit in (_quarters, _months):
        periods, period, counts = np.unique(key, return_inverse=True, return_counts=True)
        is_crowded = ((counts > most) & (periods != EVERY_PERIOD))[period]
        key = np.where(is_crowded, unit(first, last, key), key)
    return _ranks(_with_few_joined(key, most // _FEW))


def _years(first: Column, last: Column) -> Column:
    year = _year(first)
    return np.where(year == _year(last), year * 1000, EVERY_PERIOD)


def _quarters(first: Column, last: Column, key: Column) -> Column:
    quarter = _month(first) // 3
    return np.where(quarter == _month(last) // 3, key + (quarter + 1) * 100, key)


def _months(first: Column, last: Column, key: Column) -> Column:
    month = _month(first)
    # What lies in no quarter of its year lies in no month of it either.
    return np.where(month == _month(last), key + month + 1, key)


def _year(days: Column) -> Column:
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def _month(days: Column) -> Column:
    """Return months of the year, from 0 on."""
    return days.astype("datetime64[M]").astype(np.int64) % 12


def _with_few_joined(key: Column, few: int) -> Column:
    """Join runs of years that together hold no more than a few items."""
    periods, period, counts = np.unique(key, return_inverse=True, return_counts=True)
    joined = periods.copy()
    is_year = (periods % 1000 == 0) & (periods != EVERY_PERIOD)
    held = 0
    for at in range(len(periods)):
        is_after_year = at > 0 and is_year[at] and is_year[at - 1]
        is_joined = is_after_year and held + counts[at] <= few
        joined[at] = joined[at - 1] if is_joined else periods[at]
        held = (held if is_joined else 0) + counts[at]
    return joined[period]


def _ranks(key: Column) -> Column:
    periods = np.unique(np.append(key, EVERY_PERIOD))
    return np.searchsorted(periods, key)
