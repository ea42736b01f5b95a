"""Relations as the shipped gazetteer answers them: what each holds, and what it does not."""

import pytest
from pyproj import Geod
from shapely import Point

from geomap.gazetteer import Gazetteer, Location
from geomap.gazetteer.geodesy import distance_m

GAZETTEER = Gazetteer.open()
GEOD = Geod(ellps="WGS84")
RAQQA, TABQA = (39.00788, 35.95283), (38.54659, 35.83453)
ATMEH = (36.68839, 36.3095)
SALHABIYAH = (38.79, 35.95541)  # GeoNames 164938, between Raqqa and Tabqa
MADAN = (39.59835, 35.7552)  # GeoNames 167538, on the Euphrates
SULUK = (39.1299, 36.59596)  # GeoNames 164895, in the Peace Spring strip
GHUWAYRAN = (40.7625, 36.4775)
AL_BUSAYRAH = (40.42716, 35.15618)  # on the eastern bank
AL_TANF_BASE = (38.61778, 33.50583)


def covers(answer: Location, lon: float, lat: float) -> bool:
    return answer.geometry is not None and bool(answer.geometry.intersects(Point(lon, lat)))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        # towards a place, by a road too
        ("20 km from Raqqa towards Tabqa", SALHABIYAH, MADAN),
        ("20 km from Raqqa on the road to Tabqa", SALHABIYAH, MADAN),
        ("على بعد ٢٠ كم من الرقة باتجاه الطبقة", SALHABIYAH, MADAN),
        # along a road
        ("on the road between Raqqa and Tabqa", SALHABIYAH, MADAN),
        ("on the road from Raqqa to Tabqa", SALHABIYAH, MADAN),
        ("on the Raqqa-Tabqa highway", SALHABIYAH, MADAN),
        ("على الطريق الواصل بين مدينة الرقة والطبقة", SALHABIYAH, MADAN),
        ("on the road to Atmeh", ATMEH, SALHABIYAH),
        # along a river, on a bank of it
        ("along the Euphrates between Raqqa and the city of Deir Ezzor", MADAN, TABQA),
        ("على طول نهر الفرات بين الرقة ومدينة دير الزور", MADAN, TABQA),
        ("along the Euphrates", MADAN, ATMEH),
        ("on the eastern bank of the Euphrates", AL_BUSAYRAH, (40.7348, 36.0576)),
        ("10 km east of the Euphrates in Deir Ezzor", (40.55, 35.13), (39.9, 35.2)),
        # the edges of a town
        ("at the southern entrance to Al-Hasakah", GHUWAYRAN, (40.7477, 36.57)),
        ("المدخل الجنوبي لمدينة الحسكة", GHUWAYRAN, (40.7477, 36.57)),
        ("northern outskirts of Raqqa city", (39.008, 35.998), (39.008, 35.90)),
        ("on the outskirts of Raqqa city", (39.008, 35.998), RAQQA),
        ("just south of the city of Raqqa", (39.008, 35.89), (39.008, 35.70)),
        # strips and lines
        ("from Ras al-Ain to Tal Abyad at a depth of 32 kilometers", SULUK, RAQQA),
        ("من رأس العين إلى تل أبيض بعمق 32 كيلومتر", SULUK, RAQQA),
        ("15 km from the Turkish border", (38.35, 36.755), (38.35, 36.30)),
        # the 55-km zone and the corners of countries
        ("in the 55 km zone around Al-Tanf", (38.657, 33.488), RAQQA),
        ("north-west of 55-kilometre zone", (38.4, 33.7), (38.9, 33.4)),
        ("نطاق الـ55 كم", AL_TANF_BASE, RAQQA),
        ("tripoint of Syria, Iraq and Jordan", AL_TANF_BASE, RAQQA),
        ("المثلث الحدودي بين سوريا والعراق والأردن", AL_TANF_BASE, RAQQA),
        ("tripoint of Aleppo, Idlib and Hama", (37.216, 35.551), (37.4, 35.6)),
        ("near Syria's border with Turkey", ATMEH, RAQQA),
        ("on the Syrian side of the border with Turkey", (38.35, 36.89), RAQQA),
        ("between the Euphrates and Palmyra", (38.7, 35.2), (41.0, 34.4)),
        # lists
        ("in six villages in the eastern countryside of al-Hasakah", (41.15, 36.39), RAQQA),
        ("near Raqqa and Atmeh", ATMEH, SULUK),
        ("10 km north of Raqqa and Tabqa", (38.547, 35.925), SULUK),
    ],
)
def test_a_relation_holds_what_it_should_and_not_more(
    text: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.geometry is not None, answer.explanation
    assert answer.geometry.is_valid
    assert not answer.drawable_as_point
    assert covers(answer, *inside)
    assert not covers(answer, *outside)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("on the opposite bank of Euphrates river", "name the side"),
        ("الضفة الأخرى للفرات", "name the side"),
        ("at a depth of 32 km", "two ends"),
        ("from Palmyra to Raqqa at a depth of 5 km", "No border runs by"),
        ("along the Tigris between Raqqa and Tabqa", "does not run by"),
        ("along the Euphrates between Raqqa and", "two places"),
        ("on the road", "a place it leads to"),
        ("at the southern entrance", "a place it belongs to"),
        ("20 km from Nowhere towards Raqqa", "no place spelled"),
        ("at the crossing of the borders of three states", "three countries"),
    ],
)
def test_a_relation_that_cannot_be_drawn_says_why(text: str, why: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.status == "unresolved"
    assert why in answer.explanation


def test_a_distance_is_doubted_more_the_longer_and_the_rounder_it_is() -> None:
    widths = [
        GAZETTEER.resolve(f"{km} km north of Raqqa").uncertainty_m or 0 for km in (8, 17, 20, 47)
    ]
    assert widths == sorted(widths)
    assert widths[2] - widths[1] > 2_000, "20 km is a rounder number than 17"


@pytest.mark.parametrize(
    ("text", "distance_km"),
    [
        ("7,5 km north of Raqqa", 7.5),
        ("٧٫٥ كم شمال الرقة", 7.5),
        ("20km north of Raqqa", 20),
        ("twenty five kilometres north of Raqqa", 25),
        ("خمسة وعشرين كيلومترا شمال الرقة", 25),
        ("10-15 km north of Raqqa", 12.5),
        ("10 to 15 km north of Raqqa", 12.5),
        ("1,500 metres north of Raqqa", 1.5),
        ("كيلومترين شمال الرقة", 2),
        ("a kilometre north of Raqqa", 1),
        ("15 miles north of Raqqa", 24.14016),
    ],
)
def test_a_distance_is_read_in_every_way_it_is_written(text: str, distance_km: float) -> None:
    answer = GAZETTEER.resolve(text, within="Raqqa")
    lon, lat, _ = GEOD.fwd(*RAQQA, 0, distance_km * 1000)
    assert answer.precision == "area", answer.explanation
    assert f"{distance_km:g} km from it" in answer.explanation
    assert distance_m(answer.lon or 0, answer.lat or 0, lon, lat) < 1_000


def test_an_end_that_nobody_knows_is_left_out_and_said() -> None:
    answer = GAZETTEER.resolve("between Deir Ezzor and Al-Sawr and Al-Khorafy Road")
    assert covers(answer, 40.4, 35.42)
    assert "Left out" in answer.explanation


def test_the_strip_along_a_border_stays_in_the_country() -> None:
    strip = GAZETTEER.resolve("from Ras al-Ain to Tal Abyad at a depth of 32 kilometers")
    syria = GAZETTEER.unit_polygon("SYR")
    assert strip.geometry is not None
    assert strip.geometry.difference(syria).area < 1e-6
    assert {unit.name for unit in strip.admin} >= {"Raqqa", "Al-Hasakah"}
    assert "32 km deep" in strip.explanation


def test_the_corridor_of_a_road_says_that_no_road_is_drawn() -> None:
    answer = GAZETTEER.resolve("on the road between Raqqa and Tabqa")
    assert "the road is not drawn" in answer.explanation
    assert set(answer.place_ids) == {"raqqa", "tabqa"}


def test_a_base_in_a_town_is_the_base_however_weak_its_coordinate() -> None:
    answer = GAZETTEER.resolve("Kharab Al-Jair base in Al-Rumailan")
    assert answer.place_ids[0] == "kharab-al-jir-base"
    assert "outside another part of the phrase" in answer.explanation
