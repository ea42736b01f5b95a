"""Ids that geomap made are written to the byte as the texts that they stand for."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from geomap.incidents.made_ids import MadeIds
from geomap.render.id_column import (
    numbers_of_ids,
    spec_from_following_ids,
    spec_from_ids,
    spec_from_owned_ids,
)

PLAIN = MadeIds("row-", np.array([2, 7, 5, 11, 1_000_003]))
MADE = [
    PLAIN,
    PLAIN[:1],
    PLAIN[:0],
    PLAIN[[1, 1, 1]],
    MadeIds("source-", np.array([4, -1, 9]), ends=("", "file"), end=np.array([0, 1, 0])),
    MadeIds("site 7", np.array([4, 5, 9])),  # a word that ends in a digit
    MadeIds("row-", np.array([4, 10**15, 9])),  # more digits than a column of texts reads
]


def both(ids: MadeIds, write: Any) -> Sequence[tuple[Any, bytes]]:
    found = []
    for column in (ids, ids.texts()):
        room = bytearray()
        found.append((write(column, room), bytes(room)))
    return found


@pytest.mark.parametrize("ids", MADE)
def test_made_ids_are_written_as_their_texts(ids: MadeIds) -> None:
    made, texts = both(ids, spec_from_ids)
    assert made == texts
    assert numbers_of_ids(ids).tolist() == numbers_of_ids(ids.texts()).tolist()


@pytest.mark.parametrize("ids", MADE)
def test_ids_that_follow_others_are_written_as_their_texts(ids: MadeIds) -> None:
    base = np.arange(len(ids)) * 3
    made, texts = both(ids, lambda column, room: spec_from_following_ids(column, base, room))
    assert made == texts


@pytest.mark.parametrize(
    "ends", [("-killed", "-source-2"), ("-source-2", "-source-3"), ("-killed",), ("",)]
)
def test_ids_of_claims_are_written_as_their_texts(ends: tuple[str, ...]) -> None:
    end = np.arange(len(PLAIN)) % len(ends)
    ids = MadeIds("row-", PLAIN.number, ends=ends, end=end)
    made, texts = both(ids, lambda column, room: spec_from_owned_ids(column, PLAIN, room))
    assert made == texts
    others = MadeIds("row-", PLAIN.number + 1)
    made, texts = both(ids, lambda column, room: spec_from_owned_ids(column, others, room))
    assert made == texts
