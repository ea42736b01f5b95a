from typing import Any

import numpy as np
import pytest

from geomap.render.text_column import (
    numbers_at_ends,
    spec_from_following,
    spec_from_owned,
    spec_from_values,
    values_from_spec,
)


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ([], {"all"}),
        (["عطمة", "عطمة"], {"all"}),
        (["Atmeh", "عطمة", "Idlib"], {"list"}),
        (["Atmeh", "عطمة"] * 3, {"of", "codes"}),
        ([None, "Atmeh", None, None], {"of", "codes"}),
        ([["a"], None, ["b"]], {"list"}),
        # Addresses and ids: the number apart, zeros that lead it with the text.
        (["https://a.org/007", "https://a.org/12"], {"before", "number"}),
        (["row-1", "row-20", "none", "row-3"], {"before", "number"}),
        (["0", "00", "12345678901234567890"], {"before", "number"}),
        (["two\nlines 3", "1"], {"before", "number"}),
        (["٣", "عطمة ٤"], {"list"}),
    ],
)
def test_texts_are_written_the_shortest_way_and_come_back(
    values: list[Any], ways: set[str]
) -> None:
    room = bytearray()
    spec = spec_from_values(values, room)
    assert set(spec) == ways
    assert values_from_spec(spec, len(values), bytes(room)) == values


def test_ids_that_start_with_their_owner_s_cost_only_the_rest() -> None:
    owners = ["raid", "row-2"]
    values = [f"{owner}-killed" for owner in owners]
    assert spec_from_owned(values, owners, bytearray()) == {"own": {"all": "-killed"}}
    assert values_from_spec({"own": {"all": "-killed"}}, 2, b"", owners=owners) == values
    others = ["raid-killed", "toll"]
    assert spec_from_owned(others, owners, bytearray()) == {"list": others}


@pytest.mark.parametrize("factor", [1, 2])
def test_numbers_that_follow_those_of_the_items_cost_nothing(factor: int) -> None:
    base = np.array([5, 900, 31])
    values = [f"source-{factor * number - 1}" for number in base.tolist()]
    room = bytearray()
    spec = spec_from_following(values, base, room)
    assert spec == {"before": {"all": "source-"}, "number": {"all": -1}, "factor": factor}
    assert values_from_spec(spec, 3, bytes(room), base=base) == values


def test_ids_of_items_without_numbers_are_written_by_themselves() -> None:
    spec = spec_from_following(["s-1", "s-2"], np.array([-1, -1]), bytearray())
    assert "factor" not in spec


def test_the_number_at_the_end_of_a_text() -> None:
    texts = ["a-007", "12", "no", "", "x99999999999999999999", "a\n5"]
    assert numbers_at_ends(texts).tolist() == [7, 12, -1, -1, 999_999_999_999_999, 5]
