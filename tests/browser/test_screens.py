"""The parts of the page on every screen: pictures kept for people, and compared by their structure.

Pixels change with every font. What must not change is where the parts stand: Arabic mirrors
English, night is day, nothing lies on anything else, and no text is cut off.
"""

from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE, OpenedPage, PageOpener

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
Box = tuple[float, float, float, float]
SCREENSHOTS = Path(__file__).parent / "screenshots"
PARTS = (".gm-side", ".gm-head", ".gm-scroll", ".gm-map", ".gm-time", ".gm-card")
RAID = "#item=atmeh-raid-2022-02-03"
SAME_PX = 1.5

BOXES = """parts => Object.fromEntries(parts
  .map(part => [part, document.querySelector(part)])
  .filter(([, e]) => e?.checkVisibility())
  .map(([part, e]) => [part, e.getBoundingClientRect()])
  .map(([part, {left, top, right, bottom}]) => [part, [left, top, right, bottom]]))"""

# Words that are wider than their box, where it neither scrolls nor ends in an ellipsis.
CUT_OFF = """() => [...document.querySelectorAll('.gm *')]
  .filter(e => e.matches('h1, h2, h3, p, b, span, button, th, td, dt, dd') && e.innerText)
  .filter(e => e.checkVisibility() && !e.closest('.gm-unseen'))
  .filter(e => !['inline', 'contents'].includes(getComputedStyle(e).display))
  .filter(e => getComputedStyle(e).overflowX !== 'auto')
  .filter(e => getComputedStyle(e).webkitLineClamp === 'none')
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .map(e => [e.className || e.tagName, e.innerText.slice(0, 40), e.scrollWidth, e.clientWidth])"""


def structure(opened: OpenedPage, name: str) -> dict[str, Box]:
    """Keep a picture of the page, and return where its parts stand: left, top, right, bottom."""
    SCREENSHOTS.mkdir(exist_ok=True)
    opened.page.wait_for_timeout(300)
    opened.page.screenshot(path=SCREENSHOTS / f"{name}.png")
    assert opened.page.evaluate(CUT_OFF) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return opened.page.evaluate(BOXES, PARTS)


def mirrored(boxes: dict[str, Box], width: float) -> dict[str, Box]:
    return {
        part: (width - right, top, width - left, bottom)
        for part, (left, top, right, bottom) in boxes.items()
    }


def assert_same(one: dict[str, Box], other: dict[str, Box], *, sides: tuple[int, ...]) -> None:
    """Parts are the same and stand in the same place, by the sides that are compared."""
    assert one.keys() == other.keys()
    for part, box in one.items():
        for side in sides:
            assert abs(box[side] - other[part][side]) < SAME_PX, (part, box, other[part])


def lie_apart(one: Box, other: Box) -> bool:
    return (
        one[2] <= other[0] + SAME_PX
        or other[2] <= one[0] + SAME_PX
        or one[3] <= other[1] + SAME_PX
        or other[3] <= one[1] + SAME_PX
    )


@pytest.mark.parametrize("fragment", ["", RAID], ids=["as opened", "with a card"])
def test_arabic_mirrors_english_and_night_is_day(
    fragment: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    state = "card" if fragment else "opened"
    screens = {
        f"{lang}-{scheme}": structure(
            open_page(reading_maps[f"2022-02 {lang}"], fragment=fragment, color_scheme=scheme),
            f"desktop-{state}-{lang}-{scheme}",
        )
        for lang in ("en", "ar")
        for scheme in ("light", "dark")
    }
    english = screens["en-light"]
    # How high the head is, its words decide; all the rest is the same to the pixel.
    outer = {part: box for part, box in english.items() if part not in {".gm-head", ".gm-scroll"}}
    arabic = {part: screens["ar-light"][part] for part in outer}
    assert_same(outer, mirrored(arabic, DESKTOP["width"]), sides=(0, 1, 2, 3))
    assert_same(english, mirrored(screens["ar-light"], DESKTOP["width"]), sides=(0, 2))
    for lang in ("en", "ar"):
        assert_same(screens[f"{lang}-light"], screens[f"{lang}-dark"], sides=(0, 1, 2, 3))
    assert (".gm-card" in english) is bool(fragment)
    for one, other in (
        (".gm-side", ".gm-map"),
        (".gm-map", ".gm-time"),
        (".gm-head", ".gm-scroll"),
    ):
        assert lie_apart(english[one], english[other]), (one, other)
    assert english[".gm-map"][2] - english[".gm-map"][0] > DESKTOP["width"] / 2


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("period", ["2022-02", "all"])
def test_a_phone_has_the_map_on_top_and_all_parts_in_sight(
    period: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(
        reading_maps[f"{period} {lang}"], viewport=PHONE, has_touch=True, is_mobile=True
    )
    boxes = structure(opened, f"phone-{period}-{lang}")
    tops = [boxes[part][1] for part in (".gm-map", ".gm-time", ".gm-side")]
    assert tops == sorted(tops)
    assert boxes[".gm-map"][3] - boxes[".gm-map"][1] > PHONE["height"] / 4
    assert boxes[".gm-side"][3] <= PHONE["height"] + SAME_PX
    for left, _, right, _ in boxes.values():
        assert -SAME_PX <= left < right <= PHONE["width"] + SAME_PX
