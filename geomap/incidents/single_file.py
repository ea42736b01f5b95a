"""A single CSV of one's own, one incident a row: what it needs, and what is wrong with it.

Needs the columns `date`, `kind` and `place` (or `lon` and `lat`, or `place_id`). Labels may be
written in any case. `single_tables` makes the tables of a dataset of it. A frame with the same
columns is checked alike; its row numbers are those of the CSV that it would make.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.frames import is_given, numbers_from_text, text_frame_from_csv
from geomap.incidents.locate import PlaceResolver
from geomap.incidents.problems import Problem, did_you_mean
from geomap.incidents.schema_check import check_schemas
from geomap.incidents.tables import Table, dataset_tables, read_tables

EVENTS: Table = read_tables("single_file.json")["events"]
"""The columns of a single CSV."""

MEASURES = [
    name for name in EVENTS.columns if name in dataset_tables()["claims"].columns["measure"].choices
]
"""Columns that become claims."""

_RANGE = re.compile(r"\s*[-–]\s*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")

Mask = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Floats = npt.NDArray[np.float64]


def with_plain_labels(text: CsvText) -> CsvText:
    """Read the labels of the file in lower case: `Date` is `date`."""
    header = [
        label.casefold() if label.casefold() in EVENTS.columns else label for label in text.header
    ]
    return replace(text, header=header)


def with_numbers(text: CsvText) -> CsvText:
    """Read the columns of numbers, so that their texts need not be kept; NaN is what is none."""
    is_number = set(EVENTS.columns_of_type("number"))
    columns = [
        numbers_from_text(pd.Series(cells, dtype=cells.dtype)).to_numpy()
        if label in is_number
        else cells
        for label, cells in zip(text.header, text.columns, strict=True)
    ]
    return replace(text, columns=columns)


def check_single_file(text: CsvText, *, places: PlaceResolver) -> list[Problem]:
    """Find everything that is wrong with a single CSV."""
    problems = list(_check_needed_columns(text))
    if not text.size:
        problems.append(Problem(text.file, None, None, None, "at least one row below the header"))
    problems += check_schemas({"events": text}, {"events": EVENTS}, extra_columns=True)
    events = text_frame_from_csv(text, EVENTS)
    found = {(problem.row, problem.column) for problem in problems}
    problems += [
        problem
        for problem in (*_check_rows(events, text), *_check_place_ids(events, text, places))
        if (problem.row, problem.column) not in found
    ]
    return problems


def days_of_events(events: pd.DataFrame) -> tuple[Days, Days]:
    """Give the first and the last day of each event, NaT where there is none."""
    first, end_of_date = _days_of_cells(events["date"])
    has_end = has_cell(events["date_end"])
    last = np.where(has_end, _days_of_cells(events["date_end"])[1], end_of_date)
    last[np.isnat(first)] = np.datetime64("NaT")
    return first, last


def ends_of_ranges(cells: pd.Series) -> tuple[Floats, Floats]:
    """Read `9` and `9-13` as a low and a high number; NaN for anything else."""
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object))
    ends = np.array([_ends_of_range(cell) for cell in distinct], dtype=np.float64).reshape(-1, 2)
    return ends[codes, 0], ends[codes, 1]


def has_cell(cells: pd.Series) -> Mask:
    """Tell which rows of a column hold anything."""
    if not is_given(cells):
        return np.zeros(len(cells), dtype=bool)
    array = cells.to_numpy()
    filled: Mask = array != "" if array.dtype == object else ~np.isnan(array)
    return filled


def _check_needed_columns(text: CsvText) -> Iterator[Problem]:
    others = [label for label in text.header if label not in EVENTS.columns]
    needed = ["date"] if "date" not in text.header else []
    if not {"place", "place_id"} & set(text.header) and not {"lon", "lat"} <= set(text.header):
        needed.append("place")
    for label in needed:
        expected = f"a column {label!r} in the header"
        if label == "place":
            expected = "a column 'place', or the columns 'lon' and 'lat', in the header"
        advice = did_you_mean(label, others).replace("did you mean", "is it")
        yield Problem(text.file, 1, label, None, expected, advice)


def _check_rows(events: pd.DataFrame, text: CsvText) -> Iterator[Problem]:
    has = {name: has_cell(events[name]) for name in ("date", "date_end", "lon", "lat", "radius_m")}
    has_point = has["lon"] | has["lat"]
    has_place = _has_words(events["place"]) | has_cell(events["place_id"])
    first, last = days_of_events(events)
    end = _days_of_cells(events["date_end"])[1]
    no_day = "a day that is in the calendar"
    findings = [
        ("place", ~has_place & ~has_point, "a place, or lon and lat"),
        ("lon", ~has["lon"] & has["lat"], "decimal degrees, because lat has some"),
        ("lat", ~has["lat"] & has["lon"], "decimal degrees, because lon has some"),
        ("radius_m", has["radius_m"] & ~has_point, "lon and lat beside it: it is their circle"),
        ("date", has["date"] & np.isnat(first), no_day),
        ("date_end", has["date_end"] & np.isnat(end), no_day),
        ("date_end", last < first, "a day on or after date"),
        ("date", ~has["date"] & has["date_end"], "a date before date_end"),
    ]
    can_be_missing = {"place"} if _lacks_place_columns(text) else set()
    for measure in MEASURES:
        if is_given(events[measure]):
            low, high = ends_of_ranges(events[measure])
            expected = "a range from the smaller to the larger number"
            findings.append((measure, low > high, expected))
    for column, mask, expected in findings:
        if column not in can_be_missing:
            for row in np.flatnonzero(mask).tolist():
                value = str(events[column].iloc[row])
                yield Problem(text.file, int(text.lines[row]), column, value, expected)


def _check_place_ids(
    events: pd.DataFrame, text: CsvText, places: PlaceResolver
) -> Iterator[Problem]:
    cells = events["place_id"]
    if not is_given(cells):
        return
    unknown = [found for found in cells.unique() if found and not places.knows(found)]
    for row in np.flatnonzero(cells.isin(unknown)).tolist():
        advice = did_you_mean(cells.iloc[row], places.place_ids())
        expected = "a place_id of the gazetteer"
        line = int(text.lines[row])
        yield Problem(text.file, line, "place_id", cells.iloc[row], expected, advice)


def _lacks_place_columns(text: CsvText) -> bool:
    """Tell whether the header already lacks every way to say where: one finding is enough."""
    return not {"place", "place_id", "lon", "lat"} & set(text.header)


def _has_words(cells: pd.Series) -> Mask:
    if not is_given(cells):
        return np.zeros(len(cells), dtype=bool)
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object))
    has_words = np.array([bool(cell.strip()) for cell in distinct], dtype=bool)
    return has_words[codes]


def _days_of_cells(cells: pd.Series) -> tuple[Days, Days]:
    """Give the first and last day of a day, month or year, each distinct text read once."""
    if not is_given(cells):
        nothing = np.full(len(cells), np.datetime64("NaT", "s"))
        return nothing, nothing
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object))
    first = _first_days(pd.Series(distinct, dtype=object))
    length = pd.Series(distinct, dtype=object).str.len()
    last = first.mask(length == 7, first + pd.offsets.MonthEnd(0))  # noqa: PLR2004
    last = last.mask(length == 4, first + pd.offsets.YearEnd(0))  # noqa: PLR2004
    days = [column.to_numpy().astype("datetime64[s]")[codes] for column in (first, last)]
    return days[0], days[1]


def _first_days(text: pd.Series) -> pd.Series:
    rest = text.str.len().map({10: "", 7: "-01", 4: "-01-01"})
    return pd.to_datetime(text + rest, format="%Y-%m-%d", errors="coerce")


def _ends_of_range(cell: str) -> tuple[float, float]:
    low, *rest = _RANGE.split(cell.strip(), maxsplit=1)
    high = rest[0] if rest else low
    if _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high):
        return float(low), float(high)
    return float("nan"), float("nan")
