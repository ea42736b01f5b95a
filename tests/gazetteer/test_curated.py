"""The tables in `gazetteer/` keep what their README promises.

What any gazetteer must keep, `geomap gazetteer check` says (`test_curated_linter.py`); here stands
what only this one promises.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from geomap.gazetteer.geodesy import distance_m
from geomap.gazetteer.linting import check_tables
from geomap.gazetteer.linting.place_rules import KINDS
from geomap.gazetteer.linting.sheets import COLUMNS, Row

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "gazetteer"
README = (FOLDER / "README.md").read_text("utf-8")
CHECKED = ROOT.parent / "shared" / "research" / "places_coordinates.csv"
"""Coordinates checked by hand before the project began; a clone alone does not have them."""
GEONAMES = ROOT.parent / "shared" / "data" / "geonames" / "SY.zip"
"""The dump of Syria that the ids in `source_ref` refer to; a clone alone does not have it."""

# Syria and what a map of it shows of its neighbours.
WEST, EAST, SOUTH, NORTH = 32.0, 50.0, 28.0, 42.0
FEWEST_PLACES = 500
DISTRICTS = 62
SAME_POINT_M = 50
# Seats of governorates are labelled among the first; Rif Dimashq and Quneitra have small ones.
RANKS_OF_SEATS = {"governorate": 4, "district": 4}
RANKS_OF_TOWNS = {"1", "2", "3", "4", "5"}

SHEETS, FINDINGS = check_tables(FOLDER, geonames=GEONAMES if GEONAMES.exists() else None)
PLACES = SHEETS.by_id
NAMES = SHEETS.names


def metres_from(place: Row, lon: float, lat: float) -> float:
    return distance_m(float(place["lon"]), float(place["lat"]), lon, lat)


def test_the_linter_finds_no_problem() -> None:
    assert [str(finding) for finding in FINDINGS] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_the_readme_names_every_column(table: str) -> None:
    section = README.split(f"## {table}")[1].split("\n## ")[0]
    assert [column for column in COLUMNS[table] if f"`{column}`" not in section] == []


def test_the_readme_names_every_kind() -> None:
    assert [kind for kind in sorted(KINDS) if f"`{kind}`" not in README] == []


def test_every_point_is_in_syria_or_where_a_map_of_it_shows_its_neighbours() -> None:
    for row in PLACES.values():
        if row["lon"]:
            assert WEST <= float(row["lon"]) <= EAST, row
            assert SOUTH <= float(row["lat"]) <= NORTH, row


def test_every_city_and_town_has_a_rank_so_that_the_map_can_show_its_name() -> None:
    unnamed = [
        place_id
        for place_id, row in PLACES.items()
        if row["kind"] in {"city", "town"} and row["rank"] not in RANKS_OF_TOWNS
    ]
    assert unnamed == []


def test_the_seats_of_governorates_and_districts_are_named_before_other_towns() -> None:
    towns = {
        (row["lon"], row["lat"]): row for row in PLACES.values() if row["kind"] in {"city", "town"}
    }
    for row in PLACES.values():
        if row["kind"] == "district":
            seat = towns[row["lon"], row["lat"]]
        elif row["kind"] == "governorate" and row["parent"] == "syria":
            seat = PLACES[row["seat"]]
        else:
            continue
        assert int(seat["rank"]) <= RANKS_OF_SEATS[row["kind"]], seat


def test_there_are_at_least_500_places() -> None:
    assert len(PLACES) >= FEWEST_PLACES


def test_syria_has_each_of_its_districts_once_with_its_p_code() -> None:
    rows = [row for row in PLACES.values() if row["kind"] == "district"]
    codes = Counter(row["code"] for row in rows)
    assert len(codes) == len(rows) == DISTRICTS
    for row in rows:
        assert re.fullmatch(r"SY(0[1-9]|1[0-4])\d\d", row["code"]), row["place_id"]
        # The P-code of a district begins with that of its governorate.
        assert PLACES[row["parent"]]["code"] == row["code"][:4], row["place_id"]


def test_a_district_is_called_one_so_that_the_bare_name_stays_the_town_s() -> None:
    districts = {place_id for place_id, row in PLACES.items() if row["kind"] == "district"}
    bare = [
        row["text"]
        for row in NAMES
        if row["place_id"] in districts
        and not row["text"].endswith(" district")
        and not row["text"].startswith("منطقة ")
    ]
    assert bare == []


def test_syria_has_its_fourteen_governorates_with_their_p_codes() -> None:
    codes = {
        row["code"]
        for row in PLACES.values()
        if row["kind"] == "governorate" and row["parent"] == "syria"
    }
    assert codes == {f"SY{number:02d}" for number in range(1, 15)}


@pytest.mark.parametrize(
    ("spelling", "place_ids"),
    [
        # Two crossings 490 km apart: only the context can tell which one a convoy used.
        ("الوليد", {"al-waleed-crossing-kri", "al-waleed-crossing-anbar"}),
        ("Al-Waleed", {"al-waleed-crossing-kri", "al-waleed-crossing-anbar"}),
        # A city and its governorate share the bare name.
        ("Deir Ezzor", {"deir-ez-zor", "deir-ez-zor-governorate"}),
        ("حلب", {"aleppo", "aleppo-governorate"}),
        # At the border the word is the province, elsewhere the port.
        ("Iskenderun", {"iskenderun", "hatay"}),
        ("لواء اسكندرون", {"hatay"}),
        # Two bases in two governorates whose names a loose match would merge.
        ("Kharab Ishik", {"kharab-ishik"}),
        ("Kharab Al-Jir", {"kharab-al-jir-base"}),
        # Reports mean the base by this spelling, the gazetteers the village by the other.
        ("Al-Tanaf", {"al-tanf-base"}),
        ("Al-Tanf", {"al-tanf"}),
    ],
)
def test_a_spelling_belongs_to_the_places_that_it_may_mean(
    spelling: str, place_ids: set[str]
) -> None:
    assert {row["place_id"] for row in NAMES if row["text"] == spelling} == place_ids


@pytest.mark.parametrize(
    "pattern",
    [
        # "Hawy Al-Hawayej region in Hartha": nobody knows where Hartha is.
        "hartha|هرث|حرث",
        # "SDF-held areas": who holds what changes with time.
        "-held|controlled|سيطر",
    ],
)
def test_what_no_source_locates_has_no_row(pattern: str) -> None:
    assert [row for row in NAMES if re.search(pattern, row["text"], re.IGNORECASE)] == []


def spellings_of(row: dict[str, str], *, known: set[str]) -> list[str]:
    """Return the spellings of a checked row.

    Its label may hold two, "Koniko / Conoco gas field", and remarks in brackets, "At Tanf
    (village)". A label that is known as it stands needs no taking apart.
    """
    label = row["name"]
    labels = [label] if label in known else re.sub(r"\(.*?\)", "", label).split(" / ")
    others = f"{row['alt_en']}|{row['name_ar']}".split("|")
    return [text.strip() for text in [*labels, *others] if text.strip()]


@pytest.mark.skipif(not CHECKED.exists(), reason="the checked coordinates are not beside the clone")
def test_every_checked_place_stands_within_50_m_under_each_of_its_spellings() -> None:
    missing = []
    with CHECKED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lon, lat = float(row["lon"]), float(row["lat"])
            near = {
                place_id
                for place_id, place in PLACES.items()
                if place["lon"] and metres_from(place, lon, lat) <= SAME_POINT_M
            }
            known = {name["text"] for name in NAMES if name["place_id"] in near}
            missing += [
                f"{row['name']}: {text}"
                for text in spellings_of(row, known=known)
                if text not in known
            ]
    assert missing == []
