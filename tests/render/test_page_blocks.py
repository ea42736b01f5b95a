import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import geomap
from geomap.render import page_blocks
from geomap.render.column_records import payload_from_columns
from geomap.render.columns import PageColumns
from geomap.render.compose import columns_from_incidents
from geomap.render.data_block import BlockReader
from geomap.render.page_blocks import blocks_from_columns
from geomap.render.payload import Lang
from geomap.render.read_blocks import columns_from_blocks
from tests.render.conftest import HOSTILE, MakeIncidents
from tests.render.page_fixture import PATH, page_fixture, rows_of_every_kind


def decoded(columns: PageColumns) -> PageColumns:
    written = blocks_from_columns(columns)
    head = json.loads(json.dumps(written.head))
    return columns_from_blocks(head, written.blocks.__getitem__)


@pytest.fixture
def mixed(make_incidents: MakeIncidents) -> geomap.Incidents:
    return make_incidents("mixed", **rows_of_every_kind())


@pytest.mark.parametrize("most_in_head", [0, 1, 1000])
@pytest.mark.parametrize("items_a_block", [1, 3, 4096])
def test_blocks_decode_to_the_same_records(
    items_a_block: int,
    most_in_head: int,
    mixed: geomap.Incidents,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_blocks, "TEXTS_A_BLOCK", items_a_block)
    monkeypatch.setattr(page_blocks, "NUMBERS_A_BLOCK", items_a_block * 4)
    columns = columns_from_incidents(mixed, most_sources_in_head=most_in_head)
    assert payload_from_columns(decoded(columns)) == payload_from_columns(columns)


@pytest.mark.parametrize("period", ["2022-02", "2022", "all"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_shipped_dataset_comes_back_as_it_was(period: str, lang: Lang) -> None:
    view = geomap.read_incidents().period(period)
    columns = columns_from_incidents(view, lang=lang)
    assert payload_from_columns(decoded(columns)) == payload_from_columns(columns)


def test_where_the_sources_stand_makes_no_difference_to_the_records(
    mixed: geomap.Incidents,
) -> None:
    few = payload_from_columns(columns_from_incidents(mixed))
    many = payload_from_columns(columns_from_incidents(mixed, most_sources_in_head=0))
    assert many["items"] == few["items"]
    assert sorted(many["sources"], key=str) == sorted(few["sources"], key=str)


def test_a_page_without_items_has_blocks_too(incidents: geomap.Incidents) -> None:
    columns = columns_from_incidents(incidents.period("2001"))
    assert payload_from_columns(decoded(columns))["items"] == []


def test_hostile_text_and_half_a_surrogate_pair_come_back(mixed: geomap.Incidents) -> None:
    columns = columns_from_incidents(mixed)
    texts = columns.tables["items"]["summary"]
    texts[:2] = [" ".join(HOSTILE) + "\n\r\x00", "half \ud800 a pair"]
    written = blocks_from_columns(columns)
    assert all(text.isascii() and "<" not in text for text in written.blocks.values())
    back = columns_from_blocks(written.head, written.blocks.__getitem__)
    assert back.tables["items"]["summary"].tolist() == texts.tolist()


def test_the_same_columns_give_the_same_bytes(mixed: geomap.Incidents) -> None:
    first, second = (blocks_from_columns(columns_from_incidents(mixed)) for _ in range(2))
    assert first == second


def test_a_polygon_stands_once_however_many_places_lie_in_it(mixed: geomap.Incidents) -> None:
    head = columns_from_incidents(mixed).head
    shapes = [json.dumps(shape) for shape in head["shapes"]]
    assert len(shapes) == len(set(shapes))


def test_titles_that_geomap_made_cost_nothing_and_come_back() -> None:
    frame = pd.DataFrame(
        {
            "date": "2022-02-03",
            "kind": ["strike", "shelling", "clash"],
            "place": ["Atmeh", "عطمة", ""],
            "lon": [36.7, np.nan, 36.8],
            "lat": [36.3, np.nan, 36.3],
        }
    )
    columns = columns_from_incidents(geomap.read_incidents(frame))
    assert set(columns.tables["items"]["title"]) == {"Strike, Atmeh", "Shelling, عطمة", "Clash"}
    texts = BlockReader(blocks_from_columns(columns).blocks["geomap-text-0"])
    made = ["(made) "] * len(columns)
    assert texts.values("items.title", owners=made) == made
    assert payload_from_columns(decoded(columns)) == payload_from_columns(columns)


def test_a_title_of_ones_own_is_kept_beside_those_that_geomap_made() -> None:
    frame = pd.DataFrame(
        {
            "date": "2022-02-03",
            "kind": "strike",
            "place": "Atmeh",
            "title": ["", "Strike", "Strike, Atmeh and more"],
        }
    )
    columns = columns_from_incidents(geomap.read_incidents(frame))
    assert payload_from_columns(decoded(columns)) == payload_from_columns(columns)


def test_the_page_written_for_the_other_side_still_reads_the_same() -> None:
    page = json.loads(Path(PATH).read_text("utf-8"))
    columns = columns_from_blocks(page["head"], page["blocks"].__getitem__)
    assert payload_from_columns(columns) == page["records"]


def test_the_page_written_for_the_other_side_has_the_columns_of_today() -> None:
    page, today = json.loads(Path(PATH).read_text("utf-8")), page_fixture()
    assert page["head"].keys() == today["head"].keys()
    assert page["blocks"].keys() == today["blocks"].keys()
