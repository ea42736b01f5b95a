"""Many points at once lie in the units that each of them lies in alone."""

import numpy as np
import pytest

from geomap.gazetteer import Gazetteer

G = Gazetteer.open()

# west, east, south, north, number of points, why
BOXES = [
    (35.7, 42.4, 32.3, 37.3, 500, "Syria: inside, beside borders, at the coast"),
    (36.4, 37.0, 36.0, 36.4, 300, "the Aleppo-Idlib line, where both sides are listed"),
    (35.55, 36.0, 32.6, 33.4, 300, "the Golan, which is in dispute"),
    (34.0, 36.0, 34.0, 37.0, 300, "the coast: snapped within 10 km, at sea beyond"),
    (-180, 180, -90, 90, 200, "anywhere, the poles too"),
]


@pytest.mark.parametrize(("west", "east", "south", "north", "size"), [box[:5] for box in BOXES])
def test_the_units_of_many_points_are_those_of_each(
    west: float, east: float, south: float, north: float, size: int
) -> None:
    random = np.random.default_rng(20220203)
    lon, lat = random.uniform(west, east, size), random.uniform(south, north, size)
    codes, chains = G.units_of_points(lon, lat)
    alone = [G.resolve_point(x, y).admin for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
    assert [chains[code] for code in codes] == alone


def test_the_corners_of_the_polygons_themselves_lie_where_they_lie_alone() -> None:
    corners = np.array(G.unit_polygon("SYR-141").exterior.coords)[:300]
    lon, lat = corners[:, 0], corners[:, 1]
    codes, chains = G.units_of_points(lon, lat)
    alone = [G.resolve_point(x, y).admin for x, y in corners.tolist()]
    assert [chains[code] for code in codes] == alone


def test_no_point_has_no_units() -> None:
    codes, chains = G.units_of_points(np.array([]), np.array([]))
    assert len(codes) == 0
    assert chains == ()


def test_a_chain_is_listed_once_in_the_order_of_its_first_point() -> None:
    lon, lat = np.array([40.45, 36.69, 40.5]), np.array([35.02, 36.31, 35.0])
    codes, chains = G.units_of_points(lon, lat)
    assert codes.tolist() == [0, 1, 0]
    assert [chain[1].name for chain in chains] == ["Deir ez-Zor", "Idlib"]
