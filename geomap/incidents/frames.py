"""Tables of text as pandas frames, first all text, then typed; and the hash of their content.

A text frame is indexed by the line of the file, so that a check on whole columns still names the
row. Typed frames: text stays text (an empty cell is "", never NaN, so string methods are safe),
dates are datetime64[s], numbers float64 with NaN, `background` is bool. A cell that could not be
read, and is listed as a problem, is missing in the typed frame.
"""

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.schema_check import usable_labels
from geomap.incidents.tables import Table


def text_frame_from_csv(text: CsvText | None, table: Table) -> pd.DataFrame:
    """Make a frame of text with all columns of `table`, indexed by line of the file.

    Columns of the file that the table does not have follow behind; absent columns are empty.
    """
    if text is None:
        return pd.DataFrame(columns=list(table.columns), dtype=object)
    labels = usable_labels(text.header)
    width = len(labels)
    rows = [[*cells, *[""] * (width - len(cells))][:width] for cells in text.rows]
    frame = pd.DataFrame(rows, columns=labels, index=text.lines, dtype=object)
    for column in table.columns:
        if column not in frame:
            frame[column] = ""
    extra = [label for label in labels if label not in table.columns]
    return frame[[*table.columns, *extra]]


def typed_frame(text: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give each column of a text frame its type; the index starts at 0 again."""
    frame = text.reset_index(drop=True)
    for column in table.columns_of_type("date"):
        frame[column] = days_from_text(frame[column])
    for column in table.columns_of_type("number"):
        frame[column] = numbers_from_text(frame[column])
    for column in table.columns_of_type("boolean"):
        frame[column] = frame[column].eq("true")
    return frame


def days_from_text(text: pd.Series) -> pd.Series:
    """Read YYYY-MM-DD as days; anything else is missing."""
    days = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    return days.astype("datetime64[s]")


def numbers_from_text(text: pd.Series) -> pd.Series:
    """Read decimal numbers; anything else is missing."""
    numbers = pd.to_numeric(text.where(text != "", np.nan), errors="coerce").astype("float64")
    return numbers.where(np.isfinite(numbers))


def hash_of_tables(frames: Mapping[str, pd.DataFrame], tables: Mapping[str, Table]) -> str:
    """Give the sha256 over the text of all tables, in canonical table and column order.

    Line ends, quoting, byte order marks and the order of columns do not change it; the order of
    rows does, because it decides what is drawn first.
    """
    digest = hashlib.sha256()
    for name, table in tables.items():
        frame = frames[name]
        _add_cells(digest, [name, *table.columns])
        for row in frame[list(table.columns)].itertuples(index=False):
            _add_cells(digest, row)
    return digest.hexdigest()


def _add_cells(digest: "hashlib._Hash", cells: Iterable[str]) -> None:
    # Unit and record separators: a comma or a line end inside a cell is not a new cell.
    digest.update("\x1f".join(cells).encode("utf-8", "surrogatepass") + b"\x1e")
