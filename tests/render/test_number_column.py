import numpy as np
import pytest

from geomap.render.number_column import numbers_from_spec, spec_from_numbers


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([], {"all": 0}),
        ([7, 7, 7], {"all": 7}),
        ([0, 255, 3], {"at": 0, "width": 1, "as": "plain"}),
        ([0, 256, 3], {"at": 0, "width": 2, "as": "plain"}),
        ([-1, 3, -128], {"at": 0, "width": 1, "as": "signed"}),
        # Longitudes of neighbours: the first difference decides the width.
        ([3_668_839 + step for step in range(50)], {"at": 0, "width": 3, "as": "delta"}),
        ([0, 2**51], {"at": 0, "width": 7, "as": "plain"}),
    ],
)
def test_numbers_are_written_the_shortest_way_and_come_back(
    numbers: list[int], written: dict[str, object]
) -> None:
    room = bytearray()
    spec = spec_from_numbers(numbers, room)
    assert spec == written
    assert numbers_from_spec(spec, len(numbers), bytes(room)).tolist() == numbers


def test_columns_share_the_bytes_of_a_block() -> None:
    room = bytearray()
    columns = [np.arange(9) % 4, np.arange(9) * 1000]
    specs = [spec_from_numbers(column, room) for column in columns]
    for column, spec in zip(columns, specs, strict=True):
        assert numbers_from_spec(spec, 9, bytes(room)).tolist() == column.tolist()


def test_a_number_that_no_double_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="below 2"):
        spec_from_numbers([0, 2**60], bytearray())
