"""A pandas frame is read as the CSV that it would make."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geomap.incidents import Incidents, read_incidents

FRAME = pd.DataFrame(
    {
        "Date": pd.to_datetime(["2022-02-03 00:00", "2022-02-04 17:30", None]),
        "kind": pd.Categorical(["strike", "clash", "strike"]),
        "place": ["آطمة", None, "Idlib"],
        "lon": [np.nan, 36.69, np.nan],
        "lat": [np.nan, 36.31, np.nan],
        "title": pd.Series(["Strike", "Clash", "Strike"], dtype=object),
        "url": ["https://a.org/1;https://b.org/2", "https://a.org/1", ""],
        "killed": [3.0, np.nan, 2.0],
        "own": [1, 2, 3],
    }
)


def tables_of(incidents: Incidents) -> dict[str, list[dict[str, object]]]:
    names = ("sources", "incidents", "locations", "claims")
    return {
        name: getattr(incidents, name).astype(object).fillna("").to_dict("records")
        for name in names
    }


def test_a_frame_is_the_csv_that_it_would_make(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    FRAME.to_csv(path, index=False, date_format="%Y-%m-%d")
    path.write_text(path.read_text().replace("3.0", "3").replace("2.0", "2"))
    of_frame, of_file = read_incidents(FRAME), read_incidents(path)
    assert of_frame.problems == of_file.problems == []
    assert tables_of(of_frame)["locations"] == tables_of(of_file)["locations"]
    assert tables_of(of_frame)["claims"] == tables_of(of_file)["claims"]
    assert tables_of(of_frame)["incidents"] == tables_of(of_file)["incidents"]


def test_the_frame_that_was_given_is_never_changed() -> None:
    before = FRAME.copy(deep=True)
    incidents = read_incidents(FRAME)
    handed_out = incidents.incidents
    handed_out["title"] = "x"
    handed_out.loc[0, "kind"] = "clash"
    pd.testing.assert_frame_equal(FRAME, before)
    assert incidents.incidents["title"].tolist() == ["Strike", "Clash", "Strike"]
    assert incidents.incidents["kind"].tolist() == ["strike", "clash", "strike"]


def test_wrong_cells_are_found_with_the_row_of_that_csv() -> None:
    wrong = FRAME.assign(lon=[np.nan, 190.0, np.nan], kind=["strike", "clash", "strik"])
    problems = read_incidents(wrong).problems
    assert [(p.file, p.row, p.column, p.value) for p in problems] == [
        ("frame", 3, "lon", "190.0"),
        ("frame", 4, "kind", "strik"),
    ]


@pytest.mark.parametrize("frame", [pd.DataFrame(), FRAME.iloc[:0], pd.DataFrame({1: [2]})])
def test_a_frame_without_what_is_needed_has_problems(frame: pd.DataFrame) -> None:
    assert read_incidents(frame).problems


def test_each_of_several_addresses_is_a_source_of_its_own() -> None:
    cell = "https://a.org/x;y ; https://b.org/2;https://a.org/x;y"
    incidents = read_incidents(FRAME.iloc[:1].assign(url=cell))
    assert incidents.problems == []
    sources = incidents.sources
    assert sources["url"].tolist() == ["https://a.org/x;y", "https://b.org/2"]
    assert sources["publisher"].tolist() == ["a.org", "b.org"]
    claims = incidents.claims[["claim_id", "source_id", "measure", "low"]].astype(object).fillna("")
    assert claims.to_numpy().tolist() == [
        ["row-2-killed", "source-1", "killed", 3.0],
        ["row-2-source-2", "source-2", "statement", ""],
    ]
    assert incidents.locations["source_id"].tolist() == ["source-1"]
