"""Where incidents are, and that no place is drawn more exactly than it is known."""

from dataclasses import replace

import pytest
from shapely.geometry import MultiPoint, Point

from geomap.gazetteer import Gazetteer, Location
from geomap.incidents import LocatedIncident, LocatedPlace, read_incidents
from geomap.incidents.locate import PlaceRequest, PlaceResolver, drawn_class
from tests.incidents.conftest import WriteDataset


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def place(location: Location, *, role: str = "at", standing: str = "primary") -> LocatedPlace:
    return LocatedPlace(role, standing, location.query, "s", "", location)


# kind, the (text, role, standing) of its places → how it may be drawn
DRAWN = [
    ("strike", [("Atmeh", "at", "primary")], "mapped"),
    ("strike", [("آطمة", "target", "primary")], "mapped"),
    ("strike", [("Idlib province", "at", "primary")], "area"),
    ("strike", [("Hartha", "at", "primary")], "unlocated"),
    ("strike", [], "unlocated"),
    # two wordings: only the primary one counts
    ("strike", [("Idlib province", "at", "primary"), ("Atmeh", "at", "same")], "area"),
    ("strike", [("Hartha", "at", "primary"), ("Atmeh", "at", "rival")], "unlocated"),
    # an attack from a known town on an unknown place happened at no known point
    ("attack", [("Atmeh", "launch", "primary")], "area"),
    # drones were not where they were seen from
    ("sighting", [("Atmeh", "seen_from", "primary")], "unlocated"),
    # a convoy needs both ends
    ("convoy", [("Atmeh", "origin", "primary")], "area"),
    (
        "convoy",
        [("Atmeh", "origin", "primary"), ("Idlib province", "destination", "primary")],
        "area",
    ),
    ("convoy", [("Atmeh", "origin", "primary"), ("دير بلوط", "destination", "primary")], "mapped"),
    ("strike", [("Atmeh", "origin", "primary"), ("دير بلوط", "destination", "primary")], "area"),
]


@pytest.mark.parametrize(("kind", "places", "drawn"), DRAWN)
def test_only_a_justified_point_is_mapped(
    gazetteer: Gazetteer, *, kind: str, places: list[tuple[str, str, str]], drawn: str
) -> None:
    located = [
        place(gazetteer.resolve(text), role=role, standing=standing)
        for text, role, standing in places
    ]
    assert drawn_class(kind, located) == drawn


def test_the_override_comes_before_the_wording(gazetteer: Gazetteer) -> None:
    places = PlaceResolver(gazetteer)
    by_id = places.locate(PlaceRequest("Hartha", place_id="al-tanf-base"))
    assert by_id.place_ids == ("al-tanf-base",)
    by_point = places.locate(PlaceRequest("x", place_id="al-tanf-base", lon=36.69, lat=36.31))
    assert (by_point.lon, by_point.lat) == (36.69, 36.31)


# radius_m, place_id → precision, geometry
CIRCLES = [
    (5_000, "", "site", "Point"),
    (5_001, "", "area", "Polygon"),
    (8_000, "aleppo", "place", "Point"),  # a city may reach that far and still be a point
    (10_001, "aleppo", "area", "Polygon"),
    (8_000, "al-tanf-base", "area", "Polygon"),  # a base may not
    (8_000, "no-such-place", "area", "Polygon"),
]


@pytest.mark.parametrize(("radius_m", "place_id", "precision", "shape"), CIRCLES)
def test_a_wide_circle_round_a_coordinate_is_an_area(
    gazetteer: Gazetteer, *, radius_m: float, place_id: str, precision: str, shape: str
) -> None:
    request = PlaceRequest("x", place_id=place_id, lon=37.16, lat=36.2, radius_m=radius_m)
    found = PlaceResolver(gazetteer).locate(request)
    assert (found.precision, found.geometry and found.geometry.geom_type) == (precision, shape)
    assert found.uncertainty_m == pytest.approx(radius_m, rel=0.01)
    assert f"within {radius_m / 1000:g} km" in found.explanation


def test_each_distinct_wording_is_resolved_once() -> None:
    class Counting(PlaceResolver):
        asked = 0

        def _ask(self, request: PlaceRequest) -> Location:
            Counting.asked += 1
            return super()._ask(request)

    places = Counting(Gazetteer.open())
    requests = [PlaceRequest("Atmeh"), PlaceRequest("Atmeh", "Idlib"), PlaceRequest("Atmeh")]
    places.locate_all(requests)
    assert [places.locate(request).status for request in requests] == ["resolved"] * 3
    assert Counting.asked == 2


def test_located_incidents_follow_the_order_of_the_table(write_dataset: WriteDataset) -> None:
    located = read_incidents(write_dataset()).located()
    assert [(found.incident_id, found.drawn) for found in located] == [
        ("raid", "mapped"),
        ("convoy", "area"),  # its origin is not known
        ("barisha", "area"),  # Idlib: the city or the province
    ]


def test_a_geodataframe_has_points_only_for_what_is_mapped(write_dataset: WriteDataset) -> None:
    nowhere = {"place_as_written": "Hartha"}
    frame = read_incidents(write_dataset({("locations", 1): nowhere | {"lon": "", "lat": ""}}))
    geo = frame.to_geodataframe().set_index("incident_id")
    assert geo.crs.to_epsg() == 4326
    assert geo["drawn"].to_dict() == {"raid": "mapped", "convoy": "unlocated", "barisha": "area"}
    assert isinstance(geo.geometry["raid"], Point)
    assert geo.geometry["convoy"] is None
    assert geo.geometry["barisha"].geom_type in ("Polygon", "MultiPolygon")
    assert geo.loc["raid", "precision"] == "place"
    assert geo.loc["raid", "uncertainty_m"] > 0
    assert geo.loc["raid", "place"] == "Atmeh"


def test_an_area_never_hands_out_a_point_even_where_one_end_is_known(gazetteer: Gazetteer) -> None:
    base = place(gazetteer.resolve("Qasrak base"), role="destination")
    convoy = LocatedIncident("c", "convoy", (base,), "area")
    assert convoy.geometry is not None
    assert convoy.geometry.geom_type == "Polygon"
    assert convoy.geometry.contains(base.location.geometry)


def test_two_points_are_both_drawn_with_the_coarser_doubt(gazetteer: Gazetteer) -> None:
    atmeh, ballut = gazetteer.resolve("Atmeh"), gazetteer.resolve("Deir Balout")
    first, second = place(atmeh), place(replace(ballut, uncertainty_m=9000.0))
    located = LocatedIncident("i", "strike", (first, second), "mapped")
    assert isinstance(located.geometry, MultiPoint)
    assert located.uncertainty_m == 9000.0


def test_an_area_beside_a_point_is_kept_and_makes_both_footprints(gazetteer: Gazetteer) -> None:
    town, province = gazetteer.resolve("Atmeh"), gazetteer.resolve("Idlib province")
    located = LocatedIncident("i", "strike", (place(town), place(province)), "mapped")
    assert located.geometry is not None
    assert located.geometry.geom_type in ("Polygon", "MultiPolygon")
    assert located.geometry.contains(town.geometry)  # the circle round the town, not its pin
    assert located.geometry.area > province.geometry.area
    assert (located.precision, located.uncertainty_m) == ("admin1", province.uncertainty_m)


def test_a_convoy_between_two_known_ends_keeps_a_third_that_is_an_area(
    gazetteer: Gazetteer,
) -> None:
    ends = [
        place(gazetteer.resolve(text), role=role)
        for text, role in (
            ("Al-Qamishli", "origin"),
            ("Qasrak base", "destination"),
            ("Al-Shaddadi base", "destination"),
        )
    ]
    located = LocatedIncident("c", "convoy", tuple(ends), "mapped")
    assert located.drawn_places == tuple(ends)
    assert located.geometry is not None
    assert located.geometry.geom_type == "MultiPolygon"


def test_where_an_attack_came_from_is_no_part_of_where_it_is(gazetteer: Gazetteer) -> None:
    target = place(gazetteer.resolve("Atmeh"), role="target")
    launch = place(gazetteer.resolve("Idlib province"), role="launch")
    located = LocatedIncident("i", "attack", (target, launch), "mapped")
    assert isinstance(located.geometry, Point)


def test_counts_add_incidents_and_sites_by_layer(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    assert incidents.period("2022-02").counts() == {
        "layers": {"operation": 1, "base": 1},
        "mapped": 2,
        "area": 0,
        "unlocated": 0,
        "withheld": 0,
    }
    counts = incidents.period("all").counts()
    assert counts["layers"] == {"operation": 2, "convoy": 1, "base": 1}
    assert sum(counts[name] for name in ("mapped", "area", "unlocated", "withheld")) == 4
