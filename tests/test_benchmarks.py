"""The benchmark of pages measures equal content: what is made up is what geomap reads."""

import pandas as pd
import pytest

from benchmarks.maps.made_up import TEXT_LENGTH, make_incidents, real_towns
from benchmarks.maps.own_table import read_made_up
from benchmarks.maps.table import FIRST_SEARCH, markdown_of

SIZE = 100
MACHINE = {
    "day": "2026-11-21", "cores": 2, "memory_gb": 8, "system": "any", "python": "3",
    "packages": {}, "load": 0.1,
}  # fmt: skip


@pytest.fixture(scope="module")
def incidents() -> pd.DataFrame:
    return make_incidents(SIZE, real_towns())


def test_the_same_size_is_the_same_table(incidents: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(incidents, make_incidents(SIZE, real_towns()))
    assert (incidents["text"].str.len() == TEXT_LENGTH).all()
    assert (incidents["killed_low"] <= incidents["killed_high"]).all()


def test_towns_are_real_and_enough() -> None:
    towns = real_towns()
    assert len(towns) == 300
    assert {"Salkhad", "Abu Hammam", "Yabrud"} < set(towns["name"])


def test_geomap_reads_all_that_is_made_up(incidents: pd.DataFrame) -> None:
    read = read_made_up(incidents)
    assert read.problems == []
    assert read.incidents["summary"].tolist() == incidents["text"].tolist()
    assert read.locations["lon"].tolist() == incidents["lon"].tolist()
    assert read.locations["lat"].tolist() == incidents["lat"].tolist()
    assert set(read.sources["url"]) == {*incidents["url_1"], *incidents["url_2"]}
    killed = read.claims[read.claims["measure"] == "killed"]
    assert killed["low"].tolist() == incidents["killed_low"].tolist()
    assert killed["high"].tolist() == incidents["killed_high"].tolist()


def test_a_run_that_hung_is_said_below_the_table() -> None:
    row = {
        "builder": "a peer",
        "size": SIZE,
        "own": {"bytes": 1000, "gzipped": 500},
        "weight": {"bytes": 100_000, "gzipped": 50_000},
        "builds": [{"seconds": 1.0, "cpu_s": 0.9, "peak_mb": 10.0}],
        "opens": [{"browser": "1", "paint_ms": 500.0, "failure": "did not finish in 5 s"}],
    }
    text = markdown_of({"machine": MACHINE, "measured": [row]})
    assert "| a peer | 1.00 (0.90) | 10 | 1,000 (500) |" in text
    assert "a peer: in the browser: did not finish in 5 s." in text


def test_the_slowest_interaction_is_told_and_the_first_search_apart() -> None:
    rounds = [
        {"open a card": 31.0, "close it": None, FIRST_SEARCH: 1200.0},
        {"open a card": 41.0, FIRST_SEARCH: 1400.0},
    ]
    row = {
        "builder": "geomap",
        "size": SIZE,
        "own": {"bytes": 1000, "gzipped": 500},
        "builds": [],
        "opens": [{"browser": "1", "interactions": timed} for timed in rounds],
    }
    assert markdown_of({"machine": MACHINE, "measured": [row]}).rstrip().endswith("| 36 (1.3) |")
