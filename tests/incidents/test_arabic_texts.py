"""The shipped dataset says the same in both languages."""

import re

import geomap
from geomap.incidents.tables import dataset_tables
from geomap.incidents.translations import texts_of_tables
from geomap.render.counted_words import COUNTED

_LATIN_WORD = re.compile("[A-Za-z]{2}")
_NUMBER = re.compile(r"\d[\d,]*\d|\d")
_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")


def test_every_incident_has_an_arabic_title_and_summary() -> None:
    frame = geomap.read_incidents().incidents
    assert all(_ARABIC_LETTER.search(text) for text in frame["title_ar"])
    told = frame[frame["summary"] != ""]
    assert all(_ARABIC_LETTER.search(text) for text in told["summary_ar"])


def test_every_number_stands_in_both_languages() -> None:
    frame = geomap.read_incidents().incidents
    for english, arabic in (("title", "title_ar"), ("summary", "summary_ar")):
        differing = [
            row["incident_id"]
            for _, row in frame.iterrows()
            if sorted(_NUMBER.findall(row[english])) != sorted(_NUMBER.findall(row[arabic]))
        ]
        assert differing == []


def test_the_dataset_has_an_arabic_title_in_every_view() -> None:
    incidents = geomap.read_incidents()
    assert incidents.title_ar == "عمليات التحالف الدولي في سوريا"
    assert incidents.period("2022-02").title_ar == incidents.title_ar


def test_every_other_text_that_a_reader_meets_has_its_arabic() -> None:
    incidents = geomap.read_incidents()
    frames = {name: getattr(incidents, name) for name in dataset_tables()}
    translated = set(incidents.translations["text"])
    # Words that the pages know themselves, and wordings that are Arabic already.
    others = texts_of_tables(frames) - translated - set(COUNTED["ar"])
    assert [text for text in sorted(others) if _LATIN_WORD.search(text)] == []


def test_sites_have_arabic_names() -> None:
    assert all(_ARABIC_LETTER.search(name) for name in geomap.read_incidents().sites["name_ar"])
