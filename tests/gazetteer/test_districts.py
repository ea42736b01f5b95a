"""Districts are areas that only their full name means; a dam is a site."""

import pytest
import shapely

from geomap import Gazetteer

GAZETTEER = Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Afrin", "afrin"),
        ("عفرين", "afrin"),
        ("Manbij", "manbij"),
        ("منبج", "manbij"),
        ("Kobani", "kobani"),
        ("عين العرب", "kobani"),
        ("Al-Bab", "al-bab"),
        ("Al-Mayadeen", "al-mayadin"),
        ("Azaz city", "azaz"),
    ],
)
def test_the_bare_name_of_a_district_stays_the_town_s(text: str, place_id: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert (answer.status, answer.precision) == ("resolved", "place")
    assert answer.place_ids == (place_id,)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Afrin district", "afrin-district"),
        ("منطقة عفرين", "afrin-district"),
        ("in Al-Mayadin district", "al-mayadin-district"),
        ("Jebel Saman district", "jabal-saman-district"),
    ],
)
def test_a_district_is_an_area_and_never_a_pin(text: str, place_id: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert (answer.status, answer.precision) == ("resolved", "area")
    assert answer.place_ids == (place_id,)
    assert not answer.drawable_as_point


def test_the_circle_of_a_district_ends_at_its_governorate() -> None:
    kobani = GAZETTEER.resolve("Kobani district")
    assert [unit.code for unit in kobani.admin] == ["SY", "SY02"]
    assert kobani.geometry is not None
    assert not kobani.geometry.intersects(shapely.Point(38.4, 37.0))


def test_a_district_outside_the_border_of_its_governorate_keeps_its_circle() -> None:
    """Natural Earth draws the Golan with Israel: cut by Quneitra, Fiq would lie elsewhere."""
    fiq = GAZETTEER.resolve("Fiq district")
    assert fiq.geometry is not None
    assert fiq.geometry.contains(shapely.Point(35.70032, 32.77935))


@pytest.mark.parametrize("text", ["Tishrin Dam", "سد تشرين", "Tishreen Dam"])
def test_a_dam_is_a_site(text: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert (answer.status, answer.precision) == ("resolved", "site")
    assert answer.place_ids == ("tishrin-dam",)
