"""The tables in `gazetteer/` keep what their README promises; the engine only folds names here."""

import csv
import json
import math
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import pytest
from shapely import Point, union_all
from shapely.geometry import shape
from shapely.ops import nearest_points

from geomap.gazetteer.folding import keys

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "gazetteer"
UNITS = ROOT / "geomap" / "gazetteer" / "_data" / "units.geojson"
CHECKED = ROOT.parent / "shared" / "research" / "places_coordinates.csv"
"""Coordinates checked by hand before the project began; a clone alone does not have them."""
GEONAMES = ROOT.parent / "shared" / "data" / "geonames" / "SY.zip"
"""The dump of Syria that the ids in `source_ref` refer to; a clone alone does not have it."""

KINDS = {
    *(
        "country",
        "governorate",
        "district",
        "region",
        "city",
        "town",
        "village",
        "neighbourhood",
        "camp",
    ),
    *("base", "airfield", "oil_field", "gas_plant", "crossing", "prison", "dam"),
    *("river", "desert", "mountain"),
}
COLUMNS = {
    "places": "place_id kind lon lat radius_m grade parent units line seat code rank source_id"
    " source_ref note",
    "names": "place_id text lang kind source_id",
    "sources": "source_id title publisher licence url note",
    "admin_claims": "place_id level admin_id source_id note",
    "rivers": "line station name bank lon lat source_id source_ref note",
}
# Syria and what a map of it shows of its neighbours.
WEST, EAST, SOUTH, NORTH = 32.0, 50.0, 28.0, 42.0
NARROWEST_WEAK_M = 1500
FEWEST_PLACES = 500
DISTRICTS = 62
SAME_PLACE_M = 3_000
FROM_GEONAMES_M = 1_000
SAME_POINT_M = 50
BORDER_DOUBT_M = 5_000
EARTH_RADIUS_M = 6_371_000

Row = dict[str, str]


def read(table: str) -> list[Row]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = {row["place_id"]: row for row in read("places")}
NAMES = read("names")
SOURCES = {row["source_id"] for row in read("sources")}
CLAIMS = read("admin_claims")


def distance_m(place: Row, lon: float, lat: float) -> float:
    """Return the distance on a sphere, good to 0.5 %, which is all that a linter needs."""
    lon_1, lat_1, lon_2, lat_2 = map(
        math.radians, (float(place["lon"]), float(place["lat"]), lon, lat)
    )
    half = (
        math.sin((lat_2 - lat_1) / 2) ** 2
        + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_the_columns_that_the_readme_names(table: str) -> None:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS[table].split()
        for row in reader:
            where = f"{table}.csv line {reader.line_num}"
            assert None not in row, f"{where}: a field too many"
            assert None not in row.values(), f"{where}: a field is missing"
            assert all(value == value.strip() for value in row.values()), f"{where}: stray space"


def test_ids_are_unique_slugs() -> None:
    for table, column in (("places", "place_id"), ("sources", "source_id")):
        ids = [row[column] for row in read(table)]
        assert [name for name, count in Counter(ids).items() if count > 1] == []
        assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_reference_leads_somewhere() -> None:
    for row in PLACES.values():
        for column in ("parent", "seat"):
            assert row[column] in {"", *PLACES}, f"{row['place_id']}: {column} {row[column]!r}"
    for row in [*NAMES, *CLAIMS]:
        assert row["place_id"] in PLACES, row
    for row in CLAIMS:
        assert row["admin_id"] in PLACES, row
    for row in [*PLACES.values(), *NAMES, *CLAIMS]:
        assert row["source_id"] in SOURCES, row


def test_no_source_is_listed_that_nothing_uses() -> None:
    used = {row["source_id"] for row in [*PLACES.values(), *NAMES, *CLAIMS]}
    assert used == SOURCES


def test_climbing_the_parents_ends_at_a_country() -> None:
    for row in PLACES.values():
        chain = [row]
        while chain[-1]["parent"]:
            chain.append(PLACES[chain[-1]["parent"]])
            assert len(chain) < 5, f"{row['place_id']}: its parents run in a circle"
        # Rivers run through several countries and have none.
        assert chain[-1]["kind"] in {"country", "river"}, row["place_id"]


@pytest.mark.parametrize("row", PLACES.values(), ids=PLACES)
def test_a_place_is_filled_in_as_the_readme_says(row: Row) -> None:
    assert row["kind"] in KINDS
    assert row["grade"] in {"A", "B", "C"}
    assert row["source_ref"]
    assert row["rank"] in {"", "1", "2", "3", "4", "5"}
    assert bool(row["lon"]) == bool(row["lat"])
    if row["lon"]:
        assert WEST <= float(row["lon"]) <= EAST
        assert SOUTH <= float(row["lat"]) <= NORTH
        assert row["units"] or float(row["radius_m"]) > 0
    else:
        assert row["line"] or (row["units"] and row["seat"])
    if row["kind"] in {"country", "governorate"}:
        assert row["units"]
        assert row["code"]
    if row["grade"] == "C":
        assert row["note"]
        assert float(row["radius_m"]) >= NARROWEST_WEAK_M


@pytest.mark.parametrize("place_id", PLACES)
def test_a_place_has_one_name_to_show_in_each_language_and_no_spelling_twice(
    place_id: str,
) -> None:
    rows = [row for row in NAMES if row["place_id"] == place_id]
    official = Counter(row["lang"] for row in rows if row["kind"] == "official")
    assert official["en"] == 1
    assert official["ar"] == 1
    spellings = Counter(row["text"].casefold() for row in rows)
    assert [text for text, count in spellings.items() if count > 1] == []


def test_a_name_is_marked_with_the_script_that_its_language_uses() -> None:
    for row in NAMES:
        assert row["kind"] in {"official", "variant", "press"}, row
        arabic = re.search("[\u0600-\u06ff]", row["text"]) is not None
        assert arabic == (row["lang"] in {"ar", "fa"}), row


def test_there_are_at_least_500_places() -> None:
    assert len(PLACES) >= FEWEST_PLACES


def test_no_place_has_two_rows() -> None:
    namesakes = defaultdict(list)
    for row in NAMES:
        place = PLACES[row["place_id"]]
        if row["kind"] == "official" and place["lon"]:
            namesakes[keys(row["text"])["article"], place["kind"]].append(place)
    doubled = {
        (first["place_id"], second["place_id"])
        for group in namesakes.values()
        for first, second in combinations(group, 2)
        if distance_m(first, float(second["lon"]), float(second["lat"])) <= SAME_PLACE_M
    }
    assert doubled == set()


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


@pytest.mark.skipif(not UNITS.exists(), reason="the borders are not built; run make map")
def test_every_point_lies_within_5_km_of_its_parent_or_a_claim_says_who_puts_it_there() -> None:
    claimed = {(claim["place_id"], claim["admin_id"]) for claim in CLAIMS}
    shapes = defaultdict(list)
    for feature in json.loads(UNITS.read_text(encoding="utf-8"))["features"]:
        for code in (feature["properties"]["code"], feature["properties"]["country"]):
            shapes[code].append(shape(feature["geometry"]))
    footprints = {
        place_id: union_all([part for code in row["units"].split(";") for part in shapes[code]])
        for place_id, row in PLACES.items()
        if row["units"]
    }
    assert [place_id for place_id, area in footprints.items() if area.is_empty] == []
    for place_id, row in PLACES.items():
        seat = PLACES[row["seat"]] if row["seat"] and not row["lon"] else row
        home = footprints.get(place_id) or footprints.get(row["parent"])
        if home and seat["lon"] and (place_id, row["parent"]) not in claimed:
            inside, _ = nearest_points(home, Point(float(seat["lon"]), float(seat["lat"])))
            assert distance_m(seat, inside.x, inside.y) <= BORDER_DOUBT_M, place_id


@pytest.mark.skipif(not GEONAMES.exists(), reason="the dump of GeoNames is not beside the clone")
def test_every_geonames_id_in_syria_stands_within_1_km_of_its_row_in_the_dump() -> None:
    with ZipFile(GEONAMES) as archive:
        lines = archive.read("SY.txt").decode("utf-8").splitlines()
    dump = {cells[0]: cells for cells in (line.split("\t") for line in lines)}
    apart = []
    for place_id, row in PLACES.items():
        cited = re.match(r"\d+", row["source_ref"]) if row["source_id"] == "geonames" else None
        if cited is None or PLACES[row["parent"]]["parent"] != "syria":
            continue
        cells = dump.get(cited[0])
        if cells is None or distance_m(row, float(cells[5]), float(cells[4])) > FROM_GEONAMES_M:
            apart.append(place_id)
    # GeoNames has withdrawn this row; its note says so.
    assert apart == ["al-waleed-crossing-kri"]


def spellings_of(row: Row, *, known: set[str]) -> list[str]:
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
                if place["lon"] and distance_m(place, lon, lat) <= SAME_POINT_M
            }
            known = {name["text"] for name in NAMES if name["place_id"] in near}
            missing += [
                f"{row['name']}: {text}"
                for text in spellings_of(row, known=known)
                if text not in known
            ]
    assert missing == []
