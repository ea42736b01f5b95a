"""Where the reports of 2022 and later contradict, repeat or overlap, the series keeps it apart.

That every fact of theirs is carried is proven in `test_coalition_facts.py`; here stand the traps.
"""

import re

import pytest

from geomap.incidents import Incidents, LocatedIncident, read_incidents
from tests.incidents.test_coalition_facts import INCIDENTS, SITES, TABLES, claims_of, totals_of
from tests.incidents.test_seed_facts import DATASET, Row, words

GHUWAYRAN = "ghuwayran-clashes-2022-01"
FEBRUARY = "us-strikes-2024-02-02"
CHANGES = TABLES["site_changes"]


def places_of(incident_id: str) -> list[Row]:
    return [row for row in TABLES["locations"] if row["incident_id"] == incident_id]


def changes_of(site_id: str, *, since: str) -> list[tuple[str, str, str, str]]:
    """First day, change, status and source of what is said of a site, in the order of days."""
    found = [
        (row["date_start"], row["change"], row["status_after"], row["source_id"])
        for row in CHANGES
        if row["site_id"] == site_id and row["date_start"] >= since
    ]
    return sorted(found, key=lambda change: change[0])


# One event, several reports


def test_four_tolls_of_one_fight_stand_side_by_side() -> None:
    assert claims_of(GHUWAYRAN, "killed") == [
        ("shafaq-en-2022-01-22", "exactly", "89", "89"),
        ("shafaq-en-2022-01-22", "about", "90", "90"),
        ("sohr-en-236797", "exactly", "262", "262"),
        ("sohr-en-237083", "exactly", "332", "332"),
        ("sohr-en-237715", "exactly", "450", "450"),
    ]


def test_bodies_found_are_no_dead_of_that_day() -> None:
    found = [row for row in TABLES["claims"] if row["claim_id"] == "ghuwayran-bodies-2022-01-30"]
    assert [(row["measure"], row["low"], row["part_of"]) for row in found] == [("bodies", "77", "")]


def test_five_more_reports_tell_of_the_raid_near_atmeh_and_none_makes_it_another() -> None:
    told = {source for source, *_ in claims_of("atmeh-raid-2022-02-03", "killed")}
    assert told == {
        "rudaw-en-2022-02-03",
        "aljazeera-en-2022-02-03",
        "aljazeera-gallery-2022-02-03",
        "unews-en-2022-02-03",
    }
    assert not [row for row in TABLES["claims"] if row["supersedes"].startswith("atmeh")]
    raids = [
        name
        for name, row in INCIDENTS.items()
        if row["kind"] == "operation" and row["date_start"] == "2022-02-03"
    ]
    assert raids == ["atmeh-raid-2022-02-03"]


def test_the_strikes_of_2_february_2024_are_one_incident_with_rival_counts() -> None:
    on_the_day = [name for name, row in INCIDENTS.items() if row["date_start"] == "2024-02-02"]
    assert on_the_day == [FEBRUARY]
    assert claims_of(FEBRUARY, "killed") == [
        ("afp-en-2024-02-03", "exactly", "23", "23"),
        ("alaan-ar-2024-02-03", "exactly", "13", "13"),
        ("alaan-ar-2024-02-03", "at_least", "18", "18"),
    ]
    assert claims_of(FEBRUARY, "targets") == [
        ("telesur-en-2024-02-02", "exactly", "17", "17"),
        ("alaan-ar-2024-02-03", "more_than", "85", "85"),
    ]


def test_thirteen_gives_way_to_eighteen_but_not_to_the_23_of_another_report() -> None:
    replaced = {row["claim_id"]: row["supersedes"] for row in TABLES["claims"] if row["supersedes"]}
    assert replaced == {f"{FEBRUARY}-killed-18": f"{FEBRUARY}-killed-13"}


def test_a_convoy_that_two_reports_tell_of_comes_once() -> None:
    for day in ("2022-03-07", "2022-03-11"):
        name = f"convoy-{day}"
        assert [other for other in INCIDENTS if other.startswith(name)] == [name]
        assert claims_of(name, "vehicles") == [
            ("sohr-ar-m090", "", "", ""),
            ("sohr-en-242635", "nearly", "40", "40"),
        ]


def test_the_man_killed_in_muluk_saray_is_described_by_two_sides() -> None:
    killed = {
        row["source_id"]: row["note"]
        for row in TABLES["claims"]
        if (row["incident_id"], row["measure"]) == ("muluk-saray-airdrop-2022-10-06", "killed")
    }
    assert "ISIS leader" in killed["sohr-en-270476"]
    assert "Not of ISIS" in killed["almanar-en-2022-10-06"]


# Totals


def test_eleven_batches_are_listed_as_nine_days() -> None:
    batches = [name for name in INCIDENTS if re.fullmatch(r"convoy-2023-1[01]-\d\d", name)]
    assert len(batches) == 9
    assert totals_of("month-110-convoy") == {
        "month-110-convoy-vehicles": ("exactly", "420"),
        "month-110-convoy-batches": ("exactly", "11"),
    }


def test_forty_attacks_are_a_total_of_which_six_bases_make_37_and_no_incident() -> None:
    attacks = totals_of("month-110-attacks")
    assert attacks.pop("month-110-attacks") == ("exactly", "40")
    assert sum(int(low) for _, low in attacks.values()) == 37
    attacked = {
        row["site_id"] for row in CHANGES if row["change_id"].endswith("attacked-month-110")
    }
    assert len(attacked) == len(attacks) == 6


def test_running_counters_start_on_one_day_and_grow() -> None:
    counters = [
        row for row in TABLES["totals"] if re.fullmatch(r"counter-.*-attacks", row["total_id"])
    ]
    assert {row["period_start"] for row in counters} == {"2023-10-19"}
    grown = [int(row["low"]) for row in sorted(counters, key=lambda row: row["period_end"])]
    assert grown == [34, 52, 88, 116]


def test_half_a_month_with_more_arrests_than_the_whole_is_not_smoothed() -> None:
    assert totals_of("k24-2025-09-arrested") == {"k24-2025-09-arrested": ("about", "22")}
    assert totals_of("foxpress-2025-09-arrested") == {
        "foxpress-2025-09-arrested": ("more_than", "19")
    }


# Sites


def test_a_base_left_in_june_has_an_exercise_in_september_and_nobody_knows_which_holds() -> None:
    assert changes_of("al-omar-base", since="2025") == [
        ("2025-05-18", "handed_over", "withdrawn", "k24-en-2025-06-02"),
        ("2025-09-01", "in_use", "unknown", "k24-ar-2025-09-15"),
    ]


def test_three_reports_date_the_leaving_of_one_base_differently() -> None:
    assert changes_of("conoco-base", since="2025") == [
        ("2025-04-01", "withdrawn", "partly_withdrawn", "sputnik-en-2025-04-16"),
        ("2025-04-16", "withdrawn", "partly_withdrawn", "tass-en-2025-04-16"),
        ("2025-05-18", "handed_over", "withdrawn", "k24-en-2025-06-02"),
    ]


def test_a_base_that_is_reported_and_denied_is_contested_and_no_site() -> None:
    assert INCIDENTS["kobani-base-2025-01"]["status"] == "contested"
    assert not [site for site in SITES.values() if site["place_id"] == "kobani"]
    said_by = {
        row["claimed_by"] for row in TABLES["claims"] if row["incident_id"] == "kobani-base-2025-01"
    }
    assert "Pentagon" in said_by


def test_every_attack_on_a_known_base_stands_with_the_base() -> None:
    attacked = {row["incident_id"] for row in CHANGES if row["change"] == "attacked"}
    attacks = {
        name
        for name, row in INCIDENTS.items()
        if row["kind"] == "attack" and row["date_start"] >= "2022-02"
    }
    assert attacks <= attacked


# Where


@pytest.fixture(scope="module")
def located() -> dict[str, LocatedIncident]:
    dataset: Incidents = read_incidents(DATASET)
    return {incident.incident_id: incident for incident in dataset.located()}


def test_the_houses_hit_on_the_east_bank_keep_the_west_bank_of_the_headline_as_rival() -> None:
    places = places_of("koniko-rockets-2024-01")
    assert [(row["role"], row["standing"]) for row in places] == [
        ("target", "primary"),
        ("at", "primary"),
        ("at", "rival"),
    ]


def test_the_village_by_jarabulus_is_not_the_governorate_of_its_name(
    located: dict[str, LocatedIncident],
) -> None:
    place = located["al-suwaydah-raid-2023-04-17"].places[0]
    assert "al-suwaydah-jarabulus" in place.location.place_ids
    assert [unit.name for unit in place.location.admin if unit.level == 1] == ["Aleppo"]


def test_a_wrong_distance_moves_no_base() -> None:
    tass = next(row for row in CHANGES if row["source_id"] == "tass-en-2025-04-16")
    assert tass["site_id"] == "conoco-base"
    assert "wrong" in tass["note"]


def test_seven_villages_of_which_two_are_known_are_one_area(
    located: dict[str, LocatedIncident],
) -> None:
    assert located["al-dahra-searches-2023-09"].drawn == "area"


def test_convoys_to_unnamed_bases_are_never_pins(located: dict[str, LocatedIncident]) -> None:
    unnamed = {
        name
        for name in INCIDENTS
        if re.fullmatch(r"convoy-202[2-4]-\d\d-\d\d", name)
        and not any("base" in words(row["place_as_written"]).split() for row in places_of(name))
    }
    assert len(unnamed) > 30
    assert {located[name].drawn for name in unnamed} == {"area"}


def test_patrols_are_routes_and_no_points(located: dict[str, LocatedIncident]) -> None:
    patrols = [name for name, row in INCIDENTS.items() if row["subkind"] == "patrol"]
    later = [name for name in patrols if INCIDENTS[name]["date_start"] >= "2022"]
    assert len(later) == 3
    assert {located[name].drawn for name in later} == {"area"}
