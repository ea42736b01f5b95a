"""Makes the tables of a dataset of a single CSV, whole columns at a time.

Year-only and month-only dates become spans with their precision; a column named after a measure
(`killed`, `injured` …) becomes claims of the row's source; without a source column the file itself
is the source. Several addresses in `url`, joined by `;`, are several sources: the first one carries
the place and the numbers, each further one a claim `statement` that says no more than that it
reports the incident. Columns that mean nothing here are kept beside the incidents.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.distinct_texts import distinct_texts, has_hardly_a_text_twice
from geomap.incidents.frames import frame_from_columns, is_given, same_cells, text_frame_from_csv
from geomap.incidents.made_ids import MadeIds, kept_cells
from geomap.incidents.single_file import (
    EVENTS,
    MEASURES,
    days_of_events,
    ends_of_ranges,
    has_cell,
)
from geomap.incidents.tables import dataset_tables

_PRECISION_BY_LENGTH = {10: "day", 7: "month", 4: "year"}
_FILE_SOURCE_ID = "file"
_BREAK = re.compile(r"[ \t]*;[ \t]*(?=https?://)")
_SCHEMES = ("https://", "http://")
_SPLIT_AT_ONCE = 1 << 13

Cells = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def tables_from_single_file(text: CsvText | None, *, file: str) -> dict[str, pd.DataFrame]:
    """Make the frames of a dataset; dates and numbers are typed already.

    Parameters
    ----------
    text
        A checked CSV; None or one without rows gives empty tables.
    file
        How the source is called of rows that name none.
    """
    frames = {n: text_frame_from_csv(None, table) for n, table in dataset_tables().items()}
    if text is None or not text.size:
        return frames
    events = text_frame_from_csv(text, EVENTS).reset_index(drop=True)
    events["incident_id"] = _incident_ids(events["incident_id"], text.lines)
    cited = _cite(events)
    frames["sources"] = _sources(cited, file=file)
    frames["incidents"] = _incidents(events)
    frames["locations"] = _locations(events, cited)
    frames["claims"] = _claims(events, cited)
    return frames


@dataclass(frozen=True)
class _Citations:
    """Which source each row cites, in order, and the distinct sources.

    `source` is an index into the sources, -1 for the file itself; `first` holds the first
    citation of each row.
    """

    row: Rows
    source: Rows
    first: Rows
    publishers: Cells
    urls: Cells


def _ids_of_sources(source: Rows) -> MadeIds:
    """Return the ids of sources by their numbers."""
    is_file = source < 0
    if not is_file.any():
        return MadeIds("source-", source + 1)
    ends, number = ("", _FILE_SOURCE_ID), np.where(is_file, -1, source + 1)
    return MadeIds("source-", number, ends=ends, end=is_file.astype(np.int64))


def _incident_ids(given: pd.Series, lines: Rows) -> Cells | MadeIds:
    made, has_own = MadeIds("row-", lines), has_cell(given)
    return np.where(has_own, given.to_numpy(), made.texts()) if has_own.any() else made


def _cite(events: pd.DataFrame) -> _Citations:
    url_of_row, distinct_urls = _distinct_cells(events["url"])
    name_of_row, names = pd.factorize(events["source"].to_numpy(dtype=object))
    parts, sizes = _addresses(distinct_urls)
    address_of_part, addresses = distinct_texts(parts)
    start = np.cumsum(sizes) - sizes
    size_of_row = sizes[url_of_row]
    row = np.repeat(np.arange(len(events)), size_of_row)
    first = np.cumsum(size_of_row) - size_of_row
    place_in_row = np.arange(len(row)) - first[row]
    address = address_of_part[start[url_of_row[row]] + place_in_row]
    if len(names) == 1:
        # Addresses are numbered by first appearance already, and so are pairs with the one name.
        source, urls = address, addresses
        publishers = np.full(len(urls), names[0], dtype=object)
    else:
        source, pairs = pd.factorize(address * len(names) + name_of_row[row])
        urls, publishers = addresses[pairs // len(names)], names[pairs % len(names)]
    # The same address twice in one cell is one citation.
    once = ~pd.Series(row * len(urls) + source).duplicated().to_numpy()
    row, source = row[once], source[once]
    is_named = (urls != "") | (publishers != "")
    if not is_named.all():
        source = np.where(is_named, np.cumsum(is_named) - 1, -1)[source]
        urls, publishers = urls[is_named], publishers[is_named]
    first = np.searchsorted(row, np.arange(len(events)))
    return _Citations(row, source, first, _with_hosts(publishers, urls), urls)


def _distinct_cells(column: pd.Series) -> tuple[Rows, Cells]:
    """Give the number of each cell's text, and the texts; many may be listed more than once."""
    cells = column.to_numpy(dtype=object)
    if has_hardly_a_text_twice(cells):
        # Finding that out for all of them costs more than it saves.
        return np.arange(len(cells)), cells
    codes, distinct = pd.factorize(cells)
    return codes.astype(np.int64), distinct


def _addresses(cells: Cells) -> tuple[Cells, Rows]:
    """Take cells apart where the next address begins; a `;` inside of one stays.

    Returns
    -------
    addresses : array of str
        Those of all cells, one behind the other.
    sizes : array of int
        How many each cell has, 1 or more.
    """
    addresses: list[str] = []
    sizes: list[int] = []
    for at in range(0, len(cells), _SPLIT_AT_ONCE):
        texts = cells[at : at + _SPLIT_AT_ONCE].tolist()
        joined = "\n".join(texts)
        if joined.count("\n") < len(texts) and _is_simple(joined):
            addresses += joined.replace(";", "\n").split("\n")
            sizes += [text.count(";") + 1 for text in texts]
        else:
            # Addresses hold no line ends, and what holds one is a problem already.
            parts = [_BREAK.split(text.replace("\n", " ")) for text in texts]
            addresses += [part for found in parts for part in found]
            sizes += map(len, parts)
    return np.array(addresses, dtype=object), np.array(sizes, dtype=np.int64)


def _is_simple(joined: str) -> bool:
    """Whether each `;` begins an address, and no blank stands beside it: nearly always."""
    begun = sum(joined.count(f";{scheme}") for scheme in _SCHEMES)
    return joined.count(";") == begun and not any(blank in joined for blank in (" ", "\t"))


def _with_hosts(publishers: Cells, urls: Cells) -> Cells:
    """Name sources that nobody named after the host of their address."""
    unnamed = publishers == ""
    if not unnamed.any():
        return publishers
    addresses = (urls if unnamed.all() else urls[unnamed]).tolist()
    if all(map(str.startswith, addresses, repeat(_SCHEMES))):
        hosts = list(map(itemgetter(2), map(str.split, addresses, repeat("/"), repeat(3))))
    else:
        hosts = [url.split("/", 3)[2] if url.startswith(_SCHEMES) else "" for url in addresses]
    # One text for all sources of a host, not one each.
    codes, distinct = pd.factorize(np.array(hosts, dtype=object))
    if len(hosts) == len(publishers):
        return cast("Cells", distinct[codes])
    named = publishers.copy()
    named[unnamed] = distinct[codes]
    return named


def _sources(cited: _Citations, *, file: str) -> pd.DataFrame:
    has_file = bool((cited.source == -1).any())
    made: dict[str, npt.NDArray[Any] | MadeIds] = {
        "source_id": _ids_of_sources(np.arange(-int(has_file), len(cited.urls))),
        "publisher": np.concatenate([np.array([file] * has_file, dtype=object), cited.publishers]),
        "url": np.concatenate([np.array([""] * has_file, dtype=object), cited.urls]),
        "embed": same_cells("rows", len(cited.urls) + has_file),
    }
    return _frame("sources", made)


def _incidents(events: pd.DataFrame) -> pd.DataFrame:
    size = len(events)
    first, last = days_of_events(events)
    made = {
        **{name: kept_cells(events[name]) for name in EVENTS.columns},
        "date_start": first,
        "date_end": last,
        "date_precision": _precisions(events, np.isnat(first)),
        "date_as_written": _written_dates(events),
        "title": _titles(events),
        "status": _filled(events["status"], "reported"),
        "background": _filled(events["background"], "false"),
    }
    frame = _frame("incidents", {**made, **{n: same_cells("", size) for n in _NOT_GIVEN}})
    for label in events.columns:
        if label not in EVENTS.columns:
            frame[label if label not in frame else f"own {label}"] = events[label]
    return frame


_NOT_GIVEN = ("related_to", "title_ar", "summary_ar")


def _precisions(events: pd.DataFrame, is_undated: npt.NDArray[np.bool_]) -> Cells:
    codes, distinct = pd.factorize(events["date"].to_numpy(dtype=object))
    words = [_PRECISION_BY_LENGTH.get(len(cell), "unknown") for cell in distinct]
    precision = np.array(words, dtype=object)[codes]
    precision[has_cell(events["date_end"])] = "range"
    precision[is_undated] = "unknown"
    return precision


def _written_dates(events: pd.DataFrame) -> Cells:
    if not is_given(events["date_end"]):
        return events["date"].to_numpy()
    return _joined(events["date"], events["date_end"], " – ")


def _titles(events: pd.DataFrame) -> Cells:
    has_title = has_cell(events["title"])
    if has_title.all():
        return events["title"].to_numpy()
    titles = np.array(events["title"].to_numpy())
    untitled = events.loc[~has_title, ["kind", "place"]]
    codes, kinds = pd.factorize(untitled["kind"].to_numpy(dtype=object))
    words = pd.Series(np.array([kind.capitalize() for kind in kinds], dtype=object)[codes])
    titles[~has_title] = _joined(words, untitled["place"], ", ")
    return titles


def _joined(left: pd.Series, right: pd.Series, separator: str) -> Cells:
    """Join two columns, each distinct pair once; what is blank adds nothing."""
    left_codes, lefts = pd.factorize(left.to_numpy(dtype=object))
    right_codes, rights = pd.factorize(right.to_numpy(dtype=object))
    codes, pairs = pd.factorize(left_codes.astype(np.int64) * len(rights) + right_codes)
    both = zip(lefts[pairs // len(rights)], rights[pairs % len(rights)], strict=True)
    texts = [f"{one}{separator}{other}" if other.strip() else one for one, other in both]
    return np.array(texts, dtype=object)[codes]


def _filled(cells: pd.Series, default: str) -> Cells:
    if not is_given(cells):
        return same_cells(default, len(cells))
    return np.where(has_cell(cells), cells.to_numpy(), default)


def _locations(events: pd.DataFrame, cited: _Citations) -> pd.DataFrame:
    size = len(events)
    columns = ("incident_id", "within", "place_id", "lon", "lat", "radius_m")
    made = {
        **{name: kept_cells(events[name]) for name in columns},
        "role": same_cells("at", size),
        "standing": same_cells("primary", size),
        "place_as_written": events["place"].to_numpy(),
        "source_id": _ids_of_sources(cited.source[cited.first]),
    }
    return _frame("locations", made)


def _claims(events: pd.DataFrame, cited: _Citations) -> pd.DataFrame:
    """Make a claim of each number, and a statement of each citation but a row's first."""
    first_source = cited.source[cited.first]
    found = [_counts(events, measure, first_source) for measure in MEASURES]
    parts = [part for part in (*found, _statements(cited)) if part is not None and len(part.row)]
    if not parts:
        return _frame("claims", {"claim_id": np.array([], dtype=object)})
    size = [len(part.row) for part in parts]
    row = np.concatenate([part.row for part in parts])
    order = np.argsort(row, kind="stable") if len(parts) > 1 else np.arange(len(row))
    row, part_of_row = row[order], np.repeat(np.arange(len(parts)), size)[order]
    end = np.concatenate([part.end for part in parts])
    first_end = np.cumsum([0, *(len(part.ends) for part in parts)])[:-1]
    ends = [text for part in parts for text in part.ends]
    made = {
        name: np.array([getattr(part, name) for part in parts], dtype=object)[part_of_row]
        for name in ("measure", "who", "qualifier")
    }
    ids = kept_cells(events["incident_id"])[row]
    return _frame(
        "claims",
        {
            **made,
            "claim_id": _with_ends(ids, ends, end[order] + first_end[part_of_row]),
            "incident_id": ids,
            "source_id": _ids_of_sources(np.concatenate([part.source for part in parts])[order]),
            "low": np.concatenate([part.low for part in parts])[order],
            "high": np.concatenate([part.high for part in parts])[order],
        },
    )


@dataclass(frozen=True)
class _Part:
    """Claims of one kind: of which rows and sources, what they say, and how their ids end."""

    row: Rows
    source: Rows
    low: Floats
    high: Floats
    ends: list[str]
    end: Rows
    measure: str
    who: str = ""
    qualifier: str = ""


def _with_ends(ids: Cells | MadeIds, ends: list[str], end: Rows) -> Cells | MadeIds:
    if isinstance(ids, MadeIds):
        return MadeIds(ids.before, ids.number, ends=ends, end=end)
    return cast("Cells", ids + np.array(ends, dtype=object)[end])


def _counts(events: pd.DataFrame, measure: str, source: Rows) -> _Part | None:
    if not is_given(events[measure]):
        return None
    rows = np.flatnonzero(has_cell(events[measure]))
    low, high = ends_of_ranges(events[measure].iloc[rows])
    same = np.zeros(len(rows), dtype=np.int64)
    said = {"measure": measure, "who": "all", "qualifier": "exactly"}
    return _Part(rows, source[rows], low, high, [f"-{measure}"], same, **said)


def _statements(cited: _Citations) -> _Part:
    place_in_row = np.arange(len(cited.row)) - cited.first[cited.row]
    further = np.flatnonzero(place_in_row)
    nothing = np.full(len(further), np.nan)
    ends = [f"-source-{i + 2}" for i in range(int(place_in_row.max(initial=0)))]
    return _Part(
        cited.row[further], cited.source[further], nothing, nothing, ends,
        place_in_row[further] - 1, "statement",
    )  # fmt: skip


def _frame(table: str, made: Mapping[str, npt.NDArray[Any] | MadeIds]) -> pd.DataFrame:
    """Put columns in the order of a table; those that nobody made are empty."""
    size = len(next(iter(made.values())))
    nothing = same_cells("", size)
    names = dataset_tables()[table].columns
    return frame_from_columns({name: made.get(name, nothing) for name in names})
