"""The built page as a reader meets it: a file on a disk, a real Chromium, and no network."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import geomap
from geomap.incidents.tables import dataset_tables
from geomap.incidents.translations import texts_of_tables
from geomap.render import Payload
from geomap.render.old_page import payload_in_page
from tests.browser.conftest import DESKTOP, PHONE, OpenedPage, PageOpener
from tests.render.conftest import HOSTILE_TITLE, write_small_store

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

SCREENSHOTS = Path(__file__).parent / "screenshots"

# Every label that the page draws on a canvas is also noted in window.drawnTexts.
NOTE_DRAWN_TEXTS = """
window.drawnTexts = new Set();
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.drawnTexts.add(text);
  return fillText.call(this, text, ...rest);
};
"""


NOTE_DRAWN_TEXTS_BY_PANE = """
const drawn = [];
window.drawnOn = (pane) =>
  new Set(drawn.filter(([canvas]) => canvas.parentElement?.classList.contains(pane))
               .map(([, text]) => text));
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  drawn.push([this.canvas, text]);
  return fillText.call(this, text, ...rest);
};
"""


@pytest.fixture(scope="session")
def dataset() -> geomap.Incidents:
    return geomap.read_incidents()


PERIODS: dict[str, Callable[[], "geomap.Period"]] = {
    "2022-01": lambda: geomap.Period.parse("2022-01"),
    "2022-02": lambda: geomap.Period.parse("2022-02"),
    "month-88": lambda: geomap.Period.reporting_month(88),
}


@pytest.fixture(scope="session")
def built(
    dataset: geomap.Incidents, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, geomap.Incidents]]:
    """Each period's file and the incidents it was made from."""
    folder = tmp_path_factory.mktemp("maps")
    made = {}
    for name, period in PERIODS.items():
        incidents = dataset.period(period())
        made[name] = (folder / f"{name}.html", incidents)
        geomap.IncidentMap(incidents).save(made[name][0])
    arabic = dataset.period("2022-02")
    made["arabic"] = (folder / "arabic.html", arabic)
    geomap.IncidentMap(arabic, lang="ar").save(made["arabic"][0])
    return made


def keep_screenshot(opened: OpenedPage, name: str) -> None:
    """Keep a picture for people to look at; git ignores the folder."""
    SCREENSHOTS.mkdir(exist_ok=True)
    opened.page.wait_for_timeout(300)
    opened.page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.mark.parametrize("name", ["2022-01", "2022-02", "month-88", "arabic"])
def test_a_page_asks_nobody_for_anything(
    name: str, built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built[name][0])
    opened.page.mouse.wheel(0, -400)  # zoom and pan as a reader would
    opened.page.mouse.move(400, 400)
    opened.page.mouse.down()
    opened.page.mouse.move(500, 450)
    opened.page.mouse.up()
    opened.page.wait_for_timeout(400)
    opened.assert_asked_nobody()
    assert opened.complaints == []
    keep_screenshot(opened, f"desktop-{name}")


@pytest.mark.parametrize("name", ["2022-01", "2022-02", "month-88"])
def test_counts_in_the_page_are_the_counts_of_the_dataset(
    name: str, built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    path, incidents = built[name]
    counts = incidents.counts()
    state = open_page(path).state()
    assert state["counts"] == {
        key: counts[key] for key in ("mapped", "area", "unlocated", "withheld")
    }
    assert {kind: layer["total"] for kind, layer in state["layers"].items()} == counts["layers"]
    assert all(layer["shown"] == layer["total"] for layer in state["layers"].values())


def test_a_page_knows_its_period(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    assert open_page(built["2022-02"][0]).state()["period"] == {
        "start": "2022-02-01",
        "end": "2022-02-28",
    }
    month_88 = open_page(built["month-88"][0])
    assert month_88.state()["period"] == {"start": "2021-12-23", "end": "2022-01-23"}
    assert "month 88 · 23 Dec 2021 – 23 Jan 2022" in month_88.page.inner_text("body")


def test_the_atmeh_raid_shows_its_rival_tolls_with_their_sources(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built["2022-02"][0])
    opened.set({"selection": "atmeh-raid-2022-02-03"})
    text = opened.page.inner_text(".gm-card")
    for toll in ("9", "13", "10", "12"):
        assert toll in text
    for who in ("Syrian Observatory for Human Rights", "local media"):
        assert who in text
    assert "administrative border between Aleppo and Idlib" in text
    keep_screenshot(opened, "card-atmeh")


def test_no_pin_stands_where_the_reports_give_only_an_area(
    built: dict[str, tuple[Path, geomap.Incidents]],
) -> None:
    for path, _ in built.values():
        payload = payload_of(path)
        for item in payload["items"]:
            for location in item["locations"]:
                is_point = location["precision"] in {"site", "place"}
                assert (location["lon"] is not None) <= is_point, (item["id"], location)
    february = {item["id"]: item for item in payload_of(built["2022-02"][0])["items"]}
    assert february["atmeh-raid-2022-02-03"]["drawn"] == "area"
    drones = [item for id_, item in february.items() if "drones" in id_]
    assert {item["drawn"] for item in drones} == {"area"}


def payload_of(path: Path) -> Payload:
    return payload_in_page(path.read_text("utf-8"))


def test_a_browser_that_cannot_unpack_gzip_shows_the_same_page(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    path, _ = built["2022-02"]
    old = open_page(path, init_script="delete globalThis.DecompressionStream")
    assert old.page.evaluate("typeof DecompressionStream") == "undefined"
    counts, layers = old.state()["counts"], old.state()["layers"]
    today = open_page(path)
    assert (today.state()["counts"], today.state()["layers"]) == (counts, layers)


@pytest.mark.parametrize(("name", "expected"), [("arabic", "حلب"), ("2022-02", "Aleppo")])
def test_town_labels_are_drawn_in_the_pages_language(
    name: str,
    expected: str,
    built: dict[str, tuple[Path, geomap.Incidents]],
    open_page: PageOpener,
) -> None:
    opened = open_page(built[name][0], init_script=NOTE_DRAWN_TEXTS)
    assert expected in opened.page.evaluate("[...window.drawnTexts]")


def test_an_arabic_page_reads_from_right_to_left(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built["arabic"][0])
    assert opened.page.evaluate("[document.documentElement.lang, document.dir]") == ["ar", "rtl"]
    assert "شباط" in opened.page.inner_text("body")
    phone = open_page(built["arabic"][0], viewport=PHONE)
    keep_screenshot(phone, "phone-arabic")


def test_a_layer_switched_off_is_not_counted_as_shown_and_comes_back_with_the_link(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    path, _ = built["2022-02"]
    opened = open_page(path)
    opened.set({"layers": {"strike": False}, "selection": "atmeh-raid-2022-02-03"})
    state = opened.state()
    assert state["layers"]["strike"]["shown"] == 0
    assert state["layers"]["strike"]["total"] > 0
    fragment = opened.page.evaluate("location.hash")
    assert fragment
    again = open_page(path, fragment=fragment).state()
    assert again["layers"]["strike"]["shown"] == 0
    assert again["selection"] == "atmeh-raid-2022-02-03"


def test_a_narrower_span_of_days_shows_only_what_happened_in_it(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built["2022-02"][0])
    everything = opened.state()["layers"]
    opened.set({"period": {"start": "2022-02-05", "end": "2022-02-05"}})
    narrowed = opened.state()
    assert narrowed["layers"]["operation"]["shown"] < everything["operation"]["shown"]
    assert narrowed["layers"]["sighting"]["shown"] > 0
    assert narrowed["period"] == {"start": "2022-02-05", "end": "2022-02-05"}


def test_every_control_is_reached_with_the_keyboard_and_escape_closes_the_card(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built["2022-02"][0])
    unreachable = opened.page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a[href]")]
            .filter(e => e.offsetParent !== null && e.tabIndex < 0 && !e.disabled)
            .map(e => e.outerHTML)"""
    )
    assert unreachable == []
    unnamed = opened.page.evaluate(
        """() => [...document.querySelectorAll("button, a[href]")]
            .filter(e => !(e.textContent.trim() || e.ariaLabel || e.title))
            .map(e => e.outerHTML)"""
    )
    assert unnamed == []
    opened.set({"selection": "atmeh-raid-2022-02-03"})
    opened.page.keyboard.press("Escape")
    assert opened.state()["selection"] is None


def test_a_phone_shows_the_map_without_scrolling_sideways(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    opened = open_page(built["2022-02"][0], viewport=PHONE, has_touch=True)
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    keep_screenshot(opened, "phone-2022-02")


def test_with_scripts_off_the_page_still_lists_what_happened(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    path, incidents = built["2022-02"]
    opened = open_page(path, scripts=False)
    text = opened.page.inner_text("body")
    for title in incidents.incidents["title"]:
        assert title in text


def test_on_paper_one_sheet_holds_ground_symbols_and_names(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener
) -> None:
    # Browsers print a canvas without its transparency: an upper sheet would hide the lower ones.
    opened = open_page(built["2022-02"][0], init_script=NOTE_DRAWN_TEXTS_BY_PANE)
    # As a browser prints: the event first, while the page still has its own size. The other way
    # round it was a race whether the page had followed the paper's size before the event came.
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    opened.page.wait_for_function("window.drawnOn('leaflet-gm-ground-pane').has('Aleppo')")
    for pane in ("incidents", "labels"):
        assert not opened.page.locator(f".leaflet-gm-{pane}-pane").is_visible()
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    opened.page.emulate_media(media="screen")
    assert opened.page.locator(".leaflet-gm-labels-pane canvas").is_visible()
    assert opened.complaints == []


def test_a_page_whose_data_is_damaged_says_so(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener, tmp_path: Path
) -> None:
    html = built["2022-02"][0].read_text("utf-8")
    damaged = tmp_path / "damaged.html"
    damaged.write_text(html.replace('"version":2', '"version":', 1), "utf-8")
    opened = open_page(damaged, expect="failed")
    assert "This map could not be shown." in opened.page.inner_text("body")


# Each card writes its texts into the page. One loop inside it: calls from outside each wait until
# the map is painted anew. So does a turn of the browser, in which what hides in a card could run;
# every tenth card stays for one, and so in turn each of the nine hostile strings.
READ_EVERY_CARD = """async items => {
  let read = 0;
  for (const selection of items) {
    await window.geomap.set({selection});
    if (read % 10 === 0) await new Promise(resolve => setTimeout(resolve));
    read += Number(document.querySelector('.gm-card .gm-card-title') !== null);
  }
  return read;
}"""

HOSTILE = [
    "{{7*7}}{% raw %}{#",
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "<img src=x onerror=window.pwned=1>",
    "${window.pwned=1}`${window.pwned=1}`",
    "javascript:window.pwned=1",
    "\u202eevil\u2066\u2069 \u2028\u2029",
    "=cmd()|'/C calc'!A0",
    "'\"><svg onload=window.pwned=1>",
]
TEXT_COLUMNS = {
    "sources.csv": ["publisher", "title", "note"],
    "incidents.csv": ["title", "date_as_written", "actors", "target", "summary"],
    "locations.csv": ["place_as_written", "note"],
    "claims.csv": ["claimed_by", "note"],
    "sites.csv": ["name", "name_ar", "operator", "note"],
    "site_changes.csv": ["date_as_written", "note"],
    "totals.csv": ["place_as_written", "actors", "note"],
}


@pytest.fixture
def hostile_dataset(tmp_path: Path) -> Path:
    """The dataset that ships, with a hostile string put into every text column of every row."""
    source = Path(geomap.__file__).parent.parent / "incidents" / "coalition-syria"
    target = tmp_path / "hostile"
    target.mkdir()
    for path in source.glob("*.*"):
        if path.name not in TEXT_COLUMNS:
            (target / path.name).write_bytes(path.read_bytes())
            continue
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            columns = reader.fieldnames
        assert columns is not None
        for number, row in enumerate(rows):
            for column in TEXT_COLUMNS[path.name]:
                row[column] = f"{HOSTILE[number % len(HOSTILE)]} {row[column]}"
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    translate_all(target)
    return target


def translate_all(folder: Path) -> None:
    """Give each text of a dataset an Arabic that is hostile as well."""
    path = folder / "translations.csv"
    path.write_text("text,text_ar\n", "utf-8")
    incidents = geomap.read_incidents(folder)
    texts = texts_of_tables({name: getattr(incidents, name) for name in dataset_tables()})
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((text, f"عربي {text}") for text in sorted(texts))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_hostile_text_in_every_column_stays_text(
    lang: str, hostile_dataset: Path, open_page: PageOpener, tmp_path: Path
) -> None:
    incidents = geomap.read_incidents(hostile_dataset)
    assert incidents.problems == []
    page = geomap.IncidentMap(incidents, lang=lang, title=" ".join(HOSTILE))
    path = tmp_path / "hostile.html"
    page.save(path)
    assert page.payload["title"] == " ".join(HOSTILE)
    opened = open_page(path)
    items = [item["id"] for item in page.payload["items"]]
    assert opened.page.evaluate(READ_EVERY_CARD, items) == len(items)
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.pwned") is None
    shown = opened.page.inner_text("body")
    assert "{{7*7}}" in shown
    assert opened.complaints == []
    opened.assert_asked_nobody()
    links = opened.page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(links) <= {"http:", "https:", "file:"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Places also from what was installed where this was built:"),
        ("ar", "أماكن أيضاً مما كان مثبّتاً حيث أُعدّت الخريطة:"),
    ],
)
def test_the_edition_line_names_what_was_installed_and_nothing_without(
    lang: str, said: str, open_page: PageOpener, tmp_path: Path
) -> None:
    store = write_small_store(tmp_path / "home" / "gazetteer.sqlite")
    table = tmp_path / "mine.csv"
    table.write_text("date,kind,place\n2022-02-03,operation,Qarqashand\n", "utf-8")
    shown = []
    for name, known in {
        "with": geomap.Gazetteer.open(store=store),
        "without": geomap.Gazetteer.open(),
    }.items():
        incidents = geomap.read_incidents(table, gazetteer=known)
        geomap.IncidentMap(incidents, lang=lang).save(tmp_path / f"{name}.html")
        opened = open_page(tmp_path / f"{name}.html")
        line = opened.page.locator(".gm-installed")
        shown.append((opened.state()["counts"]["mapped"], line.all_inner_texts()))
        assert opened.complaints == []
    (mapped, (told,)), nothing = shown
    assert mapped == 1
    first, learned, installed = told.splitlines()
    assert first == said
    assert learned.startswith("desk (")
    assert installed == f"{HOSTILE_TITLE} (2026-11)"
    assert nothing == (0, [])
    assert store.name not in (tmp_path / "with.html").read_text("utf-8")


def test_a_reader_finds_an_own_folium_layer_on_the_map(
    built: dict[str, tuple[Path, geomap.Incidents]], open_page: PageOpener, tmp_path: Path
) -> None:
    import folium  # noqa: PLC0415 - only this test needs it

    own = geomap.IncidentMap(built["2022-02"][1])
    folium.CircleMarker((36.3095, 36.68839), radius=12, tooltip="mine").add_to(own)
    own.save(tmp_path / "own.html")
    opened = open_page(tmp_path / "own.html", viewport=DESKTOP)
    assert opened.page.locator("path.leaflet-interactive").count() == 1
    assert opened.complaints == []
    opened.assert_asked_nobody()


def test_a_place_to_open_at_is_where_the_page_opens(
    dataset: geomap.Incidents, open_page: PageOpener, tmp_path: Path
) -> None:
    page = geomap.IncidentMap(dataset, period="2022-02", location=(36.33, 36.68), zoom_start=11)
    page.save(tmp_path / "here.html")
    view = open_page(tmp_path / "here.html").state()["view"]
    assert (round(view["lat"], 1), round(view["lon"], 1), view["zoom"]) == (36.3, 36.7, 11)


def test_a_table_of_ones_own_becomes_a_map(open_page: PageOpener, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "date,kind,place\n2022-02-03,operation,near Atmeh\n2022-02,strike,Nowhere-at-all\n", "utf-8"
    )
    incidents = geomap.read_incidents(table)
    geomap.IncidentMap(incidents).save(tmp_path / "mine.html")
    state = open_page(tmp_path / "mine.html").state()
    assert state["counts"]["unlocated"] == 1
    assert sum(state["counts"].values()) == 2
