import re
from pathlib import Path

import pytest

import geomap
from geomap.incidents.model import LAYERS, MEASURES, QUALIFIERS, SITE_STATUSES
from geomap.render import (
    OlderEdition,
    bundle,
    entry_from_map,
    index_page,
    payload_from_incidents,
    write_maps,
)
from geomap.render.atlas_words import ATLAS_WORDS
from geomap.render.index_entry import IndexEntry
from geomap.render.map_folder import FolderError
from geomap.render.page_language import shown_text
from tests.incidents.conftest import VALID_ROWS
from tests.render.conftest import HOSTILE, HOSTILE_TITLE, MakeIncidents, ReadPage

ROOT = Path(__file__).parent.parent.parent


def entries_of(incidents: geomap.Incidents, *periods: str) -> list[IndexEntry]:
    return [
        entry_from_map(geomap.IncidentMap(incidents, period=period), file=f"{period}.html")
        for period in periods
    ]


def page_of(incidents: geomap.Incidents, *periods: str, **options: object) -> ReadPage:
    edition = payload_from_incidents(incidents)["edition"]
    texts = {"title": "Maps of February", "edition": edition, **options}
    texts.setdefault("gazetteer", incidents.gazetteer)
    return ReadPage(index_page(entries_of(incidents, *periods), **texts))


def test_each_map_has_a_card_that_links_to_it(incidents: geomap.Incidents) -> None:
    page = page_of(incidents, "2022-02", "2022-01", "2019-10", "all")
    cards = re.findall(r'<h[23]><a href="(.+?)">', page.html)
    # All dates, the newest year first, its months in their order, what is only background.
    assert cards == ["all.html", "2022-01.html", "2022-02.html", "2019-10.html"]
    assert {link for tag, link in page.links if tag == "a" and link[0] != "#"} == set(cards)
    assert "February 2022" in page.text
    assert "All dates" in page.text


def test_a_card_counts_incidents_by_kind_and_how_sure_they_are(
    incidents: geomap.Incidents,
) -> None:
    (january,) = entries_of(incidents, "2022-01")
    assert january.kinds == (("convoy", 0, 1),)
    assert (january.certain, january.possible, january.changed_sites) == (0, 1, 1)
    assert dict(january.counts)["withheld"] == 0
    text = " ".join(page_of(incidents, "2022-01").text.split())
    assert "Convoys 1" in text
    assert "0 surely in the period 1 possibly" in text
    assert "Sites that changed: 1" in text


def test_a_month_of_sums_alone_says_how_many_there_are(make_incidents: MakeIncidents) -> None:
    incidents = make_incidents(
        totals=[
            {**VALID_ROWS["totals"][0], "period_start": "2021-05-01", "period_end": "2021-05-31"}
        ]
    )
    text = " ".join(page_of(incidents, "2021-05").text.split())
    assert "May 2021 Reports of this period give only sums: 1" in text


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "corrections 1"), ("ar", "أماكن أيضاً مما كان مثبّتاً")]
)
def test_the_index_says_what_was_installed_where_it_was_built(
    with_store: Path, make_incidents: MakeIncidents, lang: str, said: str
) -> None:
    page = page_of(make_incidents(), "2022-01", lang=lang)
    assert said in page.text
    assert f"{HOSTILE_TITLE} (2026-11)" in page.text
    assert with_store.name not in page.html


def test_months_that_are_only_background_stand_apart(incidents: geomap.Incidents) -> None:
    then, now = entries_of(incidents, "2019-10", "2022-01")
    assert then.is_background_only
    assert not now.is_background_only
    html = page_of(incidents, "2019-10", "2022-01").html
    assert html.index("2022-01.html") < html.index("only as background")
    assert html.index("only as background") < html.index('<h3><a href="2019-10.html"')


def test_a_month_in_which_sites_merely_stand_is_not_background(
    incidents: geomap.Incidents,
) -> None:
    (march,) = entries_of(incidents, "2022-03")
    assert not march.is_background_only


def test_the_atlas_tells_what_changed_since_an_older_edition(
    make_incidents: MakeIncidents, tmp_path: Path
) -> None:
    older = OlderEdition(make_incidents("old"))
    claims = [dict(row) for row in VALID_ROWS["claims"]]
    claims[2] |= {"low": "12", "high": "12"}
    new = make_incidents("new", claims=claims)
    index = write_maps(new, new.months(), tmp_path / "maps", since=older)[-1]
    page = ReadPage(index.read_text("utf-8"))
    text = " ".join(page.text.split())
    assert "added 0 · corrected 1 · withdrawn 0" in text
    # the raid's month alone says so on its card
    cards = re.findall(r'<li class="card">.*?</li>\n', page.html, re.DOTALL)
    changed = [card for card in cards if 'class="changed"' in card]
    assert [re.findall(r'<h3><a href="(.+?)"', card) for card in changed] == [["new-2022-02.html"]]


def test_an_older_page_says_nothing_about_the_whole_atlas(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    page = tmp_path / "older.html"
    geomap.IncidentMap(incidents, period="2022-02").save(page)
    older = OlderEdition.read(str(page))
    index = write_maps(incidents, [geomap.Period.parse("2022-02")], tmp_path / "maps", since=older)[
        -1
    ]
    assert "Since the edition" not in index.read_text("utf-8")


def test_the_atlas_says_which_month_had_most_of_each_kind(incidents: geomap.Incidents) -> None:
    page = page_of(incidents, "2022-02", "2022-01")
    rows = dict(re.findall(r'<th scope="row">.*?</svg>(.+?)</th><td>(.+?)</td>', page.html))
    assert {"Convoys", "Operations", "Sites that changed"} <= set(rows)
    assert 'href="2022-01.html"' in rows["Convoys"]
    assert ">0–1</b>" in rows["Convoys"]
    assert "most_of_a_kind" not in page_of(incidents, "2022-02").html


def test_undated_incidents_are_listed(incidents: geomap.Incidents) -> None:
    assert "without a known month" not in page_of(incidents).text
    page = page_of(incidents, vague=[shown_text("A raid that nobody dated", "", "en")])
    assert "A raid that nobody dated" in page.text


def test_the_index_runs_no_script_and_loads_nothing(incidents: geomap.Incidents) -> None:
    page = page_of(incidents, "2022-02")
    assert page.scripts == []
    assert "script-src 'none'" in page.policy
    assert {link for tag, link in page.links if tag != "a" and link[0] != "#"} == set()


def test_hostile_text_stays_text_in_the_index(incidents: geomap.Incidents) -> None:
    page = page_of(
        incidents, title=" ".join(HOSTILE), vague=[shown_text(text, "", "en") for text in HOSTILE]
    )
    assert page.title == " ".join(HOSTILE)
    assert page.scripts == []
    for text in HOSTILE:
        assert " ".join(text.split()) in " ".join(page.text.split())


def test_the_style_is_not_escaped(incidents: geomap.Incidents) -> None:
    assert '"Segoe UI"' in page_of(incidents).html


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_index_says_its_language(
    lang: str, direction: str, incidents: geomap.Incidents
) -> None:
    page = page_of(incidents, "2022-01", lang=lang)
    assert page.root == {"lang": lang, "dir": direction}
    assert ("أرتال" in page.text) == (lang == "ar")


def test_words_of_layers_and_states_are_those_of_the_map() -> None:
    words = (ROOT / "web/src/words.ts").read_text("utf-8")
    rows = re.findall(r'^  (\w+): \["([^"]+)", "([^"]+)"\],$', words, flags=re.MULTILINE)
    of_map = {key: (english, arabic) for key, english, arabic in reversed(rows)}
    for key in [*LAYERS, *SITE_STATUSES, *QUALIFIERS]:
        if key in ATLAS_WORDS["en"]:
            assert (ATLAS_WORDS["en"][key], ATLAS_WORDS["ar"][key]) == of_map[key], key
    for measure in MEASURES:  # here they are headings, there they stand inside a line
        assert ATLAS_WORDS["ar"].get(measure, "") == of_map.get(measure, ("", ""))[1], measure


def test_both_languages_have_the_same_words() -> None:
    assert ATLAS_WORDS["en"].keys() == ATLAS_WORDS["ar"].keys()


def test_a_folder_of_maps_is_the_same_twice(make_incidents: MakeIncidents, tmp_path: Path) -> None:
    periods = [geomap.Period.parse("2022-01"), geomap.Period.everything()]
    written = [
        [path.read_bytes() for path in write_maps(make_incidents(), periods, tmp_path / name)]
        for name in ("one", "two")
    ]
    assert written[0] == written[1]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [
        "index.html",
        "small-2022-01.html",
        "small-all.html",
    ]


def test_what_is_too_vague_for_a_month_is_named_unless_a_year_shows_it(
    make_incidents: MakeIncidents, tmp_path: Path
) -> None:
    rows = [dict(row) for row in VALID_ROWS["incidents"]]
    rows[2] |= {"date_start": "2019-01-01", "date_end": "2019-12-31", "date_precision": "year"}
    incidents = make_incidents(incidents=rows)
    february, year = geomap.Period.parse("2022-02"), geomap.Period.parse("2019")
    for periods, is_named in (([february], True), ([february, year], False)):
        atlas = write_maps(incidents, periods, tmp_path / "out")[-1].read_text("utf-8")
        assert ("<li>Raid of October 2019</li>" in atlas) == is_named


def test_the_series_that_ships_is_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_static: Path
) -> None:
    monkeypatch.setattr(bundle, "STATIC", real_static)
    written = []
    for name in ("one", "two"):
        incidents = geomap.read_incidents()
        periods = [*incidents.months()[-3:], geomap.Period.parse("2021-Q4")]
        paths = write_maps(incidents, periods, tmp_path / name)
        written.append({path.name: path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert "coalition-syria-2021-q4.html" in {name.casefold() for name in written[0]}


def test_a_dataset_cannot_lead_files_out_of_the_folder(
    make_incidents: MakeIncidents, tmp_path: Path
) -> None:
    incidents = make_incidents(incidents=VALID_ROWS["incidents"])
    incidents.name = "../../etc/passwd\x00<b>"
    paths = write_maps(incidents, [geomap.Period.everything()], tmp_path / "out")
    assert [path.name for path in paths] == ["etc-passwd-b-all.html", "index.html"]
    assert {path.parent for path in paths} == {tmp_path / "out"}


def test_a_folder_that_cannot_be_written_to_is_named(
    make_incidents: MakeIncidents, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FolderError, match=r"cannot be written into '.*file'"):
        write_maps(make_incidents(), [geomap.Period.everything()], tmp_path / "file")
