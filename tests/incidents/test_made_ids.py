"""Ids that geomap numbers read as the texts they stand for, wherever a frame is used."""

import numpy as np
import pandas as pd
import pytest

import geomap
from geomap.incidents.made_ids import MadeIds, rows_of_ids, with_texts

ROWS = MadeIds("row-", np.array([2, 0, 1003, 10, 123_456_789]))
CLAIMS = MadeIds(
    "row-", np.array([2, 2, -1]), ends=("-killed", "-source-2", "file"), end=np.array([0, 1, 2])
)


def test_ids_are_a_word_a_number_and_an_end() -> None:
    assert ROWS.tolist() == ["row-2", "row-0", "row-1003", "row-10", "row-123456789"]
    assert CLAIMS.tolist() == ["row-2-killed", "row-2-source-2", "file"]
    assert list(CLAIMS) == [CLAIMS[0], CLAIMS[1], CLAIMS[-1]]


def test_columns_longer_than_what_is_written_at_once_are_whole() -> None:
    ids = MadeIds("source-", np.arange(70_000))
    assert ids.tolist() == [f"source-{number}" for number in range(70_000)]


@pytest.mark.parametrize(
    "texts",
    [
        ["إدلب", "Al-Bab\n", "a\0b", ""],  # texts that nobody made, with signs that end a line
        [],
    ],
)
def test_texts_that_nobody_made_are_kept_as_they_are(texts: list[str]) -> None:
    column = pd.Series(texts, dtype=object).astype(ROWS.dtype)
    assert column.tolist() == texts


def test_a_column_of_a_frame_can_be_cut_sorted_compared_and_put_together() -> None:
    frame = pd.DataFrame({"id": ROWS, "n": range(5)})
    assert frame[frame["n"] > 2]["id"].tolist() == ["row-10", "row-123456789"]
    assert frame.sort_values("n", ascending=False)["id"].iloc[0] == "row-123456789"
    assert (frame["id"] == "row-10").tolist() == [False, False, False, True, False]
    assert frame["id"].isin(["row-2", "row-3"]).tolist() == [True, False, False, False, False]
    assert frame["id"].isin(pd.Series(ROWS[[1, 4]])).sum() == 2
    twice = pd.concat([frame, frame.iloc[:1]], ignore_index=True)
    assert twice["id"].tolist() == [*ROWS.tolist(), "row-2"]
    assert frame.reindex([0, 9])["id"].tolist() == ["row-2", ""]
    assert with_texts(frame)["id"].dtype == object


@pytest.mark.parametrize("wanted", [ROWS, CLAIMS, ["row-10", "row-3"], []])
def test_rows_are_found_by_number_as_by_text(wanted: MadeIds | list[str]) -> None:
    asked = pd.Series(wanted, dtype=None if len(wanted) else object)
    texts = asked.tolist()
    known = ROWS.tolist()
    expected = [known.index(text) if text in known else -1 for text in texts]
    assert rows_of_ids(pd.Series(ROWS), asked).tolist() == expected
    assert rows_of_ids(pd.Series(known), pd.Series(texts, dtype=object)).tolist() == expected


def test_frames_that_are_handed_out_hold_texts() -> None:
    table = pd.DataFrame(
        {
            "date": ["2022-02-03", "2022-02-04"],
            "kind": ["operation", "strike"],
            "place": ["Atmeh", "الباب"],
            "killed": ["13", ""],
            "url": ["https://a.example/1;https://b.example/2", ""],
        }
    )
    incidents = geomap.read_incidents(table)
    assert incidents.incidents["incident_id"].tolist() == ["row-2", "row-3"]
    assert incidents.claims["claim_id"].tolist() == ["row-2-killed", "row-2-source-2"]
    assert incidents.sources["source_id"].tolist() == ["file", "source-1", "source-2"]
    assert incidents.locations["source_id"].tolist() == ["source-1", "file"]
    assert incidents.claims["claim_id"].dtype == incidents.claims["incident_id"].dtype == object
    assert incidents.kept_frame("claims")["claim_id"].tolist() == ["row-2-killed", "row-2-source-2"]


def test_an_empty_column_of_ids_changes_no_hash() -> None:
    table = pd.DataFrame({"date": ["2022-02-03"], "kind": ["strike"], "place": ["Atmeh"]})
    with_column = table.assign(incident_id="")
    hashes = {geomap.read_incidents(found).data_hash for found in (table, with_column)}
    assert len(hashes) == 1
