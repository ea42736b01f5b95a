"""A page of twenty thousand incidents: all that a month's page does, and every count in full."""

from collections.abc import Callable, Iterator
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


def in_groups(number: int) -> str:
    """Write a number as the page does, with narrow spaces."""
    return f"{number:,}".replace(",", "\u202f")


def wait_for_number(opened: OpenedPage, selector: str, number: int) -> None:
    opened.page.wait_for_function(
        "([selector, text]) => document.querySelector(selector)?.textContent === text",
        arg=[selector, in_groups(number)],
    )


def mapped(opened: OpenedPage) -> int:
    return opened.state()["counts"]["mapped"]


def test_every_incident_is_counted(opened: OpenedPage) -> None:
    assert mapped(opened) == SIZE
    assert sum(layer["shown"] for layer in opened.state()["layers"].values()) == SIZE
    wait_for_number(opened, ".gm-count-mapped b", SIZE)
    wait_for_number(opened, ".gm-list .gm-total", SIZE)


FILTERS: dict[str, tuple[dict, Callable[[pd.DataFrame], pd.Series]]] = {
    "a layer is off": ({"layers": {"strike": False}}, lambda f: f["kind"] != "strike"),
    "one year": (
        {"period": {"start": "2018-01-01", "end": "2018-12-31"}},
        lambda f: f["date"].dt.year == 2018,
    ),
    "a band of the killed": (
        {"filters": {"killed": ["10-49"]}},
        lambda f: (f["killed_high"] >= 10) & (f["killed_low"] <= 49),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_are_obeyed_by_counter_and_list(
    name: str, frame: pd.DataFrame, opened: OpenedPage
) -> None:
    change, is_left = FILTERS[name]
    left = int(is_left(frame).sum())
    assert 0 < left < SIZE
    opened.set(change)
    assert mapped(opened) == left
    wait_for_number(opened, ".gm-count-mapped b", left)
    wait_for_number(opened, ".gm-list .gm-total", left)


def test_choices_are_counted_once_the_filters_are_opened(
    frame: pd.DataFrame, opened: OpenedPage
) -> None:
    page = opened.page
    page.click(".gm-filters summary")
    strikes = page.locator('.gm-choice:has([data-choice="publisher=observatory.example"])')
    cited = frame[["url_1", "url_2"]].apply(lambda urls: urls.str.contains("observatory.example"))
    counted = in_groups(int(cited.any(axis=1).sum()))
    assert strikes.locator(".gm-layer-count").inner_text() == counted


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
                return int(title.inner_text().split(" ")[0].replace("\u202f", ""))
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


def test_a_link_brings_back_what_was_chosen(
    page_file: Path, opened: OpenedPage, open_page: PageOpener
) -> None:
    opened.set({"layers": {"strike": False}, "filters": {"killed": ["10-49"]}})
    opened.set({"period": {"start": "2018-03-01", "end": "2018-03-31"}})
    opened.page.wait_for_function("location.hash.length > 1")
    fragment = opened.page.evaluate("location.hash")
    again = open_page(page_file, fragment=fragment)
    for part in ("counts", "layers", "filters", "period"):
        assert again.state()[part] == opened.state()[part]


# Every look at the clock finds that a long time has passed: each piece of work is then a slice of
# its own, however quick the machine. Breaths between slices are counted, and what the list said.
SLOW_CLOCK = """
let clock = 0;
performance.now = () => (clock += 100);
window.breaths = 0;
window.MessageChannel = class extends MessageChannel {
  constructor() {
    super();
    window.breaths += 1;
  }
};
window.said = [];
new MutationObserver(() => {
  const total = document.querySelector(".gm-list .gm-total")?.textContent;
  if (total && total !== window.said.at(-1)) window.said.push(total);
}).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def in_slices(page_file: Path, open_page: PageOpener) -> Iterator[OpenedPage]:
    opened = open_page(page_file, init_script=SLOW_CLOCK)
    wait_for_number(opened, ".gm-list .gm-total", SIZE)
    opened.page.evaluate("window.breaths = 0; window.said = [];")
    yield opened
    assert opened.complaints == []


def left_by(name: str, frame: pd.DataFrame) -> int:
    _, is_left = FILTERS[name]
    return int(is_left(frame).sum())


def test_a_choice_leaves_the_browser_many_breaths(
    frame: pd.DataFrame, in_slices: OpenedPage
) -> None:
    in_slices.set(FILTERS["a layer is off"][0])
    wait_for_number(in_slices, ".gm-list .gm-total", left_by("a layer is off", frame))
    assert in_slices.page.evaluate("breaths") > 20


def test_a_newer_choice_takes_the_place_of_one_under_way(
    frame: pd.DataFrame, in_slices: OpenedPage
) -> None:
    (first, _), (second, _) = FILTERS["a layer is off"], FILTERS["one year"]
    in_slices.page.evaluate(
        "changes => { for (const change of changes) geomap.set(change); }",
        [first, {"layers": {"strike": True}} | second],
    )
    left = left_by("one year", frame)
    wait_for_number(in_slices, ".gm-list .gm-total", left)
    wait_for_number(in_slices, ".gm-count-mapped b", left)
    said = in_slices.page.evaluate("said")
    assert said[-1] == in_groups(left)
    assert in_groups(left_by("a layer is off", frame)) not in said


def test_the_table_is_sorted_between_breaths(in_slices: OpenedPage) -> None:
    page = in_slices.page
    page.click(".gm-open-table")
    page.wait_for_selector('.gm-table [data-row="0"]')
    page.evaluate("window.breaths = 0")
    page.click(".gm-col-title button")
    page.click(".gm-col-killed button")
    page.wait_for_selector('.gm-col-killed[aria-sort="ascending"]')
    page.wait_for_selector('.gm-table [data-row="0"] .gm-col-killed')
    assert page.evaluate("breaths") > 10
    killed = page.locator(".gm-table .gm-col-killed").all_inner_texts()[1:]
    lowest = [int(text.split("–")[-1].strip().replace("\u202f", "")) for text in killed if text]
    assert lowest == sorted(lowest)


def test_turning_the_wheel_lays_out_in_slices_and_counts_in_full(in_slices: OpenedPage) -> None:
    page = in_slices.page
    box = page.locator(".leaflet-container").bounding_box()
    assert box
    zoom = in_slices.state()["view"]["zoom"]
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, -120)
    page.wait_for_function("zoom => geomap.state().view.zoom > zoom && breaths > 20", arg=zoom)
    assert open_badge(in_slices) > 0
