"""Tables of text as pandas frames, first all text, then typed; and the hash of their content.

A text frame is indexed by the line of the file, so that a check on whole columns still names the
row. Typed frames: text stays text (an empty cell is "", never NaN, so string methods are safe),
dates are datetime64[s], numbers float64 with NaN, `background` is bool. A cell that could not be
read, and is listed as a problem, is missing in the typed frame.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.made_ids import MadeIds, made_ids_of
from geomap.incidents.schema_check import usable_labels
from geomap.incidents.tables import Table

# With pyarrow installed pandas would keep text in arrow's arrays: for tables of hundreds of rows,
# read cell by cell, a page then takes several times as long. Text is the same text either way.
pd.set_option("mode.string_storage", "python")

_HASHED_AT_ONCE = 1 << 16
_JOINED_AT_ONCE = 1 << 12


def text_frame_from_csv(text: CsvText | None, table: Table) -> pd.DataFrame:
    """Make a frame of text with all columns of `table`, indexed by line of the file.

    Columns of the file that the table does not have follow behind; absent columns are empty.
    """
    if text is None:
        return pd.DataFrame(columns=list(table.columns), dtype=object)
    labels = usable_labels(text.header)
    columns = dict(zip(labels, text.columns, strict=True))
    # One empty cell stands for a whole column that nobody gave.
    nothing = same_cells("", text.size)
    extra = [label for label in labels if label not in table.columns]
    ordered = {name: columns.get(name, nothing) for name in (*table.columns, *extra)}
    return frame_from_columns(ordered, index=text.lines)


def frame_from_columns(
    columns: Mapping[str, npt.NDArray[Any] | MadeIds], *, index: npt.NDArray[np.int64] | None = None
) -> pd.DataFrame:
    """Put arrays side by side as they are: texts stay objects, and nothing is copied."""
    series = {
        name: pd.Series(cells, dtype=cells.dtype, index=index, copy=False)
        for name, cells in columns.items()
    }
    return pd.DataFrame(series, index=index, copy=False)


def same_cells(text: str, size: int) -> npt.NDArray[np.object_]:
    """Give a column in which each cell holds the same text, at the cost of one cell."""
    return np.broadcast_to(np.array(text, dtype=object), size)


def is_given(cells: pd.Series) -> bool:
    """Tell whether a column is more than the one cell of `same_cells`."""
    return made_ids_of(cells) is not None or cells.to_numpy().strides != (0,)


def typed_frame(text: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give each column of a text frame its type; the index starts at 0 again."""
    frame = text.reset_index(drop=True)
    for column in table.columns_of_type("date"):
        if frame[column].dtype.kind != "M":
            frame[column] = days_from_text(frame[column])
    for column in table.columns_of_type("number"):
        frame[column] = numbers_from_text(frame[column])
    for column in table.columns_of_type("boolean"):
        frame[column] = frame[column].eq("true")
    return frame


def days_from_text(text: pd.Series) -> pd.Series:
    """Read YYYY-MM-DD as days, each distinct text once; anything else is missing."""
    if not is_given(text) and len(text) and not text.iloc[0]:
        nothing = np.full(len(text), np.datetime64("NaT", "s"))
        return pd.Series(nothing, index=text.index, name=text.name)
    codes, distinct = pd.factorize(text.to_numpy(dtype=object))
    days = pd.to_datetime(pd.Series(distinct, dtype=object), format="%Y-%m-%d", errors="coerce")
    read = days.to_numpy().astype("datetime64[s]")
    return pd.Series(read[codes], index=text.index, name=text.name)


def numbers_from_text(text: pd.Series) -> pd.Series:
    """Read decimal numbers; anything else is missing."""
    if pd.api.types.is_numeric_dtype(text.dtype):
        numbers = text.astype("float64")
    elif not is_given(text) and len(text) and not text.iloc[0]:
        nothing = np.full(len(text), np.nan)
        return pd.Series(nothing, index=text.index, name=text.name)
    else:
        # An empty cell is no number either: pandas reads it as missing.
        numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    is_number = np.isfinite(numbers) | np.isnan(numbers)
    return numbers if is_number.all() else numbers.where(is_number)


def hash_of_tables(frames: Mapping[str, pd.DataFrame], tables: Mapping[str, Table]) -> str:
    """Give the sha256 over the content of typed frames, in canonical table and column order.

    Ids that geomap made count by what they are made of. Line ends, quoting, byte order marks, the
    order of columns, columns that nobody filled and how a number is written (36.1, 36.10) do not
    change it; the order of rows does, because it decides what is drawn first.
    """
    digest = hashlib.sha256()
    for name, table in tables.items():
        frame = frames[name]
        _add_cells(digest, [name, str(len(frame))])
        for column in table.columns:
            _add_column(digest, column, frame[column])
    return digest.hexdigest()


def _add_column(digest: "hashlib._Hash", name: str, column: pd.Series) -> None:
    made = made_ids_of(column)
    if made is not None:
        # What the ids are made of stands for half a million texts.
        _add_cells(digest, [name, made.before, *made.ends])
        digest.update(made.number.astype("<i8").tobytes())
        digest.update(b"" if made.end is None else made.end.astype("<i8").tobytes())
        return
    cells = column.to_numpy()
    if cells.dtype != object:
        _add_cells(digest, [name])
        # Days as whole numbers, numbers as little-endian doubles: the same on every machine.
        plain = cells.astype("<i8") if cells.dtype.kind in "Mb" else cells.astype("<f8")
        digest.update(plain.tobytes())
        return
    if cells.strides == (0,) and len(cells):
        cells = cells[:1] if cells[0] else cells[:0]
    elif len(cells) and cells[0] == "" and not (cells != "").any():
        cells = cells[:0]
    _add_cells(digest, [name, str(len(cells))])
    for at in range(0, len(cells), _HASHED_AT_ONCE):
        _add_cells(digest, cells[at : at + _HASHED_AT_ONCE].tolist())


def _add_cells(digest: "hashlib._Hash", cells: Sequence[str]) -> None:
    # Unit and record separators: a comma or a line end inside a cell is not a new cell.
    for at in range(0, len(cells), _JOINED_AT_ONCE):
        # Few enough to be still at hand when they are hashed.
        joined = "\x1f".join(cells[at : at + _JOINED_AT_ONCE])
        digest.update(b"\x1f" * bool(at) + joined.encode("utf-8", "surrogatepass"))
    digest.update(b"\x1e")
