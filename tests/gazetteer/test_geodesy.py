"""Metres: geodesic distances, and shapes that keep them."""

import pytest
from shapely import Point
from shapely.geometry import box

from geomap.gazetteer.geodesy import (
    angle_between_deg,
    area_m2,
    bearing_deg,
    buffer_m,
    circle,
    distance_m,
    distance_to_m,
    ellipse,
    farthest_m,
    move,
    point_inside,
    wedge,
)

ATMEH = (36.68839, 36.3095)
DEIR_BALLUT = (36.66503, 36.34)


def test_the_two_villages_of_the_raid_are_four_kilometres_apart() -> None:
    assert distance_m(*ATMEH, *DEIR_BALLUT) == pytest.approx(3_985, abs=20)


def test_a_degree_of_longitude_shrinks_to_the_north() -> None:
    south, north = distance_m(38, 33, 39, 33), distance_m(38, 37, 39, 37)
    assert south == pytest.approx(93_500, rel=0.01)
    assert north < south


def test_a_move_comes_back_with_the_same_bearing_and_distance() -> None:
    there = move(*ATMEH, bearing_deg=315, distance_m=20_000)
    assert distance_m(*ATMEH, *there) == pytest.approx(20_000, abs=0.01)
    assert bearing_deg(*ATMEH, *there) == pytest.approx(315, abs=0.001)


def test_bearings_differ_by_at_most_half_a_turn() -> None:
    assert angle_between_deg(350, 10) == 20
    assert angle_between_deg(10, 350) == 20
    assert angle_between_deg(0, 180) == 180


def test_a_circle_has_its_radius_in_every_direction() -> None:
    shape = circle(*ATMEH, radius_m=5_000)
    for lon, lat in shape.exterior.coords:
        assert distance_m(*ATMEH, lon, lat) == pytest.approx(5_000, abs=0.01)
    assert area_m2(shape) == pytest.approx(3.14159 * 5_000**2, rel=0.01)


def test_a_wedge_holds_what_lies_in_its_direction_only() -> None:
    west = wedge(*DEIR_BALLUT, bearing_deg=270, half_angle_deg=45, inner_m=0, outer_m=6_000)
    assert west.contains(Point(move(*DEIR_BALLUT, bearing_deg=270, distance_m=3_000)))
    assert not west.contains(Point(move(*DEIR_BALLUT, bearing_deg=90, distance_m=3_000)))
    assert not west.contains(Point(move(*DEIR_BALLUT, bearing_deg=270, distance_m=7_000)))


def test_an_ellipse_is_where_the_detour_stays_short() -> None:
    shape = ellipse(ATMEH, DEIR_BALLUT, detour=1.25)
    apart = distance_m(*ATMEH, *DEIR_BALLUT)
    for lon, lat in shape.exterior.coords:
        detour = distance_m(*ATMEH, lon, lat) + distance_m(lon, lat, *DEIR_BALLUT)
        assert detour == pytest.approx(1.25 * apart, rel=0.002)


def test_a_buffer_reaches_as_far_as_asked() -> None:
    shape = box(36, 35, 37, 36)
    wider = buffer_m(shape, 2_500)
    assert wider.contains(Point(move(36, 35.5, bearing_deg=270, distance_m=2_400)))
    assert not wider.contains(Point(move(36, 35.5, bearing_deg=270, distance_m=2_600)))


def test_distances_to_areas_are_nothing_inside() -> None:
    shape = box(36, 35, 37, 36)
    assert distance_to_m(shape, 36.5, 35.5) == 0
    assert distance_to_m(shape, 37.1, 35.5) == pytest.approx(
        distance_m(37, 35.5, 37.1, 35.5), rel=0.01
    )
    assert farthest_m(shape, 36, 35) == pytest.approx(distance_m(36, 35, 37, 36), rel=0.01)


def test_the_point_inside_a_ring_is_not_in_its_hole() -> None:
    ring = circle(*ATMEH, radius_m=5_000).difference(circle(*ATMEH, radius_m=4_000))
    assert ring.contains(Point(point_inside(ring)))
