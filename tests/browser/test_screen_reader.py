"""The page as a screen reader meets it: Chromium's own tree of landmarks, headings, names, roles.

That is what such a program is given to read out. How it reads it, nobody has tried here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageOpener
from tests.browser.hands import KEYBOARD, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
ARABIC = re.compile(r"[\u0600-\u06ff]")
RAID = "#item=atmeh-raid-2022-02-03"
NAMELESS = {"RootWebArea", "MenuListPopup"}  # the document scrolls, the list is its box's


@dataclass(frozen=True)
class Heard:
    """What a screen reader is told of a piece of the page."""

    role: str
    name: str
    properties: dict[str, object]


def heard(page: Page) -> list[Heard]:
    """Read the accessibility tree of the page from its top, without what it leaves out."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict) -> Iterator[Heard]:
        if not node["ignored"]:
            properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
            yield Heard(node["role"]["value"], node.get("name", {}).get("value", ""), properties)
        for child in node.get("childIds", []):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


def names_of(pieces: list[Heard], role: str) -> list[str]:
    return [piece.name for piece in pieces if piece.role == role]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_landmarks_and_headings_tell_where_one_is(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    pieces = heard(open_page(reading_maps[f"2022-02 {lang}"], fragment=RAID).page)
    assert len(names_of(pieces, "main")) == 1
    assert len(names_of(pieces, "search")) == 1
    for landmark in ("complementary", "region", "application"):
        assert all(names_of(pieces, landmark)), landmark
    assert len(set(names_of(pieces, "region"))) == len(names_of(pieces, "region"))
    levels = [piece.properties["level"] for piece in pieces if piece.role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_everything_that_takes_the_focus_has_a_name_in_the_language_of_the_page(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    page = open_page(reading_maps[f"2022-02 {lang}"], fragment=RAID).page
    for part in (".gm-filters", ".gm-key", ".gm-share"):
        KEYBOARD.press(page, f"{part} summary")
    page.wait_for_selector(".gm-facet")
    pieces = heard(page)
    controls = [p for p in pieces if p.properties.get("focusable") and p.role not in NAMELESS]
    assert len(controls) > 60
    assert [piece for piece in controls if not piece.name.strip()] == []
    assert {piece.role for piece in controls} <= {
        *("button", "checkbox", "link", "searchbox", "combobox", "option", "slider"),
        *("DisclosureTriangle", "application", "region"),
    }
    if lang == "ar":  # but for names that the sources write otherwise
        own = [p for p in controls if p.role in {"slider", "combobox", "searchbox", "region"}]
        assert all(ARABIC.search(piece.name) for piece in own)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Strike · reported · area only"), ("ar", "ضربة · وارد · منطقة فقط")]
)
def test_a_row_says_in_words_what_its_symbol_shows(
    lang: str, said: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"])
    rows = names_of(heard(opened.page), "button")
    assert sum(said in row for row in rows) == opened.state()["layers"]["strike"]["shown"]


def test_figures_stand_in_tables_with_a_caption_and_column_headers(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    pieces = heard(open_page(reading_maps["2022-02 en"], fragment=RAID).page)
    assert "killed 9–13 · 8 accounts" in names_of(pieces, "table")
    headers = names_of(pieces, "columnheader")
    assert headers[:3] == ["Figure", "Who says", "When"]
    assert "9 superseded" in names_of(pieces, "cell")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_counts_are_announced_when_they_change(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"])
    page = opened.page
    counter = next(piece for piece in heard(page) if piece.role == "status")
    assert counter.properties["live"] == "polite"
    page.evaluate(NOTE_ANNOUNCEMENTS)
    KEYBOARD.press(page, "li[data-layer=strike] input")
    wait_until(page, "() => window.announced.length > 0")
    counts = opened.state()["counts"]
    (said,) = page.evaluate("window.announced")  # and nothing that stayed as it was
    assert [int(n) for n in re.findall(r"\d+", said)] == list(counts.values())
    KEYBOARD.search(page, "drone")
    found = page.inner_text("#gm-search-said")
    assert re.search(r"\d", found)
    assert found in page.evaluate("window.announced")


# A live region that is shown is read out when what stands in it changes.
NOTE_ANNOUNCEMENTS = """() => {
  window.announced = [];
  for (const region of document.querySelectorAll('[role=status], [aria-live=polite]')) {
    const note = () => region.checkVisibility() && window.announced.push(region.innerText.trim());
    const whatever = {childList: true, subtree: true, characterData: true};
    new MutationObserver(note).observe(region, whatever);
  }
}"""
