"""The atlas as a reader meets it: a folder on a disk, a real Chromium, no script and no network."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import geomap
from geomap.render import write_maps
from tests.browser.conftest import PHONE, OpenedPage, PageOpener
from tests.browser.hands import HANDS, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

SCREENSHOTS = Path(__file__).parent / "screenshots"
LARGEST_BYTES = 600_000
ConvoyCounts = dict[str, tuple[int, int]]
Atlases = dict[str, tuple[Path, ConvoyCounts]]
CONVOYS = {"en": "Convoys", "ar": "أرتال"}
# How the answer begins when no month can have as many, when some have, when some may have more.
HOW_SURE = {
    "en": ("Surely: no other", "Surely none has more; as many", "Open: possibly more in"),
    "ar": ("حتماً:", "لا فترة تتجاوزه حتماً، وتساويه", "غير محسوم: ربما أكثر في"),
}
WIDE = {"width": 1600, "height": 1000}


@pytest.fixture(scope="module")
def dataset() -> geomap.Incidents:
    return geomap.read_incidents()


@pytest.fixture(scope="module")
def series(dataset: geomap.Incidents, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The whole series as `geomap map --all` writes it, the atlas last."""
    periods = [*dataset.months(), geomap.Period.everything()]
    return write_maps(dataset, periods, tmp_path_factory.mktemp("series"))


@pytest.fixture(scope="module")
def arabic(dataset: geomap.Incidents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    months = dataset.months()[-12:]
    return write_maps(dataset, months, tmp_path_factory.mktemp("arabic"), lang="ar")[-1]


@pytest.fixture
def atlases(dataset: geomap.Incidents, series: list[Path], arabic: Path) -> Atlases:
    months = dataset.months()
    return {
        "en": (series[-1], count_convoys(dataset, months)),
        "ar": (arabic, count_convoys(dataset, months[-12:])),
    }


def count_convoys(dataset: geomap.Incidents, months: list[geomap.Period]) -> ConvoyCounts:
    """By a month's file: how many convoys it surely had, and how many with all that it may have."""
    counted = {}
    for month in months:
        rows = dataset.period(month).incidents
        certainty = rows["certainty"][rows["kind"] == "convoy"].tolist()
        file = f"coalition-syria-{month.start:%Y-%m}.html"
        counted[file] = (certainty.count("certain"), len(certainty))
    return counted


def keep_screenshot(opened: OpenedPage, name: str) -> None:
    """Keep a picture for people to look at; git ignores the folder."""
    SCREENSHOTS.mkdir(exist_ok=True)
    opened.page.screenshot(path=SCREENSHOTS / f"{name}.png")


def cards_of(opened: OpenedPage) -> list[dict]:
    return opened.page.evaluate(
        """() => [...document.querySelectorAll(".card")].map((card) => ({
            file: card.querySelector("a").getAttribute("href"),
            numbers: [...card.querySelectorAll(".numbers b")].map((b) => Number(b.textContent)),
            kinds: [...card.querySelectorAll(".kinds b")].map((b) => Number(b.textContent)),
            label: card.querySelector("svg.map")?.getAttribute("aria-label") ?? "",
        }))"""
    )


def test_the_atlas_counts_what_the_dataset_has(
    dataset: geomap.Incidents, series: list[Path], open_page: PageOpener
) -> None:
    cards = {card["file"]: card for card in cards_of(open_page(series[-1], expect=""))}
    assert len(cards) == len(series) - 1
    for period, path in zip(dataset.months(), series, strict=False):
        view = dataset.period(period)
        certainty = view.incidents["certainty"].tolist()
        expected = [certainty.count("certain"), certainty.count("possible")]
        card = cards[path.name]
        if not certainty:
            assert card["numbers"] == ([len(view.totals)] if len(view.totals) else []), path.name
            continue
        assert [*card["numbers"], 0][:2] == expected, path.name
        assert sorted(card["kinds"]) == sorted(view.incidents["kind"].value_counts()), path.name
        said = card["label"].partition(". ")[2]
        assert sum(map(int, re.findall(r"\d+", said))) == len(view), path.name


def test_the_atlas_asks_nobody_and_runs_nothing(series: list[Path], open_page: PageOpener) -> None:
    opened = open_page(series[-1], expect="", viewport=WIDE)
    opened.page.mouse.wheel(0, 3000)
    opened.page.wait_for_timeout(200)
    opened.assert_asked_nobody()
    assert opened.complaints == []
    assert opened.page.evaluate("document.scripts.length") == 0
    keep_screenshot(opened, "atlas-desktop")


@pytest.mark.parametrize(
    ("hand", "lang"), [("mouse", "en"), ("keyboard", "en"), ("keyboard", "ar"), ("finger", "ar")]
)
def test_which_month_had_most_convoys_and_how_sure_that_is(
    hand: str, lang: str, atlases: Atlases, open_page: PageOpener
) -> None:
    """From the link on top to the answer, which a recount of the dataset gives too."""
    how = HANDS[hand]
    atlas, counted = atlases[lang]
    opened = open_page(atlas, expect="", **how.screen)
    how.press(opened.page, "a[href='#most']")
    kind = opened.page.locator("th", has_text=CONVOYS[lang])
    row = opened.page.locator(".most tbody tr", has=kind)
    place = row.bounding_box()
    assert 0 <= place["y"] <= how.screen["viewport"]["height"] - place["height"]  # seen at once
    file = row.locator("td a").first.get_attribute("href")
    least, most = counted.pop(file)
    assert (least, most) >= max(counted.values())
    assert row.locator("td b").inner_text() == (str(least) if least == most else f"{least}–{most}")
    may_have_more = sum(high > least for _, high in counted.values())
    as_many = sum(high == least for _, high in counted.values())
    sure, shared, still_open = HOW_SURE[lang]
    certainty = row.locator("td").nth(1).inner_text()
    assert certainty.startswith(still_open if may_have_more else shared if as_many else sure)
    assert certainty.count("(") == min(3, may_have_more or as_many)
    if how.name == "keyboard":
        tab_to(opened.page, f".most a[href='{file}']")
    month = open_page(atlas.parent / file, **how.screen)
    assert month.state()["layers"]["convoy"]["total"] == most


def test_every_link_of_the_atlas_leads_somewhere(series: list[Path], open_page: PageOpener) -> None:
    links = open_page(series[-1], expect="").page.evaluate(
        """() => [...document.querySelectorAll("[href]")].map((a) => a.getAttribute("href"))"""
    )
    files = {path.name for path in series}
    inside = {link for link in links if link.startswith("#")}
    assert {link for link in links if not link.startswith(("#", "http"))} == files - {"index.html"}
    ids = set(re.findall(r' id="([^"]+)"', series[-1].read_text("utf-8")))
    assert {link[1:] for link in inside} <= ids


def test_the_atlas_is_small_and_each_file_stands_alone(series: list[Path]) -> None:
    assert series[-1].stat().st_size < LARGEST_BYTES
    assert "index.html" not in series[0].read_text("utf-8")


def test_a_phone_scrolls_the_atlas_in_one_direction_alone(
    series: list[Path], open_page: PageOpener
) -> None:
    opened = open_page(series[-1], expect="", viewport=PHONE)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    keep_screenshot(opened, "atlas-phone")


def test_maps_of_the_atlas_are_reached_with_the_keyboard(
    series: list[Path], open_page: PageOpener
) -> None:
    page = open_page(series[-1], expect="").page
    focused = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.getAttribute('href') ?? 'region'"))
    assert focused.index("#y2022") < focused.index("coalition-syria-all.html")
    assert "coalition-syria-2026-02.html" in focused
    assert "region" in focused  # the chart can be scrolled


def test_headings_of_the_atlas_go_down_one_step_at_a_time(
    series: list[Path], open_page: PageOpener
) -> None:
    levels = open_page(series[-1], expect="").page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3")].map((h) => Number(h.tagName[1]))"""
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_an_arabic_atlas_reads_from_right_to_left(arabic: Path, open_page: PageOpener) -> None:
    opened = open_page(arabic, expect="", viewport=WIDE)
    assert opened.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    bars = opened.page.evaluate(
        """() => [...document.querySelectorAll("svg.bars a")].map(
            (a) => [a.getAttribute("href"), a.getBoundingClientRect().x])"""
    )
    by_time = [x for _, x in sorted(bars)]
    assert by_time == sorted(by_time, reverse=True)
    keep_screenshot(opened, "atlas-arabic")


def test_a_month_of_sums_alone_says_so_and_shows_them(
    dataset: geomap.Incidents, open_page: PageOpener, tmp_path: Path
) -> None:
    path = tmp_path / "month-56.html"
    geomap.IncidentMap(dataset, period=geomap.Period.reporting_month(56)).save(path)
    text = open_page(path).page.inner_text("body")
    assert "only sum up" in text
    assert "switch on a layer" not in text
    assert "13 683" in text.replace("\u202f", " ")  # the count since 2014 ends in this month


def test_what_is_only_possible_stands_apart_in_the_list(
    dataset: geomap.Incidents, open_page: PageOpener, tmp_path: Path
) -> None:
    path = tmp_path / "2021-07.html"
    view = dataset.period("2021-07")
    geomap.IncidentMap(view).save(path)
    opened = open_page(path)
    rows = {
        heading: opened.page.locator(f'section[aria-label="{heading}"] .gm-item').count()
        for heading in ("Shown now", "Possibly in this period")
    }
    drawn = view.to_geodataframe()
    drawn = drawn[drawn["drawn"] != "unlocated"]["certainty"].tolist()
    assert list(rows.values()) == [drawn.count("certain"), drawn.count("possible")]


def test_a_convoy_of_unknown_origin_says_where_it_went(
    dataset: geomap.Incidents, open_page: PageOpener, tmp_path: Path
) -> None:
    locations = dataset.locations
    roles = locations.groupby("incident_id")["role"].agg(set)
    halves = [
        incident
        for incident, found in roles.items()
        if "destination" in found and found & {"via", "crossing"} and "origin" not in found
    ]
    incident = halves[0]
    path = tmp_path / "convoy.html"
    geomap.IncidentMap(dataset.select([incident])).save(path)
    row = open_page(path).page.inner_text(f'[data-id="{incident}"]')
    ends = locations[(locations["incident_id"] == incident) & (locations["role"] == "destination")]
    assert all(wording in row for wording in ends["place_as_written"])
