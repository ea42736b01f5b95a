"""Of namesakes the one among the dataset's other places goes first, and stays one of several."""

from dataclasses import replace

from geomap import Gazetteer
from geomap.gazetteer import Company

G = Gazetteer.open()
NEAR_IRAQ = ("Al-Qaim", "Abu Kamal", "Al-Baghuz", "Hajin", "Al-Mayadin")
NAMESAKES = "Al-Salihiyah"
ORDERS = (
    ["Deir Ezzor city", NAMESAKES, "Hajin", "Abu Kamal"],
    ["Abu Kamal", "Hajin", "Deir Ezzor city", NAMESAKES],
)


def test_every_order_of_the_texts_gives_the_same_answers() -> None:
    first, second = (dict(zip(order, G.resolve_all(order), strict=True)) for order in ORDERS)
    assert first == second


def test_the_other_places_put_namesakes_in_order_and_decide_nothing() -> None:
    alone = G.resolve(NAMESAKES)
    among = G.resolve_all([NAMESAKES, "Deir Ezzor city", "Al-Husayniyah", "Al-Kasrah"])[0]
    assert alone.status == among.status == "ambiguous"
    assert set(alone.place_ids) == set(among.place_ids)
    assert among.geometry.equals(alone.geometry)


def test_only_points_that_are_settled_count() -> None:
    known = G.resolve("Hajin")
    assert Company([known])
    assert not Company([replace(known, status="ambiguous"), G.resolve("Idlib governorate")])


def test_weight_falls_with_distance() -> None:
    company = Company([G.resolve(name) for name in NEAR_IRAQ])
    near, far = (
        company.weight_of(place.lon, place.lat)
        for place in (G.resolve("Al-Susah"), G.resolve("Azaz"))
    )
    assert near > 2 * far
    assert Company([]).weight_of(38.0, 35.0) == 1.0
