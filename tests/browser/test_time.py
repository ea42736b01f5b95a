"""The month bar: units, steps, play, brush and handles, by mouse, keyboard and finger."""

from pathlib import Path

import pytest

import geomap
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.engine import LocalEngine
from geomap.incidents.tally import tally_incidents
from tests.browser.conftest import DESKTOP, OpenedPage, PageOpener
from tests.browser.hands import FINGER, HANDS, KEYBOARD, MOUSE, tab_to, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
STEP_BACK, PLAY, STEP_ON = (f".gm-steps .gm-icon:nth-child({n})" for n in (2, 3, 4))


def days(opened: OpenedPage) -> tuple[str, str]:
    period = opened.state()["period"]
    return period["start"], period["end"]


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "en"), ("keyboard", "ar"), ("finger", "ar")])
def test_steps_go_day_by_day_or_week_by_week_and_the_whole_period_comes_back(
    hand: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"2022-02 {lang}"], **how.screen)
    how.press(opened.page, STEP_ON)
    assert days(opened) == ("2022-02-01", "2022-02-01")
    how.press(opened.page, STEP_ON)
    assert days(opened) == ("2022-02-02", "2022-02-02")
    how.press(opened.page, STEP_BACK)
    assert days(opened) == ("2022-02-01", "2022-02-01")
    how.press(opened.page, ".gm-reset")
    assert days(opened) == ("2022-02-01", "2022-02-28")
    opened.page.select_option(".gm-unit", "week")
    assert "by=week" in opened.page.url
    how.press(opened.page, STEP_ON)
    assert days(opened) == ("2022-02-01", "2022-02-06")  # the 7th was a Monday
    how.press(opened.page, STEP_ON)
    assert days(opened) == ("2022-02-07", "2022-02-13")


def test_the_unit_is_changed_with_the_keyboard_and_comes_back_with_the_link(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["all en"], fragment="#by=month")
    assert opened.page.input_value(".gm-unit") == "month"
    last = ".gm-handle-last"
    months = opened.page.get_attribute(last, "aria-valuemax")
    tab_to(opened.page, ".gm-unit")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.input_value(".gm-unit") == "year"
    years = opened.page.get_attribute(last, "aria-valuemax")
    assert int(months) > 100
    assert int(years) < 20
    assert "by=year" in opened.page.url


@pytest.mark.parametrize("hand", HANDS)
def test_play_goes_on_by_itself_and_faster_and_stops(
    hand: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps["2022-02 en"], **how.screen)
    how.press(opened.page, ".gm-speed")
    how.press(opened.page, ".gm-speed")
    assert opened.page.inner_text(".gm-speed") == "4×"
    how.press(opened.page, PLAY)
    assert opened.page.get_attribute(PLAY, "aria-label") == "Pause"
    wait_until(opened.page, "() => window.geomap.state().period.start >= '2022-02-04'")
    how.press(opened.page, PLAY)
    assert opened.page.get_attribute(PLAY, "aria-label") == "Play"
    stopped = days(opened)
    opened.page.wait_for_timeout(800)
    assert days(opened) == stopped


def test_who_asks_for_less_motion_gets_the_slowest_play_alone(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps["2022-02 en"], reduced_motion="reduce")
    assert not opened.page.is_visible(".gm-speed")
    opened.page.click(PLAY)
    first = days(opened)
    opened.page.wait_for_timeout(900)
    assert days(opened) == first


def brush(opened: OpenedPage, start: float, end: float) -> None:
    """Drag over the bars, from one part of their width to another."""
    box = opened.page.locator(".gm-bars").bounding_box()
    y = box["y"] + box["height"] / 3
    opened.page.mouse.move(box["x"] + box["width"] * start, y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * end, y, steps=4)
    opened.page.mouse.up()


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", ("2022-02-03", "2022-02-07")), ("ar", ("2022-02-22", "2022-02-26"))],
)
def test_a_drag_over_the_bars_chooses_their_days_from_the_right_in_arabic(
    lang: str, expected: tuple[str, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"], viewport=DESKTOP)
    brush(opened, 2.5 / 28, 6.5 / 28)
    assert days(opened) == expected


@pytest.mark.parametrize(("lang", "later"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_handles_move_by_keys_and_say_where_they_are(
    lang: str, later: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"])
    tab_to(opened.page, ".gm-handle-first")
    opened.page.keyboard.press(later)
    opened.page.keyboard.press(later)
    tab_to(opened.page, ".gm-handle-last")
    opened.page.keyboard.press("Home")
    assert days(opened) == ("2022-02-03", "2022-02-03")
    assert "3" in opened.page.get_attribute(".gm-handle-last", "aria-valuetext")
    opened.page.keyboard.press("PageUp")
    assert days(opened) == ("2022-02-03", "2022-02-10")


def counts_said(opened: OpenedPage) -> tuple[int, int]:
    known, maybe = opened.page.locator(".gm-time-key b").all_inner_texts()
    return int(known), int(maybe)


def test_the_bar_says_how_many_convoys_a_month_had_and_how_sure_that_is(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    """Which month had most convoys, and how sure that is: as the dataset counts them."""
    engine = LocalEngine(Gazetteer.open())
    table = tally_incidents(geomap.read_incidents(), by=["month", "kind"], engine=engine)
    convoys = table[table["kind"] == "convoy"].set_index("month")
    best = convoys["certain"].idxmax()
    opened = open_page(reading_maps["all en"], fragment="#by=month")
    MOUSE.press(opened.page, ".gm-layers .gm-links button:nth-child(2)")  # none …
    KEYBOARD.press(opened.page, "li[data-layer=convoy] input")  # … but convoys
    month = geomap.Period.parse(best)
    opened.set({"period": {"start": str(month.start), "end": str(month.end)}})
    assert counts_said(opened) == tuple(convoys.loc[best, ["certain", "possible"]])


def test_what_reaches_beyond_the_chosen_days_is_never_surely_then(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    """An arrest between 23 December and 23 January may lie in January, and no more is known."""
    dataset = geomap.read_incidents()
    opened = open_page(reading_maps["all en"])
    for name in ("2021-01", "2021-07", "2022-01"):
        month = geomap.Period.parse(name)
        certainty = dataset.period(month).incidents["certainty"].tolist()
        expected = (certainty.count("certain"), certainty.count("possible"))
        opened.set({"period": {"start": str(month.start), "end": str(month.end)}})
        assert counts_said(opened) == expected, name


def test_a_bar_under_the_pointer_says_its_count(reading_maps: Maps, open_page: PageOpener) -> None:
    opened = open_page(reading_maps["2022-02 en"])
    box = opened.page.locator(".gm-bars").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] * 2.5 / 28, box["y"] + 20)
    assert opened.page.inner_text(".gm-range-text") == "3 February 2022"
    opened.set({"period": {"start": "2022-02-03", "end": "2022-02-03"}})
    known, maybe = counts_said(opened)
    listed = opened.page.locator(".gm-lists .gm-item").evaluate_all("r => r.map(e => e.dataset.id)")
    assert known + maybe == len([id_ for id_ in listed if "2022" in id_])


def test_controls_of_the_month_bar_are_large_enough_for_a_finger(
    reading_maps: Maps, open_page: PageOpener
) -> None:
    page = open_page(reading_maps["2022-02 ar"], **FINGER.screen).page
    for control in page.locator(".gm-time button:visible, .gm-time select, .gm-search-field").all():
        box = control.bounding_box()
        assert box["height"] >= 44, control.get_attribute("class")
        assert box["width"] >= 44, control.get_attribute("class")
