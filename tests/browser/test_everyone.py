"""The page for every reader: axe-core in the states of the page, the keyboard, touch, zoom.

axe-core comes with the page's own tools (web/package.json) and runs inside the built file.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

import geomap
from tests.browser.conftest import DESKTOP, PHONE, PageOpener

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("everyone")
    incidents = geomap.read_incidents().period("2022-02")
    for lang in ("en", "ar"):
        geomap.IncidentMap(incidents, lang=lang).save(folder / f"{lang}.html")
    return {lang: folder / f"{lang}.html" for lang in ("en", "ar")}


def check_accessibility(page: Page) -> None:
    """Let axe-core look at the page as it stands; nothing serious or critical may be found."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert serious == []


def choose_first_row(page: Page) -> None:
    page.click(".gm-item >> nth=0")
    page.wait_for_selector(".gm-card:not([hidden])")


def open_tools(page: Page) -> None:
    """Filters and sharing stand open behind the table, whose dialog lies over them."""
    page.click(".gm-filters summary")
    page.click(".gm-share summary")
    page.wait_for_selector(".gm-facet")
    check_accessibility(page)
    page.click(".gm-open-table")
    page.wait_for_selector(".gm-table-dialog[open]")


def open_group(page: Page) -> None:
    """Press here and there in the north-west, until a badge opens a card of several reports."""
    box = page.locator(".leaflet-container").bounding_box()
    view = page.evaluate("window.geomap.state().view")
    for down in range(12, 30, 2):
        for right in range(8, 30, 3):
            x, y = box["x"] + box["width"] * right / 100, box["y"] + box["height"] * down / 100
            page.mouse.click(x, y)
            if page.locator(".gm-card .gm-items:not(.gm-related)").count():
                return
            # The card of an item would lie over the next points, and the map has made room for it.
            page.keyboard.press("Escape")
            page.evaluate("view => window.geomap.set({view})", view)
    pytest.fail("no badge of several reports was found")


def search_and_doubt(page: Page) -> None:
    page.fill(".gm-search-field", "Hasaka")
    page.wait_for_selector(".gm-active-filter")
    page.check(".gm-doubt input")
    page.select_option(".gm-unit", "week")


SCREENS: dict[str, dict] = {
    "desktop": {"viewport": DESKTOP},
    "desktop at night": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True},
}
STATES: dict[str, Callable[[Page], object]] = {
    "as opened": lambda _: None,
    "with a card": choose_first_row,
    "table, filters, sharing": open_tools,
    "many reports here": open_group,
    "search, doubt and weeks": search_and_doubt,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(
    state: str, lang: str, screen: str, month: dict[str, Path], open_page: PageOpener
) -> None:
    if state == "many reports here" and screen == "phone":
        pytest.skip("the card of a badge is the same sheet as that of an item there")
    page = open_page(month[lang], **SCREENS[screen]).page
    STATES[state](page)
    check_accessibility(page)
