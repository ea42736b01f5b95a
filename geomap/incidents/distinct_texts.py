"""Numbers the distinct texts of a long column, of which nearly every one is another."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Cells = npt.NDArray[np.object_]
Rows = npt.NDArray[np.int64]


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
