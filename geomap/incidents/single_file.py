"""A single CSV of one's own, one incident a row, made into the tables of a dataset.

Needs the columns `date`, `kind` and `place` (or `lon` and `lat`, or `place_id`). Labels may be
written in any case. Year-only and month-only dates become spans with their precision; a column
named after a measure (`killed`, `injured` …) becomes claims; without a source column the file
itself is the source. Columns that mean nothing here are kept beside the incidents.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import numpy as np
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.frames import text_frame_from_csv
from geomap.incidents.locate import PlaceResolver
from geomap.incidents.problems import Problem, did_you_mean
from geomap.incidents.schema_check import check_schemas
from geomap.incidents.tables import Table, dataset_tables, read_tables

_TABLE: Table = read_tables("single_file.json")["events"]
_KNOWN = list(_TABLE.columns)
_MEASURES = [
    name for name in _KNOWN if name in dataset_tables()["claims"].columns["measure"].choices
]
_PRECISION_BY_LENGTH = {10: "day", 7: "month", 4: "year"}
_RANGE = re.compile(r"\s*[-–]\s*")
_FILE_SOURCE_ID = "file"


def with_plain_labels(text: CsvText) -> CsvText:
    """Read the labels of the file in lower case: `Date` is `date`."""
    header = [
        label.casefold() if label.casefold() in _TABLE.columns else label for label in text.header
    ]
    return replace(text, header=header)


def check_single_file(text: CsvText, *, places: PlaceResolver) -> list[Problem]:
    """Find everything that is wrong with a single CSV."""
    problems = list(_check_needed_columns(text))
    if not text.rows:
        problems.append(Problem(text.file, None, None, None, "at least one row below the header"))
    problems += check_schemas({"events": text}, {"events": _TABLE}, extra_columns=True)
    frame = text_frame_from_csv(text, _TABLE)
    found = {(problem.row, problem.column) for problem in problems}
    problems += [
        problem
        for problem in (*_check_rows(frame, text), *_check_place_ids(frame, text, places))
        if (problem.row, problem.column) not in found
    ]
    return problems


def tables_from_single_file(text: CsvText | None, *, file: str) -> dict[str, pd.DataFrame]:
    """Make the text frames of a dataset, as `text_frame_from_csv` gives them for a folder."""
    frames = {n: text_frame_from_csv(None, table) for n, table in dataset_tables().items()}
    if text is None or not text.rows:
        return frames
    events = text_frame_from_csv(text, _TABLE)
    events["incident_id"] = events["incident_id"].where(
        events["incident_id"] != "", "row-" + events.index.astype(str)
    )
    events["source_id"] = _source_ids(events)
    frames["sources"] = _sources(events, file=file)
    frames["incidents"] = _incidents(events)
    frames["locations"] = _locations(events)
    frames["claims"] = _claims(events)
    return frames


def _check_needed_columns(text: CsvText) -> Iterator[Problem]:
    others = [label for label in text.header if label not in _TABLE.columns]
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
    has_place = (events["place"].str.strip() != "") | (events["place_id"] != "")
    has_lon, has_lat = events["lon"] != "", events["lat"] != ""
    has_radius = events["radius_m"] != ""
    first, last = _spans(events)
    findings = [
        ("place", ~has_place & ~has_lon & ~has_lat, "a place, or lon and lat"),
        ("lon", ~has_lon & has_lat, "decimal degrees, because lat has some"),
        ("lat", ~has_lat & has_lon, "decimal degrees, because lon has some"),
        ("radius_m", has_radius & ~has_lon & ~has_lat, "lon and lat beside it: it is their circle"),
        ("date", (events["date"] != "") & first.isna(), "a day that is in the calendar"),
        (
            "date_end",
            (events["date_end"] != "") & _last_days(events["date_end"]).isna(),
            "a day that is in the calendar",
        ),
        ("date_end", last < first, "a day on or after date"),
        ("date", (events["date"] == "") & (events["date_end"] != ""), "a date before date_end"),
    ]
    can_be_missing = {"place"} if _lacks_place_columns(text) else set()
    for column, mask, expected in findings:
        if column in can_be_missing:
            continue
        for line in events.index[np.asarray(mask, dtype=bool)]:
            yield Problem(text.file, int(line), column, events.loc[line, column], expected)
    for measure in _MEASURES:
        for line, cell in events.loc[events[measure] != "", measure].items():
            low, high = _ends_of_range(cell)
            if _is_number(low) and _is_number(high) and float(low) > float(high):
                expected = "a range from the smaller to the larger number"
                yield Problem(text.file, cast("int", line), measure, cell, expected)


def _check_place_ids(
    events: pd.DataFrame, text: CsvText, places: PlaceResolver
) -> Iterator[Problem]:
    for line, place_id in events.loc[events["place_id"] != "", "place_id"].items():
        if not places.knows(place_id):
            advice = did_you_mean(place_id, places.place_ids())
            expected = "a place_id of the gazetteer"
            yield Problem(text.file, cast("int", line), "place_id", place_id, expected, advice)


def _lacks_place_columns(text: CsvText) -> bool:
    """Tell whether the header already lacks every way to say where: one finding is enough."""
    return not {"place", "place_id", "lon", "lat"} & set(text.header)


def _incidents(events: pd.DataFrame) -> pd.DataFrame:
    first, last = _spans(events)
    precision = events["date"].str.len().map(_PRECISION_BY_LENGTH).fillna("unknown")
    precision = precision.mask(first.notna() & (events["date_end"] != ""), "range")
    made = {
        "date_start": first.dt.strftime("%Y-%m-%d").fillna(""),
        "date_end": last.dt.strftime("%Y-%m-%d").fillna(""),
        "date_precision": precision.where(first.notna(), "unknown"),
        "date_as_written": _joined(events["date"], events["date_end"], " – "),
        "title": events["title"].where(
            events["title"] != "",
            _joined(events["kind"].str.capitalize(), events["place"], ", "),
        ),
        "status": events["status"].replace("", "reported"),
        "background": events["background"].replace("", "false"),
        "related_to": "",
        "title_ar": "",
        "summary_ar": "",
    }
    columns = dataset_tables()["incidents"].columns
    frame = pd.DataFrame({name: made.get(name, events.get(name)) for name in columns})
    for label in events.columns:
        if label not in _TABLE.columns and label != "source_id":
            frame[label if label not in frame else f"own {label}"] = events[label]
    return frame.astype(object)


def _locations(events: pd.DataFrame) -> pd.DataFrame:
    made = {"role": "at", "standing": "primary", "place_as_written": events["place"], "note": ""}
    columns = dataset_tables()["locations"].columns
    frame = pd.DataFrame({name: made.get(name, events.get(name)) for name in columns})
    return frame.astype(object)


def _claims(events: pd.DataFrame) -> pd.DataFrame:
    table = dataset_tables()["claims"]
    parts = []
    for measure in _MEASURES:
        counted = events[events[measure] != ""]
        ends = [_ends_of_range(cell) for cell in counted[measure]]
        part = pd.DataFrame("", index=counted.index, columns=list(table.columns), dtype=object)
        part["claim_id"] = counted["incident_id"] + f"-{measure}"
        part["incident_id"] = counted["incident_id"]
        part["source_id"] = counted["source_id"]
        part["measure"] = measure
        part["who"] = "all"
        part["qualifier"] = "exactly"
        part["low"] = [low for low, _ in ends]
        part["high"] = [high for _, high in ends]
        parts.append(part)
    return pd.concat(parts).sort_index(kind="stable")


def _source_ids(events: pd.DataFrame) -> pd.Series:
    named = (events["source"] != "") | (events["url"] != "")
    numbers = events.groupby(["source", "url"], sort=False).ngroup()
    dense = pd.Series(pd.factorize(numbers.where(named, -1))[0] + 1, index=events.index)
    return ("source-" + dense.astype(str)).where(named, _FILE_SOURCE_ID)


def _sources(events: pd.DataFrame, *, file: str) -> pd.DataFrame:
    first = events.drop_duplicates("source_id")
    host = first["url"].str.extract(r"^https?://([^/]+)", expand=False).fillna("")
    publisher = first["source"].where(first["source"] != "", host)
    frame = pd.DataFrame("", index=first.index, columns=list(dataset_tables()["sources"].columns))
    frame = frame.astype(object)
    frame["source_id"] = first["source_id"]
    frame["publisher"] = publisher.where(first["source_id"] != _FILE_SOURCE_ID, file)
    frame["url"] = first["url"]
    frame["embed"] = "rows"
    return frame


def _spans(events: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    first = _first_days(events["date"])
    last = _last_days(events["date_end"].where(events["date_end"] != "", events["date"]))
    return first, last.where(first.notna())


def _first_days(text: pd.Series) -> pd.Series:
    rest = text.str.len().map({10: "", 7: "-01", 4: "-01-01"})
    return pd.to_datetime(text + rest, format="%Y-%m-%d", errors="coerce")


def _last_days(text: pd.Series) -> pd.Series:
    first = _first_days(text)
    length = text.str.len()
    month_end = first + pd.offsets.MonthEnd(0)
    year_end = first + pd.offsets.YearEnd(0)
    return first.mask(length == 7, month_end).mask(length == 4, year_end)  # noqa: PLR2004


def _joined(left: pd.Series, right: pd.Series, separator: str) -> pd.Series:
    return (left + separator + right).where(right.str.strip() != "", left)


def _ends_of_range(cell: str) -> tuple[str, str]:
    low, *rest = _RANGE.split(cell.strip(), maxsplit=1)
    return low, rest[0] if rest else low


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) is not None
