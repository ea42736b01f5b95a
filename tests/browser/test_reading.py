"""The questions that a reader brings, each answered from the page alone and offline.

By mouse, by the keyboard and with a finger on a phone: find the row, open its card, read.
"""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

import geomap
from tests.browser.conftest import OpenedPage, PageOpener
from tests.browser.hands import FINGER, HANDS, KEYBOARD, Hand, tab_to, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]


# Who reads, and in which language: every hand in English, the keyboard and a phone in Arabic too.
READERS = [*((hand, "en") for hand in HANDS), ("keyboard", "ar"), ("finger", "ar")]


@pytest.fixture(params=READERS, ids="-".join)
def reader(request: pytest.FixtureRequest) -> tuple[Hand, str]:
    hand, lang = request.param
    return HANDS[hand], lang


def read_card(page: Page, how: Hand, item: str) -> str:
    """Open the card of a row of the list, as this hand does, and give its text."""
    how.press(page, f".gm-lists .gm-item[data-id='{item}']")
    wait_until(page, "id => window.geomap.state().selection === id", item)
    return page.inner_text(".gm-card")


def test_how_many_died_at_atmeh_by_whom_and_which_figure_came_later(
    reader: tuple[Hand, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    hand, lang = reader
    opened = open_page(reading_maps[f"2022-02 {lang}"], fragment="#q=Atmeh", **hand.screen)
    read_card(opened.page, hand, "atmeh-raid-2022-02-03")
    span, superseded, monitor, president, later = {
        "en": ("9–13", "9 superseded", "SOHR", "US president", "Later the same day"),
        "ar": (
            "9 إلى 13",
            "9 حلّ محله رقم أحدث",
            "المرصد السوري",
            "الرئيس الأمريكي",
            "في وقت لاحق من اليوم نفسه",
        ),
    }[lang]
    killed = opened.page.locator(".gm-claims").first
    assert killed.locator(".gm-range").inner_text().startswith(span)
    lines = killed.locator("tbody tr:not(.gm-part)").all_inner_texts()
    assert lines[0].startswith(superseded)
    assert lines[1].startswith(f"13\t{monitor}")
    assert killed.locator("s").first.inner_text() == "9"
    assert any(president in line for line in lines)
    assert later in killed.inner_text()
    assert opened.requests == []


def test_where_the_drones_were_by_headline_and_by_body(
    reader: tuple[Hand, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    hand, lang = reader
    opened = open_page(reading_maps[f"2022-02 {lang}"], fragment="#q=drone", **hand.screen)
    card = read_card(opened.page, hand, "drones-2022-02-05")
    rival_places, by_headline, headline, by_body, body = {
        "en": (
            "Rival places",
            "over northern Idlib",
            "The headline of the same report.",
            "over areas in northern Aleppo",
            "The body of the report.",
        ),
        "ar": (
            "أماكن متنازعة",
            "فوق شمال إدلب",
            "عنوان التقرير نفسه.",
            "فوق مناطق في شمال حلب",
            "متن التقرير.",
        ),
    }[lang]
    rivals = opened.page.inner_text(".gm-rivals")
    assert by_headline in rivals
    assert headline in rivals
    before, _, _ = card.partition(rival_places)
    assert by_body in before
    assert body in before


def test_what_changed_at_al_tanf_and_for_how_long(
    reader: tuple[Hand, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    hand, lang = reader
    opened = open_page(reading_maps[f"2022-01 {lang}"], fragment="#sites=changed", **hand.screen)
    card = read_card(opened.page, hand, "al-tanf-base")
    changed, how_long = {
        "en": ("in this period: withdrawn, returned", "a few hours later"),
        "ar": ("في هذه الفترة: أُخلي، عودة", "بعد ساعات قليلة"),
    }[lang]
    assert changed in card
    assert how_long in card
    history = opened.page.locator(".gm-history")
    assert history.locator(".gm-sign-minus.gm-now, .gm-sign-plus.gm-now").count() == 2
    listed = opened.page.locator(".gm-timeline li").count()
    assert history.locator(".gm-sign").count() == listed


def test_which_base_was_attacked_from_where_with_what_and_what_was_the_answer(
    reader: tuple[Hand, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    hand, lang = reader
    opened = open_page(reading_maps[f"2022-01 {lang}"], fragment="#q=rockets", **hand.screen)
    card = read_card(opened.page, hand, "al-omar-rockets-2022-01-05")
    answers, with_what, reply, relation, shells = {
        "en": (
            (
                "Al-Omar oil field",
                "Launched from",
                "Al-Mayadeen desert",
                "rockets",
                "3 · 2 accounts",
            ),
            "rockets",
            "Coalition answers with two shells",
            "Strike · shelling · on the same day",
            "2 · 2 accounts",
        ),
        "ar": (
            ("حقل العمر النفطي", "أُطلق من", "بادية الميادين", "3 · روايتان"),
            "صواريخ",
            "التحالف يرد بقذيفتين",
            "ضربة · قصف · في اليوم نفسه",
            "2 · روايتان",
        ),
    }[lang]
    for answer in (*answers, with_what):
        assert answer in card
    related = opened.page.locator(".gm-related li", has_text=reply)
    assert related.locator(".gm-relation").inner_text() == relation
    hand.press(opened.page, ".gm-related .gm-item[data-id='al-mayadeen-desert-reply-2022-01-05']")
    opened.page.locator(".gm-card-title", has_text=reply).wait_for()
    assert shells in opened.page.inner_text(".gm-card")


def test_how_many_vehicles_came_from_where_to_where_and_what_is_not_known(
    reader: tuple[Hand, str], reading_maps: Maps, open_page: PageOpener
) -> None:
    hand, lang = reader
    opened = open_page(reading_maps[f"2022-01 {lang}"], fragment="#q=convoy", **hand.screen)
    card = read_card(opened.page, hand, "convoy-month-88")
    answers = {
        "en": (
            "130 trucks and vehicles",
            "batches",
            "Kurdistan Region of Iraq",
            "Al-Hasakah and Deir Ezzor",
            "may lie outside the period",
            "how many vehicles each batch had is not given",
            "The crossing is not named.",
        ),
        "ar": (
            "130 شاحنة وآلية",
            "دفعات",
            "إقليم كردستان العراق",
            "الحسكة ودير الزور",
            "قد يقع خارج الفترة",
            "لم يُذكر كم آلية في كل دفعة",
            "لم يُسمَّ المعبر.",
        ),
    }[lang]
    for answer in answers:
        assert answer in card
    batches = opened.page.locator(".gm-claims").nth(1).locator("tbody tr").first
    assert batches.inner_text().startswith("4\t")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_event_without_an_exact_place_says_why(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    opened = open_page(reading_maps[f"2022-02 {lang}"])
    events = opened.page.locator(".gm-lists .gm-item").evaluate_all("r => r.map(e => e.dataset.id)")
    told = 0
    for item in [id_ for id_ in events if "2022" in id_]:
        opened.set({"selection": item})
        doubt = opened.page.locator(".gm-place > .gm-soft").first.inner_text()
        assert "±" in doubt, item
        assert opened.page.locator(".gm-why").first.inner_text(), item
        told += 1
    assert told == 8


def test_arrow_keys_walk_the_list_and_back_to_it(reading_maps: Maps, open_page: PageOpener) -> None:
    opened = open_page(reading_maps["2022-02 en"])
    first = opened.page.locator(".gm-lists .gm-item").first.get_attribute("data-id")
    read_card(opened.page, KEYBOARD, first)
    opened.page.keyboard.press("Escape")
    assert opened.state()["selection"] is None
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.state()["selection"] not in {None, first}


@pytest.mark.parametrize(
    ("hand_name", "lang"), [("mouse", "en"), ("keyboard", "ar"), ("finger", "ar")]
)
def test_one_switch_draws_how_uncertain_each_place_is(
    hand_name: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand_name]
    place = "view=36.5469,38.5875,11"  # the airstrip of Kharab Ishik, known to within kilometres
    opened = open_page(reading_maps[f"2022-02 {lang}"], fragment=f"#{place}", **how.screen)
    before = picture_of_incidents(opened)
    how.press(opened.page, ".gm-doubt input")
    wait_until(opened.page, "() => location.hash.includes('doubt=all')")
    assert opened.page.is_visible(".gm-doubt .gm-note")
    opened.page.wait_for_timeout(300)
    assert picture_of_incidents(opened) != before
    how.press(opened.page, ".gm-doubt input")
    wait_until(opened.page, "() => !location.hash.includes('doubt=all')")


def picture_of_incidents(opened: OpenedPage) -> str:
    return opened.page.evaluate(
        "document.querySelector('.leaflet-gm-incidents-pane canvas').toDataURL()"
    )


def test_north_is_said_beside_the_scale(reading_maps: Maps, open_page: PageOpener) -> None:
    for lang, north in (("en", "North is up"), ("ar", "الشمال إلى الأعلى")):
        page = open_page(reading_maps[f"2022-02 {lang}"]).page
        assert page.get_attribute(".leaflet-control-scale .gm-north", "aria-label") == north


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_at_twice_the_size_nothing_is_lost(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    """WCAG 1.4.4: a window of 1280 by 900 pixels at 200 % has room for 640 by 450."""
    opened = open_page(
        reading_maps[f"2022-02 {lang}"],
        viewport={"width": 640, "height": 450},
        device_scale_factor=2,
    )
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    KEYBOARD.search(page, "drone")
    read_card(page, KEYBOARD, "drones-2022-02-05")
    assert page.locator(".gm-rivals").is_visible()
    page.keyboard.press("Escape")
    KEYBOARD.press(page, ".gm-steps .gm-icon:nth-child(4)")
    assert opened.state()["period"]["end"] == "2022-02-01"


def test_what_a_finger_presses_is_44_pixels_high(reading_maps: Maps, open_page: PageOpener) -> None:
    page = open_page(reading_maps["2022-02 en"], **FINGER.screen).page
    small = page.evaluate(
        """() => ['button', 'label', 'summary']
          .flatMap(e => [...document.querySelectorAll(`.gm-scroll ${e}`)])
          .filter(e => e.checkVisibility() && e.getClientRects().length > 0)
          .filter(e => !e.closest('.gm-edition, .gm-unseen') && !e.classList.contains('gm-unseen'))
          .map(e => [e.className || e.tagName, Math.round(e.getBoundingClientRect().height)])
          .filter(([, height]) => height < 44)"""
    )
    assert small == []


ARCHIVED = "https://archive.example/2022/https://example.org/report"


@pytest.mark.parametrize(("lang", "short"), [("en", "copy"), ("ar", "نسخة")])
def test_an_archived_copy_is_opened_beside_each_claim_of_its_source(
    lang: str, short: str, open_page: PageOpener, tmp_path: Path
) -> None:
    folder = tmp_path / "archived"
    shutil.copytree(Path(geomap.__file__).parent.parent / "incidents/coalition-syria", folder)
    sources = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    sources.loc[sources["source_id"] == "seed-000", "archive_url"] = ARCHIVED
    sources.to_csv(folder / "sources.csv", index=False)
    incidents = geomap.read_incidents(folder).period("2022-02")
    geomap.IncidentMap(incidents, lang=lang).save(tmp_path / "archived.html")
    opened = open_page(tmp_path / "archived.html", fragment="#item=atmeh-raid-2022-02-03")
    claims = incidents.claims[incidents.claims["incident_id"] == "atmeh-raid-2022-02-03"]
    whole = claims[(claims["source_id"] == "seed-000") & (claims["part_of"] == "")]
    links = opened.page.locator(f".gm-claims a[href='{ARCHIVED}']")
    assert links.count() == len(whole) > 0
    assert links.first.inner_text() == short
    assert opened.page.locator(f".gm-sources a[href='{ARCHIVED}']").count() == 1
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    opened.assert_asked_nobody()
    tab_to(opened.page, f".gm-claims a[href='{ARCHIVED}']")
    with opened.page.context.expect_page() as waiting:
        opened.page.keyboard.press("Enter")
    assert waiting.value != opened.page  # the map stays where it was
