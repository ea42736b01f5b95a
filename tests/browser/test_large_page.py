"""A page of twenty thousand incidents: a badge opens what it counts, the list has an end."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import geomap
from benchmarks.maps.made_up import make_incidents, real_towns
from benchmarks.maps.own_table import read_made_up
from tests.browser.conftest import OpenedPage, PageOpener

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

SIZE = 20_000


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return make_incidents(SIZE, real_towns())


@pytest.fixture(scope="module")
def page_file(frame: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.html"
    geomap.IncidentMap(read_made_up(frame)).save(path)
    return path


@pytest.fixture
def opened(page_file: Path, open_page: PageOpener) -> Iterator[OpenedPage]:
    opened = open_page(page_file)
    yield opened
    assert opened.complaints == []
    opened.assert_asked_nobody()


def open_badge(opened: OpenedPage) -> int:
    """Click on the map until a badge opens its group; return the number its title says."""
    page = opened.page
    box = page.locator(".leaflet-container").bounding_box()
    assert box
    for row in range(3, 9):
        for column in range(3, 13):
            at = (box["x"] + box["width"] * column / 16, box["y"] + box["height"] * row / 12)
            page.mouse.click(*at)
            title = page.locator(".gm-card:not([hidden]) .gm-card-kind")
            if title.count() and " here" in title.inner_text():
                return int(title.inner_text().split()[0].replace(",", ""))
    pytest.fail("no badge was met")


def test_a_badge_opens_as_many_rows_as_it_counts_and_a_row_its_card(opened: OpenedPage) -> None:
    page = opened.page
    count = open_badge(opened)
    row = page.locator(".gm-card .gm-items li").first
    row.wait_for()
    assert count > 5
    if row.get_attribute("aria-setsize"):  # short lists say it by their length
        assert int(row.get_attribute("aria-setsize") or 0) == count
    else:
        assert page.locator(".gm-card .gm-items li").count() == count
    row.locator("button").click()
    page.wait_for_selector(".gm-card .gm-card-title")
    assert opened.state()["selection"]


def test_the_list_scrolls_to_its_end_and_tells_what_stands_there(
    frame: pd.DataFrame, opened: OpenedPage
) -> None:
    page = opened.page
    page.evaluate("document.querySelector('.gm-list').scrollIntoView()")
    page.evaluate("document.querySelector('.gm-scroll').scrollTop = 1e9")
    last = page.locator(f'.gm-list li[aria-posinset="{SIZE}"]')
    last.wait_for()
    page.wait_for_function(
        "row => !row.textContent.includes('…')", arg=last.element_handle(), timeout=10_000
    )
    assert str(frame["date"].max().year) in last.inner_text()
