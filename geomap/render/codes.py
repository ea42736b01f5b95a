"""Dictionaries of a page's coded columns: each distinct word once, in order of first use."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWN = ("mapped", "area", "unlocated", "withheld")
CERTAINTY = ("", "certain", "possible")
STANDING = ("primary", "same", "rival")
PRECISION = ("site", "place", "area", "admin3", "admin2", "admin1", "country", "unlocated")
NEWS = ("", "first", "new", "left", "changed")
"""Words whose codes are fixed: a code is an index."""

CODED = (
    *("kind", "subkind", "status", "state", "actor", "publisher"),
    *("role", "place_status", "measure", "who", "qualifier"),
)
"""Words whose dictionaries stand in the page's head."""


class Codes:
    """Gives each distinct word of a dictionary the next number."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {name: {} for name in CODED}
        self._known["state"][""] = 0  # of what is no site

    def of(
        self, dictionary: str, words: Sequence[str] | npt.NDArray[np.object_]
    ) -> npt.NDArray[np.int32]:
        """Return the codes of a column of words."""
        known = self._known[dictionary]
        if isinstance(words, np.ndarray) and words.strides == (0,) and len(words):
            code = known.setdefault(words[0], len(known))
            return np.broadcast_to(np.int32(code), len(words))
        codes, distinct = pd.factorize(np.asarray(words, dtype=object))
        found = [known.setdefault(word, len(known)) for word in distinct]
        return np.asarray(found, dtype=np.int32)[codes] if found else codes.astype(np.int32)

    def dictionaries(self) -> dict[str, list[str]]:
        """Return the words in the order of their codes."""
        return {name: list(known) for name, known in self._known.items()}


def fixed_codes(
    words: Sequence[str] | npt.NDArray[np.object_], choices: Sequence[str]
) -> npt.NDArray[np.int32]:
    """Return the codes of a column of words out of a fixed list."""
    known = {word: code for code, word in enumerate(choices)}
    if isinstance(words, np.ndarray) and words.strides == (0,) and len(words):
        return np.broadcast_to(np.int32(known[words[0]]), len(words))
    codes, distinct = pd.factorize(np.asarray(words, dtype=object))
    found = np.asarray([known[word] for word in distinct], dtype=np.int32)
    return found[codes] if len(found) else codes.astype(np.int32)
