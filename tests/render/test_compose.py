import json
from pathlib import Path

import pytest

import geomap
from geomap.gazetteer.store.learning import learn_spelling
from geomap.gazetteer.store.writing import remove_source
from geomap.render import LanguageError, Payload, incident_columns, payload_from_incidents
from tests.incidents.conftest import VALID_ROWS, Row
from tests.render.conftest import HOSTILE_TITLE, MakeIncidents


@pytest.fixture
def january(incidents: geomap.Incidents) -> Payload:
    return payload_from_incidents(incidents.period("2022-01"))


def item(payload: Payload, item_id: str) -> dict:
    return next(found for found in payload["items"] if found["id"] == item_id)


def rows_with(table: str, **cells: str) -> list[Row]:
    return [dict(row) | cells for row in VALID_ROWS[table]]


def test_items_are_the_incidents_and_sites_of_the_period(january: Payload) -> None:
    assert [(found["id"], found["type"]) for found in january["items"]] == [
        ("convoy", "incident"),
        ("tanf", "site"),
    ]
    assert january["layers"] == ["convoy", "base"]


@pytest.mark.parametrize("period", ["2019-10", "2022-01", "2022-02", "all", "2001"])
def test_counts_are_those_of_the_dataset(period: str, incidents: geomap.Incidents) -> None:
    view = incidents.period(period)
    payload, counts = payload_from_incidents(view), view.counts()
    assert payload["counts"] == {key: counts[key] for key in payload["counts"]}
    layers = [found["layer"] for found in payload["items"]]
    assert {layer: layers.count(layer) for layer in payload["layers"]} == counts["layers"]


def test_incidents_stand_by_date_and_undated_ones_last(make_incidents: MakeIncidents) -> None:
    undated = dict(VALID_ROWS["incidents"][0]) | {
        "incident_id": "a-undated", "date_start": "", "date_end": "", "date_precision": "unknown",
        "date_as_written": "some years ago",
    }  # fmt: skip
    place = dict(VALID_ROWS["locations"][0]) | {"incident_id": "a-undated"}
    incidents = make_incidents(
        incidents=[undated, *VALID_ROWS["incidents"]], locations=[*VALID_ROWS["locations"], place]
    )
    payload = payload_from_incidents(incidents)
    assert [found["id"] for found in payload["items"]] == [
        "barisha", "convoy", "raid", "a-undated", "tanf",
    ]  # fmt: skip
    assert item(payload, "a-undated")["date"] == {
        "start": None, "end": None, "precision": "unknown", "as_written": "some years ago",
        "certainty": "possible",
    }  # fmt: skip


def test_a_background_incident_says_so(incidents: geomap.Incidents) -> None:
    payload = payload_from_incidents(incidents.period("2019-10"))
    assert item(payload, "barisha")["background"] is True


def test_a_replaced_claim_names_what_replaced_it(incidents: geomap.Incidents) -> None:
    claims = item(payload_from_incidents(incidents), "raid")["claims"]
    assert [(claim["id"], claim["low"], claim["superseded_by"]) for claim in claims] == [
        ("toll-morning", 9, "toll-evening"),
        ("toll-evening", 13, None),
        ("toll-local", 10, None),
    ]


def test_a_point_is_given_only_where_the_precision_allows_one(incidents: geomap.Incidents) -> None:
    payload = payload_from_incidents(incidents)
    for found in payload["items"]:
        for location in found["locations"]:
            is_point = location["precision"] in {"site", "place"}
            assert (location["lon"] is not None) == is_point
            assert (location["shape"] is None) == is_point
            assert (location["anchor"] is None) == is_point
    atmeh = item(payload, "raid")["locations"][0]
    assert (atmeh["as_written"], atmeh["precision"]) == ("Atmeh", "place")
    assert (round(atmeh["lon"], 1), round(atmeh["lat"], 1)) == (36.7, 36.3)
    assert payload["shapes"][item(payload, "barisha")["locations"][0]["shape"]] == {
        "units": ["SYR-140"]
    }


def test_a_site_has_its_changes_its_state_and_the_dates_inside_the_period(
    january: Payload, incidents: geomap.Incidents
) -> None:
    site = item(january, "tanf")
    assert (site["state"], site["layer"], site["kind"]) == ("active", "base", "base")
    assert [(change["change"], change["in_period"]) for change in site["changes"]] == [
        ("withdrawn", True),
        ("returned", True),
    ]
    assert site["date"]["start"] == site["date"]["end"] == "2022-01-03"
    later = item(payload_from_incidents(incidents.period("2022-02")), "tanf")
    assert later["date"] is None
    assert [change["in_period"] for change in later["changes"]] == [False, False]


def test_a_site_is_named_in_the_language_of_the_page(make_incidents: MakeIncidents) -> None:
    incidents = make_incidents(sites=rows_with("sites", name_ar="التنف"))
    assert item(payload_from_incidents(incidents, lang="ar"), "tanf")["title"] == "التنف"
    assert item(payload_from_incidents(incidents, lang="en"), "tanf")["title"] == "Al-Tanf"


def test_a_site_and_an_incident_may_share_a_name(make_incidents: MakeIncidents) -> None:
    incidents = make_incidents(
        sites=rows_with("sites", site_id="raid"),
        site_changes=rows_with("site_changes", site_id="raid", incident_id="raid"),
    )
    payload = payload_from_incidents(incidents)
    assert item(payload, "site:raid")["related"] == ["raid"]
    assert item(payload, "raid")["related"] == ["site:raid"]


def test_units_name_their_source_only_where_sources_disagree(january: Payload) -> None:
    assert item(january, "tanf")["locations"][0]["admin"] == [
        "Syria",
        "Homs (Wikipedia)",
        "Rif Dimashq (COD-AB Syria)",
    ]
    assert item(january, "convoy")["locations"][0]["admin"] == ["Syria", "Deir ez-Zor"]


def test_related_incidents_outside_the_period_are_not_linked(
    make_incidents: MakeIncidents,
) -> None:
    rows = [dict(row) for row in VALID_ROWS["incidents"]]
    rows[0]["related_to"] = "barisha;convoy"
    incidents = make_incidents(incidents=rows)
    assert item(payload_from_incidents(incidents), "raid")["related"] == ["barisha", "convoy"]
    february = payload_from_incidents(incidents.period("2022-02"))
    assert item(february, "raid")["related"] == []


def test_totals_that_overlap_the_period_stand_beside_the_map(
    january: Payload, incidents: geomap.Incidents
) -> None:
    assert [(total["measure"], total["low"]) for total in january["totals"]] == [("arrested", 11)]
    assert payload_from_incidents(incidents.period("2022-02"))["totals"] == []


def test_whole_numbers_are_written_whole(january: Payload) -> None:
    assert json.dumps(item(january, "convoy")["claims"][0]["low"]) == "130"


def test_the_edition_says_what_the_page_is_built_from(make_incidents: MakeIncidents) -> None:
    sources = [dict(row) for row in VALID_ROWS["sources"]]
    sources[0]["published"] = "2022-02-23"
    incidents = make_incidents(sources=sources)
    edition = payload_from_incidents(incidents.period("2022-02"))["edition"]
    assert edition == {
        "data_hash": incidents.data_hash,
        "geomap_version": geomap.__version__,
        "sources": 2,
        "incidents": 1,
        "latest_source": "2022-02-23",
    }


def test_the_edition_names_what_is_installed_and_not_where(
    with_store: Path, make_incidents: MakeIncidents
) -> None:
    payload = payload_from_incidents(make_incidents())
    assert payload["edition"]["store"] == [
        {"id": "desk", "title": "", "version": "", "corrections": 1},
        {"id": "mine", "title": HOSTILE_TITLE, "version": "2026-11", "corrections": 0},
    ]
    assert str(with_store) not in json.dumps(payload)
    assert with_store.name not in json.dumps(payload)


def test_an_empty_store_changes_nothing(
    make_incidents: MakeIncidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = payload_from_incidents(make_incidents())
    path = tmp_path / "empty.sqlite"
    learn_spelling(path, "Deir Balot", "deir-ballut", source_id="desk")
    remove_source(path, "desk")
    monkeypatch.setenv("GEOMAP_STORE", str(path))
    assert json.dumps(payload_from_incidents(make_incidents())) == json.dumps(alone)


def test_labels_have_both_scripts_and_lie_where_they_belong(january: Payload) -> None:
    labels = {(label["name"], label["kind"]): label for label in january["labels"]}
    city, province = labels["Aleppo", "city"], labels["Aleppo", "governorate"]
    assert city["name_ar"] == province["name_ar"] == "حلب"
    assert (city["lon"], city["lat"]) != (province["lon"], province["lat"])
    assert all(1 <= label["rank"] <= 5 for label in january["labels"])


def test_all_dates_is_a_period_without_ends(incidents: geomap.Incidents) -> None:
    assert payload_from_incidents(incidents)["period"] == {
        "start": None,
        "end": None,
        "label": "All dates",
    }


def test_a_reporting_month_carries_its_number(incidents: geomap.Incidents) -> None:
    view = incidents.period(geomap.Period.reporting_month(88))
    assert payload_from_incidents(view)["period"] == {
        "start": "2021-12-23",
        "end": "2022-01-23",
        "label": "month 88 · 23 Dec 2021 – 23 Jan 2022",
    }
    assert payload_from_incidents(view, lang="ar")["period"]["label"] == (
        "الشهر 88 · 23 كانون الأول/ديسمبر 2021 – 23 كانون الثاني/يناير 2022"
    )


def test_a_language_without_words_is_refused(incidents: geomap.Incidents) -> None:
    with pytest.raises(LanguageError, match="one of en, ar; found lang='fr'"):
        geomap.IncidentMap(incidents, lang="fr")


def test_many_coordinates_are_explained_like_few(
    make_incidents: MakeIncidents, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = dict(VALID_ROWS["locations"][0]) | {"place_id": "", "lon": "2.4", "lat": "48.3"}
    wide = place | {"standing": "same", "lon": "44.4", "lat": "33.3", "radius_m": "3000"}
    few = payload_from_incidents(make_incidents(locations=[*VALID_ROWS["locations"], place, wide]))
    monkeypatch.setattr(incident_columns, "_MOST_EXPLAINED", 0)
    many = payload_from_incidents(
        make_incidents("many", locations=[*VALID_ROWS["locations"], place, wide])
    )
    said = [[found["locations"] for found in payload["items"]] for payload in (few, many)]
    assert said[0] == said[1]
    assert "within 3 km" in str(said)
