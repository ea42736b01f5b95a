"""Ids that geomap numbers itself, kept as numbers: `row-7`, `row-7-killed`, `source-12`.

A table of a hundred thousand rows has half a million of them, and nearly nobody reads one. As a
column of a frame they are eight bytes each, are found in each other by number, and become texts
only when somebody asks for the frame (`Incidents.claims`) or for a cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

Numbers: TypeAlias = npt.NDArray[np.int64]
Cells: TypeAlias = npt.NDArray[np.object_]

_NO_NUMBER = -1
_ZERO = ord("0")
_WRITTEN_AT_ONCE = 1 << 16
_DIGITS = (
    np.array([f"{number:04}".encode() for number in range(10_000)]).view(np.uint8).reshape(-1, 4)
)


class MadeIdType(ExtensionDtype):
    """The type of a column of made ids."""

    name = "made id"
    kind = "O"
    na_value = ""

    type = str

    @classmethod
    def construct_array_type(cls) -> "ClassOfMadeIds":
        """Return the class of its columns."""
        return MadeIds


class MadeIds(ExtensionArray):
    """A column of ids: a word, a number, and one of a few ends.

    Parameters
    ----------
    before
        What all ids with a number start with.
    number
        Of each row, 0 or above; -1 for an id that is an end alone.
    ends
        The few texts that ids end in.
    end
        Which of them each row has; None for the first one on all rows.
    """

    def __init__(
        self,
        before: str,
        number: Numbers,
        *,
        ends: Sequence[str] = ("",),
        end: Numbers | None = None,
    ) -> None:
        self.before, self.number = before, number
        self.ends, self.end = tuple(ends), end

    @property
    def dtype(self) -> MadeIdType:
        """The type of the column."""
        return MadeIdType()

    @property
    def nbytes(self) -> int:
        """Size of the numbers in bytes."""
        return self.number.nbytes + (0 if self.end is None else self.end.nbytes)

    @property
    def is_plain(self) -> bool:
        """Whether each id is the same word and a number, with nothing behind it."""
        is_bare = self.end is None and self.ends == ("",)
        return is_bare and bool((self.number >= 0).all())

    @property
    def can_be_split(self) -> bool:
        """Whether no text holds a line end or NUL; ends that geomap did not make may."""
        return self.before != "" and not any("\n" in end or "\0" in end for end in self.ends)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.number)

    def __getitem__(self, item: Any) -> Any:
        """Return one id as text, or the ids of some rows."""
        if isinstance(item, int | np.integer):
            return self._text_of(int(item))
        rows = pd.api.indexers.check_array_indexer(self, item)
        end = None if self.end is None else self.end[rows]
        return MadeIds(self.before, self.number[rows], ends=self.ends, end=end)

    def __eq__(self, other: object) -> Any:
        """Compare texts, row by row."""
        return self.texts() == (other.texts() if isinstance(other, MadeIds) else other)

    __hash__ = None  # type: ignore[assignment]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:  # noqa: FBT001 - numpy's
        """Return the ids as texts."""
        return self.texts() if dtype is None else self.texts().astype(dtype, copy=False)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids as texts."""
        return iter(self.tolist())

    def tolist(self) -> list[str]:
        """Return the ids as texts."""
        return cast("list[str]", self.texts().tolist())

    def texts(self) -> Cells:
        """Return the ids as texts."""
        found = np.empty(len(self), dtype=object)
        for at in range(0, len(self), _WRITTEN_AT_ONCE):
            part = self[at : at + _WRITTEN_AT_ONCE]
            if part.can_be_split:
                found[at : at + len(part)] = part.letters(b"\n").decode().split("\n")[:-1]
            else:
                found[at : at + len(part)] = [part[row] for row in range(len(part))]
        return found

    def letters(self, stop: bytes) -> bytes:
        """Return the ids in UTF-8, each with a sign behind it; not for ends that hold NUL."""
        before = np.frombuffer(self.before.encode(), np.uint8)
        digits, ends = self._digits(), self._letters_of_ends()
        widths = (len(before), digits.shape[1], ends.shape[1], len(stop))
        signs = np.empty((len(self), sum(widths)), np.uint8)
        at = np.cumsum((0, *widths)).tolist()
        signs[:, : at[1]] = before
        signs[:, at[1] : at[2]] = digits
        signs[:, at[2] : at[3]] = ends
        signs[:, at[3] :] = np.frombuffer(stop, np.uint8)
        signs[self.number == _NO_NUMBER, : at[2]] = 0
        return signs.tobytes().translate(None, b"\0")

    def _digits(self) -> npt.NDArray[np.uint8]:
        """Return the digits of the numbers, NUL for naughts in front."""
        rest = np.maximum(self.number, 0)
        groups: list[npt.NDArray[np.uint8]] = []
        while rest.any() or not groups:
            rest, group = np.divmod(rest, len(_DIGITS))
            groups.append(_DIGITS[group])
        digits = np.hstack(groups[::-1])
        # Of naught itself the last digit is written.
        digits[:, :-1][np.logical_and.accumulate(digits[:, :-1] == _ZERO, axis=1)] = 0
        return digits

    def isna(self) -> npt.NDArray[np.bool_]:
        """Tell that no id is missing."""
        return np.zeros(len(self), dtype=bool)

    def take(
        self,
        indices: Any,
        *,
        allow_fill: bool = False,
        fill_value: Any = None,  # noqa: ARG002 - pandas' signature; what is missing is empty
    ) -> "MadeIds":
        """Return the ids of some rows; with `allow_fill` -1 is an empty one."""
        rows = np.asarray(indices, dtype=np.intp)
        if not allow_fill or bool((rows >= 0).all()):
            return cast("MadeIds", self[rows])
        texts = np.append(self.texts(), "")
        return MadeIds._from_sequence(texts[rows])

    def copy(self) -> "MadeIds":
        """Return the same ids apart."""
        end = None if self.end is None else self.end.copy()
        return MadeIds(self.before, self.number.copy(), ends=self.ends, end=end)

    def isin(self, values: Any) -> npt.NDArray[np.bool_]:
        """Tell which ids are among others."""
        if isinstance(values, MadeIds) and self.is_made_like(values):
            return np.isin(self.number, values.number)
        return pd.Series(self.texts()).isin(np.asarray(values, dtype=object)).to_numpy()

    def is_made_like(self, other: "MadeIds") -> bool:
        """Whether two columns differ in their numbers alone."""
        return self.is_plain and other.is_plain and self.before == other.before

    @classmethod
    def _from_sequence(
        cls,
        scalars: Iterable[Any],
        *,
        dtype: Any = None,  # noqa: ARG003 - pandas' signature
        copy: bool = False,  # noqa: ARG003 - as above
    ) -> "MadeIds":
        end, ends = pd.factorize(np.asarray(scalars, dtype=object))
        number = np.full(len(end), _NO_NUMBER, dtype=np.int64)
        return MadeIds("", number, ends=ends.tolist() or ("",), end=end.astype(np.int64))

    @classmethod
    def _concat_same_type(cls, to_concat: "Sequence[MadeIds]") -> "MadeIds":
        first = to_concat[0]
        if all(first.is_made_like(other) for other in to_concat):
            return MadeIds(first.before, np.concatenate([ids.number for ids in to_concat]))
        return cls._from_sequence(np.concatenate([ids.texts() for ids in to_concat]))

    def _text_of(self, row: int) -> str:
        end = self.ends[0 if self.end is None else self.end[row]]
        return end if self.number[row] == _NO_NUMBER else f"{self.before}{self.number[row]}{end}"

    def _letters_of_ends(self) -> npt.NDArray[np.uint8]:
        encoded = np.array([end.encode() for end in self.ends], dtype=bytes)
        letters = encoded.view(np.uint8).reshape(len(self.ends), -1)
        end = np.zeros(len(self), np.int64) if self.end is None else self.end
        return letters[end]


ClassOfMadeIds: TypeAlias = type[MadeIds]


def made_ids_of(column: pd.Series) -> MadeIds | None:
    """Return a column's made ids, None when it holds texts."""
    cells = column.array
    return cells if isinstance(cells, MadeIds) else None


def kept_cells(column: pd.Series) -> Any:
    """Return the cells of a column as they are kept: an array, or made ids."""
    return made_ids_of(column) if isinstance(column.dtype, MadeIdType) else column.to_numpy()


def rows_of_ids(ids: pd.Series, wanted: pd.Series) -> npt.NDArray[np.int64]:
    """Return the row of `ids`, each of which is there once, that each wanted id has; -1 for none.

    Examples
    --------
    >>> rows_of_ids(pd.Series(["a", "b"]), pd.Series(["b", "c", "b"])).tolist()
    [1, -1, 1]
    """
    if wanted.empty:
        return np.zeros(0, dtype=np.int64)
    made, others = made_ids_of(ids), made_ids_of(wanted)
    if made is not None and others is not None and made.is_made_like(others):
        known, asked = made.number, others.number
        is_run = len(known) > 0 and int(known[-1] - known[0]) == len(known) - 1
        if is_run and bool((known[1:] > known[:-1]).all()):
            rows = asked - known[0]
            return np.where((rows >= 0) & (rows < len(known)), rows, -1)
    else:
        known, asked = ids.to_numpy(), wanted.to_numpy()
    if len(known) == len(asked) and bool((known == asked).all()):
        return np.arange(len(known))
    return pd.Index(known).get_indexer(pd.Index(asked)).astype(np.int64)


def with_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose made ids are texts, itself when it has none."""
    made = [name for name in frame if isinstance(frame[name].dtype, MadeIdType)]
    if not made:
        return frame
    return frame.assign(
        **{str(name): pd.Series(frame[name].array.texts(), frame.index, object) for name in made}
    )
