"""The columns of a UCDP GED file, under the names known here, and what is wrong with them.

Read are the names of version 19.1, and besides them `best_est`, `low_est`, `high_est` and
`event_id`; case does not count, other columns are left aside. Days may carry a midnight behind
them. Every bad cell is found at once; nothing is corrected.
"""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from geomap.incidents.csv_file import CsvText, parse_csv, read_csv_bytes
from geomap.incidents.frames import days_from_text, numbers_from_text
from geomap.incidents.problems import InvalidDatasetError, Problem, did_you_mean

DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
NUMBERS = (*DEATHS, "low", "best", "high")
DATES = ("date_start", "date_end")

_OTHER_NAMES = {"best_est": "best", "low_est": "low", "high_est": "high", "event_id": "id"}
_CODES = {
    "type_of_violence": ("1", "2", "3"),
    "where_prec": ("1", "2", "3", "4", "5", "6", "7"),
    "date_prec": ("1", "2", "3", "4", "5"),
}
_NEEDED = (
    *("id", "side_a", "side_b", "where_coordinates", "latitude", "longitude", "country"),
    *(*_CODES, *DATES, *NUMBERS),
)
_OPTIONAL = (
    *("conflict_name", "dyad_name", "adm_1", "adm_2", "source_article", "source_office"),
    *("source_headline", "source_date", "source_original", "event_clarity", "where_description"),
)
_LIMITS = {"latitude": 90, "longitude": 180}
_WHOLE_NUMBER = r"\d{1,9}"
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_DAY_LENGTH = 10


def read_ucdp_table(path: Path, *, file: str) -> pd.DataFrame:
    """Read a UCDP GED CSV as text under its present column names, indexed by line of the file.

    Raises
    ------
    InvalidDatasetError
        Listing every bad row with its column, value and what was expected.
    """
    data, problems = read_csv_bytes(path, file=file)
    text = None
    if not problems:
        text, problems = parse_csv(data, file=file)
    if text is None or problems:
        raise InvalidDatasetError(file, problems)
    frame, problems = _frame_from_csv(text)
    if not problems:
        problems = list(_check_cells(frame, file))
    if problems:
        raise InvalidDatasetError(file, sorted(problems, key=lambda found: found.row or 0))
    return frame


def _frame_from_csv(text: CsvText) -> tuple[pd.DataFrame, list[Problem]]:
    labels = [_OTHER_NAMES.get(label.casefold(), label.casefold()) for label in text.header]
    problems = [
        Problem(text.file, 1, label, None, "this column of UCDP GED", did_you_mean(label, labels))
        for label in _NEEDED
        if label not in labels
    ]
    problems += [
        Problem(text.file, line, None, None, f"{len(labels)} cells", f"it has {len(cells)}")
        for line, cells in zip(text.lines, text.rows, strict=True)
        if len(cells) != len(labels)
    ]
    if not text.rows:
        problems.append(Problem(text.file, None, None, None, "at least one row below the header"))
    if problems:
        return pd.DataFrame(), problems
    frame = pd.DataFrame(text.rows, columns=labels, index=text.lines, dtype=object)
    frame = frame.reindex(columns=[*_NEEDED, *_OPTIONAL], fill_value="")
    frame = frame.apply(lambda cells: cells.str.strip())
    # Newer files write a day as "2022-01-01 00:00:00.000".
    for column in DATES:
        frame[column] = frame[column].str.replace(r" 00:00:00(\.0+)?$", "", regex=True)
    return frame, []


def _check_cells(frame: pd.DataFrame, file: str) -> Iterator[Problem]:
    for column, expected, is_bad in _findings(frame):
        for line, value in frame.loc[is_bad, column].items():
            yield Problem(file, int(str(line)), column, value, expected)


def _findings(frame: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    ids = frame["id"]
    yield "id", "an id of letters and digits", ~ids.str.fullmatch(_ID)
    yield "id", "each id once", ids.duplicated() & (ids != "")
    for column, codes in _CODES.items():
        yield column, f"a code {codes[0]} to {codes[-1]}", ~frame[column].isin(codes)
    for column in NUMBERS:
        yield column, "a whole number, 0 or more", ~frame[column].str.fullmatch(_WHOLE_NUMBER)
    for column, limit in _LIMITS.items():
        numbers = numbers_from_text(frame[column])
        # A place that is only an area is not drawn from its coordinate, so it may lack one.
        needed = frame["where_prec"].isin(["1", "2"]) | (frame[column] != "")
        yield (
            column,
            f"decimal degrees from -{limit} to {limit}",
            needed & ~(numbers.abs() <= limit),
        )
    yield from _findings_of_dates(frame)


def _findings_of_dates(frame: pd.DataFrame) -> Iterator[tuple[str, str, pd.Series]]:
    days = {column: days_from_text(frame[column]) for column in DATES}
    for column, found in days.items():
        is_bad = ~found.dt.year.between(1800, 2199) | (frame[column].str.len() != _DAY_LENGTH)
        yield column, "a calendar day written YYYY-MM-DD", is_bad
    yield "date_end", "a day not before date_start", days["date_end"] < days["date_start"]
