"""A disputed area says so, and names the side that the drawn border leaves out."""

from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer, GazetteerDataError
from geomap.gazetteer.borders import read_borders
from geomap.gazetteer.disputed import DisputedAreas, read_disputed
from geomap.gazetteer.gazetteer import EMBEDDED

GAZETTEER = Gazetteer.open()
BORDERS = read_borders(EMBEDDED / "units.geojson", EMBEDDED / "rivers.geojson")


@pytest.mark.parametrize(
    "text",
    [
        "Fiq",  # a town of the table
        "فيق",
        "33.000, 35.750",  # a coordinate
        "near Fiq",  # an area
    ],
)
def test_the_golan_is_told_and_both_countries_are_listed(text: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert "It lies in a disputed area, the Golan Heights" in answer.explanation
    codes = {unit.code for unit in answer.admin}
    assert {"SY", "IL", "SY14"} <= codes


@pytest.mark.parametrize(
    "text",
    [
        "Hadar",  # east of the line of 1974
        "32.790, 35.530",  # Tiberias, west of the lake
        "Daraa city",
        "southern Syria",  # no more than a sliver of it
        "Syria",
    ],
)
def test_beside_the_golan_nothing_is_said(text: str) -> None:
    assert "disputed" not in GAZETTEER.resolve(text).explanation


def test_an_area_whose_unit_is_not_drawn_is_left_out() -> None:
    row = {"unit": "XXX-1", "river": "jordan", "side": "east"}
    assert DisputedAreas([row], BORDERS).between(["syria", "israel"]) == []


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerDataError, match="no such file"):
        read_disputed(tmp_path / "disputed.toml", BORDERS)
    (tmp_path / "disputed.toml").write_text("[[area", "utf-8")
    with pytest.raises(GazetteerDataError, match=r"disputed\.toml"):
        read_disputed(tmp_path / "disputed.toml", BORDERS)
