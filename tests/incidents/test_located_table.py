"""The columns of `located_table` say what the objects of `located` say."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from geomap.gazetteer import PRECISIONS, Gazetteer
from geomap.incidents import DRAWN, Incidents, read_incidents
from tests.incidents.conftest import WriteDataset


def assert_table_agrees(incidents: Incidents) -> None:
    table, located = incidents.located_table(), incidents.located()
    assert [DRAWN[code] for code in table.drawn] == [found.drawn for found in located]
    places = [place.location for found in located for place in found.places]
    rows = np.argsort(table.incident, kind="stable").tolist()
    assert len(places) == len(rows)
    for row, location in zip(rows, places, strict=True):
        assert PRECISIONS[table.precision[row]] == location.precision
        chain = () if table.admin[row] < 0 else table.admin_chains[table.admin[row]]
        assert chain == location.admin
        for column in ("lon", "lat", "uncertainty_m"):
            value, found = getattr(table, column)[row], getattr(location, column)
            assert value == found or (math.isnan(value) and found is None)
        if table.answer[row] >= 0:
            assert table.answers[table.answer[row]] == location


def test_the_shipped_dataset_is_where_it_is_row_by_row() -> None:
    incidents = read_incidents()
    assert_table_agrees(incidents)
    assert_table_agrees(incidents.period("2022-02"))


def test_a_period_without_incidents_has_an_empty_table() -> None:
    table = read_incidents().period("1999").located_table()
    assert [len(table.answer), len(table.drawn), table.answers] == [0, 0, ()]


ROWS = [
    # place, lon, lat, kind
    ("Atmeh", "", "", "strike"),
    ("آطمة", "", "", "strike"),
    ("Idlib province", "", "", "clash"),
    ("Hartha nowhere", "", "", "clash"),
    ("Al-Hasakah", "", "", "arrest"),
    ("", "36.69", "36.31", "strike"),
    ("stated, whatever the words", "35.8", "33.1", "strike"),
    ("", "34.5", "35.0", "sighting"),
    ("Atmeh", "", "", "convoy"),
]
CIRCLES = [
    # place_id, radius_m, whether it is a point
    ("", "5000", True),
    ("aleppo", "8000", True),
    ("aleppo", "2000", True),
    ("aleppo", "", True),
    ("al-tanf-base", "8000", False),
    ("", "25000", False),
    ("", "25000", False),
]


@pytest.mark.parametrize("times", [1, 30])
def test_texts_and_stated_points_stand_side_by_side(tmp_path: Path, times: int) -> None:
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "kind", "place", "lon", "lat"])
        for place, lon, lat, kind in ROWS * times:
            writer.writerow(["2022-02-03", kind, place, lon, lat])
    incidents = read_incidents(path)
    incidents.require_valid()
    assert_table_agrees(incidents)
    table = incidents.located_table()
    assert len(table.answers) == 5
    assert table.answer.tolist()[5:8] == [-1, -1, -1]


def test_points_with_a_radius_have_no_object_and_wide_circles_share_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = [f"2022-02-03,strike,{name},37.16,36.2,{radius_m}" for name, radius_m, _ in CIRCLES]
    path.write_text("\n".join(["date,kind,place_id,lon,lat,radius_m", *rows]), encoding="utf-8")
    incidents = read_incidents(path)
    assert_table_agrees(incidents)
    table = incidents.located_table()
    assert (table.answer < 0).tolist() == [is_point for *_, is_point in CIRCLES]
    assert table.answer[-1] == table.answer[-2]


def test_a_distinct_text_is_asked_once_and_a_stated_point_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    resolve = Gazetteer.resolve

    def counting(self: Gazetteer, text: str, **context: object) -> object:
        asked.append(text)
        return resolve(self, text, **context)

    monkeypatch.setattr(Gazetteer, "resolve", counting)
    path = tmp_path / "mine.csv"
    rows = ["2022-02-03,strike,Atmeh,,", "2022-02-04,strike,,36.69,36.31"]
    path.write_text("\n".join(["date,kind,place,lon,lat", *rows * 50]), encoding="utf-8")
    read_incidents(path).located_table()
    assert asked == ["Atmeh"]


def test_of_a_convoy_both_ends_are_needed(write_dataset: WriteDataset) -> None:
    ends = {"incident_id": "convoy", "standing": "primary", "source_id": "sohr-88"}
    one = read_incidents(write_dataset())
    both = read_incidents(
        write_dataset(locations=[{**ends, "role": "origin", "place_as_written": "Atmeh"}])
    )
    assert DRAWN[one.located_table().drawn[1]] == "area"
    assert DRAWN[both.located_table().drawn[1]] == "mapped"
    assert_table_agrees(both)


def test_counts_are_those_of_the_objects() -> None:
    incidents = read_incidents()
    counts, located = incidents.counts(), incidents.located()
    drawn = [found.drawn for found in (*located, *incidents.located_sites())]
    assert [counts[word] for word in DRAWN] == [drawn.count(word) for word in DRAWN]
