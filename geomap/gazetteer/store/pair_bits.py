"""Letter pairs of a romanised name as 64 bits: a likeness coarse enough to scan thousands with."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

_BITS = 64


def pair_bits(roman: str) -> int:
    """Return a number with a bit for every pair of letters; several pairs share a bit.

    Examples
    --------
    >>> pair_bits("bab") | pair_bits("ab") == pair_bits("bab")
    True
    """
    pairs = (roman[start : start + 2] for start in range(len(roman)))
    bits = 0
    for pair in pairs:
        bits |= 1 << crc32(pair.encode()) % _BITS
    return bits


def likeness(stored: npt.NDArray[np.uint64], asked: int) -> npt.NDArray[np.float64]:
    """Return how alike some stored bits are to the asked ones, 0 to 1 (Dice)."""
    shared = _count(stored & np.uint64(asked))
    return np.asarray(2 * shared / np.maximum(_count(stored) + asked.bit_count(), 1))


def _count(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    lines = bits.astype("<u8").view(np.uint8).reshape(-1, 8)
    return np.asarray(np.unpackbits(lines, axis=1).sum(axis=1, dtype=np.int64))
