"""Searching as readers do: in either script, by mouse, keyboard and finger, and from a link."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenedPage, PageOpener
from tests.browser.hands import HANDS, KEYBOARD, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
IS_ABOVE = """(e, selector) => {
  const other = document.querySelector(selector);
  return e.getBoundingClientRect().bottom <= other.getBoundingClientRect().top;
}"""


def rows(opened: OpenedPage) -> list[str]:
    """Ids of the rows of the lists, which are exactly what is shown."""
    return opened.page.locator(".gm-lists .gm-item").evaluate_all("r => r.map(e => e.dataset.id)")


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("hand", HANDS)
def test_a_name_is_found_however_it_is_written(
    hand: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"2022-02 {lang}"], **how.screen)
    everything = rows(opened)
    how.search(opened.page, "Hasaka")
    opened.page.wait_for_selector(".gm-active-filter")
    found = rows(opened)
    assert "convoy-2022-02-25" in found  # it is written الحسكة there
    assert 0 < len(found) < len(everything)
    assert str(len(found)) in opened.page.inner_text("#gm-search-said")
    first = opened.page.locator(".gm-lists .gm-item").first
    assert first.evaluate(IS_ABOVE, ".gm-layers")  # what is found stands by the field
    for spelling in ("الحسكة", "Al-Hasakah", "حسكه"):
        how.search(opened.page, spelling)
        assert rows(opened) == found, spelling
    how.press(opened.page, ".gm-search-clear")
    wait_until(opened.page, "() => window.geomap.state().query === ''")
    wait_until(
        opened.page, f"() => document.querySelectorAll('.gm-item').length === {len(everything)}"
    )
    assert rows(opened) == everything
    assert not first.evaluate(IS_ABOVE, ".gm-layers")
    assert opened.complaints == []


def test_escape_empties_the_field_and_leaves_the_card(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["2022-02 en"], fragment="#item=al-tanf-base")
    KEYBOARD.search(opened.page, "drone")
    opened.page.keyboard.press("Escape")
    wait_until(opened.page, "() => window.geomap.state().query === ''")
    assert opened.state()["selection"] == "al-tanf-base"
    assert opened.page.evaluate("document.activeElement.className") == "gm-search-field"


def test_a_link_opens_on_what_it_searches_for_and_a_pasted_one_is_followed(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["2022-02 en"], fragment="#q=drone&layers=")
    assert opened.state()["query"] == "drone"
    assert rows(opened) == ["drones-2022-02-05", "russian-drone-2022-02-05"]
    assert opened.page.input_value(".gm-search-field") == "drone"
    opened.page.evaluate("location.hash = '#q=' + encodeURIComponent('أطمة')")
    wait_until(opened.page, "() => document.querySelectorAll('.gm-item').length !== 2")
    assert "atmeh-raid-2022-02-03" in rows(opened)
    assert opened.page.input_value(".gm-search-field") == "أطمة"
    opened.page.evaluate("location.hash = '#view=35,38,7'")
    wait_until(opened.page, "() => window.geomap.state().query === ''")
    assert opened.page.input_value(".gm-search-field") == ""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_search_without_an_answer_offers_the_way_back(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"])
    KEYBOARD.search(opened.page, "Reykjavik")
    opened.page.wait_for_selector(".gm-way-back")
    assert rows(opened) == []
    KEYBOARD.press(opened.page, ".gm-way-back .gm-action")
    opened.page.wait_for_selector(".gm-item")
    assert opened.state()["query"] == ""


def test_search_and_filters_narrow_together_and_say_how_much_is_shown(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["all en"], fragment="#q=Hasaka&status=contested")
    said = opened.page.inner_text("#gm-search-said")
    shown = sum(layer["shown"] for layer in opened.state()["layers"].values())
    assert f"{shown} of them shown" in said
    assert opened.page.locator(".gm-active-filter").count() == 2
