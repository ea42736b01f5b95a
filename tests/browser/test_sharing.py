"""What a reader takes along: exactly what is shown, with its precision and its claims."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.browser.conftest import OpenedPage, PageOpener
from tests.browser.hands import HANDS, KEYBOARD, Hand

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

Maps = dict[str, Path]
NARROWED = "#status=confirmed&off=base"


def download(opened: OpenedPage, how: Hand, name: str) -> bytes:
    if not opened.page.locator(".gm-share[open]").count():
        how.press(opened.page, ".gm-share summary")
    with opened.page.expect_download() as waiting:
        how.press(opened.page, f"[data-share={name}]")
    return Path(waiting.value.path()).read_bytes()


def shown(opened: OpenedPage) -> int:
    return sum(layer["shown"] for layer in opened.state()["layers"].values())


@pytest.mark.parametrize(("hand", "lang"), [("mouse", "en"), ("keyboard", "ar"), ("finger", "en")])
def test_downloads_hold_exactly_what_is_shown_and_say_how_precise_it_is(
    hand: str, lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps[f"2022-02 {lang}"], fragment=NARROWED, **how.screen)
    listed = set(
        opened.page.locator(".gm-lists .gm-item").evaluate_all("r => r.map(e => e.dataset.id)")
    )
    assert 0 < len(listed) == shown(opened)
    text = download(opened, how, "csv").decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert {row["id"] for row in table} == listed
    assert all(row["precision"] for row in table)
    features = json.loads(download(opened, how, "geojson"))["features"]
    assert {feature["properties"]["id"] for feature in features} == listed
    for feature in features:
        is_point = feature["geometry"]["type"] == "Point"
        assert is_point <= (feature["properties"]["precision"] in {"site", "place"})
    raid = next(f for f in features if f["properties"]["id"] == "atmeh-raid-2022-02-03")
    assert {claim["low"] for claim in raid["properties"]["claims"]} >= {9, 13}
    picture = download(opened, how, "png")
    assert picture.startswith(b"\x89PNG")
    opened.assert_asked_nobody()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_link_gives_the_whole_state_back_to_another_reader(
    lang: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    path = reading_maps[f"all {lang}"]
    first = open_page(path)
    first.set(
        {
            "layers": {"convoy": False},
            "filters": {"status": ["confirmed", "reported"]},
            "period": {"start": "2022-01-01", "end": "2022-12-31"},
            "query": "omar",
            "selection": "al-omar-rockets-2022-04-07",
            "view": {"lat": 35.2, "lon": 40.1, "zoom": 8},
        }
    )
    first.page.select_option(".gm-unit", "month")
    KEYBOARD.press(first.page, ".gm-doubt input")
    first.page.wait_for_timeout(400)
    second = open_page(path, fragment="#" + first.page.url.split("#")[1])
    before, after = first.state(), second.state()
    for part in ("layers", "filters", "period", "query", "selection", "counts", "view"):
        assert after[part] == before[part], part
    assert second.page.input_value(".gm-unit") == "month"
    assert second.page.is_checked(".gm-doubt input")


@pytest.mark.parametrize("hand", HANDS)
def test_link_and_citation_are_copied_or_given_to_copy_by_hand(
    hand: str, reading_maps: Maps, open_page: PageOpener
) -> None:
    how = HANDS[hand]
    opened = open_page(reading_maps["2022-02 en"], fragment=NARROWED, **how.screen)
    how.press(opened.page, ".gm-share summary")
    for name in ("link", "citation"):
        how.press(opened.page, f"[data-share={name}]")
        said = opened.page.locator(".gm-share [role=status]")
        said.filter(has_text="cop").wait_for()
    assert opened.complaints == []
