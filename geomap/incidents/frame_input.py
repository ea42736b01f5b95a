"""Takes a pandas frame with the columns of a single CSV for that CSV.

Dates may be datetimes, of which the day counts; coordinates stay the numbers they are; whatever is
missing (NaN, NaT, None) is an empty cell. Rows are numbered as in the CSV that the frame would
make: the first one is row 2.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from geomap.incidents.csv_file import CsvText
from geomap.incidents.single_file import EVENTS

FRAME_NAME = "frame"
_FIRST_ROW = 2
_SAMPLE = 1000
_NUMBERS = frozenset(EVENTS.columns_of_type("number"))

Cells = npt.NDArray[np.object_]


def text_from_frame(frame: pd.DataFrame) -> CsvText:
    """Give the cells of a frame as text, coordinates as float64; its index means nothing."""
    header = [str(label).strip() for label in frame.columns]
    columns = [
        _cells_of_column(frame.iloc[:, number], keeps_numbers=label.casefold() in _NUMBERS)
        for number, label in enumerate(header)
    ]
    lines = np.arange(_FIRST_ROW, _FIRST_ROW + len(frame))
    return CsvText(FRAME_NAME, header, columns, lines)


def _cells_of_column(column: pd.Series, *, keeps_numbers: bool) -> Cells | npt.NDArray[np.float64]:
    kind = column.dtype.kind
    if keeps_numbers and kind in "iuf":
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = _texts_of(column.cat.categories.to_series())
        return np.append(words, "")[column.cat.codes.to_numpy()]
    if kind == "O" and pd.api.types.infer_dtype(column, skipna=True) in ("string", "empty"):
        if column.iloc[:_SAMPLE].nunique() > min(len(column), _SAMPLE) / 2:
            cells = column.to_numpy(dtype=object)
            missing = column.isna().to_numpy()
            return np.where(missing, "", cells) if missing.any() else cells
        # Texts that come again and again are one text each, wherever the frame keeps them.
        codes, distinct = pd.factorize(column)
        return np.append(np.asarray(distinct, dtype=object), "")[codes]
    codes, distinct = pd.factorize(column)
    return np.append(_texts_of(pd.Series(distinct)), "")[codes]


def _texts_of(distinct: pd.Series) -> Cells:
    if distinct.dtype.kind == "M":
        texts = np.datetime_as_string(distinct.to_numpy().astype("datetime64[D]")).tolist()
    else:
        texts = [_text_of(value) for value in distinct.tolist()]
    return np.array(texts, dtype=object)


def _text_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return str(value)
