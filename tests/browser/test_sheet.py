"""The vector sheet as a newsroom opens it: a file in a browser, in both languages."""

from collections import Counter
from pathlib import Path

import pytest

import geomap
from tests.browser.conftest import PageOpener
from tests.browser.test_page import SCREENSHOTS

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

# A text is measured where it stands; boxes of SVG text reach above and below what is seen.
LINES_OUTSIDE = """() => {
  const page = document.documentElement.viewBox.baseVal;
  return [...document.querySelectorAll('text')].filter((line) => {
    const box = line.getBBox();
    const at = line.getCTM();
    const root = document.documentElement.getCTM().inverse();
    const left = root.multiply(at).e + box.x;
    return left < 20 || left + box.width > page.width - 20;
  }).map((line) => line.textContent);
}"""
TEXTS_OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll('text')].map((line) => {
    const r = line.getBoundingClientRect();
    const trim = r.height * 0.3;
    return { text: line.textContent, l: r.left + 1, r: r.right - 1, t: r.top + trim,
             b: r.bottom - trim };
  });
  const found = [];
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b) found.push([a.text, b.text]);
  }));
  return found;
}"""
BADGES_TOO_TIGHT = """() => {
  const labels = [...document.querySelectorAll('rect + text[font-weight]')];
  return labels.filter((text) => {
  const box = text.previousElementSibling.getBBox();
  const line = text.getBBox();
  return line.x < box.x - 0.5 || line.x + line.width > box.x + box.width + 0.5;
}).map((text) => text.textContent);
}"""
PERIODS = ("2022-02", "2024-05", "2021-07", "month-88")


def period_of(name: str) -> geomap.Period:
    return geomap.Period.reporting_month(88) if name == "month-88" else geomap.Period.parse(name)


@pytest.fixture(scope="module", params=[(p, lang) for p in PERIODS for lang in ("en", "ar")])
def sheet(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, geomap.IncidentMap]:
    name, lang = request.param
    month = geomap.IncidentMap(geomap.read_incidents(), period=period_of(name), lang=lang)
    path = tmp_path_factory.mktemp("sheets") / f"sheet-{name}-{lang}.svg"
    month.save_svg(path)
    return path, month


def test_a_sheet_opens_complete_legible_and_asks_nobody(
    sheet: tuple[Path, geomap.IncidentMap], open_page: PageOpener
) -> None:
    path, month = sheet
    opened = open_page(path, scripts=False, viewport={"width": 1600, "height": 1132})
    page = opened.page
    opened.assert_asked_nobody()
    assert page.evaluate("document.documentElement.tagName") == "svg"
    said = page.evaluate("document.documentElement.textContent.replace(/[\\u2068\\u2069]/g, '')")
    assert month.payload["period"]["label"] in said
    layers = Counter(item["layer"] for item in month.payload["items"])
    assert sum(layers.values()) == sum(month.payload["counts"].values())
    for number in month.payload["counts"].values():
        assert f"{number} " in said
    assert page.evaluate(LINES_OUTSIDE) == []
    assert page.evaluate(BADGES_TOO_TIGHT) == []
    assert page.evaluate(TEXTS_OVERLAPPING) == []
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{path.stem}.png")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_without_scripts_the_page_shows_the_picture_and_is_little_larger(
    lang: str, tmp_path: Path, open_page: PageOpener
) -> None:
    path = tmp_path / "month.html"
    month = geomap.IncidentMap(geomap.read_incidents(), period="2022-02", lang=lang)
    month.save(path)
    page = open_page(path, scripts=False).page
    assert page.locator("svg.geomap-picture").bounding_box()["width"] > 600
    assert page.evaluate(BADGES_TOO_TIGHT) == []
    picture = page.evaluate("document.querySelector('.geomap-picture').outerHTML")
    assert len(picture.encode()) < 60_000
    # To a screen reader the picture is one image; the list is what it reads.
    assert page.get_by_role("img").count() == 1
    assert page.get_by_role("listitem").count() == len(month.payload["items"])


def test_with_scripts_on_the_picture_is_no_part_of_the_page(
    tmp_path: Path, open_page: PageOpener
) -> None:
    path = tmp_path / "month.html"
    geomap.IncidentMap(geomap.read_incidents(), period="2022-02").save(path)
    assert open_page(path).page.locator(".geomap-picture").count() == 0
