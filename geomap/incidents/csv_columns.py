"""Reads a CSV file whose rows are all alike straight into columns, many times as fast as by row.

Only for files that are proved to be regular: UTF-8 without NUL, quotes only where a cell begins or
ends, the same number of cells in each row, no blank line between rows. Then pandas' parser cannot
read them differently from Python's `csv`, and the line of each row follows from the line ends. For
any other file the answer is None: `csv_file` reads it row by row and says what is wrong with it.
"""

import codecs
import csv
import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]
Cells = npt.NDArray[np.object_]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_QUOTE, _COMMA, _LINE_FEED, _RETURN = (ord(sign) for sign in '",\n\r')
_CHUNK = 1 << 20
_LONGEST_ROW = 100_000
"""Python's `csv` takes no much longer cell; whoever has one gets its message."""


@dataclass(frozen=True, slots=True)
class CsvColumns:
    """The cells of a regular CSV file; `lines[i]` is the line on which row `i` starts."""

    header: list[str]
    columns: list[Cells]
    lines: Positions


def read_regular_csv(data: bytes) -> CsvColumns | None:
    """Read the columns of a regular CSV file as text; None for any other file."""
    start = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    header_end = data.find(b"\n", start)
    if header_end < 0 or not _is_plain_text(data):
        return None
    header_text = data[start:header_end].decode("utf-8")
    header = next(csv.reader([header_text]), [])
    if '"' in header_text or len(header) < 2:  # noqa: PLR2004 - one column has no commas to count
        return None
    table = np.frombuffer(data, np.uint8)
    quotes = _places_of(_QUOTE, table)
    if not _are_in_place(quotes, table):
        return None
    lines = _lines_of_rows(table, quotes, header_end)
    frame = None if lines is None else _parse(data, header_end + 1, width=len(header))
    if lines is None or frame is None or len(frame) != len(lines):
        return None
    # No row is too long, or the parser had refused: as many commas as rows need leave none short.
    if _commas_between_cells(table, quotes, header_end) != len(lines) * (len(header) - 1):
        return None
    return CsvColumns(header, [frame[number].to_numpy() for number in frame], lines)


def _is_plain_text(data: bytes) -> bool:
    if b"\x00" in data or data.count(b"\r") != data.count(b"\r\n"):
        return False
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _CHUNK):
            decoder.decode(data[at : at + _CHUNK], final=at + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _places_of(sign: int, data: Bytes) -> Positions:
    pieces = range(0, len(data), _CHUNK)
    return np.concatenate([at + np.flatnonzero(data[at : at + _CHUNK] == sign) for at in pieces])


def _are_in_place(quotes: Positions, data: Bytes) -> bool:
    """Whether quotes open and close in turn, and stand at the edge of a cell or are doubled."""
    if len(quotes) % 2:
        return False
    before = data[quotes[::2] - 1]
    after = data[np.minimum(quotes[1::2] + 1, len(data) - 1)]
    after = np.where(quotes[1::2] + 1 == len(data), _LINE_FEED, after)
    opens = np.isin(before, (_COMMA, _LINE_FEED, _QUOTE))
    closes = np.isin(after, (_COMMA, _LINE_FEED, _RETURN, _QUOTE))
    return bool(opens.all() and closes.all())


def _lines_of_rows(data: Bytes, quotes: Positions, header_end: int) -> Positions | None:
    """Return the line on which each row below the header starts, None if one is overlong."""
    feeds = _places_of(_LINE_FEED, data)
    if len(quotes):
        ends_row = np.searchsorted(quotes, feeds) % 2 == 0
        ends, lines = feeds[ends_row], np.flatnonzero(ends_row) + 2
    else:
        ends, lines = feeds, np.arange(2, len(feeds) + 2)
    below = ends >= header_end
    ends, lines = np.append(ends[below], len(data)), lines[below]
    if np.diff(ends).max() > _LONGEST_ROW:
        return None
    # A file ends with a line end, or with several that begin no row.
    length = np.diff(ends) - 1
    is_empty = (length == 0) | ((length == 1) & (data[ends[1:] - 1] == _RETURN))
    rows: Positions = lines[~np.logical_and.accumulate(is_empty[::-1])[::-1]]
    return rows


def _parse(data: bytes, start: int, *, width: int) -> pd.DataFrame | None:
    if len(data) - start < _LONGEST_ROW and not data[start:].strip(b"\r\n"):
        return pd.DataFrame(columns=range(width), dtype=object)
    stream = io.BytesIO(data)
    stream.seek(start)
    try:
        frame = pd.read_csv(
            stream,
            header=None,
            names=range(width),
            dtype=object,
            na_filter=False,
            engine="c",
            encoding="utf-8",
        )
    except pd.errors.ParserError:
        return None
    # A first row that is too long makes the parser take its first cells for an index.
    return frame if isinstance(frame.index, pd.RangeIndex) else None


def _commas_between_cells(data: Bytes, quotes: Positions, header_end: int) -> int:
    commas = _places_of(_COMMA, data[header_end:]) + header_end
    if not len(quotes):
        return len(commas)
    return int(np.count_nonzero(np.searchsorted(quotes, commas) % 2 == 0))
