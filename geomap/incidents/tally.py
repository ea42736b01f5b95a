"""Count the incidents of a dataset by month, kind, unit and the like, doubt kept apart.

An incident that is dated over two months, or lies on the border of two governorates, belongs to
one of them and nobody knows which: it is counted as `possible` in each and never as `certain`.
So the certain ones add up to no more than there are, and the possible ones to more.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.errors import GeomapError
from geomap.incidents.dataset import Incidents
from geomap.incidents.located_table import DRAWN, LocatedTable
from geomap.incidents.period import VAGUEST_FOR_A_MONTH_DAYS
from geomap.incidents.problems import did_you_mean

if TYPE_CHECKING:
    from geomap.gazetteer.engine import Engine

LEVELS = {"country": 0, "admin1": 1, "admin2": 2, "admin3": 3}
TIMES = {"month": VAGUEST_FOR_A_MONTH_DAYS, "year": 2 * 366}
"""What is dated over more days than this is in none of them."""
COLUMNS = ("kind", "subkind", "status", "date_precision")
DIMENSIONS = (*TIMES, *LEVELS, *COLUMNS, "drawn")
"""What may be counted by."""

_MONTHS = 12

Rows = npt.NDArray[np.intp]


class TallyError(GeomapError, ValueError):
    """What cannot be counted by."""


def tally_incidents(incidents: Incidents, *, by: Sequence[str], engine: "Engine") -> pd.DataFrame:
    """Count incidents for each combination of some dimensions.

    Parameters
    ----------
    incidents
        A dataset without problems, or a view of one.
    by
        Some of `DIMENSIONS`, each once. A month is written 2022-02; what has none is "".
    engine
        Looks places up and sums; here or on a cluster.

    Returns
    -------
    pandas.DataFrame
        The columns of `by`, then `certain` and `possible`, sorted by the former.

    Raises
    ------
    TallyError
        When `by` is empty, repeats one, or names something else.
    """
    check_dimensions(by)
    rows = pd.DataFrame({"row": np.arange(len(incidents))})
    frame = incidents.incidents
    needs_places = any(name in LEVELS or name == "drawn" for name in by)
    table = incidents.located_table(engine=engine) if needs_places else None
    locations = incidents.locations
    for name in by:
        if name in TIMES:
            rows = rows.merge(_spans(frame, name), on="row")
        elif name in LEVELS and table is not None:
            units = _units(table, locations, len(frame), level=LEVELS[name])
            rows = rows.merge(units.rename(columns={"unit": name}), on="row")
        elif name == "drawn" and table is not None:
            rows[name] = np.array(DRAWN, dtype=object)[table.drawn[rows["row"]]]
        else:
            rows[name] = frame[name].to_numpy()[rows["row"]]
    is_certain = ~rows["row"].duplicated(keep=False)
    counted = rows[list(by)].assign(
        certain=is_certain.astype("int64"), possible=(~is_certain).astype("int64")
    )
    return engine.sums(counted, by=by) if len(counted) else counted


def check_dimensions(by: Sequence[str]) -> None:
    """Refuse what cannot be counted by.

    Raises
    ------
    TallyError
        When `by` is empty, repeats one, or names something else.
    """
    for name in by:
        if name not in DIMENSIONS:
            advice = did_you_mean(name, DIMENSIONS) or "expected some of " + ", ".join(DIMENSIONS)
            message = f"incidents cannot be counted by {name!r}: {advice}"
            raise TallyError(message)
    if not by or len(set(by)) < len(by):
        message = f"found {','.join(by)!r}: expected each of some dimensions once, as in month,kind"
        raise TallyError(message)


def _spans(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give a row for each month (or year) that an incident may belong to."""
    first, last = (_number_of(frame[column], name) for column in ("date_start", "date_end"))
    days = (frame["date_end"] - frame["date_start"]).dt.days
    is_told = (first == last) | (days < TIMES[name]).to_numpy()
    is_told &= ~frame["date_start"].isna().to_numpy()
    count = np.where(is_told, last - first + 1, 1)
    row = np.repeat(np.arange(len(frame)), count)
    step = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    number = first[row] + step
    text = _years(number) if name == "year" else _months(number)
    return pd.DataFrame({"row": row, name: np.where(is_told[row], text, "")})


def _number_of(days: pd.Series, name: str) -> Rows:
    """Return the number of the month (or year) that each day lies in, from the year 0 on."""
    year: Rows = days.dt.year.fillna(0).to_numpy(dtype=np.intp)
    month: Rows = days.dt.month.fillna(1).to_numpy(dtype=np.intp)
    return year if name == "year" else year * _MONTHS + month - 1


def _years(number: Rows) -> npt.NDArray[np.object_]:
    return np.array([f"{year:04d}" for year in number.tolist()], dtype=object)


def _months(number: Rows) -> npt.NDArray[np.object_]:
    known = {n: f"{n // _MONTHS:04d}-{n % _MONTHS + 1:02d}" for n in np.unique(number).tolist()}
    return np.array([known[n] for n in number.tolist()], dtype=object)


def _units(table: LocatedTable, locations: pd.DataFrame, size: int, *, level: int) -> pd.DataFrame:
    """Give a row for each unit of a level that an incident may lie in."""
    at = _rows_of_places(table, locations, size)
    names = [
        list(dict.fromkeys(unit.name for unit in chain if unit.level == level))
        for chain in table.admin_chains
    ]
    admin = table.admin[at]
    lies = pd.DataFrame(
        {
            "row": table.incident[at].astype(np.intp),
            "unit": [names[code] if code >= 0 else [] for code in admin.tolist()],
        }
    )
    found = lies.explode("unit").dropna().drop_duplicates()
    missing = np.setdiff1d(np.arange(size), found["row"].to_numpy(dtype=np.intp))
    return pd.concat([found, pd.DataFrame({"row": missing, "unit": ""})], ignore_index=True)


def _rows_of_places(table: LocatedTable, locations: pd.DataFrame, size: int) -> Rows:
    """Return the primary locations that tell where it happened; other roles where none does."""
    is_primary = (locations["standing"] == "primary").to_numpy()
    is_place = is_primary & (locations["role"] != "seen_from").to_numpy() & (table.admin >= 0)
    happened = is_place & locations["role"].isin(["at", "target"]).to_numpy()
    is_told = np.zeros(size, dtype=bool)
    is_told[table.incident[happened]] = True
    return np.flatnonzero(happened | (is_place & ~is_told[table.incident]))
