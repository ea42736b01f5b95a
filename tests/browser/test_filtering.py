"""Filters as readers press them: they all combine, and the counts are those of the dataset itself.

Every count is compared with a recount of the dataset's own tables (`recount.py`).
"""

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

import geomap
from tests.browser.conftest import OpenedPage, PageOpener
from tests.browser.hands import HANDS, KEYBOARD, MOUSE, Hand, tab_to, wait_until
from tests.browser.recount import Choices, choices_of, counts_of, passing

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
FACETS = ("status", "subkind", "actor", "unit", "precision", "killed", "publisher")
RAID = "idlib-raid-2019-10"

# A layer's count may read 3/22: three would be shown of all 22.
COUNTS_BESIDE_CHOICES = """() => [...document.querySelectorAll('[data-choice], li[data-layer]')]
  .map(e => [
    ...(e.dataset.choice ?? `layer=${e.dataset.layer}`).split('='),
    Number.parseInt(e.closest('label, li').querySelector('.gm-layer-count').textContent),
  ])"""


@pytest.fixture(scope="module")
def choices() -> Choices:
    return choices_of(geomap.read_incidents())


@pytest.fixture(scope="module")
def february() -> Choices:
    return choices_of(geomap.read_incidents().period("2022-02"))


def open_filters(page: Page, how: Hand) -> None:
    how.press(page, ".gm-filters summary")
    page.wait_for_selector(".gm-facet")


def pick(page: Page, how: Hand, facet: str, value: str) -> None:
    """Tick or untick a choice of a facet; what stands further down is asked for first."""
    box = f"[data-choice='{facet}={value}']"
    if page.locator(box).count() == 0:
        how.press(page, f"fieldset:has([data-choice^='{facet}=']) .gm-facet-more")
    how.press(page, box)


def shown_items(opened: OpenedPage) -> set[str]:
    return set(
        opened.page.locator(".gm-lists .gm-item").evaluate_all("r => r.map(e => e.dataset.id)")
    )


def assert_counts_follow(opened: OpenedPage, choices: Choices, picked: dict[str, set[str]]) -> None:
    """What is shown, and the number beside every choice, is what the dataset itself counts."""
    assert shown_items(opened) == passing(choices, picked)
    counted = {facet: counts_of(choices, facet, picked) for facet in (*FACETS, "layer")}
    beside = opened.page.evaluate(COUNTS_BESIDE_CHOICES)
    assert beside
    assert beside == [[facet, value, counted[facet][value]] for facet, value, _ in beside], picked


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "en"), ("keyboard", "ar"), ("finger", "ar")])
def test_all_filters_combine_and_every_count_follows_the_others(
    hand: str, lang: str, choices: Choices, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"all {lang}"], **how.screen)
    page = opened.page
    open_filters(page, how)
    assert_counts_follow(opened, choices, {})
    picked: dict[str, set[str]] = {}
    # Each press leaves fewer; the raid has all of these values, so that it is never lost.
    for facet in ("precision", "status", "actor", "unit", "killed", "subkind", "publisher"):
        value = min(choices[RAID][facet], key=lambda v: (counts_of(choices, facet, picked)[v], v))
        pick(page, how, facet, value)
        picked[facet] = {value}
        assert_counts_follow(opened, choices, picked)
    assert page.locator(".gm-active-filter").count() == len(FACETS)
    assert set(opened.state()["filters"]) == set(FACETS)
    assert RAID in shown_items(opened)
    assert opened.complaints == []


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "ar"), ("keyboard", "en"), ("finger", "en")])
def test_layers_switched_off_are_a_filter_too_and_say_what_they_would_show(
    hand: str, lang: str, february: Choices, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"2022-02 {lang}"], **how.screen)
    open_filters(opened.page, how)
    how.press(opened.page, "li[data-layer=base] input")
    how.press(opened.page, "li[data-layer=strike] input")
    layers = {layer for values in february.values() for layer in values["layer"]}
    picked = {"layer": layers - {"base", "strike"}}
    assert_counts_follow(opened, february, picked)
    pick(opened.page, how, "unit", "Idlib")
    assert_counts_follow(opened, february, picked | {"unit": {"Idlib"}})
    pick(opened.page, how, "unit", "Idlib")
    how.press(opened.page, "li[data-layer=base] input")
    assert_counts_follow(opened, february, {"layer": layers - {"strike"}})


def test_several_values_of_one_filter_show_what_has_any_of_them(
    choices: Choices, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["all en"])
    open_filters(opened.page, MOUSE)
    picked = {"status": {"confirmed", "contested"}, "killed": {"10-49", "50+"}}
    for facet, values in picked.items():
        for value in sorted(values):
            pick(opened.page, MOUSE, facet, value)
    assert passing(choices, picked)
    assert_counts_follow(opened, choices, picked)


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "ar"), ("keyboard", "en"), ("finger", "ar")])
def test_when_nothing_is_left_the_page_says_why_and_offers_the_way_back(
    hand: str, lang: str, february: Choices, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"2022-02 {lang}"], **how.screen)
    page = opened.page
    open_filters(page, how)
    picked = {"status": {"confirmed"}, "precision": {"site"}}
    for facet, (value,) in picked.items():
        pick(page, how, facet, value)
    assert shown_items(opened) == passing(february, picked) == set()
    why = {"en": "Nothing passes all of these together", "ar": "لا شيء يستوفي هذه الشروط معاً"}
    assert why[lang] in page.inner_text(".gm-way-back")
    steps = page.locator(".gm-way-back .gm-action")
    without = [{"precision": {"site"}}, {"status": {"confirmed"}}]
    for step, rest in zip(steps.all_inner_texts(), without, strict=True):
        assert step.endswith(f" {len(passing(february, rest))}"), step
    assert steps.first.is_visible()
    how.press(page, ".gm-way-back .gm-action")
    assert_counts_follow(opened, february, without[0])
    assert page.locator(".gm-way-back").count() == 0
    how.press(page, ".gm-active-box .gm-link")
    assert_counts_follow(opened, february, {})


def test_a_filter_pressed_with_the_keyboard_keeps_the_focus(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    page = open_page(reading_maps["2022-02 en"]).page
    open_filters(page, KEYBOARD)
    box = "[data-choice='precision=area']"
    tab_to(page, box)
    for is_on in (True, False):
        page.keyboard.press("Space")
        wait_until(page, f'() => document.activeElement?.matches("{box}")')
        assert page.is_checked(box) is is_on


def test_the_days_count_among_the_filters(
    february: Choices, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["2022-02 en"], fragment="#days=2022-02-25..2022-02-25")
    open_filters(opened.page, KEYBOARD)
    rows = geomap.read_incidents().period("2022-02").incidents
    day = pd.Timestamp("2022-02-25")
    others = set(rows["incident_id"][(rows["date_start"] > day) | (rows["date_end"] < day)])
    on_that_day = {item: values for item, values in february.items() if item not in others}
    assert 0 < len(on_that_day) < len(february)
    assert_counts_follow(opened, on_that_day, {})
