"""The Arabic of a page's texts: of those that stand on the page, wherever in its tables."""

import json

import geomap
from geomap.render.compose import columns_from_incidents, payload_from_incidents
from geomap.render.page_language import data_text
from tests.incidents.conftest import VALID_ROWS
from tests.render.conftest import MakeIncidents

TRANSLATIONS = {
    "the village of Atmeh": "قرية أطمة",
    "night_raid": "مداهمة ليلية",
    "US forces": "القوات الأمريكية",
    "Counted by hand.": "أُحصيت يدوياً.",
}


def translated(make_incidents: MakeIncidents) -> geomap.Incidents:
    tables = {name: [dict(row) for row in rows] for name, rows in VALID_ROWS.items()}
    tables["incidents"][0] |= {"subkind": "night_raid", "actors": "SDF; US forces"}
    tables["locations"][0] |= {"place_as_written": "the village of Atmeh"}
    tables["claims"][0] |= {"note": "Counted by hand."}
    rows = [{"text": text, "text_ar": arabic} for text, arabic in TRANSLATIONS.items()]
    return make_incidents("translated", **tables, translations=rows)


def test_texts_are_found_in_places_claims_and_codes(make_incidents: MakeIncidents) -> None:
    incidents = translated(make_incidents)
    found = columns_from_incidents(incidents, lang="ar").head["texts_ar"]
    assert found.items() >= TRANSLATIONS.items()
    # Units are named by the gazetteer.
    assert found["Syria"] == "سوريا"
    payload = payload_from_incidents(incidents, lang="ar")
    assert payload["texts_ar"] == found
    assert data_text("the village of Atmeh", payload).text == "قرية أطمة"


def test_a_page_carries_the_texts_of_its_own_period_alone(make_incidents: MakeIncidents) -> None:
    view = translated(make_incidents).period("2001-01")
    assert not columns_from_incidents(view).head["texts_ar"].keys() & TRANSLATIONS.keys()


def test_without_translations_only_the_gazetteers_names_are_there(
    incidents: geomap.Incidents,
) -> None:
    head = columns_from_incidents(incidents, lang="ar").head
    units = {name.partition(" (")[0] for chain in head["admins"] for name in chain}
    answers = json.dumps([item["locations"] for item in payload_from_incidents(incidents)["items"]])
    assert "Syria" in head["texts_ar"]
    assert all(name in units or f'"{name}"' in answers for name in head["texts_ar"])
