import pytest

import geomap
from geomap.render import Payload, payload_from_incidents, plain_list
from geomap.render.plain_list import noscript_from_payload, web_address
from tests.render.conftest import ReadPage


@pytest.fixture
def payload(incidents: geomap.Incidents) -> Payload:
    return payload_from_incidents(incidents)


def text_of(payload: Payload) -> str:
    return " ".join(ReadPage(noscript_from_payload(payload)).text.split())


def test_each_item_says_what_when_where_and_by_whom(payload: Payload) -> None:
    text = text_of(payload)
    assert "Night raid Operations · 3 Feb 2022 Where: Atmeh" in text
    assert "Sources: SOHR · إعلام محلي" in text
    assert "Four batches of lorries Convoys · 23 Dec 2021 – 23 Jan 2022" in text
    assert "Al-Tanf Bases · 3 Jan 2022" in text
    assert "State at the end of the period: active" in text


def test_the_counter_of_the_map_is_there_too(payload: Payload) -> None:
    assert "2 mapped · 2 area only · 0 unlocated · 0 withheld" in text_of(payload)


def test_what_may_have_happened_outside_the_period_says_so(incidents: geomap.Incidents) -> None:
    assert "(possibly in this period)" in text_of(
        payload_from_incidents(incidents.period("2022-01"))
    )


def test_an_empty_period_says_so(incidents: geomap.Incidents) -> None:
    assert "Nothing is known in this period." in text_of(
        payload_from_incidents(incidents.period("2001"))
    )


def test_a_long_list_says_how_much_it_leaves_out(
    payload: Payload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_list, "LONGEST_LIST", 1)
    text = text_of(payload)
    assert "Not listed here: 3" in text
    assert "Night raid" not in text


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, *, is_link: bool) -> None:
    assert (web_address(url) == url) == (is_link or url is None)
    assert bool(web_address(url)) == is_link
