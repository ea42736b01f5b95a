"""What has the focus is seen, what a finger presses is large enough, and nothing moves unasked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PageOpener
from tests.browser.hands import FINGER, KEYBOARD, Hand, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
RAID = ".gm-lists .gm-item[data-id='atmeh-raid-2022-02-03']"
LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11
LEAST_PX = 44
MOST_STOPS = 300

# The ring of the focused element: its contrast with what it lies on, the sides that a scrolling or
# clipping box cuts off, and whether something that stays on top hides the element itself.
FOCUS_RING = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const name = `${focused.className || focused.tagName} ${focused.ariaLabel ?? focused.innerText}`;
  const styleOf = e => getComputedStyle(e);
  const widthOf = e => styleOf(e).outlineStyle === 'none' ? 0 : parseFloat(styleOf(e).outlineWidth);
  const ringed = [focused, focused.parentElement].find(e => widthOf(e) >= 2);
  if (!ringed) return {name, ring: false};
  const {outlineColor, outlineOffset} = styleOf(ringed);
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3)
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, k) => sum + v * [0.2126, 0.7152, 0.0722][k], 0);
  const isOpaque = e => (channels(styleOf(e).backgroundColor)[3] ?? 1) > 0.9;
  let ground = parseFloat(outlineOffset) < 0 ? ringed : ringed.parentElement;
  while (ground.parentElement && !isOpaque(ground)) ground = ground.parentElement;
  const [a, b] = [light(outlineColor), light(styleOf(ground).backgroundColor)];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const beyond = parseFloat(outlineOffset) + widthOf(ringed) - 0.5;
  const box = ringed.getBoundingClientRect();
  const cut = [];
  for (let e = ringed.parentElement; e && e !== document.body; e = e.parentElement) {
    if (styleOf(e).overflowX === 'visible' && styleOf(e).overflowY === 'visible') continue;
    const edge = e.getBoundingClientRect();
    const isWide = box.left - beyond < edge.left || box.right + beyond > edge.right;
    const isHigh = box.top - beyond < edge.top || box.bottom + beyond > edge.bottom;
    if (isWide) cut.push(`sides by ${e.className}`);
    if (isHigh && box.height <= edge.height) cut.push(`top or foot by ${e.className}`);
  }
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2];
  const at = document.elementFromPoint(x, y);
  const isSeen = at !== null && (ringed.contains(at) || at.contains(ringed));
  return {name, ring: true, contrast, cut, isSeen};
}"""

# Controls that a finger cannot press where they are seen: each is scanned through its middle. Small
# raised numbers of sources stand in running text, and the list of sources repeats each of them.
TOO_SMALL = """least => {
  const window_ = document.querySelector('dialog[open]') ?? document;
  const controls = 'button, select, summary, label, input[type=search], a[href], [role=slider]';
  const exempt = '.gm-unseen, .gm-mark a, .leaflet-control-attribution a';
  const small = [];
  for (const e of window_.querySelectorAll(controls)) {
    if (!e.checkVisibility() || e.matches(exempt)) continue;
    e.scrollIntoView({block: 'center', behavior: 'instant'});
    const {left, top, width, height} = e.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const isHit = (px, py) => e.contains(document.elementFromPoint(px, py));
    if (!isHit(x, y)) continue; // behind the sheet or a card now
    const reach = (dx, dy) => {
      let n = 0;
      const isInside = (px, py) => px >= 0 && py >= 0 && px < innerWidth && py < innerHeight;
      while (n < least && (!isInside(x + dx * n, y + dy * n) || isHit(x + dx * n, y + dy * n))) n++;
      return n;
    };
    const [wide, high] = [reach(-1, 0) + reach(1, 0), reach(0, -1) + reach(0, 1)];
    const name = e.className || e.tagName;
    if (Math.min(wide, high) < least) small.push([name, e.innerText, wide, high]);
  }
  return small;
}"""

# Notes whether the map glides to another place or scale: Leaflet marks its pane while it does.
WATCH_THE_MAP = """() => {
  const pane = document.querySelector('.leaflet-map-pane');
  const look = () => { window.hasGlided ||= /leaflet-(zoom|pan)-anim/.test(pane.className); };
  new MutationObserver(look).observe(pane, {attributeFilter: ['class']});
}"""


def states(page: Page, how: Hand) -> Iterator[str]:
    """Bring the page into the states that have controls of their own."""
    for part in (".gm-filters", ".gm-key", ".gm-share"):
        how.press(page, f"{part} summary")
    page.wait_for_selector(".gm-facet")
    yield "everything opened"
    how.press(page, RAID)
    wait_until(page, "() => !document.querySelector('.gm-card').hidden")
    yield "card"
    page.keyboard.press("Escape")
    how.press(page, ".gm-open-table")
    page.wait_for_selector(".gm-table-dialog[open] .gm-row-button")
    yield "table"


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("ar", "dark")])
def test_whatever_has_the_focus_shows_a_ring_that_is_seen(
    lang: str, scheme: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    page = open_page(reading_maps[f"2022-02 {lang}"], color_scheme=scheme).page
    for state in states(page, KEYBOARD):
        stops = set()
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            ring = page.evaluate(FOCUS_RING)
            if ring is None:
                break  # round to the browser's own controls
            assert ring["ring"], (state, ring)
            assert ring["contrast"] >= LEAST_CONTRAST, (state, ring)
            assert ring["cut"] == [], (state, ring)
            assert ring["isSeen"], (state, ring)
            stops.add(ring["name"])
        assert len(stops) > 10, state


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_whatever_a_finger_presses_answers_on_44_pixels(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    page = open_page(reading_maps[f"2022-02 {lang}"], **FINGER.screen).page
    assert page.evaluate(TOO_SMALL, LEAST_PX) == []
    for state in states(page, FINGER):
        assert page.evaluate(TOO_SMALL, LEAST_PX) == [], state


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself_for_who_asks_for_less_motion(
    motion: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    """The card does not fade in, and the map goes to an item at once instead of gliding there."""
    away = "#view=36.3,38.2,9"
    opened = open_page(reading_maps["2022-02 en"], fragment=away, reduced_motion=motion)
    page = opened.page
    before = opened.state()["view"]
    page.evaluate(WATCH_THE_MAP)
    page.click(RAID)
    animation = page.evaluate("getComputedStyle(document.querySelector('.gm-card')).animationName")
    page.wait_for_timeout(500)
    assert opened.state()["view"] != before
    has_motion = motion != "reduce"
    assert (animation != "none") is has_motion
    assert page.evaluate("window.hasGlided ?? false") is has_motion
