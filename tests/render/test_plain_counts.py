import pytest

import geomap
from geomap.render import program
from geomap.render.compose import columns_from_incidents
from geomap.render.plain_counts import noscript_from_counts
from tests.render.conftest import ReadPage


def test_items_count_by_the_month_in_which_they_began(incidents: geomap.Incidents) -> None:
    page = ReadPage(noscript_from_counts(columns_from_incidents(incidents)))
    text = " ".join(page.text.split())
    assert "the map holds too much to list or draw here" in text
    assert "2 mapped · 2 area only · 0 unlocated · 0 withheld" in text
    assert "Month Operations Convoys Bases" in text
    assert "2022-02 1 0 0" in text


def test_a_map_of_many_items_counts_them_where_no_script_runs(
    incidents: geomap.Incidents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "LONGEST_LIST", 3)
    page = geomap.IncidentMap(incidents).get_root().render()
    assert "<ol>" not in page
    assert "by the month in which things began" in page
