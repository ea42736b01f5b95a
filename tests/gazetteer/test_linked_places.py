"""The exports: Linked Places Format and GeoJSON, with doubt and provenance kept."""

import json
import re
from typing import Any

import pytest
from shapely.geometry import shape

from geomap import Gazetteer
from geomap.gazetteer.feature_collection import to_feature_collection
from geomap.gazetteer.gazetteer import EMBEDDED
from geomap.gazetteer.linked_places import CONTEXT, PLACE_URI, to_linked_places
from geomap.gazetteer.prefixes import PrefixIndex
from geomap.gazetteer.provenance import Source, count_by_source, read_source_list, source_of

GAZETTEER = Gazetteer.open()
SOURCES = read_source_list(EMBEDDED)


@pytest.fixture(scope="module")
def linked() -> dict[str, Any]:
    return to_linked_places(GAZETTEER, SOURCES)


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return to_feature_collection(GAZETTEER, SOURCES)


def feature_of(linked: dict[str, Any], place_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        feature for feature in linked["features"] if feature["@id"] == PLACE_URI + place_id
    )
    return found


def test_every_place_is_a_feature_with_what_the_format_requires(linked: dict[str, Any]) -> None:
    assert (linked["type"], linked["@context"]) == ("FeatureCollection", CONTEXT)
    ids = [feature["@id"] for feature in linked["features"]]
    assert ids == sorted(set(ids))
    assert len(ids) == len(GAZETTEER.places)
    for feature in linked["features"]:
        assert feature["type"] == "Feature"
        assert feature["properties"]["title"]
        assert all(len(code) == 2 for code in feature["properties"]["ccodes"])
        assert feature["names"][0]["citations"], "at least one name must have a citation"
        assert feature["types"][0]["identifier"].startswith(("aat:", "urn:x-geomap:kind:"))
        assert feature["geometry"]["type"] == "GeometryCollection"
        for geometry in feature["geometry"]["geometries"]:
            assert geometry["certainty"] in {"certain", "less-certain", "uncertain"}
            assert geometry["citations"]


def test_the_geometry_is_valid_in_degrees_and_rounded(linked: dict[str, Any]) -> None:
    for feature in linked["features"]:
        for geometry in feature["geometry"]["geometries"]:
            drawn = shape({key: geometry[key] for key in ("type", "coordinates")})
            assert drawn.is_valid, feature["@id"]
            west, south, east, north = drawn.bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90
    geometry = json.dumps(feature_of(linked, "euphrates")["geometry"]["geometries"])
    decimals = re.findall(r"\d+\.(\d+)", geometry)
    assert max(map(len, decimals)) == 6


def test_a_vague_place_is_no_point_and_never_certain(linked: dict[str, Any]) -> None:
    for place in GAZETTEER.places.values():
        (geometry,) = feature_of(linked, place.place_id)["geometry"]["geometries"]
        if place.precision not in {"site", "place"}:
            assert geometry["type"] in {"Polygon", "MultiPolygon"}, place.place_id
            assert geometry["certainty"] != "certain", place.place_id


def test_names_of_both_scripts_come_with_who_says_them(linked: dict[str, Any]) -> None:
    names = {name["toponym"]: name for name in feature_of(linked, "al-tanf")["names"]}
    assert names["التنف"]["lang"] == "ar"
    (citation,) = names["التنف"]["citations"]
    assert "CC BY 4.0" in citation["label"]
    assert citation["@id"] == "https://www.geonames.org/"


def test_rival_claims_are_two_relations_each_with_its_source(linked: dict[str, Any]) -> None:
    relations = feature_of(linked, "al-tanf-base")["relations"]
    claimed = {relation["relationTo"]: relation["citations"] for relation in relations}
    assert len(claimed) == 2
    said = {target.removeprefix(PLACE_URI): cited[0]["label"] for target, cited in claimed.items()}
    assert said["homs-governorate"].startswith("Syrian Observatory")
    assert said["rif-dimashq-governorate"].startswith("COD-AB")


def test_a_geonames_id_becomes_a_link(linked: dict[str, Any]) -> None:
    (link,) = feature_of(linked, "al-tanf")["links"]
    assert link == {"type": "closeMatch", "identifier": "https://www.geonames.org/172344"}
    assert "links" not in feature_of(linked, "euphrates")


def test_geojson_keeps_precision_and_provenance_in_every_row(plain: dict[str, Any]) -> None:
    rows = {feature["id"]: feature for feature in plain["features"]}
    assert list(rows) == sorted(GAZETTEER.places)
    base = rows["al-tanf-base"]
    assert base["geometry"]["type"] == "Point"
    assert base["properties"]["precision"] == "site"
    assert base["properties"]["uncertainty_m"] == 2000
    assert base["properties"]["licence"] == "CC BY-SA 4.0"
    assert [unit["name"] for unit in base["properties"]["admin"]] == [
        "Syria",
        "Homs",
        "Rif Dimashq",
    ]
    for place_id, feature in rows.items():
        is_point = feature["geometry"]["type"] == "Point"
        assert is_point == (feature["properties"]["precision"] in {"site", "place"}), place_id


def test_the_same_gazetteer_gives_the_same_bytes(
    linked: dict[str, Any], plain: dict[str, Any]
) -> None:
    assert json.dumps(to_linked_places(GAZETTEER, SOURCES)) == json.dumps(linked)
    assert json.dumps(to_feature_collection(GAZETTEER, SOURCES)) == json.dumps(plain)


def test_sources_are_counted_and_unlisted_ones_keep_their_id() -> None:
    counts = count_by_source(GAZETTEER.places.values(), {})
    assert sum(count.places for count in counts) == len(GAZETTEER.places)
    assert sum(count.names for count in counts) == sum(
        len(place.names) for place in GAZETTEER.places.values()
    )
    assert [count.places for count in counts] == sorted(
        (count.places for count in counts), reverse=True
    )
    assert source_of("nobody", SOURCES) == Source("nobody")


def test_a_folder_without_sources_has_none(tmp_path: Any) -> None:
    assert read_source_list(tmp_path) == {}


@pytest.mark.parametrize(
    ("prefix", "place_id"),
    [
        ("atm", "atmeh"),
        ("Ḥasak", "al-hasakah"),  # marks and the article do not count
        ("دير", "deir-ez-zor"),
        ("deir ez", "deir-ez-zor"),
    ],
)
def test_a_prefix_finds_places_in_both_scripts(prefix: str, place_id: str) -> None:
    assert place_id in PrefixIndex(GAZETTEER.places.values()).find(prefix, limit=10)


@pytest.mark.parametrize("prefix", ["", " ", "!!", "zzzz", "\u202e"])
def test_a_prefix_of_nothing_finds_nothing(prefix: str) -> None:
    assert PrefixIndex(GAZETTEER.places.values()).find(prefix, limit=10) == []
