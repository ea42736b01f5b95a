"""The PMTiles beside a split page, read back by GDAL and by the format's own reader."""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
from pmtiles.reader import MemorySource, Reader, all_tiles

import geomap
from geomap.render import tile_layers
from geomap.render.compose import columns_from_incidents
from geomap.render.tile_layers import killed_of_items
from tests.render.conftest import HOSTILE, MakeIncidents
from tests.render.page_fixture import rows_of_every_kind


@pytest.fixture
def mixed(make_incidents: MakeIncidents) -> geomap.Incidents:
    return make_incidents("mixed", **rows_of_every_kind())


@pytest.fixture
def archive(mixed: geomap.Incidents, tmp_path: Path) -> Path:
    path = tmp_path / "map.html"
    assert geomap.IncidentMap(mixed, is_split=True).write(path) == [
        path,
        path.with_suffix(".data"),
        path.with_suffix(".pmtiles"),
    ]
    return path.with_suffix(".pmtiles")


def read(archive: Path, layer: str, zoom: int | None = None) -> pd.DataFrame:
    option = {} if zoom is None else {"ZOOM_LEVEL": zoom}
    return pyogrio.read_dataframe(archive, layer=layer, **option)


def test_every_exact_place_is_there_once_at_the_deepest_zoom(
    mixed: geomap.Incidents, archive: Path
) -> None:
    points = read(archive, "incidents")
    items = {item["id"]: item for item in geomap.IncidentMap(mixed).payload["items"]}
    exact = {
        (id_, place["lon"], place["lat"])
        for id_, item in items.items()
        for place in item["locations"]
        if place["lon"] is not None
    }
    assert len(points) == sum(
        place["lon"] is not None for item in items.values() for place in item["locations"]
    )
    assert set(points["id"]) == {id_ for id_, _, _ in exact}
    degrees = points.geometry.to_crs(4326)
    for id_, lon, lat in zip(points["id"], degrees.x, degrees.y, strict=True):
        assert any(
            known == id_ and abs(lon - x) < 5e-5 and abs(lat - y) < 5e-5 for known, x, y in exact
        )


def test_a_point_says_what_it_is_and_how_sure(archive: Path) -> None:
    points = read(archive, "incidents").set_index("id")
    row = points.loc["row-3"]
    assert row["first"] == "2022-02-03"
    assert row["precision"] in {"site", "place"}
    assert (row["killed_low"], row["killed_high"]) == (3, 20)
    assert row["url"] == "https://example.org/2022/03"
    assert points["standing"].isin(["primary", "same", "rival"]).all()
    assert points.loc["row-1", "killed_low"] == 0.5


def test_an_area_stands_once_with_its_incidents_and_never_as_a_point(archive: Path) -> None:
    areas, points = read(archive, "areas", 3), read(archive, "incidents")
    assert len(areas) > 0
    assert not areas["name"].duplicated().any()
    assert set(areas.geom_type) <= {"Polygon", "MultiPolygon"}
    assert (areas["incidents"] > 0).all()
    assert set(points["precision"]) <= {"site", "place"}


@pytest.mark.parametrize("zoom", [3, 6, 9])
def test_farther_out_every_incident_is_counted(zoom: int, archive: Path) -> None:
    counts = read(archive, "counts", zoom)
    assert counts["incidents"].sum() == read(archive, "incidents")["id"].nunique()


def test_many_in_one_spot_begin_deeper_and_none_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tile_layers, "MOST_IN_A_TILE", 50)
    chance = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "date": "2022-02-03",
            "kind": "strike",
            "lon": 36.2 + chance.random(400) / 10,
            "lat": 36.2 + chance.random(400) / 10,
        }
    )
    view = geomap.IncidentMap(geomap.read_incidents(frame), is_split=True)
    (tmp_path / "a.pmtiles").write_bytes(view.pmtiles() or b"")
    header = Reader(MemorySource(view.pmtiles())).header()
    assert header["max_zoom"] > 10
    assert read(tmp_path / "a.pmtiles", "incidents")["id"].nunique() == 400


def test_the_archive_says_what_is_in_it(archive: Path) -> None:
    source = MemorySource(archive.read_bytes())
    metadata = Reader(source).metadata()
    assert {layer["id"] for layer in metadata["vector_layers"]} == {"areas", "incidents", "counts"}
    assert "unlocated" in metadata["description"]
    header = Reader(source).header()
    assert header["min_zoom"] == 3
    assert header["clustered"]
    assert 35e7 < header["min_lon_e7"] < header["max_lon_e7"] < 43e7


def test_the_same_dataset_gives_the_same_bytes(mixed: geomap.Incidents, archive: Path) -> None:
    assert geomap.IncidentMap(mixed, is_split=True).pmtiles() == archive.read_bytes()


def test_hostile_text_is_an_attribute_and_nothing_else(make_incidents: MakeIncidents) -> None:
    rows = rows_of_every_kind()
    rows["incidents"][-1]["title"] = " ".join(HOSTILE)
    archive = geomap.IncidentMap(make_incidents("hostile", **rows), is_split=True).pmtiles()
    tiles = [gzip.decompress(tile) for _, tile in all_tiles(MemorySource(archive))]
    assert any(HOSTILE[0].encode() in tile for tile in tiles)


def test_where_nothing_has_a_place_there_is_no_archive(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.with_suffix(".pmtiles").write_bytes(b"of an older edition")
    view = geomap.IncidentMap(incidents.period("2001"), is_split=True)
    assert view.write(path) == [path, path.with_suffix(".data")]
    assert not path.with_suffix(".pmtiles").exists()


def test_killed_are_those_of_the_page(mixed: geomap.Incidents) -> None:
    columns = columns_from_incidents(mixed)
    low, high = killed_of_items(columns.tables, columns.head["codes"])
    ids = list(columns.tables["items"]["id"])
    assert (low[ids.index("row-5")], high[ids.index("row-5")]) == (5, 20)
