"""Whole numbers as bytes that gzip packs well: differences, zig-zag, byte planes.

A column says how it was written, so that a reader needs no table of columns. Twin of
web/src/number_column.ts.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int64]
Spec: TypeAlias = dict[str, Any]

_BYTE_BITS = 8
_WIDEST = 7  # bytes: what a double holds exactly, and so JavaScript
# Differences must be shorter by this many bits: a run of codes packs better as it is.
_WORTHWHILE_BITS = 1.0


def spec_from_numbers(values: npt.ArrayLike, room: bytearray) -> Spec:
    """Append a column to the bytes of a block; return how to read it back.

    Parameters
    ----------
    values
        Whole numbers, their size below 2**52.
    room
        The bytes of the block so far.

    Returns
    -------
    dict
        `all`: every row has this number. Else `at` is where the bytes start, `width` how many a
        number has (one plane a byte, the lowest first), `as` what was written: `plain` numbers,
        `signed` by zig-zag, or the `delta` from the row before, by zig-zag.
    """
    numbers = np.asarray(values, dtype=np.int64)
    if len(numbers) == 0 or (numbers == numbers[0]).all():
        return {"all": int(numbers[0]) if len(numbers) else 0}
    kind, written = _shortest(numbers)
    width = max(1, -(-int(written.max()).bit_length() // _BYTE_BITS))
    if width > _WIDEST:
        message = f"numbers of a page must be below 2**52; found {numbers.max()!r}"
        raise ValueError(message)
    spec = {"at": len(room), "width": width, "as": kind}
    planes = written.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width]
    room += planes.T.tobytes()
    return spec


def numbers_from_spec(spec: Spec, rows: int, room: bytes) -> Numbers:
    """Read a column of so many rows out of the bytes of a block."""
    if "all" in spec:
        return np.full(rows, spec["all"], dtype=np.int64)
    at, width = spec["at"], spec["width"]
    planes = np.frombuffer(room, np.uint8, rows * width, at).reshape(width, rows)
    wide = np.zeros((rows, 8), np.uint8)
    wide[:, :width] = planes.T
    written = wide.view("<i8").ravel().astype(np.int64)
    if spec["as"] == "plain":
        return written
    signed = (written >> 1) ^ -(written & 1)
    return np.cumsum(signed) if spec["as"] == "delta" else signed


def _shortest(numbers: Numbers) -> tuple[str, Numbers]:
    as_is = ("signed", _zigzag(numbers)) if int(numbers.min()) < 0 else ("plain", numbers)
    steps = _zigzag(np.diff(numbers, prepend=np.int64(0)))
    return ("delta", steps) if _bits(steps) + _WORTHWHILE_BITS < _bits(as_is[1]) else as_is


def _zigzag(numbers: Numbers) -> Numbers:
    return (numbers << 1) ^ (numbers >> 63)


def _bits(numbers: Numbers) -> float:
    return float(np.log2(numbers + 1.0).mean())
