"""Columns of ids: those that geomap made are written from their numbers, never spelled out.

What is written is the same as for the texts themselves (`text_column`), to the byte: a page does
not tell in which of the two forms its ids were.
"""

from typing import Any, cast

import numpy as np

from geomap.incidents.made_ids import MadeIds
from geomap.render.number_column import Numbers, Spec, spec_from_numbers
from geomap.render.text_column import (
    numbers_at_ends,
    spec_from_following,
    spec_from_owned,
    spec_from_values,
    spec_of_following,
)

# Of longer runs of digits a column of texts takes no more.
_NUMBERS_END = 10**15


def spec_from_ids(ids: Any, room: bytearray) -> Spec:
    """Write ids, texts or made ones."""
    if not _is_a_word_and_numbers(ids):
        return spec_from_values(ids.tolist(), room)
    return {"before": {"all": ids.before}, "number": spec_from_numbers(ids.number, room)}


def spec_from_owned_ids(ids: Any, owners: Any, room: bytearray) -> Spec:
    """Write ids that may start with the owner's."""
    if not (
        isinstance(ids, MadeIds)
        and isinstance(owners, MadeIds)
        and (owners.is_plain and ids.before == owners.before and (ids.number >= 0).all())
        and np.array_equal(ids.number, owners.number)
    ):
        return spec_from_owned(ids.tolist(), owners.tolist(), room)
    end = np.zeros(len(ids), np.int64) if ids.end is None else ids.end
    return {"own": spec_from_values(np.array(ids.ends, dtype=object)[end].tolist(), room)}


def spec_from_following_ids(ids: Any, base: Numbers, room: bytearray) -> Spec:
    """Write ids whose numbers follow others, as those of sources follow their items'."""
    if not _is_a_word_and_numbers(ids) or bool((base < 0).any()):
        return spec_from_following(ids.tolist(), base, room)
    return {"before": {"all": ids.before}, **spec_of_following(ids.number, base, room)}


def numbers_of_ids(ids: Any) -> Numbers:
    """Return the number that each id ends in, -1 where it ends in none."""
    if _are_numbered(ids):
        return cast("Numbers", ids.number)
    return numbers_at_ends(ids.tolist())


def _is_a_word_and_numbers(ids: Any) -> bool:
    """Whether a column is made ids of which not all are the same."""
    return _are_numbered(ids) and len(ids) > 1 and bool((ids.number != ids.number[0]).any())


def _are_numbered(ids: Any) -> bool:
    """Whether a column is made ids whose texts end in their numbers, and in no more digits."""
    return (
        isinstance(ids, MadeIds)
        and ids.is_plain
        and not ids.before[-1:].isdigit()
        and bool((ids.number < _NUMBERS_END).all())
    )
