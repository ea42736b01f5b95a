import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import geomap
from geomap.render import OlderEdition, Payload, payload_from_incidents, write_maps
from geomap.render.payload import Lang
from geomap.render.sheet import sheet_from_payload
from geomap.render.sheet_words import word
from tests.incidents.conftest import VALID_ROWS
from tests.render.conftest import HOSTILE, MakeIncidents

WEB = Path(__file__).parents[2] / "web" / "src"
ISOLATES = dict.fromkeys((0x2068, 0x2069))


class Sheet:
    """A sheet as an XML parser sees it."""

    def __init__(self, payload: Payload) -> None:
        self.svg = sheet_from_payload(payload)
        self.root = ET.fromstring(self.svg)  # noqa: S314 - what is read is what is tested
        self.tags = {node.tag.rpartition("}")[2] for node in self.root.iter()}
        self.links = [href for node in self.root.iter() if (href := node.get("href"))]
        self.lines = [
            "".join(node.itertext()).translate(ISOLATES)
            for node in self.root.iter("{http://www.w3.org/2000/svg}text")
        ]
        self.text = " ".join(self.lines)


@pytest.fixture
def payload(incidents: geomap.Incidents) -> Payload:
    return payload_from_incidents(incidents)


def test_the_sheet_says_what_when_where_and_by_whom(payload: Payload) -> None:
    text = Sheet(payload).text
    assert "A small dataset" in text
    assert "2 mapped · 2 area only · 0 unlocated · 0 withheld" in text
    for item in payload["items"]:
        assert item["title"] in text
    assert "3 Feb 2022 · " in text
    assert "[1] SOHR" in text
    assert payload["edition"]["data_hash"][:12] in text
    assert "Natural Earth" in text


def test_each_item_is_in_the_list_by_the_number_it_has_on_the_map(payload: Payload) -> None:
    lines = Sheet(payload).lines
    for number in range(1, len(payload["items"]) + 1):
        found = [line for line in lines if str(number) in line.split()]
        assert len(found) >= 2, number


def test_the_key_counts_the_layers(payload: Payload) -> None:
    lines = Sheet(payload).lines
    for layer in payload["layers"]:
        count = sum(item["layer"] == layer for item in payload["items"])
        assert f"{word(layer, 'en')} {count}" in lines


def test_what_may_lie_outside_the_period_stands_apart(incidents: geomap.Incidents) -> None:
    sheet = Sheet(payload_from_incidents(incidents.period("2022-01")))
    assert any(line.startswith("Possibly in the period (") for line in sheet.lines)


def test_an_arabic_sheet_runs_from_right_to_left(incidents: geomap.Incidents) -> None:
    sheet = Sheet(payload_from_incidents(incidents.period("2022-02"), lang="ar"))
    assert sheet.root.get("lang") == "ar"
    assert "شباط/فبراير 2022" in sheet.lines
    assert "3 شباط 2022" in sheet.text
    assert 'direction="rtl"' in sheet.svg


@pytest.mark.parametrize("hostile", [*HOSTILE, "</svg>", "]]>", "\x00\x0b\ud800 lone", "a" * 900])
def test_text_of_the_data_stays_text(hostile: str, payload: Payload) -> None:
    plain = Sheet(payload).tags
    item = payload["items"][0]
    item["title"] = item["summary"] = item["locations"][0]["as_written"] = hostile
    payload["title"] = payload["period"]["label"] = hostile
    payload["sources"][0].update(publisher=hostile, title=hostile, url="javascript:alert(1)")
    sheet = Sheet(payload)
    assert sheet.tags <= plain | {"a"}
    assert sheet.links == []
    handlers = [name for node in sheet.root.iter() for name in node.attrib if name.startswith("on")]
    assert handlers == []


def test_templates_in_the_data_are_not_run(payload: Payload) -> None:
    payload["items"][0]["title"] = "{{7*7}}"
    assert "{{7*7}}" in Sheet(payload).lines


def test_only_web_addresses_are_linked(payload: Payload) -> None:
    payload["sources"][0]["url"] = "https://example.org/?a=1&b=<2>"
    assert set(Sheet(payload).links) == {"https://example.org/?a=1&b=<2>"}


def test_a_sheet_loads_nothing(payload: Payload) -> None:
    sheet = Sheet(payload)
    assert not sheet.tags & {"script", "image", "style", "foreignObject", "use", "font"}
    urls = re.findall(r"url\(([^)]*)\)", sheet.svg)
    ids = re.findall(r' id="([^"]*)"', sheet.svg)
    assert set(urls) <= {f"#{name}" for name in ids}
    assert len(ids) == len(set(ids))


def test_what_finds_no_room_is_counted(payload: Payload) -> None:
    first = payload["items"][0]
    payload["items"] = [{**first, "id": f"i{i}", "title": f"Raid no. {i}"} for i in range(400)]
    sheet = Sheet(payload)
    listed = sum(line.startswith("Raid no.") for line in sheet.lines)
    assert 10 < listed < 400
    assert f"… and {400 - listed} more in the map’s own file" in sheet.text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_sheet_of_every_month_lists_every_item_in_legible_type(lang: Lang) -> None:
    incidents = geomap.read_incidents()
    for month in incidents.months():
        payload = payload_from_incidents(incidents.period(month), lang=lang)
        sheet = sheet_from_payload(payload)
        # A label of the list is of one width; those of the map fit their numbers.
        listed = re.findall(r'width="16" height="11"[^>]*/><text[^>]*>(\d+)</text>', sheet)
        listed.remove("7")  # the key's example
        assert sorted(map(int, listed)) == list(range(1, len(payload["items"]) + 1)), month.slug
        assert word("more", lang) not in sheet
        smallest = min(float(size) for size in re.findall(r'font-size="([\d.]+)"', sheet))
        assert smallest * 72 / 25.4 / 4 >= 5.5, month.slug  # four units are a millimetre


def test_a_full_sheet_shortens_sources_and_items_before_it_leaves_any_out(payload: Payload) -> None:
    item, source = payload["items"][0], payload["sources"][0]
    source["title"] = "A report with a title that takes a good part of a line"
    payload["items"] = [{**item, "id": f"i{i}"} for i in range(45)]
    text = Sheet(payload).text
    assert "more in the map" not in text
    assert source["title"] not in text


def test_the_sheet_tells_what_changed_since_an_older_edition(make_incidents: MakeIncidents) -> None:
    older = OlderEdition(make_incidents("old"))
    claims = [dict(row) for row in VALID_ROWS["claims"]]
    claims[2] |= {"low": "12", "high": "12"}
    new = make_incidents("new", claims=claims)
    text = Sheet(geomap.IncidentMap(new, period="2022-02", since=older).payload).text
    assert "added 0, corrected 1, withdrawn 0" in text
    assert "Since the edition of" not in Sheet(geomap.IncidentMap(new).payload).text


def test_the_sheet_says_what_became_of_a_site(incidents: geomap.Incidents) -> None:
    payload = payload_from_incidents(incidents.period("2022-01"))
    site = next(item for item in payload["items"] if item["type"] == "site")
    site["news"] = {"kind": "left", "certainty": "possible"}
    assert "left in this period (possibly)" in Sheet(payload).text


def test_two_sheets_of_one_payload_are_the_same_text(make_incidents: MakeIncidents) -> None:
    sheets = [sheet_from_payload(payload_from_incidents(make_incidents(n))) for n in ("a", "b")]
    without_names = [re.sub(r"[0-9a-f]{12}", "", sheet) for sheet in sheets]
    assert without_names[0] == without_names[1]


def test_sheets_stand_beside_their_maps(incidents: geomap.Incidents, tmp_path: Path) -> None:
    paths = write_maps(incidents, [geomap.Period.parse("2022-02")], tmp_path, svg=True)
    assert [path.suffix for path in paths] == [".html", ".svg", ".html"]
    assert paths[1].stem == paths[0].stem
    month = geomap.IncidentMap(incidents, period="2022-02")
    month.save_svg(tmp_path / "own.svg")
    assert (tmp_path / "own.svg").read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(("lang", "index"), [("en", 0), ("ar", 1)])
def test_the_words_are_those_of_the_page(lang: Lang, index: int) -> None:
    words = (WEB / "words.ts").read_text("utf-8").partition("const WORDS")[2]
    rows = re.findall(r'^  (\w+): \["([^"]+)", "([^"]+)"\],$', words, flags=re.MULTILINE)
    measures = [row[0] for row in rows].index("killed")
    for key, *said in rows[measures:]:
        assert word(key, lang) == said[index], key


@pytest.mark.parametrize(("lang", "index"), [("en", 0), ("ar", 1)])
def test_the_key_reads_as_on_the_page(lang: Lang, index: int) -> None:
    strings = (WEB / "strings.ts").read_text("utf-8")
    for key in ("keyPoint", "keyArea", "keyPossible", "keyConvoy", "keySite", "totalsNote"):
        own = re.sub("([A-Z])", lambda capital: f"_{capital[1].lower()}", key)
        said = re.findall(rf'^  {key}:\s+"([^"]+)",$', strings, flags=re.MULTILINE)
        assert word(own, lang) == said[index]
