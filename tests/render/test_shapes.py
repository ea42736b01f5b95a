import pytest
import shapely
from shapely.geometry import Point, box, shape

import geomap
from geomap.gazetteer import Location
from geomap.render.shapes import ShapeCollector, polygons_shape

GAZETTEER = geomap.Gazetteer.open()


def area(geometry: shapely.Geometry, *place_ids: str) -> Location:
    at = geometry.representative_point()
    return Location("a text", "resolved", "area", geometry, at.x, at.y, 5_000, place_ids=place_ids)


def geometry_of(polygons: list) -> shapely.Geometry:
    return shape({"type": "MultiPolygon", "coordinates": polygons})


def test_a_governorate_is_a_unit_of_the_basemap() -> None:
    shapes = ShapeCollector(GAZETTEER)
    shapes.index_of(GAZETTEER.resolve_place("aleppo-governorate"))
    assert shapes.shapes == [{"units": ["SYR-137"]}]


def test_a_place_of_several_units_is_their_codes() -> None:
    shapes = ShapeCollector(GAZETTEER)
    shapes.index_of(GAZETTEER.resolve_place("quneitra-governorate"))
    assert shapes.shapes == [{"units": ["SYR-145", "SYR-5261"]}]


def test_a_country_is_its_code() -> None:
    shapes = ShapeCollector(GAZETTEER)
    shapes.index_of(GAZETTEER.resolve_place("syria"))
    assert shapes.shapes == [{"units": ["SYR"]}]


def test_a_part_of_a_governorate_is_not_the_governorate() -> None:
    whole = GAZETTEER.unit_polygon("SYR-137")
    west, south, east, north = whole.bounds
    northern = whole.intersection(box(west, (south + north) / 2, east, north))
    shapes = ShapeCollector(GAZETTEER)
    shapes.index_of(area(northern, "aleppo-governorate"))
    assert list(shapes.shapes[0]) == ["polygons"]


def test_the_same_area_is_kept_once_and_others_in_order() -> None:
    shapes = ShapeCollector(GAZETTEER)
    circles = [Point(38, 36).buffer(0.1), Point(39, 36).buffer(0.1), Point(38, 36).buffer(0.1)]
    assert [shapes.index_of(area(circle)) for circle in circles] == [0, 1, 0]


def test_points_and_the_unlocated_have_no_shape() -> None:
    shapes = ShapeCollector(GAZETTEER)
    assert shapes.index_of(GAZETTEER.resolve_place("atmeh")) is None
    assert shapes.index_of(GAZETTEER.resolve("a place that nobody knows")) is None
    assert shapes.shapes == []


def test_a_circle_keeps_few_vertices_and_its_area() -> None:
    circle = Point(38, 36).buffer(0.2, quad_segs=64)
    polygons = polygons_shape(circle)["polygons"]
    assert len(polygons[0][0]) < 70
    assert geometry_of(polygons).area == pytest.approx(circle.area, rel=0.02)


def test_a_small_area_keeps_its_form() -> None:
    circle = Point(38, 36).buffer(0.005)
    assert geometry_of(polygons_shape(circle)["polygons"]).area == pytest.approx(
        circle.area, rel=0.05
    )


def test_polygons_are_valid_rounded_and_wind_as_geojson_asks() -> None:
    ring = Point(38, 36).buffer(0.3).difference(Point(38, 36).buffer(0.1))
    polygons = polygons_shape(ring.union(Point(39, 36).buffer(0.1)))["polygons"]
    geometry = geometry_of(polygons)
    assert geometry.is_valid
    assert all(part.exterior.is_ccw for part in geometry.geoms)
    assert not any(hole.is_ccw for part in geometry.geoms for hole in part.interiors)
    numbers = [number for part in polygons for r in part for corner in r for number in corner]
    assert all(number == round(number, 5) for number in numbers)


def test_what_is_no_area_is_left_out() -> None:
    assert polygons_shape(shapely.LineString([(38, 36), (39, 37)])) is None
