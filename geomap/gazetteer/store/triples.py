"""Which stored forms share most letter triples with an asked name.

The forms of a triple are packed: form numbers are cut into parts of 65,536, and for each part a row
holds the rest of the numbers as 16-bit integers, little-endian, ascending, for numpy to count as
they lie. SQLite's FTS5 (trigram, contentless, detail=none) takes about half of that room and some
fifteen times as long, and does not say how many triples are shared.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from geomap.gazetteer.letter_triples import least_shared, triples_of
from geomap.gazetteer.store.recent import Recent

Offsets = npt.NDArray[np.uint16]
"""Forms of one part, counted from its start."""

_REMEMBERED = 2_048
_PART = 1 << 16
_OFFSET = np.dtype("<u2")
_CODE_BITS = 21  # every Unicode code point


def rebuild_triples(connection: sqlite3.Connection) -> None:
    """Write the triples of all forms anew."""
    connection.execute("DELETE FROM triples")
    (last,) = connection.execute("SELECT coalesce(max(form), 0) FROM forms").fetchone()
    for part in range(last // _PART + 1):
        rows = connection.execute(
            "SELECT form, roman FROM forms WHERE form >= ? AND form < ? ORDER BY form",
            (part * _PART, (part + 1) * _PART),
        ).fetchall()
        connection.executemany(
            "INSERT INTO triples VALUES (?, ?, ?)",
            ((triple, part, packed.tobytes()) for triple, packed in _packed(rows)),
        )


class StoredTriples:
    """The triples of an open store. What was read is remembered: names share most of theirs.

    Parameters
    ----------
    connection
        The store.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._remembered: Recent[str, list[tuple[int, Offsets]]] = Recent(_REMEMBERED)

    def forms_sharing(self, roman: str) -> npt.NDArray[np.int64]:
        """Return the forms that share enough triples with a name, those that share most first.

        Of equals the one that was written first comes first.
        """
        parts: dict[int, list[Offsets]] = {}
        for rows in self._remembered.get(triples_of(roman), self._read).values():
            for part, offsets in rows:
                parts.setdefault(part, []).append(offsets)
        least = least_shared(roman)
        counted = [_counted(part, parts[part], least) for part in sorted(parts)]
        forms = np.concatenate([np.zeros(0, dtype=np.int64), *(forms for forms, _ in counted)])
        shared = np.concatenate([np.zeros(0, dtype=np.int64), *(shared for _, shared in counted)])
        return forms[np.argsort(-shared, kind="stable")]

    def _read(self, triples: list[str]) -> dict[str, list[tuple[int, Offsets]]]:
        rows = self._connection.execute(
            "SELECT triple, part, forms FROM json_each(?) AS asked"
            " CROSS JOIN triples ON triple = asked.value",
            (json.dumps(triples),),
        )
        found: dict[str, list[tuple[int, Offsets]]] = {triple: [] for triple in triples}
        for triple, part, packed in rows:
            found[triple].append((part, np.frombuffer(packed, dtype=_OFFSET)))
        return found


def _counted(
    part: int, listed: list[Offsets], least: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    shared = np.bincount(np.concatenate(listed))
    enough = np.flatnonzero(shared >= least)
    return enough + part * _PART, shared[enough]


def _packed(rows: Iterable[tuple[int, str]]) -> Iterator[tuple[str, npt.NDArray[np.uint16]]]:
    """Yield every triple of some forms with the forms that hold it; all at once, in numpy."""
    numbers, romans = zip(*rows, strict=True) if rows else ((), ())
    framed = [f"^{roman}$" for roman in romans]
    letters = np.frombuffer("".join(framed).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    lengths = np.array([len(text) for text in framed], dtype=np.int64)
    of = np.repeat(np.array(numbers, dtype=np.int64) % _PART, lengths)
    # A window that reaches into the next name is none.
    whole = np.flatnonzero(_left_in_name(lengths) > 2)  # noqa: PLR2004 - letters of a triple
    codes = letters[whole]
    for step in (1, 2):
        codes = (codes << np.uint64(_CODE_BITS)) | letters[whole + step]
    order = np.lexsort((of[whole], codes))
    codes, of = codes[order], of[whole][order]
    once = np.r_[True, (np.diff(codes) != 0) | (np.diff(of) != 0)][: len(codes)]
    codes, of = codes[once], of[once].astype(_OFFSET)
    starts = np.flatnonzero(np.r_[True, np.diff(codes) != 0][: len(codes)])
    for code, packed in zip(codes[starts].tolist(), np.split(of, starts[1:]), strict=False):
        yield _triple_of(code), packed


def _left_in_name(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    ends = np.repeat(np.cumsum(lengths), lengths)
    return ends - np.arange(len(ends))


def _triple_of(code: int) -> str:
    mask = (1 << _CODE_BITS) - 1
    return "".join(chr(code >> shift & mask) for shift in (2 * _CODE_BITS, _CODE_BITS, 0))
