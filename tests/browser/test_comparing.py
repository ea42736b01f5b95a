"""Two periods side by side: counts and lists, as unsure as the dataset is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import geomap
from tests.browser.conftest import PageOpener
from tests.browser.hands import HANDS, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
FIRST, SECOND = "2021-01", "2021-02"


def counts_of_row(page: Page, layer: str) -> list[str]:
    cells = page.locator(f".gm-compare tr[data-layer={layer}] td")
    return [re.sub(r"[\u2066-\u2069]", "", text) for text in cells.all_inner_texts()]


def said_range(numbers: tuple[int, int], lang: str) -> str:
    low, high = numbers
    return str(low) if low == high else f"{low}{' إلى ' if lang == 'ar' else '–'}{high}"


def counts_in(dataset: geomap.Incidents, month: str, kind: str | None) -> tuple[int, int]:
    """How many incidents a month surely had, and how many with all that it may have had."""
    rows = dataset.period(month).incidents
    certainty = rows["certainty"][(rows["kind"] == kind) | (kind is None)].tolist()
    return certainty.count("certain"), len(certainty)


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "en"), ("keyboard", "ar"), ("finger", "ar")])
def test_two_months_stand_side_by_side_with_their_difference(
    hand: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    months = "#by=month&days=2021-01-01..2021-01-31"
    opened = open_page(reading_maps[f"all {lang}"], fragment=months, **how.screen)
    page = opened.page
    how.press(page, ".gm-open-compare")
    page.wait_for_selector(".gm-compare[open]")
    dataset = geomap.read_incidents()
    for layer, kind in (("convoy", "convoy"), ("all", None)):
        before, after = (counts_in(dataset, month, kind) for month in (FIRST, SECOND))
        change = sorted({after[0] - before[1], after[1] - before[0]})
        signed = [f"{n:+d}".replace("-", "−") if n else "0" for n in change]
        joined = f" {'إلى' if lang == 'ar' else 'to'} ".join(signed)
        expected = [said_range(before, lang), said_range(after, lang), joined]
        assert counts_of_row(page, layer) == expected, layer
    lists = page.locator(".gm-compare-lists section")
    for k, month in enumerate((FIRST, SECOND)):
        listed = lists.nth(k).locator(".gm-item").evaluate_all("r => r.map(e => e.dataset.id)")
        assert set(listed) == set(dataset.period(month).incidents["incident_id"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    item = lists.first.locator(".gm-item").first.get_attribute("data-id")
    how.press(page, f".gm-compare .gm-item[data-id='{item}']")
    wait_until(page, "id => window.geomap.state().selection === id", item)
    assert page.locator(".gm-compare[open]").count() == 0
    assert opened.complaints == []


def test_another_period_is_chosen_and_filters_hold_in_both(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["all en"], fragment="#by=year&off=convoy")
    page = opened.page
    HANDS["keyboard"].press(page, ".gm-open-compare")
    choice = page.locator(".gm-compare-choice").first
    choice.select_option(label="2023")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "First period"
    assert page.locator(".gm-compare tr[data-layer=convoy]").count() == 0
    dataset = geomap.read_incidents()
    (surely, all_in_all), (convoys, all_convoys) = (
        counts_in(dataset, "2023", kind) for kind in (None, "convoy")
    )
    expected = said_range((surely - convoys, all_in_all - all_convoys), "en")
    assert counts_of_row(page, "all")[0] == expected
