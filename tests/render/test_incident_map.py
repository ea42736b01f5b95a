import base64
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import pytest

import geomap
from geomap import atomic_file
from geomap.incidents import InvalidDatasetError
from geomap.incidents.tables import dataset_tables
from tests.incidents.conftest import VALID_ROWS, write_dataset_folder
from tests.render.conftest import HOSTILE, MakeIncidents, ReadPage

ROOT = Path(__file__).parent.parent.parent
# Columns whose text a dataset is free to choose.
FREE_TEXT = {
    "sources": ["publisher", "title", "note"],
    "incidents": ["title", "date_as_written", "actors", "target", "summary"],
    "locations": ["place_as_written", "note"],
    "claims": ["claimed_by", "note"],
    "sites": ["name", "name_ar", "operator", "note"],
    "site_changes": ["date_as_written", "note"],
    "totals": ["place_as_written", "actors", "note"],
}


def page_of(incidents: geomap.Incidents, **options: Any) -> ReadPage:
    return ReadPage(geomap.IncidentMap(incidents, **options).get_root().render())


def texts_in(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


def hash_of(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@pytest.fixture
def hostile(make_incidents: MakeIncidents) -> geomap.Incidents:
    """The small dataset with every hostile text in every free column."""
    tables = {name: [dict(row) for row in rows] for name, rows in VALID_ROWS.items()}
    for table, columns in FREE_TEXT.items():
        for row in tables[table]:
            row |= {column: f"{column}: {' '.join(HOSTILE)}" for column in columns}
    return make_incidents("hostile", **tables)


def test_every_free_column_is_tried_with_hostile_text() -> None:
    constrained = {
        name: {column for column, rules in table.columns.items() if rules.choices}
        for name, table in dataset_tables().items()
    }
    for name, columns in FREE_TEXT.items():
        assert not constrained[name] & set(columns)


def test_hostile_text_reaches_the_data_block_unchanged_and_nothing_else_runs(
    hostile: geomap.Incidents,
) -> None:
    page = page_of(hostile, title=" ".join(HOSTILE))
    data = page.payload
    found = set(texts_in(data))
    for column in {column for columns in FREE_TEXT.values() for column in columns} - {
        "actors", "operator", "publisher", "name_ar", "note",
    }:  # fmt: skip
        assert any(f"{column}: {' '.join(HOSTILE)}" in text for text in found), column
    assert data == geomap.IncidentMap(hostile, title=" ".join(HOSTILE)).payload
    assert data["title"] == " ".join(HOSTILE)
    # The scripts are those of a page without hostile text, but for where the map looks first.
    assert [script for script in page.scripts if "pwned" in script or "{{" in script] == []
    assert len(page.scripts) == 4
    assert page.handlers == []
    assert page.title.startswith(" ".join(HOSTILE))


def test_the_list_without_scripts_shows_hostile_text_as_text(hostile: geomap.Incidents) -> None:
    page = page_of(hostile)
    for text in HOSTILE:
        assert " ".join(text.split()) in " ".join(page.text.split())


def test_an_address_that_is_not_http_is_no_link(make_incidents: MakeIncidents) -> None:
    # The tables refuse it already; the list does not rely on that.
    incidents = make_incidents()
    view = geomap.IncidentMap(incidents)
    for source in view.payload["sources"]:
        source["url"] = "javascript:alert(1)"
    assert [link for link in ReadPage(view.get_root().render()).links if link[0] == "a"] == []


def test_links_to_sources_are_there_without_scripts(make_incidents: MakeIncidents) -> None:
    sources = [dict(row) for row in VALID_ROWS["sources"]]
    sources[0]["url"] = "https://example.org/report?a=1&b=2"
    page = page_of(make_incidents(sources=sources))
    assert ("a", "https://example.org/report?a=1&b=2") in page.links


def test_no_script_style_or_picture_comes_from_outside(incidents: geomap.Incidents) -> None:
    page = page_of(incidents)
    assert [link for link in page.links if link[0] != "a"] == []
    assert "url(http" not in page.html
    assert "@import" not in page.html


def test_the_policy_lists_the_scripts_of_the_page_and_no_others(
    incidents: geomap.Incidents,
) -> None:
    page = page_of(incidents)
    assert page.hashes == [hash_of(script) for script in page.scripts]
    rules = dict(rule.split(maxsplit=1) for rule in page.policy.split("; "))
    assert rules.pop("script-src") == " ".join(f"'{found}'" for found in page.hashes)
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert '<meta name="referrer" content="no-referrer">' in page.html


def test_a_script_that_found_its_way_into_the_body_is_not_blessed(
    incidents: geomap.Incidents,
) -> None:
    view = geomap.IncidentMap(incidents)
    view.get_root().html.add_child(folium.Element("<script>alert(1)</script>"))
    page = ReadPage(view.get_root().render())
    assert "alert(1)" in page.scripts
    assert hash_of("alert(1)") not in page.hashes


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_says_its_language_and_direction(
    lang: Any, direction: str, incidents: geomap.Incidents
) -> None:
    page = page_of(incidents, lang=lang, period="2022-02")
    assert page.root == {"lang": lang, "dir": direction}
    assert page.blocks["geomap-head"]["lang"] == lang
    assert ("شباط/فبراير 2022" in page.title) == (lang == "ar")


def test_the_basemap_is_in_the_page(incidents: geomap.Incidents) -> None:
    assert page_of(incidents).blocks["geomap-basemap"]["name"] == "<&>"


def test_readers_may_zoom_the_page(incidents: geomap.Incidents) -> None:
    assert "user-scalable" not in page_of(incidents).html


def test_rendering_twice_gives_the_same_bytes(incidents: geomap.Incidents) -> None:
    view = geomap.IncidentMap(incidents)
    first = view.get_root().render()
    assert view.get_root().render() == first
    assert geomap.IncidentMap(incidents).get_root().render() == first


def test_another_process_with_another_hash_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = write_dataset_folder(tmp_path / "small", VALID_ROWS)
    program = (
        "import hashlib, sys, geomap; from geomap.render import bundle; from pathlib import Path;"
        "bundle.STATIC, bundle._CHECKOUT = Path(sys.argv[2]), Path(sys.argv[2]);"
        "view = geomap.IncidentMap(geomap.read_incidents(sys.argv[1]));"
        "print(hashlib.sha256(view.get_root().render().encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(folder), str(tmp_path / "static")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_saving_writes_what_the_figure_renders(incidents: geomap.Incidents, tmp_path: Path) -> None:
    view = geomap.IncidentMap(incidents)
    view.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text("utf-8") == view.get_root().render()
    buffer = io.BytesIO()
    view.save(buffer, close_file=False)
    assert buffer.getvalue() == (tmp_path / "map.html").read_bytes()


def test_saving_that_fails_leaves_the_old_file_and_nothing_else(
    incidents: geomap.Incidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "map.html").write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file.Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        geomap.IncidentMap(incidents).save(folder / "map.html")
    assert [path.name for path in folder.iterdir()] == ["map.html"]
    assert (folder / "map.html").read_text("utf-8") == "old"


def test_a_notebook_shows_the_whole_page_in_a_frame(incidents: geomap.Incidents) -> None:
    shown = geomap.IncidentMap(incidents)._repr_html_()
    assert "srcdoc=" in shown
    assert "geomap-head" in shown


def test_a_dataset_with_problems_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("date,kind,place\n2022-13-01,strike,Atmeh\n", encoding="utf-8")
    with pytest.raises(InvalidDatasetError):
        geomap.IncidentMap(geomap.read_incidents(file))


def test_the_map_opens_where_the_incidents_are(incidents: geomap.Incidents) -> None:
    view = geomap.IncidentMap(incidents, period="2022-02")
    (south, west), (north, east) = view.get_bounds()
    assert south < 36.3 < north  # Atmeh
    assert west < 36.7 < east
    assert '"keep_view": false' in view.get_root().render()


def test_an_empty_map_opens_on_the_home_country(incidents: geomap.Incidents) -> None:
    (south, west), (north, east) = geomap.IncidentMap(incidents, period="2001-01").get_bounds()
    assert (round(south), round(west), round(north), round(east)) == (32, 36, 37, 42)


def test_a_place_to_open_at_is_kept(incidents: geomap.Incidents) -> None:
    page = geomap.IncidentMap(incidents, location=[35.0, 38.0], zoom_start=9).get_root().render()
    assert '"keep_view": true' in page
    assert "center: [35.0, 38.0]" in page


def test_ids_in_the_page_are_numbers(incidents: geomap.Incidents) -> None:
    script = page_of(incidents).scripts[-1]
    assert re.search(r"geomap\.mount\(map_\d+,", script)
    assert not re.search(r"[0-9a-f]{32}", script)
