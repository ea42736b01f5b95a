"""Columns of texts, lists and missing values, written the shortest of a few ways.

All rows the same; a dictionary and codes; texts that end in a number apart from it (addresses,
ids); texts that start with the id of the item they belong to; else the values as they are. Each
column says how it was written. Twin of web/src/text_column.ts.
"""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np

from geomap.render.number_column import Numbers, Spec, numbers_from_spec, spec_from_numbers

_DIGITS = "0123456789"
_MOST_DIGITS = 15
_TRIED = 32
_NO_NUMBER = -1


def spec_from_values(values: Sequence[Any], room: bytearray) -> Spec:
    """Write a column; return how to read it back.

    Parameters
    ----------
    values
        Texts, None, or anything else JSON can write.
    room
        The bytes of the block so far; codes and numbers are appended.
    """
    if not values or values.count(values[0]) == len(values):
        return {"all": values[0] if values else ""}
    if any(isinstance(value, list) for value in values):
        return {"list": list(values)}
    if _ends_in_numbers(values):
        return _numbered(values, room)
    return _shared_or_listed(values, room)


def spec_from_owned(values: Sequence[str], owners: Sequence[str], room: bytearray) -> Spec:
    """Write ids that may start with the id of what they belong to."""
    if values and all(map(str.startswith, values, owners)):
        rest = [value[len(owner) :] for value, owner in zip(values, owners, strict=True)]
        return {"own": spec_from_values(rest, room)}
    return spec_from_values(values, room)


def spec_from_following(values: Sequence[str], base: Numbers, room: bytearray) -> Spec:
    """Write ids whose numbers follow other numbers, as those of sources follow their rows'.

    Parameters
    ----------
    values
        Ids.
    base
        A number for each of them, -1 where there is none.
    room
        The bytes of the block so far.
    """
    if not values or not _ends_in_numbers(values) or (base < 0).any():
        return spec_from_values(values, room)
    before, numbers = _parted(values)
    if (numbers < 0).any():
        return spec_from_values(values, room)
    factor = _factor(numbers, base)
    return {
        "before": spec_from_values(before, room),
        "number": spec_from_numbers(numbers - factor * base, room),
        "factor": factor,
    }


def values_from_spec(
    spec: Spec,
    rows: int,
    room: bytes,
    *,
    owners: Sequence[str] = (),
    base: Numbers | None = None,
) -> list[Any]:
    """Read a column of so many rows back."""
    if "all" in spec:
        return list(repeat(spec["all"], rows))
    if "list" in spec:
        return list(spec["list"])
    if "own" in spec:
        rest = values_from_spec(spec["own"], rows, room)
        return [owner + text for owner, text in zip(owners, rest, strict=True)]
    if "of" in spec:
        codes = numbers_from_spec(spec["codes"], rows, room).tolist()
        return [spec["of"][code] for code in codes]
    before = values_from_spec(spec["before"], rows, room)
    numbers = numbers_from_spec(spec["number"], rows, room)
    if base is not None and "factor" in spec:
        numbers = numbers + spec["factor"] * base
    return [
        text if number == _NO_NUMBER else f"{text}{number}"
        for text, number in zip(before, numbers.tolist(), strict=True)
    ]


def numbers_at_ends(values: Sequence[str]) -> Numbers:
    """Return the number that each text ends in, -1 where it ends in none."""
    return _parted(values)[1]


def _ends_in_numbers(values: Sequence[Any]) -> bool:
    if set(map(type, values)) != {str}:
        return False
    tried = values[:: max(1, len(values) // _TRIED)]
    return sum(value.endswith(tuple(_DIGITS)) for value in tried) * 2 > len(tried)


def _numbered(values: Sequence[str], room: bytearray) -> Spec:
    before, numbers = _parted(values)
    return {
        "before": _shared_or_listed(before, room),
        "number": spec_from_numbers(numbers, room),
    }


def _parted(values: Sequence[str]) -> tuple[list[str], Numbers]:
    """Split texts before their last number; zeros that lead it stay with the text."""
    ends = [value[len(value.rstrip(_DIGITS)) :][-_MOST_DIGITS:] for value in values]
    ends = [end.lstrip("0") or end[-1:] for end in ends]
    before = [value[: len(value) - len(end)] for value, end in zip(values, ends, strict=True)]
    numbers = np.fromiter(
        (int(end) if end else _NO_NUMBER for end in ends), dtype=np.int64, count=len(ends)
    )
    return before, numbers


def _shared_or_listed(values: Sequence[Any], room: bytearray) -> Spec:
    distinct = dict.fromkeys(values)
    if len(distinct) == 1:
        return {"all": values[0]}
    if len(distinct) * 2 > len(values):
        return {"list": list(values)}
    codes = dict(zip(distinct, range(len(distinct)), strict=True))
    return {
        "of": list(distinct),
        "codes": spec_from_numbers(list(map(codes.__getitem__, values)), room),
    }


def _factor(numbers: Numbers, base: Numbers) -> int:
    """Return how far the numbers step when their base steps by one, by the widest step there is."""
    low, high = int(base.argmin()), int(base.argmax())
    width = int(base[high] - base[low])
    return round(int(numbers[high] - numbers[low]) / width) if width else 0
