"""The series holds every fact of the 83 reports, or says why it leaves one out.

`coalition_rows.csv` names, for each row of the list of facts, the rows of the dataset that carry
it, or (table `none`) the reason why none does: one line, or several where one sentence tells of
several days. It runs both ways: what these reports are said to state, and no fact has, fails. The
list itself is not part of the project; where it lies beside the checkout, the two are compared
number by number, day by day and wording by wording.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from geomap.incidents import Incidents, read_incidents
from tests.incidents.test_seed_facts import (
    DATASET,
    FACTS,
    ID_OF_TABLE,
    Row,
    read_rows,
    widen,
    words,
)

HERE = Path(__file__).parent
# The reports up to the end of 2021, with the one that has no date; those of 2022 and later.
HALVES = ["coalition_rows.csv", "coalition_rows_2022.csv"]
ROW_ID = {**ID_OF_TABLE, "locations": "incident_id"}
NUMBER_WORDS = {
    "a": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
# Small words with which the list's two cells, the place and its relation, make one phrase again.
JOINING_WORDS = {"and", "in", "near", "of", "the", "from", "to", "at", "في"}

# Incidents that several reports date differently: wider than each of their facts alone.
SEVERAL_REPORTS_DATE_IT = {
    # 3 December by the Observatory, 2 December by the Syrian Network.
    "mastumah-strike-2021-12",
    # The night of 26 to 27 October by the Observatory, the 27th by the Arabic agency.
    "idlib-raid-2019-10",
    # One advance, measured after one month and after two.
    "peace-spring-area-2019",
    # One fight, counted after two, eight, nine and eleven days.
    "ghuwayran-clashes-2022-01",
    # Reported on one day, denied on the next.
    "kobani-base-2025-01",
}
# Incidents with a day that the note of their fact tells, or the list of days of another report.
DATED_WITHIN_THE_FACT = {"exercise-2022-03-25", "convoy-2022-03-11"}
# What a fact counts, where the model has another word for it.
MEASURED_AS = {
    # People hit, not all of them killed.
    87: "people",
    # Bodies found on a day, not people killed on it.
    136: "bodies",
}
# The list tells the way of a patrol in Latin letters in its note; here it is as the report has it.
WAYS_AS_WRITTEN = {"kocharat-patrol-2025-09-01", "al-omar-patrol-2023-02-05"}


def read_table(name: str) -> list[Row]:
    return read_rows(DATASET / f"{name}.csv")


CARRIERS = [line for name in HALVES for line in read_rows(HERE / name)]
SOURCES = {row["source_id"]: row for row in read_table("sources")}
INCIDENTS = {row["incident_id"]: row for row in read_table("incidents")}
SITES = {row["site_id"]: row for row in read_table("sites")}
LOCATIONS = read_table("locations")
TABLES = {
    name: [row for row in read_table(name) if not row["source_id"].startswith("seed-")]
    for name in ("claims", "site_changes", "totals", "locations")
}


def carried_by(line: Row) -> list[Row]:
    """Rows of the dataset that a line points to."""
    if line["table"] == "none":
        return []
    found = [row for row in TABLES[line["table"]] if row[ROW_ID[line["table"]]] == line["id"]]
    if line["table"] == "locations":
        asked = (line["role"], line["wording"], line["report_id"])
        return [
            row
            for row in found
            if (row["role"], row["place_as_written"], row["source_id"]) == asked
        ]
    return found


def facts() -> dict[int, Row]:
    path = FACTS.with_name("coalition_facts.csv")
    if not path.exists():
        pytest.skip("the list of facts is not beside this checkout")
    rows = dict(enumerate(read_rows(path), start=1))
    return {number: rows[number] for number in sorted({int(line["row"]) for line in CARRIERS})}


def carriers_of(number: int) -> list[tuple[Row, Row]]:
    """Line and dataset row, for everything that carries a fact."""
    lines = [line for line in CARRIERS if int(line["row"]) == number]
    return [(line, row) for line in lines for row in carried_by(line)]


def days_of(row: Row) -> tuple[str, str]:
    """First and last day, as text, of whatever a dataset row belongs to."""
    if "period_start" in row:
        return row["period_start"], row["period_end"]
    dated = row if "date_start" in row else INCIDENTS[row["incident_id"]]
    return dated["date_start"], dated["date_end"]


def days_of_fact(fact: Row) -> tuple[str, str]:
    if not fact["date_start"]:
        return "", ""
    return widen(fact["date_start"], to_end=False), widen(fact["date_end"], to_end=True)


def listed_days(fact: Row) -> set[str]:
    return set(re.findall(r"\d{4}-\d{2}-\d{2}", fact["date_precision"]))


def numbers_in(fact: Row) -> set[str]:
    """All numbers of a fact: its count, both ends of a range, those in its note and target."""
    note = re.sub(r"(?<=\d),(?=\d)", "", f"{fact['note']} {fact['target']}")
    found = set(re.findall(r"\d+", f"{fact['count']} {note}"))
    return found | {
        NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", note) if word in NUMBER_WORDS
    }


def count_of(fact: Row) -> tuple[str, str]:
    low, _, high = fact["count"].partition("-")
    return low, high or low


def plain(text: str) -> str:
    """Words without the quotation marks that a report puts round a name."""
    return words(re.sub(r'["“”]', "", text))


def bare_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", words(text)))


def text_around(row: Row, report_id: str) -> str:
    """All wordings under which a dataset row stands, for one report."""
    wordings = [row.get("place_as_written", "")]
    if "site_id" in row:
        site = SITES[row["site_id"]]
        wordings += [site["name"], site["name_ar"], site["note"], row["note"]]
    wordings += [
        place["place_as_written"]
        for place in LOCATIONS
        if row.get("incident_id")
        and (place["incident_id"], place["source_id"]) == (row["incident_id"], report_id)
    ]
    return plain(" | ".join(wordings))


# Every fact


def test_each_line_is_carried_or_left_out_with_a_reason() -> None:
    for line in CARRIERS:
        assert (line["table"] == "none") == bool(line["reason"]), line
        assert bool(carried_by(line)) == (line["table"] != "none"), line


def test_no_line_stands_twice_and_a_fact_that_is_left_out_is_not_carried_too() -> None:
    keys = Counter((line["row"], line["table"], line["id"], line["wording"]) for line in CARRIERS)
    assert [key for key, times in keys.items() if times > 1] == []
    for line in CARRIERS:
        if line["table"] == "none":
            assert not carriers_of(int(line["row"])), line


def test_every_fact_is_accounted_for() -> None:
    assert sorted({int(line["row"]) for line in CARRIERS}) == list(range(1, 222))


def test_a_fact_is_carried_under_the_report_that_states_it() -> None:
    for number, fact in facts().items():
        for line in (line for line in CARRIERS if int(line["row"]) == number):
            assert line["report_id"] == fact["report_id"], line
            for row in carried_by(line):
                assert row["source_id"] == fact["report_id"], line


def test_a_report_stands_among_the_sources_with_its_address_language_and_day() -> None:
    for fact in facts().values():
        source = SOURCES[fact["report_id"]]
        assert source["url"] == fact["url"], source
        assert source["language"] == fact["lang"], source
        is_a_day = len(fact["report_date"]) == len("2021-01-23")
        assert source["published"] == (fact["report_date"] if is_a_day else ""), source
        assert source["published"] or source["note"], source


def test_nothing_is_said_of_a_report_that_no_fact_has() -> None:
    listed = {(line["table"], line["id"]) for line in CARRIERS}
    reports = {line["report_id"] for line in CARRIERS}
    for table in ("claims", "site_changes", "totals"):
        for row in TABLES[table]:
            if row["source_id"] in reports:
                assert (table, row[ROW_ID[table]]) in listed


def test_every_location_belongs_to_an_incident_that_its_report_tells_of() -> None:
    told = {(row["incident_id"], row["source_id"]) for row in TABLES["claims"]}
    told |= {(line["id"], line["report_id"]) for line in CARRIERS if line["table"] == "locations"}
    for place in TABLES["locations"]:
        assert (place["incident_id"], place["source_id"]) in told, place


def test_the_count_of_a_fact_stands_in_a_claim_or_total() -> None:
    for number, fact in facts().items():
        if not fact["count"]:
            continue
        measure = MEASURED_AS.get(number, fact["count_kind"])
        found = [
            row
            for line, row in carriers_of(number)
            if line["table"] in ("claims", "totals")
            and (row["measure"], row["low"], row["high"]) == (measure, *count_of(fact))
        ]
        stated = re.search(r"\bqual=(\w+)", fact["note"])
        expected = {stated[1]} if stated else {"exactly"}
        assert found, (number, fact["count_kind"], fact["count"])
        assert {row["qualifier"] for row in found} == expected, (number, found)


def test_no_number_is_carried_that_its_fact_does_not_have() -> None:
    for number, fact in facts().items():
        for line, row in carriers_of(number):
            if line["table"] in ("claims", "totals"):
                stated = {row["low"], row["high"]} - {""}
                assert stated <= numbers_in(fact), (number, row)


def test_days_are_as_wide_as_those_of_the_fact_and_no_wider() -> None:
    for number, fact in facts().items():
        carriers = carriers_of(number)
        listed = listed_days(fact)
        for _, row in carriers:
            first, last = days_of(row)
            start, end = days_of_fact(fact)
            if listed and first == last and first in listed:
                continue
            if row.get("incident_id") in SEVERAL_REPORTS_DATE_IT:
                assert first <= start, (number, row)
                assert end <= last, (number, row)
            elif row.get("incident_id") in DATED_WITHIN_THE_FACT:
                assert start <= first <= last <= end, (number, row)
            else:
                assert (first, last) == (start, end), (number, row)


def test_each_listed_day_of_convoys_has_its_own_batch() -> None:
    for number, fact in facts().items():
        days = {days_of(row) for line, row in carriers_of(number) if line["table"] == "claims"}
        if days and listed_days(fact):
            assert days == {(day, day) for day in listed_days(fact)}, number


def test_wordings_of_places_agree_with_the_list_of_facts() -> None:
    for number, fact in facts().items():
        texts = " | ".join(text_around(row, fact["report_id"]) for _, row in carriers_of(number))
        for wording in filter(None, map(str.strip, fact["place_as_written"].split(";"))):
            assert plain(wording) in texts, (number, wording)


def test_a_wording_of_a_place_has_no_word_that_its_fact_lacks() -> None:
    of_report: dict[str, set[str]] = {report: set() for report in SOURCES}
    for fact in facts().values():
        told = " ".join(fact[name] for name in ("place_as_written", "relation_as_written", "note"))
        of_report[fact["report_id"]] |= bare_words(told)
    for place in TABLES["locations"]:
        if place["role"] == "via" and place["incident_id"] in WAYS_AS_WRITTEN:
            continue
        added = bare_words(place["place_as_written"]) - of_report[place["source_id"]]
        assert added <= JOINING_WORDS, (place["place_as_written"], added)


def test_a_claim_or_total_without_a_number_says_what_is_said() -> None:
    for row in (*TABLES["claims"], *TABLES["totals"]):
        assert row["low"] or row["note"], row


def test_a_breakdown_never_exceeds_its_whole() -> None:
    for table in ("claims", "totals"):
        known = {row[ROW_ID[table]]: row for row in TABLES[table]}
        for whole, row in known.items():
            parts = [int(part["low"]) for part in known.values() if part["part_of"] == whole]
            assert not parts or sum(parts) <= int(row["high"]), whole


# The traps of the reports up to 2021


def claims_of(incident_id: str, measure: str) -> list[tuple[str, str, str, str]]:
    """Source, qualifier, low and high of the claims that are no part of another."""
    return [
        (row["source_id"], row["qualifier"], row["low"], row["high"])
        for row in TABLES["claims"]
        if (row["incident_id"], row["measure"], row["part_of"]) == (incident_id, measure, "")
    ]


def totals_of(prefix: str) -> dict[str, tuple[str, str]]:
    return {
        row["total_id"]: (row["qualifier"], row["low"])
        for row in TABLES["totals"]
        if row["total_id"].startswith(prefix)
    }


def test_seven_batches_are_seven_days_and_their_trucks_are_counted_once() -> None:
    batches = [
        name for name in INCIDENTS if "2020-12-23" <= name.removeprefix("convoy-") < "2021-02"
    ]
    assert len(batches) == 7
    for name in batches:
        assert claims_of(name, "vehicles") == [("sohr-en-m076", "", "", "")], name
    assert totals_of("month-076-convoy") == {
        "month-076-convoy-vehicles-body": ("exactly", "240"),
        "month-076-convoy-vehicles-headline": ("exactly", "250"),
        "month-076-convoy-batches": ("exactly", "7"),
    }


def test_headline_and_body_stand_side_by_side() -> None:
    assert totals_of("month-082-arrested") == {
        "month-082-arrested-body": ("exactly", "13"),
        "month-082-arrested-headline": ("more_than", "15"),
    }
    assert totals_of("month-083-arrested") == {
        "month-083-arrested-body": ("exactly", "23"),
        "month-083-arrested-headline": ("nearly", "25"),
    }


def test_a_month_of_totals_alone_has_no_incident() -> None:
    inside = [
        name
        for name, row in INCIDENTS.items()
        if row["date_start"] <= "2019-05-23" and row["date_end"] >= "2019-04-23"
    ]
    assert inside == []
    assert totals_of("month-056-killed")["month-056-killed"] == ("exactly", "18")


def test_undated_batches_of_a_month_are_told_but_not_invented() -> None:
    total = next(row for row in TABLES["totals"] if row["total_id"] == "month-083-convoy-vehicles")
    dated = [row for row in TABLES["claims"] if row["claim_id"].startswith("convoy-2021-08")]
    assert total["low"] == "170"
    assert sum(int(row["low"]) for row in dated) == 65
    assert "65" in total["note"]


def test_two_monitors_and_two_days_are_one_strike() -> None:
    strike = INCIDENTS["mastumah-strike-2021-12"]
    assert (strike["date_start"], strike["date_end"]) == ("2021-12-02", "2021-12-03")
    told_by = {source for source, *_ in claims_of("mastumah-strike-2021-12", "injured")}
    assert told_by == {"sohr-en-229899", "snhr-en-2021-12-04"}


def test_sixty_and_ninety_eight_dead_stand_side_by_side() -> None:
    assert claims_of("tukhar-strike-2016-07", "killed") == [
        ("sohr-en-51006", "about", "60", "60"),
        ("snhr-en-2016-10-20", "exactly", "98", "98"),
    ]


def test_the_raid_of_barisha_is_one_incident_in_two_languages() -> None:
    raid = "idlib-raid-2019-10"
    assert INCIDENTS[raid]["background"] == "false"
    told = {source for source, *_ in claims_of(raid, "killed")}
    assert {"sohr-en-145453", "xinhua-ar-2019-10-27"} <= told
    primary = [
        place["place_as_written"]
        for place in LOCATIONS
        if (place["incident_id"], place["standing"]) == (raid, "primary")
    ]
    assert primary == ["house west of Barisha"]


def test_who_did_it_is_contested_where_the_source_leaves_it_open() -> None:
    for incident_id in ("al-asharah-strike-2017-09-14", "al-shuhayl-strike-2017-10-18"):
        assert INCIDENTS[incident_id]["status"] == "contested"
        assert claims_of(incident_id, "statement"), incident_id


def test_convoys_come_by_the_crossing_with_the_kurdistan_region() -> None:
    crossings = [place for place in LOCATIONS if "walid" in words(place["place_as_written"])]
    assert crossings
    assert {place["place_id"] for place in crossings} == {"al-waleed-crossing-kri"}


@pytest.fixture(scope="module")
def dataset() -> Incidents:
    return read_incidents(DATASET)


def test_batches_without_a_named_base_of_their_own_are_drawn_as_areas(dataset: Incidents) -> None:
    drawn = {incident.incident_id: incident.drawn for incident in dataset.located()}
    convoys = {name: how for name, how in drawn.items() if re.match(r"convoy-202[01]", name)}
    assert {name for name, how in convoys.items() if how == "mapped"} == {"convoy-2020-07-03"}


def test_rival_counts_of_one_advance_are_a_strip_and_no_pin(dataset: Incidents) -> None:
    strip = next(i for i in dataset.located() if i.incident_id == "peace-spring-area-2019")
    assert strip.drawn == "area"
    areas = [(qualifier, low) for _, qualifier, low, _ in claims_of(strip.incident_id, "area_km2")]
    assert areas == [("more_than", "3412"), ("more_than", "4875")]
