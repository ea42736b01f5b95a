"""The shipped dataset says the same in both languages."""

import re

import geomap

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
