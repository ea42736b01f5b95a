"""Letter pairs of a romanised name as 32 bits: a likeness coarse enough to scan thousands with."""

from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

_BITS = 32


def pair_bits(roman: str) -> int:
    """Return a number with a bit for every pair of letters; several pairs share a bit.

    Examples
    --------
    >>> pair_bits("bab") | pair_bits("ab") == pair_bits("bab")
    True
    """
    bits = 0
    for start in range(len(roman)):
        bits |= _bit_of(roman[start : start + 2])
    return bits


def likeness(stored: npt.NDArray[np.uint32], asked: int) -> npt.NDArray[np.float64]:
    """Return how alike some stored bits are to the asked ones, 0 to 1 (Dice)."""
    shared = _count(stored & np.uint32(asked))
    return np.asarray(2 * shared / np.maximum(_count(stored) + asked.bit_count(), 1))


def _count(bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    lines = bits.astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.asarray(np.unpackbits(lines, axis=1).sum(axis=1, dtype=np.int64))


@lru_cache(maxsize=4096)
def _bit_of(pair: str) -> int:
    return 1 << crc32(pair.encode()) % _BITS
