"""Remember what was used last, asked for many keys at once: what `lru_cache` cannot do."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Two generations of remembered values: when the young one is full, the old one is forgotten.

    Parameters
    ----------
    size
        How many values make a generation full; at most about twice as many are kept.

    Examples
    --------
    >>> recent = Recent(size=2)
    >>> recent.missing(["a", "b"])
    ['a', 'b']
    >>> recent.known.update(a=1, b=2)
    >>> recent.missing(["b", "c"]), recent.known
    (['c'], {'b': 2})
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._old: dict[K, V] = {}
        self.known: dict[K, V] = {}
        """Holds every key of the last question that is remembered; the asker adds the rest."""

    def missing(self, keys: Iterable[K]) -> list[K]:
        """Return the keys that are not remembered, and bring the others into `known`."""
        if len(self.known) >= self._size:
            self._old, self.known = self.known, {}
        absent = [key for key in keys if key not in self.known]
        if not self._old:
            return absent
        for key in absent:
            if key in self._old:
                self.known[key] = self._old[key]
        return [key for key in absent if key not in self._old]
