"""Every sheet of the shipped series in Arabic: no English but names that have no Arabic form."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

import geomap
from geomap.incidents import Period
from geomap.render.compose import payload_from_incidents
from geomap.render.payload import Payload
from geomap.render.sheet import sheet_from_payload

INCIDENTS = geomap.read_incidents()
PERIODS = [*INCIDENTS.months(), Period.everything(), Period.parse("2022")]
LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f][\w.\u2019-]*")
# What is written in Latin letters everywhere: the tool, and who drew the borders.
PROPER = {"geomap", "Natural", "Earth"}


def texts_of_sheet(payload: Payload) -> list[str]:
    root = ET.fromstring(sheet_from_payload(payload))  # noqa: S314 - our own document
    return ["".join(found.itertext()) for found in root.iter("{http://www.w3.org/2000/svg}text")]


def latin_words(text: str) -> set[str]:
    return {word.rstrip(".-") for word in LATIN.findall(text)}


def allowed_words(payload: Payload) -> set[str]:
    """Titles as published, addresses, names of sites that are addresses, and the hash."""
    words = PROPER | {payload["edition"]["data_hash"][:12].lstrip("0123456789")}
    for source in payload["sources"]:
        words |= latin_words(source["title"])
        words |= latin_words(payload["texts_ar"].get(source["publisher"], ""))
        words |= latin_words(urlsplit(source["url"] or source["archive_url"] or "").hostname or "")
    return words


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.slug)
def test_nothing_is_said_in_english(period: Period) -> None:
    payload = payload_from_incidents(INCIDENTS.period(period), lang="ar")
    allowed = allowed_words(payload)
    for text in texts_of_sheet(payload):
        assert latin_words(text) <= allowed, text


def test_totals_are_labels_and_ranges_are_words() -> None:
    payload = payload_from_incidents(INCIDENTS.period("2022-02"), lang="ar")
    said = " ".join(texts_of_sheet(payload))
    assert "آليات (شاحنات وآليات): 120" in said
    assert "4 إلى 5 شباط 2022" in said
    assert not re.search(r"\d–\d", said)  # it would read 5–4 from right to left


def test_marks_of_sources_are_never_cut_in_two() -> None:
    payload = payload_from_incidents(INCIDENTS.period("2022-02"), lang="ar")
    for text in texts_of_sheet(payload):
        assert text.count("[") == text.count("]"), text
