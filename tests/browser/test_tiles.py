"""A page whose data stands beside it, opened from disk: what it loads, when, and what it says."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

import geomap
from benchmarks.maps.made_up import make_incidents, real_towns
from benchmarks.maps.own_table import frame_of_own
from geomap.render import compose
from tests.browser.conftest import PHONE, OpenedPage, PageOpener, program_of_browser
from tests.browser.test_large_page import in_groups, mapped, wait_for_number

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

SIZE = 20_000
ITEMS_A_PART = 4096
HOSTILE = '</script><img src=x onerror="alert(1)"> {{7*7}} ${1} zebrafish'


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return make_incidents(SIZE, real_towns())


@pytest.fixture(scope="module")
def page_file(frame: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = frame_of_own(frame)
    # In the first year and in the last, with a word that no other has.
    for day in (frame["date"].idxmin(), frame["date"].idxmax()):
        table.loc[day, "summary"] = HOSTILE
    path = tmp_path_factory.mktemp("tiles") / "made up.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compose, "NUMBERS_A_BLOCK", ITEMS_A_PART)
        geomap.IncidentMap(geomap.read_incidents(table), is_split=True).save(path)
    return path


@pytest.fixture(scope="module")
def years(frame: pd.DataFrame) -> pd.Series:
    return frame["date"].dt.year.value_counts()


def rest_line(opened: OpenedPage) -> str:
    return opened.page.locator(".gm-rest").inner_text()


def wait_until_all_is_there(opened: OpenedPage) -> None:
    opened.page.wait_for_selector(".gm-rest", state="hidden", timeout=30_000)


def kinds_of_parts(opened: OpenedPage) -> set[str]:
    return {name.split("-")[0] for name in opened.parts}


def test_it_opens_with_the_latest_year_and_says_so(
    years: pd.Series, page_file: Path, opened: OpenedPage
) -> None:
    latest = int(years.index.max())
    state = opened.state()
    assert state["period"]["start"] == f"{latest}-01-01"
    assert mapped(opened) == years[latest]
    wait_for_number(opened, ".gm-count-mapped b", int(years[latest]))
    assert str(latest) in opened.page.locator(".gm-range-text").inner_text()
    left = in_groups(SIZE - int(years[latest]))
    assert f"{left} of {in_groups(SIZE)} incidents lie on other days" in rest_line(opened)
    files = list(page_file.with_suffix(".data").iterdir())
    assert len(opened.parts) < len(files) / 3


def test_totals_and_bars_are_right_before_anything_else_is_loaded(
    frame: pd.DataFrame, years: pd.Series, opened: OpenedPage
) -> None:
    layers = opened.state()["layers"]
    assert {name: layer["total"] for name, layer in layers.items()} == (
        frame["kind"].value_counts().to_dict()
    )
    opened.page.select_option(".gm-unit", "year")
    bars = opened.page.locator(".gm-bars")
    box = bars.bounding_box()
    assert box
    bars.hover(position={"x": box["width"] / len(years) * 0.5, "y": box["height"] / 3})
    first = int(years.index.min())
    left = opened.page.locator(".gm-left-count")
    expect(left).to_have_text(in_groups(int(years[first])))


def test_widening_the_period_loads_what_it_needs_and_counts_it(
    years: pd.Series, opened: OpenedPage
) -> None:
    before = len(opened.parts)
    opened.set({"period": {"start": "2020-01-01", "end": "2021-12-31"}})
    wait_for_number(opened, ".gm-count-mapped b", int(years[2020] + years[2021]))
    assert len(opened.parts) > before
    wait_for_number(opened, ".gm-list .gm-total", int(years[2020] + years[2021]))


def test_all_days_are_reached_by_keyboard_and_then_nothing_is_left(
    years: pd.Series, opened: OpenedPage
) -> None:
    page = opened.page
    button = page.locator(".gm-rest button")
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    wait_until_all_is_there(opened)
    assert mapped(opened) == SIZE == years.sum()
    wait_for_number(opened, ".gm-list .gm-total", SIZE)
    assert page.locator(".gm-unit option").all_inner_texts() == ["Month", "Year"]
    numbers = [name for name in opened.parts if name.startswith("numbers")]
    assert len(numbers) == len(set(numbers))


def test_a_link_brings_its_days_back_and_nothing_else_is_loaded(
    years: pd.Series, page_file: Path, open_page: PageOpener
) -> None:
    opened = open_page(page_file, fragment="#days=2016-01-01..2016-12-31")
    assert mapped(opened) == years[2016]
    whole = open_page(page_file)
    whole.set({"period": None})
    wait_until_all_is_there(whole)
    again = open_page(page_file, fragment=whole.page.evaluate("location.hash"))
    wait_until_all_is_there(again)
    assert mapped(again) == SIZE
    for page in (opened, whole, again):
        page.assert_asked_nobody()


def search(opened: OpenedPage, text: str) -> None:
    opened.page.fill("#gm-search-field", text)
    opened.page.press("#gm-search-field", "Enter")


def test_search_finds_what_is_loaded_and_then_what_comes(opened: OpenedPage) -> None:
    search(opened, "zebrafish")
    wait_for_number(opened, ".gm-count-mapped b", 1)
    assert "text" in kinds_of_parts(opened)
    said = opened.page.locator("#gm-search-said")
    expect(said).to_contain_text("1 found (among what is loaded)")
    opened.set({"period": None})
    wait_for_number(opened, ".gm-count-mapped b", 2)
    expect(said).to_have_text("2 found")


def test_hostile_text_out_of_a_file_stays_text(opened: OpenedPage) -> None:
    page = opened.page
    search(opened, "zebrafish")
    wait_for_number(opened, ".gm-count-mapped b", 1)
    page.locator(".gm-list .gm-item").first.click()
    expect(page.locator(".gm-card")).to_contain_text(HOSTILE)
    assert page.locator(".gm-card img").count() == 0


def test_a_card_of_other_days_opens_by_its_link(
    frame: pd.DataFrame, page_file: Path, open_page: PageOpener
) -> None:
    row = int(frame["date"].idxmin()) + 1  # geomap numbers the rows of a table from 1
    opened = open_page(page_file, fragment=f"#item=row-{row}")
    expect(opened.page.locator(".gm-card .gm-card-title")).to_be_visible()
    assert opened.state()["selection"] == f"row-{row}"
    opened.assert_asked_nobody()


@pytest.fixture
def broken(page_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / page_file.name
    shutil.copy(page_file, path)
    shutil.copytree(page_file.with_suffix(".data"), path.with_suffix(".data"))
    return path


def lose(path: Path, pattern: str) -> Path:
    lost = next(iter(sorted(path.with_suffix(".data").glob(pattern))))
    return lost.rename(path.parent / lost.name)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_missing_part_is_said_and_can_be_asked_for_again(
    lang: str, broken: Path, open_page: PageOpener
) -> None:
    lost = lose(broken, "numbers-0001-*.js")
    opened = open_page(broken, fragment=f"#lang={lang}")
    opened.set({"period": None})
    alert = opened.page.locator(".gm-rest [role=alert]")
    expect(alert).to_contain_text(lost.name)
    expect(alert).to_contain_text("made up.html")
    expect(alert).to_contain_text("made up.data")
    assert 0 < mapped(opened) < SIZE  # the others are there
    lost.rename(broken.with_suffix(".data") / lost.name)
    opened.page.locator(".gm-rest button").click()
    wait_until_all_is_there(opened)
    assert mapped(opened) == SIZE
    opened.assert_asked_nobody()


def test_a_part_that_cannot_be_read_is_said_too(broken: Path, open_page: PageOpener) -> None:
    spoiled = next(broken.with_suffix(".data").glob("numbers-0001-*.js"))
    spoiled.write_text('geomapChunk("geomap-numbers-1","AAAA");\n', "utf-8")
    opened = open_page(broken)
    opened.set({"period": None})
    alert = opened.page.locator(".gm-rest [role=alert]")
    expect(alert).to_contain_text('"geomap-numbers-1" cannot be read')
    expect(opened.page.locator(".gm-rest")).to_contain_text("are not loaded, and not counted above")
    assert 0 < mapped(opened) < SIZE


def test_without_the_first_part_the_page_says_why_there_is_no_map(
    broken: Path, open_page: PageOpener
) -> None:
    lost = lose(broken, "numbers-0000-*.js")
    opened = open_page(broken, expect="failed")
    said = opened.page.locator(".gm-failure").inner_text()
    assert lost.name in said
    assert "keep" in said


def test_a_missing_text_is_said_too(broken: Path, open_page: PageOpener) -> None:
    for lost in broken.with_suffix(".data").glob("text-*.js"):
        lost.unlink()
    opened = open_page(broken)
    expect(opened.page.locator(".gm-rest [role=alert]")).to_contain_text("text-")
    assert mapped(opened) > 0


def test_a_script_that_nobody_waits_for_is_refused(page_file: Path, open_page: PageOpener) -> None:
    opened = open_page(page_file)
    refused = opened.page.evaluate(
        "() => { try { geomapChunk('geomap-numbers-1', 'AAAA'); } catch (e) { return e.message; } }"
    )
    assert "Nobody waits" in refused


def test_markup_loads_no_script_not_even_one_of_the_folder(
    broken: Path, open_page: PageOpener
) -> None:
    stray = next(broken.with_suffix(".data").glob("ids-*.js")).name
    text = broken.read_text("utf-8")
    markup = (
        f'<script src="made%20up.data/{stray}"></script><script src="https://a.example"></script>'
    )
    broken.write_text(text.replace("</body>", f"{markup}</body>"), "utf-8")
    opened = open_page(broken)
    assert stray not in opened.parts
    refused = " ".join(said for said in opened.complaints if "Content Security Policy" in said)
    assert stray in refused
    assert "https://a.example" in refused
    opened.assert_asked_nobody()


def test_the_same_page_works_from_a_web_host_and_asks_that_host_alone(
    years: pd.Series, page_file: Path, browser: Browser
) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(page_file.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        own = browser.browser_type.launch(
            executable_path=program_of_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page, asked = own.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{host}/made%20up.html")
        page.wait_for_selector("html[data-geomap=ready]", state="attached", timeout=20_000)
        page.evaluate("window.geomap.set({period: null})")
        page.wait_for_selector(".gm-rest", state="hidden", timeout=30_000)
        assert page.evaluate("window.geomap.state().counts.mapped") == years.sum()
        own.close()
        server.shutdown()
    assert len(asked) > 11  # the page, and its parts
    assert all(url.startswith((f"{host}/made%20up.", "data:", "blob:")) for url in asked)


def test_on_a_phone_the_line_stands_before_the_lists(
    page_file: Path, open_page: PageOpener
) -> None:
    opened = open_page(page_file, viewport=PHONE)
    expect(opened.page.locator(".gm-rest")).to_be_attached()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    opened.assert_asked_nobody()
