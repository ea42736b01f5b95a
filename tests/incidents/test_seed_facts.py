"""The shipped dataset holds every fact of the five reports, or says why it leaves one out.

`seed_rows.csv` names, for each of the 95 rows of the list of facts, the row of the dataset that
carries it, or (table `none`) the reason why none does. The list itself is not part of the
project; where it lies beside the checkout, the two are compared number by number.

The dataset has grown by other reports since, which tell of the same raid too; only the rows of
these five, whose ids begin with `seed-`, are looked at here.
"""

import calendar
import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from geomap.incidents import Incidents, read_incidents

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "incidents" / "coalition-syria"
FACTS = ROOT.parent / "shared" / "facts" / "seed_facts.csv"

Row = dict[str, str]
ID_OF_TABLE = {"claims": "claim_id", "site_changes": "change_id", "totals": "total_id"}
RAID = "atmeh-raid-2022-02-03"
RAID_AREA = (
    "in the area between Deir Balout and Atamah "
    "at the administrative border between Aleppo and Idlib"
)
WORDS_FOR_NO_QUALIFIER = {"", "exactly"}
WORDED_ELSEWHERE = {
    # “Hawy Al-Hawayej region in Hartha” stands as two wordings: one is known, one is not.
    "hawi-al-hawayij-killed",
    # “Atme area” is the camps' own place, which a site keeps in the gazetteer.
    "atmeh-camps-mentioned-2022-02-03",
}


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_table(name: str) -> list[Row]:
    """Rows of a table that one of the five reports states."""
    rows = read_rows(DATASET / f"{name}.csv")
    return [row for row in rows if row["source_id"].startswith("seed-")]


CARRIERS = read_rows(Path(__file__).with_name("seed_rows.csv"))
LOCATIONS = read_table("locations")
CLAIMS = {row["claim_id"]: row for row in read_table("claims")}
TOLD = {row["incident_id"] for row in (*LOCATIONS, *CLAIMS.values())}
INCIDENTS = {
    row["incident_id"]: row
    for row in read_rows(DATASET / "incidents.csv")
    if row["incident_id"] in TOLD
}
CHANGES = {row["change_id"]: row for row in read_table("site_changes")}
TOTALS = {row["total_id"]: row for row in read_table("totals")}


def carried_by(carrier: Row) -> list[Row]:
    """Rows of the dataset that a line of seed_rows.csv points to."""
    table = carrier["table"]
    if table == "none":
        return []
    if table == "locations":
        return [
            row
            for row in LOCATIONS
            if (row["incident_id"], row["role"], row["place_as_written"])
            == (carrier["id"], carrier["role"], carrier["wording"])
        ]
    return [row for row in read_table(table) if row[ID_OF_TABLE[table]] == carrier["id"]]


def span_of(row: Row) -> tuple[str, str]:
    """First and last day, as text, of whatever a dataset row belongs to."""
    if "period_start" in row:
        return row["period_start"], row["period_end"]
    dated = row if "date_start" in row else INCIDENTS[row["incident_id"]]
    return dated["date_start"], dated["date_end"]


def widen(text: str, *, to_end: bool) -> str:
    """Turn 2019 or 2019-10 into the first or last day of it."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if to_end else 1)
    last = calendar.monthrange(year, month)[1]
    day = parts[2] if len(parts) > 2 else (last if to_end else 1)
    return f"{year:04}-{month:02}-{day:02}"


def words(text: str) -> str:
    return " ".join(text.replace(".", " ").split()).casefold()


def facts() -> list[Row]:
    if not FACTS.exists():
        pytest.skip("the list of facts is not beside this checkout")
    return read_rows(FACTS)


def facts_with_carriers() -> list[tuple[Row, Row, Row]]:
    """Fact, line of seed_rows.csv and dataset row, for every fact that the dataset carries."""
    return [
        (fact, carrier, row)
        for fact, carrier in zip(facts(), CARRIERS, strict=True)
        for row in carried_by(carrier)
    ]


def part_ids(whole: str) -> set[str]:
    return {claim_id for claim_id, row in CLAIMS.items() if row["part_of"] == whole}


def numbers(claim_ids: Iterable[str]) -> list[tuple[str, str, str]]:
    found = [CLAIMS[claim_id] for claim_id in claim_ids]
    return [(row["source_id"], row["qualifier"], row["low"]) for row in found]


# Every one of the 95 facts


def test_each_of_the_95_facts_is_accounted_for_exactly_once() -> None:
    assert [int(row["row"]) for row in CARRIERS] == list(range(1, 96))


def test_a_fact_is_either_carried_or_left_out_with_a_reason() -> None:
    for carrier in CARRIERS:
        assert (carrier["table"] == "none") == bool(carrier["reason"]), carrier
        assert bool(carried_by(carrier)) == (carrier["table"] != "none"), carrier


def test_only_six_facts_are_left_out() -> None:
    left_out = [int(row["row"]) for row in CARRIERS if row["table"] == "none"]
    assert left_out == [29, 30, 47, 65, 66, 78]


def test_a_fact_is_carried_under_the_report_that_states_it() -> None:
    for carrier in CARRIERS:
        for row in carried_by(carrier):
            assert row["source_id"] == carrier["report_id"], carrier


def test_every_claim_change_and_total_comes_from_a_fact_or_from_words_around_one() -> None:
    # Facts of which the list keeps only the words in its note column.
    from_notes = {
        "al-mayadeen-desert-reply-casualties",
        "al-omar-attacked-2022-01-05",
        "al-tanf-withdrawal-reason",
        "ghuwayran-attacked-2022-01",
        "hawi-al-hawayij-weapons",
    }
    carried = {row["id"] for row in CARRIERS}
    assert {*CLAIMS, *CHANGES, *TOTALS} - carried == from_notes


def test_the_list_of_facts_has_the_reports_in_the_same_order() -> None:
    assert [fact["report_id"] for fact in facts()] == [row["report_id"] for row in CARRIERS]


def test_counts_agree_with_the_list_of_facts() -> None:
    for fact, carrier, row in facts_with_carriers():
        if carrier["table"] in ("claims", "totals"):
            assert (row["low"], row["high"]) == (fact["count"], fact["count"]), carrier
            if fact["count_kind"]:
                assert row["measure"] == fact["count_kind"], carrier
        elif fact["count"]:
            same_incident = [c for c in CLAIMS.values() if c["incident_id"] == row["incident_id"]]
            expected = (fact["count_kind"], fact["count"])
            assert expected in [(c["measure"], c["low"]) for c in same_incident], carrier


def test_qualifiers_agree_with_the_list_of_facts() -> None:
    for fact, carrier, row in facts_with_carriers():
        if carrier["table"] not in ("claims", "totals"):
            continue
        notes = [part.strip().split() for part in fact["note"].split(";")]
        stated = [note[0].removeprefix("qual=") for note in notes if note[0].startswith("qual=")]
        if stated:
            assert row["qualifier"] == stated[0], carrier
        else:
            assert row["qualifier"] in WORDS_FOR_NO_QUALIFIER, carrier


def test_dates_agree_with_the_list_of_facts() -> None:
    for fact, carrier, row in facts_with_carriers():
        start, end = span_of(row)
        if not fact["date_start"]:
            assert (start, end) == ("", ""), carrier
            continue
        first = widen(fact["date_start"], to_end=False)
        last = widen(fact["date_end"], to_end=True)
        inside = start <= first <= last <= end
        around = first <= start <= end <= last
        assert inside or around, carrier


def test_wordings_of_places_agree_with_the_list_of_facts() -> None:
    for fact, carrier, row in facts_with_carriers():
        incident_id = row.get("incident_id", "")
        if not fact["place_as_written"] or not (incident_id or carrier["table"] == "totals"):
            continue
        wordings = [
            location["place_as_written"]
            for location in LOCATIONS
            if location["incident_id"] == incident_id
            and location["source_id"] == carrier["report_id"]
        ]
        wordings.append(row.get("place_as_written", ""))
        found = any(words(fact["place_as_written"]) in words(wording) for wording in wordings)
        assert found or carrier["id"] in WORDED_ELSEWHERE, carrier


# The traps of the five reports


def test_one_raid_told_five_times_is_one_incident() -> None:
    told_by = {row["source_id"] for row in LOCATIONS if row["incident_id"] == RAID}
    assert told_by == {"seed-000", "seed-002", "seed-003", "seed-004"}
    raids = [row for row in INCIDENTS.values() if row["kind"] == "operation"]
    assert [row["incident_id"] for row in raids if row["date_start"] == "2022-02-03"] == [RAID]


def test_the_raid_has_one_primary_place_and_keeps_every_other_wording() -> None:
    places = [row for row in LOCATIONS if row["incident_id"] == RAID]
    primary = [row["place_as_written"] for row in places if row["standing"] == "primary"]
    assert primary == [RAID_AREA]
    assert len(places) == 15
    assert {row["standing"] for row in places} == {"primary", "same"}


def test_nine_killed_gives_way_to_thirteen_only_within_one_report() -> None:
    replaced = {row["claim_id"]: row["supersedes"] for row in CLAIMS.values() if row["supersedes"]}
    assert replaced == {
        "atmeh-raid-killed-sohr-13": "atmeh-raid-killed-sohr-9",
        "atmeh-raid-killed-sohr-13-children": "atmeh-raid-killed-sohr-9-children",
        "atmeh-raid-killed-sohr-13-women": "atmeh-raid-killed-sohr-9-women",
    }
    order = list(CLAIMS)
    for later, earlier in replaced.items():
        assert order.index(earlier) < order.index(later)
        assert CLAIMS[earlier]["source_id"] == CLAIMS[later]["source_id"] == "seed-000"


def test_rival_tolls_of_the_raid_stand_side_by_side() -> None:
    tolls = [
        "atmeh-raid-killed-sohr-9",
        "atmeh-raid-killed-sohr-13",
        "atmeh-raid-killed-building-12",
        "atmeh-raid-killed-outside-hts-member",
        "atmeh-raid-killed-ar-9",
        "atmeh-raid-killed-local-media-10",
    ]
    assert numbers(tolls) == [
        ("seed-000", "exactly", "9"),
        ("seed-000", "exactly", "13"),
        ("seed-002", "at_least", "12"),
        ("seed-002", "exactly", "1"),
        ("seed-004", "at_least", "9"),
        ("seed-004", "exactly", "10"),
    ]


def test_the_man_killed_outside_is_not_a_part_of_the_twelve_inside() -> None:
    inside = part_ids("atmeh-raid-killed-building-12")
    assert "atmeh-raid-killed-outside-hts-member" not in inside
    assert sum(int(CLAIMS[claim_id]["low"]) for claim_id in inside) == 12


def test_a_breakdown_never_exceeds_its_whole() -> None:
    for whole, row in CLAIMS.items():
        parts = sum(int(CLAIMS[part]["low"]) for part in part_ids(whole))
        assert not parts or parts <= int(row["low"]), whole


def test_five_strikes_stand_against_more_than_five() -> None:
    strikes = ["atmeh-air-strikes-sohr-5", "atmeh-air-strikes-ar-more-than-5"]
    assert numbers(strikes) == [("seed-000", "exactly", "5"), ("seed-004", "more_than", "5")]


def test_ninety_minutes_of_clashes_stand_against_two_hours() -> None:
    minutes = [row for row in CLAIMS.values() if row["incident_id"] == "atmeh-clash-2022-02-03"]
    assert numbers(row["claim_id"] for row in minutes if row["measure"] == "minutes") == [
        ("seed-000", "nearly", "90"),
        ("seed-003", "exactly", "120"),
        ("seed-004", "about", "90"),
    ]


def test_the_length_of_the_raid_is_not_the_length_of_the_clash() -> None:
    assert CLAIMS["atmeh-raid-duration-sohr"]["incident_id"] == RAID
    assert numbers(["atmeh-raid-duration-sohr"]) == [("seed-000", "more_than", "210")]


def test_strikes_clash_and_helicopters_of_the_night_lead_back_to_the_raid() -> None:
    related = INCIDENTS[RAID]["related_to"].split(";")
    for incident_id in related:
        assert RAID in INCIDENTS[incident_id]["related_to"].split(";"), incident_id


def test_the_drones_keep_the_place_of_the_body_and_the_rival_one_of_the_headline() -> None:
    places = [row for row in LOCATIONS if row["incident_id"] == "drones-2022-02-05"]
    assert [(row["role"], row["standing"]) for row in places] == [
        ("at", "primary"),
        ("at", "rival"),
        ("seen_from", "primary"),
    ]
    assert "northern Aleppo" in places[0]["place_as_written"]
    assert "northern Idlib" in places[1]["place_as_written"]


def test_several_drones_is_no_number() -> None:
    body, headline = CLAIMS["drones-body-4"], CLAIMS["drones-headline-several"]
    assert (body["low"], headline["low"], headline["qualifier"]) == ("4", "", "")
    assert headline["note"]


def test_the_convoy_has_its_numbers_and_its_month_and_owns_up_to_the_slip() -> None:
    convoy = INCIDENTS["convoy-month-88"]
    assert (convoy["date_start"], convoy["date_end"]) == ("2021-12-23", "2022-01-23")
    assert convoy["date_precision"] == "reporting_month"
    vehicles, batches = CLAIMS["convoy-month-88-vehicles"], CLAIMS["convoy-month-88-batches"]
    assert (vehicles["low"], batches["low"]) == ("130", "4")
    report = next(row for row in read_table("sources") if row["source_id"] == "seed-001")
    for text in (vehicles["note"], convoy["date_as_written"], report["note"]):
        assert "85th month" in text


def test_the_convoy_goes_from_one_origin_to_two_governorates() -> None:
    places = [row for row in LOCATIONS if row["incident_id"] == "convoy-month-88"]
    assert [(row["role"], row["place_id"]) for row in places] == [
        ("origin", ""),
        ("destination", "al-hasakah-governorate"),
        ("destination", "deir-ez-zor-governorate"),
    ]


def test_rockets_on_the_oil_field_have_a_launch_a_target_and_a_reply() -> None:
    rockets = "al-omar-rockets-2022-01-05"
    roles = {row["role"] for row in LOCATIONS if row["incident_id"] == rockets}
    assert roles == {"target", "launch"}
    parts = part_ids("al-omar-rockets-fired")
    assert sorted(CLAIMS[part]["low"] for part in parts) == ["1", "2"]
    assert "al-mayadeen-desert-reply-2022-01-05" in INCIDENTS[rockets]["related_to"]
    assert CLAIMS["al-mayadeen-desert-reply-shells"]["low"] == "2"


def test_the_base_is_left_and_taken_up_again_on_one_day() -> None:
    tanf = [row for row in CHANGES.values() if row["site_id"] == "al-tanf-base"]
    assert [(row["date_start"], row["change"], row["status_after"]) for row in tanf] == [
        ("2022-01-03", "withdrawn", "partly_withdrawn"),
        ("2022-01-03", "returned", "active"),
    ]


def test_a_place_nobody_knows_stays_visible_and_unplaced() -> None:
    hartha = [row for row in LOCATIONS if row["place_as_written"] == "Hartha"]
    assert [(row["standing"], row["place_id"], row["lon"]) for row in hartha] == [("same", "", "")]
    assert hartha[0]["note"].startswith("Unresolved")


def test_the_totals_of_a_month_are_no_incidents() -> None:
    assert {(row["measure"], row["low"]) for row in TOTALS.values()} == {
        ("operations", "4"),
        ("arrested", "11"),
    }
    assert not [row for row in INCIDENTS.values() if row["kind"] == "arrest"]


def test_what_a_report_only_mentions_is_background() -> None:
    background = {name for name, row in INCIDENTS.items() if row["background"] == "true"}
    assert background == {
        "al-qaeda-figure-operation-undated",
        "baghouz-camp-strike-2019-03-21",
        "deir-ezzor-airport-attacks-undated",
        "us-strike-announced-2021-10-23",
    }
    for name in background:
        assert INCIDENTS[name]["date_end"] < "2021-12", name


def test_an_allegation_is_not_told_as_established() -> None:
    camp = INCIDENTS["baghouz-camp-strike-2019-03-21"]
    assert camp["status"] == "contested"
    assert "Alleged" in CLAIMS["baghouz-camp-killed-alleged"]["note"]
    assert CLAIMS["baghouz-camp-bodies-buried"]["measure"] == "bodies"


def test_a_claim_without_a_number_says_what_is_said() -> None:
    for row in CLAIMS.values():
        assert row["low"] or row["note"], row["claim_id"]


# Where it all is


@pytest.fixture(scope="module")
def dataset() -> Incidents:
    return read_incidents(DATASET)


def test_geomap_finds_nothing_wrong_with_the_dataset(dataset: Incidents) -> None:
    assert dataset.problems == []


def test_every_wording_is_placed_but_those_that_name_no_known_place(dataset: Incidents) -> None:
    unplaced = [
        place.place_as_written
        for incident in dataset.located()
        for place in incident.places
        if place.source_id.startswith("seed-") and place.location.geometry is None
    ]
    few_kilometres_away = (
        "in a region that was a few kilometres away "
        "from the area where the operation was carried out"
    )
    assert unplaced == ["Hartha", few_kilometres_away]


def test_no_incident_is_a_pin_unless_its_report_names_a_spot(dataset: Incidents) -> None:
    drawn = {
        incident.incident_id: incident.drawn
        for incident in dataset.located()
        if incident.incident_id in TOLD
    }
    named_spots = {
        "al-tanf-withdrawal-2022-01-03",
        "deir-ezzor-airport-attacks-undated",
        "ghuwayran-prison-attack-2022-01",
        "kharab-ishik-helicopters-2022-02-03",
    }
    assert {incident_id for incident_id, how in drawn.items() if how == "mapped"} <= named_spots
    assert {incident_id for incident_id, how in drawn.items() if how == "unlocated"} == {
        "al-qaeda-figure-operation-undated",
        "us-strike-announced-2021-10-23",
    }


def test_everything_of_the_night_is_drawn_where_the_raid_is(dataset: Incidents) -> None:
    located = {incident.incident_id: incident for incident in dataset.located()}
    raid = located[RAID].geometry
    assert raid is not None
    night = ["atmeh-air-strikes-2022-02-03", "atmeh-clash-2022-02-03"]
    for incident_id in night:
        assert located[incident_id].geometry == raid, incident_id
    helicopters = located["atmeh-helicopter-fire-2022-02-03"].geometry
    assert helicopters is not None
    assert helicopters.intersects(raid)


# The folder itself


def test_the_package_lists_the_tables_in_order_with_the_columns_they_have() -> None:
    package = json.loads((DATASET / "datapackage.json").read_text("utf-8"))
    names = ["sources", "incidents", "locations", "claims", "sites", "site_changes", "totals"]
    names += ["translations"]
    assert [resource["name"] for resource in package["resources"]] == names
    for resource in package["resources"]:
        with (DATASET / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_every_report_can_be_found() -> None:
    for row in read_table("sources"):
        assert row["publisher"], row
        assert row["url"].startswith("https://"), row
        assert row["published"], row
