"""Reads a CSV file as text: columns of cells with the line each row starts on, nothing interpreted.

Refuses, as problems and never as a traceback: a missing or unreadable file, an empty one, bytes
that are not UTF-8, NUL bytes, quotes that do not close, a header with blank or repeated labels,
columns separated by something else than a comma. The surprise: rows without any text (",,,,", the
tail that spreadsheets leave) hold nothing and are passed over.
"""

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geomap.incidents.csv_columns import CsvColumns, read_regular_csv
from geomap.incidents.problems import Problem

STANDARD_INPUT = "-"
_HEADER_ROW = 1
_SAVE_AS_UTF8 = "save the file as 'CSV UTF-8 (comma delimited)'"
_MARKS_OF_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "ZIP"}


@dataclass(frozen=True, slots=True)
class CsvText:
    """The cells of one CSV file, or of a frame, as text.

    `columns[j]` holds the cells below `header[j]`, `lines[i]` is the line of the file on which row
    `i` starts. A row with too few or too many cells is filled up or cut off, and stands in
    `ragged` by its position, as it was. A column of numbers may be one of float64 where a frame
    gave it so; NaN is then the empty cell. `is_complete` is False when reading stopped early; then
    nothing may be concluded from a row that is not there.
    """

    file: str
    header: list[str]
    columns: list[npt.NDArray[Any]]
    lines: npt.NDArray[np.int64]
    ragged: Mapping[int, list[str]] = field(default_factory=dict)
    is_complete: bool = True

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.lines)


def read_csv_bytes(path: Path | str, *, file: str) -> tuple[bytes, list[Problem]]:
    """Read the bytes of a file, or of standard input for "-".

    Parameters
    ----------
    path
        Where to read.
    file
        How messages name it.
    """
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(), []
        return Path(path).read_bytes(), []
    except FileNotFoundError:
        expected, advice = "a CSV file here", "there is no such file: check its name"
    except IsADirectoryError:
        expected, advice = "a CSV file here", "this is a folder"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        expected, advice = "a CSV file that can be read", f"the system says: {reason}"
    return b"", [Problem(file, None, None, None, expected, advice)]


def parse_csv(data: bytes, *, file: str) -> tuple[CsvText | None, list[Problem]]:
    """Take the bytes of a CSV file apart.

    Returns
    -------
    table : CsvText or None
        The cells read so far; None when there is not even a header.
    problems : list of Problem
        What is wrong with the file as a CSV file.
    """
    if not data.strip():
        advice = "the file is empty: export it again"
        return None, [Problem(file, None, None, None, "a header row and rows below it", advice)]
    regular = read_regular_csv(data)
    if regular is not None and any(regular.header):
        return _text_from_columns(regular, file=file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_problem_of_encoding(data, error, file=file)]
    if "\x00" in text:
        return None, _problems_of_nul_bytes(text, file=file)
    return _parse_text(text, file=file)


def _text_from_columns(found: CsvColumns, *, file: str) -> tuple[CsvText, list[Problem]]:
    header = [label.strip() for label in found.header]
    table = CsvText(file, header, found.columns, found.lines)
    is_blank = np.logical_and.reduce([column == "" for column in found.columns])
    if is_blank.any():
        columns = [column[~is_blank] for column in found.columns]
        table = replace(table, columns=columns, lines=found.lines[~is_blank])
    return table, _problems_of_header(header, file=file, row=_HEADER_ROW)


def _parse_text(text: str, *, file: str) -> tuple[CsvText | None, list[Problem]]:
    problems: list[Problem] = []
    found: list[tuple[int, list[str]]] = []
    records = _numbered_records(text)
    try:
        for line, cells in records:
            if any(cells):
                found.append((line, cells))
    except _BrokenRecordError as error:
        problems.append(_problem_of_syntax(error, text, file=file))
    if not found:
        return None, problems or [
            Problem(file, _HEADER_ROW, None, None, "a header row", "no cell holds any text")
        ]
    header = [label.strip() for label in found[0][1]]
    lines, rows = [line for line, _ in found[1:]], [cells for _, cells in found[1:]]
    width = len(header)
    ragged = {i: cells for i, cells in enumerate(rows) if len(cells) != width}
    for i, cells in ragged.items():
        rows[i] = [*cells, *[""] * (width - len(cells))][:width]
    table = CsvText(
        file=file,
        header=header,
        columns=_columns_from_rows(rows, width),
        lines=np.array(lines, dtype=np.int64),
        ragged=ragged,
        is_complete=not problems,
    )
    return table, [*_problems_of_header(header, file=file, row=found[0][0]), *problems]


def _columns_from_rows(rows: list[list[str]], width: int) -> list[npt.NDArray[Any]]:
    columns = [np.empty(len(rows), dtype=object) for _ in range(width)]
    for number, column in enumerate(columns):
        column[:] = [cells[number] for cells in rows]
    return columns


class _BrokenRecordError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def _numbered_records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _BrokenRecordError(line, str(error)) from error
        yield line, cells


def _problem_of_syntax(error: _BrokenRecordError, text: str, *, file: str) -> Problem:
    line = io.StringIO(text, newline="").readlines()[error.line - 1].rstrip("\r\n")
    advice = f"rows from here on could not be read: {error.reason}"
    expected = "quotes that close, and a comma after a closing quote"
    return Problem(file, error.line, None, line, expected, advice)


def _problem_of_encoding(data: bytes, error: UnicodeDecodeError, *, file: str) -> Problem:
    for mark, name in _MARKS_OF_OTHER_ENCODINGS.items():
        if data.startswith(mark):
            advice = f"this looks like {name}: {_SAVE_AS_UTF8}"
            return Problem(
                file, _HEADER_ROW, None, f"bytes {mark.hex(' ')}", "text in UTF-8", advice
            )
    line = data.count(b"\n", 0, error.start) + 1
    value = f"byte {data[error.start]:02x}"
    return Problem(file, line, None, value, "text in UTF-8", _SAVE_AS_UTF8)


def _problems_of_nul_bytes(text: str, *, file: str) -> list[Problem]:
    lines = (n for n, line in enumerate(text.split("\n"), start=1) if "\x00" in line)
    advice = f"the file is damaged or not text: {_SAVE_AS_UTF8}"
    return [Problem(file, n, None, "\x00", "text without NUL bytes", advice) for n in lines]


def _problems_of_header(header: list[str], *, file: str, row: int) -> list[Problem]:
    for separator in (";", "\t", "|"):
        if len(header) == 1 and separator in header[0]:
            advice = f"save the file with commas, not {separator!r}, between the columns"
            return [Problem(file, row, None, header[0], "columns separated by commas", advice)]
    blanks = [
        Problem(file, row, f"column {number}", "", "a label for every column", "name or remove it")
        for number, label in enumerate(header, start=1)
        if not label
    ]
    twice = [
        Problem(file, row, label, label, "each label once", f"it stands here {count} times")
        for label, count in Counter(header).items()
        if label and count > 1
    ]
    return [*blanks, *twice]
