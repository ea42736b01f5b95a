"""Remember what was used last, asked for many keys at once: what `lru_cache` cannot do."""

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Two generations of remembered values: when the young one is full, the old one is forgotten.

    Several threads may ask at once: nothing is ever taken out of a generation, so the worst that
    one does to another is that a value is read twice.

    Parameters
    ----------
    size
        How many values make a generation full; at most about twice as many are kept.

    Examples
    --------
    >>> recent = Recent(size=2)
    >>> recent.get(["a", "b"], lambda keys: {key: key.upper() for key in keys})
    {'a': 'A', 'b': 'B'}
    >>> recent.get(["b", "c"], lambda keys: {key: f"read {key}" for key in keys})
    {'b': 'B', 'c': 'read c'}
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._old: dict[K, V] = {}
        self._young: dict[K, V] = {}

    def get(self, keys: Collection[K], read: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """Return the values of some keys; those not remembered are read, all in one go.

        A key that `read` gives no value for is left out.
        """
        young, old = self._young, self._old
        found = {key: young[key] for key in keys if key in young}
        if len(found) == len(keys):
            return found
        absent = [key for key in keys if key not in found]
        fresh = {key: old[key] for key in absent if key in old}
        unread = [key for key in absent if key not in fresh]
        if unread:
            fresh.update(read(unread))
        young.update(fresh)
        if len(young) >= self._size:
            self._old, self._young = young, {}
        return found | fresh
