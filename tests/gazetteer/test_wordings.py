"""Wordings of reports beyond the first relations: inland distances, far banks, landmarks, lists."""

import pytest
from shapely import Point

from geomap.gazetteer import Gazetteer, Location
from geomap.gazetteer.geodesy import distance_to_m

GAZETTEER = Gazetteer.open()
TURKISH_BORDER = GAZETTEER.shared_border("Syria", "Turkey").geometry
IRAQI_BORDER = GAZETTEER.shared_border("Syria", "Iraq").geometry
SYRIA, IRAQ = GAZETTEER.unit_polygon("SYR"), GAZETTEER.unit_polygon("IRQ")


def resolve(text: str) -> Location:
    answer = GAZETTEER.resolve(text)
    assert answer.status == "resolved", answer.explanation
    return answer


def covers(answer: Location, lon: float, lat: float) -> bool:
    return answer.geometry is not None and bool(answer.geometry.intersects(Point(lon, lat)))


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("10 km inside Syria from the Turkish border", 10),
        ("nearly 10 kilometres inside Syrian territory from the border with Turkey", 10),
        ("inside Syria, 10 km from the Turkish border", 10),
        ("داخل الأراضي السورية على بعد 10 كم من الحدود التركية", 10),
        ("على بعد 10 كيلومترات داخل سوريا من الحدود مع تركيا", 10),
    ],
)
def test_a_distance_inside_syria_from_the_turkish_border(text: str, km: int) -> None:
    answer = resolve(text)
    assert answer.precision == "area"
    assert answer.geometry is not None
    assert answer.geometry.difference(SYRIA).area < 1e-9
    assert TURKISH_BORDER is not None
    distances = [
        distance_to_m(TURKISH_BORDER, lon, lat) / 1000
        for lon, lat in ((39.9, 36.7), (38.4, 36.8), (41.0, 37.0), (37.4, 36.55))
        if covers(answer, lon, lat)
    ]
    assert all(abs(distance - km) <= 5 for distance in distances)
    assert not covers(answer, 38.35347, 36.89095)  # Kobani, at the border
    assert not covers(answer, 39.0, 35.95)  # Raqqa, far inside


@pytest.mark.parametrize(
    "text",
    [
        "inside Iraqi territory, 5 km from the border",
        "5 km inside Iraq",
        "five kilometres inside Iraqi territory",
        "داخل الأراضي العراقية على بعد 5 كم من الحدود",
        "على بعد خمسة كيلومترات داخل الأراضي العراقية",
    ],
)
def test_a_distance_inside_iraq_is_measured_from_the_border_with_syria(text: str) -> None:
    answer = resolve(text)
    assert answer.geometry is not None
    assert IRAQI_BORDER is not None
    assert answer.geometry.difference(IRAQ).area < 1e-9
    lon, lat = answer.lon or 0.0, answer.lat or 0.0
    assert distance_to_m(IRAQI_BORDER, lon, lat) == pytest.approx(5_000, abs=2_000)


@pytest.mark.parametrize(
    "text", ["at a depth of 5 km inside Syrian territory", "بعمق 5 كم داخل الأراضي السورية"]
)
def test_a_depth_is_all_land_up_to_it(text: str) -> None:
    answer = resolve(text)
    assert covers(answer, 38.35347, 36.88)  # Kobani, at the border
    assert not covers(answer, 39.0, 35.95)


def test_a_place_at_the_border_tells_which_stretch_of_it_is_meant() -> None:
    answer = resolve("10 km inside Syria from the Turkish border near Ras al-Ain")
    assert covers(answer, 40.1, 36.76)
    assert not covers(answer, 38.9, 36.6)  # by Tall Abyad
    assert not covers(answer, 40.07, 36.85)  # Ras al-Ayn itself
    beside = resolve("5 km inside Syria from the Turkish border, west of Al-Qamishli")
    assert covers(beside, 41.09228, 37.04654)
    assert not covers(beside, 41.41, 37.03)  # east of it


@pytest.mark.parametrize(
    "text",
    ["between the Euphrates and the Turkish border", "بين نهر الفرات والحدود التركية"],
)
def test_the_land_between_a_river_and_a_border(text: str) -> None:
    answer = resolve(text)
    assert covers(answer, 38.3, 36.7)  # south of Kobani
    assert not covers(answer, 37.16, 36.2)  # Aleppo, on the other bank
    assert not covers(answer, 40.75, 35.0)  # the south-east, where the two are far apart


def test_between_a_town_and_a_border_is_the_way_to_its_nearest_stretch() -> None:
    answer = resolve("between Ain Issa and the Turkish border")
    assert covers(answer, 38.93, 36.55)
    assert not covers(answer, 41.0, 36.9)


def test_between_the_borders_of_two_countries_stays_their_common_border() -> None:
    answer = resolve("between the Syrian and Iraqi borders")
    assert set(answer.place_ids) == {"syria", "iraq"}
    assert covers(answer, 41.0, 34.44)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("the bridge of Hajin", "hajin"),
        ("Hajin bridge", "hajin"),
        ("جسر هجين", "hajin"),
        ("Suluk's silos", "suluk"),
        ("the grain silos of Suluk", "suluk"),
        ("صوامع سلوك", "suluk"),
        ("the roundabout of Al-Bab", "al-bab"),
        ("مشفى الباب", "al-bab"),
        ("the pocket of Hajin", "hajin"),
        ("جيب هجين", "hajin"),
        ("the dam of Manbij", "manbij"),
    ],
)
def test_what_is_called_after_a_place_is_by_it_and_never_its_pin(text: str, place_id: str) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("area", (place_id,))
    assert "of that name is known" in answer.explanation


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Tabqa dam", "euphrates-dam"),
        ("the dam of Tabqa", "euphrates-dam"),
        ("سد الطبقة", "euphrates-dam"),
        ("the Euphrates dam", "euphrates-dam"),
        ("Al-Asharah bridge", "al-asharah-bridge"),
        ("the bridge of Al-Asharah", "al-asharah-bridge"),
        ("جسر العشارة", "al-asharah-bridge"),
    ],
)
def test_a_known_facility_is_itself(text: str, place_id: str) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("site", (place_id,))


def test_the_desert_of_a_town_is_wide_and_that_of_a_governorate_the_whole() -> None:
    assert covers(resolve("in the western desert of Palmyra"), 37.629722, 34.5225)  # T4
    assert resolve("the desert of Deir Ezzor").precision == "admin1"


@pytest.mark.parametrize(
    "text",
    [
        "the Qah–Sarmada road",
        "the Qah - Sarmada road",
        "on the road between Qah and Sarmada",
        "طريق قاح–سرمدا",
    ],
)
def test_a_road_is_named_by_its_ends(text: str) -> None:
    answer = resolve(text)
    assert set(answer.place_ids) == {"qah", "sarmada"}
    assert covers(answer, 36.73, 36.24)


@pytest.mark.parametrize(
    "text", ["on the outskirts of both Sarmada and Al-Dana", "على أطراف كل من سرمدا والدانا"]
)
def test_the_outskirts_of_both_are_those_of_each(text: str) -> None:
    answer = resolve(text)
    assert answer.place_ids == ("sarmada", "al-dana")
    assert covers(answer, 36.77293, 36.18885)
    assert "Left out" not in answer.explanation


@pytest.mark.parametrize(
    "text",
    [
        "the villages of Khasham, Marrat and Hatla in Deir Ezzor's eastern countryside",
        "قرى خشام ومراط وحطلة بريف دير الزور الشرقي",
    ],
)
def test_villages_in_a_list_are_themselves_and_not_their_countryside(text: str) -> None:
    answer = resolve(text)
    assert answer.place_ids == ("khasham", "marrat", "hatlah")
    assert (answer.uncertainty_m or 0) < 15_000


@pytest.mark.parametrize("text", ["the villages of Hajin", "قرى هجين"])
def test_the_villages_of_one_place_are_its_countryside(text: str) -> None:
    answer = resolve(text)
    assert answer.precision == "area"
    assert "Its countryside" in answer.explanation


@pytest.mark.parametrize(
    "text",
    [
        "in the area stretching from Al-Mayadin to Al-Bokamal",
        "the area extending from Al-Mayadin to Al-Bokamal",
        "في المنطقة الممتدة من الميادين إلى البوكمال",
    ],
)
def test_an_area_that_stretches_between_two_is_no_movement(text: str) -> None:
    answer = resolve(text)
    assert answer.place_ids == ("al-mayadin", "albu-kamal")
    assert covers(answer, 40.825579, 34.692602)  # Hajin


def test_a_movement_stays_one() -> None:
    answer = GAZETTEER.resolve("from Al-Mayadin to Al-Bokamal")
    assert answer.status == "unresolved"
    assert "movement" in answer.explanation


@pytest.mark.parametrize(
    "text",
    [
        "on the western bank of the Euphrates opposite Al-Shafah",
        "opposite Al-Shafah",
        "the opposite bank of the Euphrates from Al-Shafah",
        "الضفة الغربية لنهر الفرات مقابل الشعفة",
        "الضفة المقابلة للشعفة",
    ],
)
def test_opposite_a_place_is_across_the_river_from_it(text: str) -> None:
    answer = resolve(text)
    assert answer.precision == "area"
    assert covers(answer, 40.90551, 34.57262)  # As-Sayyal, on the other bank
    assert not covers(answer, 41.02, 34.62)  # steppe on the town's own side


@pytest.mark.parametrize("text", ["the opposite bank of the Euphrates", "الضفة الأخرى للفرات"])
def test_the_opposite_bank_of_nothing_said_stays_open(text: str) -> None:
    assert "name the side" in GAZETTEER.resolve(text).explanation


def test_where_no_river_runs_opposite_a_place_is_its_surroundings() -> None:
    assert "no river is drawn by it" in resolve("opposite Palmyra").explanation


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("several kilometers from Hajin", "hajin"),
        ("a few kilometres away from Hajin", "hajin"),
        ("على بعد عدة كيلومترات من هجين", "hajin"),
    ],
)
def test_a_few_kilometres_are_half_of_them_in_doubt(text: str, place_id: str) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("area", (place_id,))
    assert "5 km from it in any direction" in answer.explanation
    assert "(2.5 km of its own" in answer.explanation


def test_names_set_apart_by_semicolons_are_meant_together() -> None:
    answer = resolve("Ras al-Ain; Tal Abyad")
    assert (answer.precision, answer.place_ids) == ("area", ("ras-al-ayn", "tall-abyad"))
    both = resolve("Deir ez-Zor; Al-Hasakah")
    assert both.precision == "admin1"
    nested = resolve("north of Idlib city; house west of Barisha")
    assert nested.place_ids == ("barisha",)


def test_one_known_name_of_several_is_an_area_and_no_pin() -> None:
    answer = resolve("Khasham and Nowhereville")
    assert answer.precision == "area"
    assert "no place spelled 'Nowhereville'" in answer.explanation


def test_a_crossing_at_a_border_is_no_border() -> None:
    answer = GAZETTEER.resolve("Al-Waleed border crossing")
    assert set(answer.place_ids) == {"al-waleed-crossing-anbar", "al-waleed-crossing-kri"}


def test_who_holds_an_area_is_left_out_where_the_phrase_says_more() -> None:
    answer = resolve("17 kilometres south of Al-Qamishli, in regime-held areas")
    assert answer.place_ids == ("al-qamishli",)
    assert "Left out: Who holds an area changes with time" in answer.explanation
    assert GAZETTEER.resolve("in regime-held areas").status == "unresolved"


def test_the_eastern_province_of_a_name_is_that_province() -> None:
    answer = resolve("eastern province of Deir ez-Zor")
    assert (answer.precision, answer.place_ids) == ("admin1", ("deir-ez-zor-governorate",))


def test_a_place_with_its_vicinity_named_after_a_comma_is_no_pin() -> None:
    answer = resolve("in Abo Al-Naital village, vicinity of, in northern Deir Ezzor countryside")
    assert answer.precision == "area"
    assert "al-naytal" in answer.place_ids[0]


def test_parts_a_hundred_kilometres_apart_are_no_sure_answer() -> None:
    answer = GAZETTEER.resolve("in Tal al-Hawa near the Turkish border with Aleppo countryside")
    assert not answer.drawable_as_point or (answer.lon or 0) < 38


@pytest.mark.parametrize("text", ["التابعة لبلدة الصور", "belonging to Al-Sur town"])
def test_what_belongs_to_a_town_is_not_the_town(text: str) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("area", ("al-sur",))


@pytest.mark.parametrize(
    ("text", "place_ids"),
    [
        ("the Syrian border town of Boukamal", ("albu-kamal",)),
        ("border village of Atmeh", ("atmeh",)),
    ],
)
def test_a_border_town_is_a_town_and_no_border(text: str, place_ids: tuple[str, ...]) -> None:
    answer = resolve(text)
    assert (answer.precision, answer.place_ids) == ("place", place_ids)


@pytest.mark.parametrize("text", ["مطار أبو الظهور", "مطار كويرس", "Abu Duhur military airbase"])
def test_an_airport_is_found_without_the_second_word_of_its_type(text: str) -> None:
    assert resolve(text).precision == "site"
