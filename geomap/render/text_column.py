"""Columns of texts, lists and missing values, written the shortest of a few ways.

All rows the same; a dictionary and codes; texts that end in a number apart from it (addresses,
ids); texts that start with what their owner tells; else the values as they are. Each
column says how it was written. Twin of web/src/text_column.ts.
"""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np

from geomap.render.number_column import Numbers, Spec, numbers_from_spec, spec_from_numbers

_DIGITS = tuple("0123456789")
_ZERO, _NINE = np.uint8(ord("0")), 9
_LINE_BREAK = ord("\n")
_MOST_DIGITS = 15
_TRIED = 32
_MOST_TRIED = 256
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
    if not values or (values[0] == values[-1] and values.count(values[0]) == len(values)):
        return {"all": values[0] if values else ""}
    types = set(map(type, values))
    if list in types:
        return {"list": list(values)}
    if types == {str} and _ends_in_numbers(values):
        return _numbered(values, room)
    return _shared_or_listed(values, room)


def spec_from_owned(values: Sequence[Any], owners: Sequence[str], room: bytearray) -> Spec:
    """Write texts that may start with a text of their owner's: its id, or its host."""
    if values and values == owners:
        return {"own": {"all": ""}}
    if set(map(type, values)) == {str} and all(map(str.startswith, values, owners)):
        rest = list(map(str.removeprefix, values, owners))
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
    if not values or (base < 0).any() or not _ends_in_numbers(values):
        return spec_from_values(values, room)
    before, numbers = _parted(values)
    if (numbers < 0).any():
        return spec_from_values(values, room)
    return {"before": spec_from_values(before, room), **spec_of_following(numbers, base, room)}


def spec_of_following(numbers: Numbers, base: Numbers, room: bytearray) -> Spec:
    """Write numbers that follow others: what is left of them, and by how much they follow."""
    factor = _factor(numbers, base)
    return {"number": spec_from_numbers(numbers - factor * base, room), "factor": factor}


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
    """Return the number that each text ends in, -1 where it ends in none.

    Of more than 15 digits the last 15 count: a double holds no more.
    """
    return _numbers_and_runs(values)[0]


def _numbers_and_runs(values: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the numbers that texts end in, and of how many digits, at most 15, they are."""
    numbers, runs = np.zeros((2, len(values)), dtype=np.int64)
    lines = "\n".join(["", *values, ""]).encode("utf-8", "surrogatepass")
    letters = np.frombuffer(lines, np.uint8)
    breaks = np.flatnonzero(letters == _LINE_BREAK)
    if len(breaks) != len(values) + 1:
        # A text of several lines ends where the others do not.
        return _numbers_and_runs([value.replace("\n", " ") for value in values])
    ends = breaks[1:]
    is_digit = np.ones(len(values), dtype=bool)
    for place in range(_MOST_DIGITS):
        # No line starts before the first break, so no step goes beyond it.
        # What is below the digit 0 comes round to large numbers.
        digit = letters[np.maximum(ends - 1 - place, 0)] - _ZERO
        is_digit &= digit <= _NINE
        if place == 0:
            numbers[~is_digit] = _NO_NUMBER
        if not is_digit.any():
            break
        numbers += np.where(is_digit, digit, 0) * np.int64(10**place)
        runs += is_digit
    return numbers, runs


def _ends_in_numbers(values: Sequence[str]) -> bool:
    tried = values[:: max(1, len(values) // _TRIED)]
    numbered = [value for value in tried if value.endswith(_DIGITS)]
    return 2 * len(numbered) > len(tried)


def _numbered(values: Sequence[str], room: bytearray) -> Spec:
    before, numbers = _parted(values)
    return {
        "before": _shared_or_listed(before, room),
        "number": spec_from_numbers(numbers, room),
    }


def _parted(values: Sequence[str]) -> tuple[list[str], Numbers]:
    """Split texts before their last number; zeros that lead it stay with the text."""
    numbers, runs = _numbers_and_runs(values)
    length = np.ones(len(values), dtype=np.int64)
    for place in range(1, _MOST_DIGITS):
        length += numbers >= 10**place
    length[numbers == _NO_NUMBER] = 0
    if (length == runs).all() and int(runs.max(initial=0)) < _MOST_DIGITS:
        # No zeros lead any of them: all the digits go.
        return list(map(str.rstrip, values, repeat("0123456789"))), numbers
    # Counted from the end; a text without a number stays whole.
    ends = [-digits or None for digits in length.tolist()]
    return [value[:end] for value, end in zip(values, ends, strict=True)], numbers


def _shared_or_listed(values: Sequence[Any], room: bytearray) -> Spec:
    tried = values[:_MOST_TRIED]
    if len(values) > _MOST_TRIED and len(set(tried)) == _MOST_TRIED:
        # Hardly a text comes twice: finding that out for all of them costs more than it saves.
        return {"list": list(values)}
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
