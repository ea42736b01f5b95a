"""The written relation cases of the benchmark: sound rows, and the bars they are held to."""

import csv
from pathlib import Path

from shapely import Point

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.geodesy import distance_m

CASES = Path(__file__).parents[2] / "benchmarks" / "relation_cases.csv"
GAZETTEER = Gazetteer.open()

with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def test_there_are_a_hundred_cases_in_two_languages_half_of_them_held_out() -> None:
    assert len({row["case_id"] for row in ROWS}) == len(ROWS) >= 100
    arabic = sum(any("\u0600" <= letter <= "\u06ff" for letter in row["text"]) for row in ROWS)
    assert 0.15 < arabic / len(ROWS) < 0.85
    assert {row["split"] for row in ROWS} == {"tuned", "held", "fresh"}
    assert 0.4 < sum(row["split"] != "tuned" for row in ROWS) / len(ROWS) < 0.6
    assert all(row["truth"] for row in ROWS)


def inside_and_close(rows: list[dict[str, str]]) -> tuple[float, float]:
    """Return the shares of rows whose truth is inside the footprint and within 10 km."""
    inside = close = 0
    for row in rows:
        answer = GAZETTEER.resolve(row["text"], within=row["within"] or None)
        if answer.geometry is None or answer.lon is None or answer.lat is None:
            continue
        truth = float(row["lon"]), float(row["lat"])
        off_m = distance_m(answer.lon, answer.lat, *truth)
        is_point = answer.drawable_as_point
        inside += (
            off_m <= (answer.uncertainty_m or 0)
            if is_point
            else answer.geometry.intersects(Point(truth))
        )
        close += off_m <= 10_000
    return inside / len(rows), close / len(rows)


def test_the_truth_lies_inside_the_footprint_and_close_to_its_point() -> None:
    inside, close = inside_and_close([row for row in ROWS if row["split"] != "fresh"])
    assert inside >= 0.93
    assert close >= 0.75


def test_headlines_are_held_by_their_footprint_though_most_name_no_point() -> None:
    """Half of the fresh rows tell a bank, a desert or a countryside: no point of it is close."""
    inside, close = inside_and_close([row for row in ROWS if row["split"] == "fresh"])
    assert inside >= 0.90
    assert close >= 0.45
    assert inside_and_close(ROWS)[0] >= 0.93
