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


def choose_first_row(page: Page) -> None:
    page.click(".gm-item >> nth=0")
    page.wait_for_selector(".gm-card:not([hidden])")


SCREENS: dict[str, dict] = {
    "desktop": {"viewport": DESKTOP},
    "desktop at night": {"viewport": DESKTOP, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "has_touch": True},
}
STATES: dict[str, Callable[[Page], object]] = {
    "as opened": lambda _: None,
    "with a card": choose_first_row,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(
    state: str, lang: str, screen: str, month: dict[str, Path], open_page: PageOpener
) -> None:
    page = open_page(month[lang], **SCREENS[screen]).page
    STATES[state](page)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    assert serious == []
