"""Numbers the distinct texts of a long column, of which nearly every one is another."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Cells = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]

_SAMPLES = (1_000, 10_000)


def distinct_texts(cells: Cells) -> tuple[Rows, Cells]:
    """Return the number of each cell's text, and the texts, in the order of first appearance.

    As `pandas.factorize`, but it compares hashes, which are read in the order of the cells: a table
    of millions of texts would be looked up all over the memory. Texts are compared where hashes are
    equal, so that the result hangs on no hash.

    Examples
    --------
    >>> codes, texts = distinct_texts(np.array(["b", "a", "b"], dtype=object))
    >>> codes.tolist(), texts.tolist()
    ([0, 1, 0], ['b', 'a'])
    """
    hashes = np.fromiter(map(hash, cells.tolist()), np.int64, len(cells))
    codes, known = pd.factorize(hashes)
    if len(known) == len(cells):
        return codes.astype(np.int64), cells
    first = np.empty(len(known), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(cells))[::-1]
    texts = cells[first]
    again = np.flatnonzero(first[codes] != np.arange(len(cells)))
    if bool((cells[again] != texts[codes[again]]).any()):
        numbers, others = pd.factorize(cells)
        return numbers.astype(np.int64), others
    return codes.astype(np.int64), texts


def has_hardly_a_text_twice(cells: npt.NDArray[np.object_]) -> bool:
    """Tell from its first cells whether nearly each text of a column is another one.

    The days of ten years differ in the first thousand rows of a table, but not in ten thousand.
    """
    samples = (cells[:size].tolist() for size in _SAMPLES)
    return all(len(set(sample)) > len(sample) / 2 for sample in samples)
