"""Answers of the shipped gazetteer: the traps of the reports, relations, contract, bad input."""

import json
import math
from datetime import date

import pytest
from shapely import Point

from geomap.gazetteer import Gazetteer, Location, PlaceNotFoundError
from geomap.gazetteer.geodesy import area_m2, distance_m, distance_to_m

GAZETTEER = Gazetteer.open()

ATMEH = (36.68839, 36.3095)
DEIR_BALLUT = (36.66503, 36.34)
AL_TANF_BASE = (38.61778, 33.50583)
WALEED_KRI = "al-waleed-crossing-kri"
WALEED_ANBAR = "al-waleed-crossing-anbar"


def resolve(text: str, **context: object) -> Location:
    return GAZETTEER.resolve(text, **context)  # type: ignore[arg-type]


def admin_names(answer: Location) -> set[str]:
    return {unit.name for unit in answer.admin}


def covers(answer: Location, lon: float, lat: float) -> bool:
    return answer.geometry is not None and bool(answer.geometry.intersects(Point(lon, lat)))


# --- the traps every resolver must pass ------------------------------------------------------


@pytest.mark.parametrize("text", ["Al-Waleed", "Al-Waleed crossing", "معبر الوليد", "الوليد"])
def test_two_crossings_named_al_waleed_stay_two_without_context(text: str) -> None:
    answer = resolve(text)
    assert answer.status == "ambiguous"
    assert not answer.drawable_as_point
    assert {candidate.place_id for candidate in answer.candidates} == {WALEED_KRI, WALEED_ANBAR}
    assert answer.uncertainty_m is not None
    assert answer.uncertainty_m > 480_000


@pytest.mark.parametrize(
    ("context", "place_id"),
    [
        ({"within": "Kurdistan Region of Iraq"}, WALEED_KRI),
        ({"near": "Kurdistan Region of Iraq"}, WALEED_KRI),
        ({"near": "Rmilan"}, WALEED_KRI),
        ({"within": "Al-Hasakah"}, WALEED_KRI),
        ({"within": "Anbar"}, WALEED_ANBAR),
        ({"near": "Al-Tanf"}, WALEED_ANBAR),
        ({"within": ["Iraq", "Al-Anbar"]}, WALEED_ANBAR),
    ],
)
def test_context_decides_between_the_two_al_waleed(
    context: dict[str, object], place_id: str
) -> None:
    answer = resolve("Al-Waleed crossing", **context)
    assert answer.status == "resolved"
    assert answer.place_ids[0] == place_id
    # The loser stays visible.
    assert len(answer.candidates) == 2


def test_the_rest_of_the_phrase_decides_between_the_two_al_waleed() -> None:
    answer = resolve("through Al-Waleed crossing with Kurdistan Region of Iraq")
    assert answer.place_ids[0] == WALEED_KRI


@pytest.mark.parametrize(
    ("text", "place_ids", "unit"),
    [
        ("Kharab Ishik", {"kharab-ishik", "kharab-ishik-base"}, "Aleppo"),
        ("Kharab Ashak", {"kharab-ishik", "kharab-ishik-base"}, "Aleppo"),
        ("خراب عشق", {"kharab-ishik", "kharab-ishik-base"}, "Aleppo"),
        ("“Kharab Ishik” airport", {"kharab-ishik-base"}, "Aleppo"),
        ("Kharab Al-Jir", {"kharab-al-jir-base"}, "Al-Hasakah"),
        ("Kharab Al-Jair", {"kharab-al-jir-base"}, "Al-Hasakah"),
        ("خراب الجير", {"kharab-al-jir-base"}, "Al-Hasakah"),
    ],
)
def test_two_bases_that_share_a_word_do_not_merge(
    text: str, place_ids: set[str], unit: str
) -> None:
    answer = resolve(text)
    assert set(answer.place_ids) <= place_ids
    assert unit in admin_names(answer)


def test_a_shared_word_alone_names_neither_base() -> None:
    assert resolve("Kharab").status == "unresolved"


@pytest.mark.parametrize(
    "text",
    [
        "Iskenderun border",
        "at Iskenderun border",
        "near the Syria border with Turkey’s Iskenderun",
        "عند الحدود مع لواء اسكندرون",
    ],
)
def test_the_iskenderun_border_is_the_stretch_by_atmeh_and_not_the_port(text: str) -> None:
    answer = resolve(text)
    assert answer.precision == "area"
    assert {"Syria", "Türkiye", "Hatay", "Idlib"} <= admin_names(answer)
    assert answer.geometry is not None
    assert distance_to_m(answer.geometry, *ATMEH) < 5_000
    assert distance_to_m(answer.geometry, 36.17347, 36.58718) > 20_000


@pytest.mark.parametrize("name", ["Al-Hasakah", "Deir Ezzor", "Idlib", "Aleppo", "Raqqa", "إدلب"])
def test_a_name_of_city_and_governorate_is_drawn_as_the_governorate(name: str) -> None:
    answer = resolve(name)
    assert answer.status == "ambiguous"
    assert answer.precision == "admin1"
    assert {candidate.kind for candidate in answer.candidates} == {"city", "governorate"}
    city = next(candidate for candidate in answer.candidates if candidate.kind == "city")
    assert (answer.lon, answer.lat) == (city.lon, city.lat)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Al-Hasakah city", "place"),
        ("city of Al-Hasakah", "place"),
        ("مدينة الحسكة", "place"),
        ("Hasakah province", "admin1"),
        ("محافظة الحسكة", "admin1"),
        ("governorate of Idlib", "admin1"),
        ("northern Idlib", "area"),
    ],
)
def test_type_words_decide_between_city_and_governorate(text: str, precision: str) -> None:
    answer = resolve(text)
    assert (answer.status, answer.precision) == ("resolved", precision)


@pytest.mark.parametrize("text", ["Al-Tanaf base", "Al-Tanf", "near Al-Tanf base", "قاعدة التنف"])
def test_al_tanf_keeps_both_claims(text: str) -> None:
    answer = resolve(text)
    assert {"Homs", "Rif Dimashq"} <= admin_names(answer)


def test_al_tanf_lies_in_either_of_its_governorates() -> None:
    for unit in ("Homs", "Rif Dimashq"):
        answer = resolve("Al-Tanf base", within=unit)
        assert "disagree" not in answer.explanation


def test_the_camps_of_atmeh_are_snapped_to_idlib_and_the_answer_says_so() -> None:
    answer = resolve("Atmeh camps")
    assert (answer.status, answer.precision) == ("resolved", "place")
    assert "Idlib" in admin_names(answer)
    assert "snapped to Idlib" in answer.explanation
    assert "4.9 km at worst" in answer.explanation
    # A snapped unit moves no point.
    assert distance_m(answer.lon or 0, answer.lat or 0, 36.662234, 36.315642) < 1


@pytest.mark.parametrize(
    "text",
    [
        "Deir\u00a0Ezzor\u00a0airport",
        "«Deir Ezzor» airport",
        "Deir\u200b Ezzor air\u00adport",
        "Deir Ez*zor airport",
        "\u202bمطار دير الزور\u202c",
        "مطـــار دير الـزور",
        "مَطار ديرِ الزّور",
        "مطار ديرالزور",
    ],
)
def test_damage_to_a_text_does_not_change_its_place(text: str) -> None:
    assert resolve(text).place_ids[:1] == ("deir-ez-zor-airport",)


# --- places --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [("Al-Tanaf", "al-tanf-base"), ("Al-Tanf", "al-tanf"), ("باغوز", "al-baghuz-tahtani")],
)
def test_the_spelling_decides_where_it_can(text: str, first: str) -> None:
    answer = resolve(text)
    assert answer.candidates[0].place_id == first
    assert len(answer.candidates) > 1


def test_a_weak_coordinate_is_an_area_and_says_why() -> None:
    answer = resolve("Al-Omar oil field")
    assert answer.precision == "area"
    assert not answer.drawable_as_point
    assert "weak" in answer.explanation
    # UCDP and Airwars put it elsewhere: both points are inside.
    assert covers(answer, 40.7131, 35.0297)
    assert covers(answer, 40.7767, 35.0189)


def test_hartha_is_unresolved_and_does_not_sink_its_phrase() -> None:
    assert resolve("Hartha").status == "unresolved"
    answer = resolve("Hawy Al-Hawayej region in Hartha in the eastern Deir Ezzor countryside")
    assert "hawi-al-hawayij" in answer.place_ids
    assert "Hartha" in answer.explanation


def test_an_unknown_facility_is_not_put_on_the_town_it_is_called_after() -> None:
    answer = resolve("Kobani airport")
    assert answer.precision == "area"
    assert "No airport of that name is known" in answer.explanation


def test_a_stated_unit_that_does_not_fit_is_said_and_not_obeyed() -> None:
    answer = resolve("Koniko in Homs")
    assert answer.place_ids[0] == "conoco-gas-plant"
    assert "disagree" in answer.explanation
    assert "disagree" in resolve("Koniko", within="Homs").explanation


def test_what_is_near_something_unknown_in_a_town_is_not_the_town() -> None:
    answer = resolve("near camps for displaced people in Atme")
    assert answer.precision == "area"
    assert covers(answer, *ATMEH)
    assert "Left out" in answer.explanation


def test_a_crossing_beside_the_stated_region_is_close_and_no_conflict() -> None:
    answer = resolve("Al-Waleed crossing", within="Kurdistan Region of Iraq")
    assert "close to it, not in it" in answer.explanation
    assert "disagree" not in answer.explanation


def test_direction_words_never_veto_a_place() -> None:
    for side in ("northern", "eastern", "southern", "western"):
        answer = resolve(f"Koniko in the {side} countryside of Deir Ezzor")
        assert (answer.precision, answer.place_ids[0]) == ("site", "conoco-gas-plant")


@pytest.mark.parametrize(
    ("text", "lon", "lat", "uncertainty_m"),
    [
        ("36.3095, 36.68839", 36.68839, 36.3095, 14),
        ("35°09′06″N 40°34′33″E", 40.57583, 35.15167, 40),
        ("N 35.15 E 40.58", None, None, None),
        ("36.31 36.69", 36.69, 36.31, 1_430),
        ("٣٦٫٣", None, None, None),
        ("136.3, 36.6", None, None, None),
    ],
)
def test_a_coordinate_is_a_site_as_sharp_as_its_digits(
    text: str, lon: float | None, lat: float | None, uncertainty_m: float | None
) -> None:
    answer = resolve(text)
    if lon is None or lat is None or uncertainty_m is None:
        assert answer.status == "unresolved"
        return
    assert answer.precision == "site"
    assert distance_m(answer.lon or 0, answer.lat or 0, lon, lat) < 1
    assert answer.uncertainty_m == pytest.approx(uncertainty_m, rel=0.1)


# --- relations -----------------------------------------------------------------------------


def test_the_raid_of_february_2022_is_a_few_kilometres_on_the_border() -> None:
    answer = resolve(
        "in the area between Deir Balout and Atamah at the administrative border between Aleppo "
        "and Idlib"
    )
    assert (answer.status, answer.precision) == ("resolved", "area")
    assert distance_m(answer.lon or 0, answer.lat or 0, 36.677, 36.324) < 1_000
    assert answer.uncertainty_m is not None
    assert 2_000 < answer.uncertainty_m < 6_000
    assert {"Aleppo", "Idlib"} <= admin_names(answer)
    for named in ("Deir Ballut", "Atmeh", "border between Aleppo and Idlib", "4.9 km at worst"):
        assert named in answer.explanation


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        # a sector of the governorate, seen from its seat
        ("in the eastern countryside of Deir Ezzor", (40.827, 34.6927), (39.6, 35.5)),
        ("بريف إدلب الشمالي", ATMEH, (36.65, 35.44)),
        ("northern Aleppo", (37.0463, 36.5866), (37.3725, 36.0770)),
        ("southern Al-Hasakah", (40.73478, 36.05756), (41.23142, 37.05215)),
        # a side of a village
        ("غربي قرية دير بلوط", (36.63, 36.34), (36.70, 36.34)),
        ("west of Deir Ballut village", (36.63, 36.34), (36.66, 36.40)),
        # sectors of the country
        ("north-west Syria region", ATMEH, AL_TANF_BASE),
        ("شمال غربي سوريا", ATMEH, (40.73478, 36.05756)),
        ("southern Syria", (36.10213, 32.61889), ATMEH),
        # the river
        ("eastern Euphrates area", (40.73478, 36.05756), (40.2, 34.8)),
        ("in eastern Euphrates area in Deir Ezzor countryside", (40.657, 35.506), (41.23, 37.05)),
        ("west Euphrates region", (40.2, 34.8), (40.657, 35.506)),
        ("positions in the eastern and western Euphrates", (40.454, 35.021), AL_TANF_BASE),
        # corners, borders, overlaps
        ("Iraq-Jordan-Syria borders triangle", AL_TANF_BASE, ATMEH),
        ("administrative border between Idlib and Aleppo", (36.678, 36.322), (36.634, 35.93)),
        ("مناطق متداخلة بين محافظتي إدلب وحلب", (36.67, 36.33), (37.15, 36.2)),
        ("near the border with Jordan", (36.2, 32.5), ATMEH),
        # distances
        ("20 km north of Raqqa", (39.008, 36.133), (39.008, 35.77)),
        ("3 كيلومترات جنوب غرب القامشلي", (41.208, 37.033), (41.3, 37.1)),
        ("nearly 11 kilometres to the north-west of Al-Bokamal city", (40.834, 34.52), (41, 34.4)),
        # lists
        ("in Deir Ezzor and Al-Hasakah provinces", (40.14, 35.33), ATMEH),
        ("Deir Balout and Atamah", ATMEH, (36.7, 36.2)),
    ],
)
def test_a_relation_covers_what_it_should_and_not_more(
    text: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    answer = resolve(text)
    assert answer.status == "resolved", answer.explanation
    assert not answer.drawable_as_point
    assert covers(answer, *inside)
    assert not covers(answer, *outside)


def test_between_two_names_of_city_and_governorate_covers_both_readings() -> None:
    answer = resolve("between Raqqa and Deir Ezzor")
    assert answer.status == "ambiguous"
    assert covers(answer, 39.6, 35.65)  # half-way on the road
    assert "Cities and governorates" in answer.explanation
    assert resolve("between Raqqa and Deir Ezzor provinces").status == "resolved"


def test_the_caller_can_clip_a_vague_area() -> None:
    whole = resolve("eastern Euphrates area")
    clipped = resolve("eastern Euphrates area", within="Deir ez-Zor")
    assert area_m2(clipped.geometry) < area_m2(whole.geometry) / 2
    assert admin_names(clipped) == {"Syria", "Deir ez-Zor"}


def test_more_parts_never_widen_a_phrase() -> None:
    texts = [
        "near Atamah",
        "near Atamah at Iskenderun border",
        "near Atamah at Iskenderun border in the north countryside of Idlib province",
    ]
    areas = [area_m2(resolve(text).geometry) for text in texts]
    assert areas == sorted(areas, reverse=True)


def test_parts_that_do_not_meet_keep_the_more_specific_one() -> None:
    answer = resolve("near Atmeh at the border with Jordan")
    assert "do not overlap" in answer.explanation
    assert covers(answer, *ATMEH)


# --- the contract of a location ------------------------------------------------------------

PHRASES = [
    "Atmeh",
    "Syria",
    "Al-Waleed",
    "Euphrates",
    "near Jordan",
    "northern Syria",
    "Quneitra",
    "Syrian desert",
    "Türkiye",
    "Al-Hasakah, Deir Ezzor and Raqqa",
    "Cyprus",
    "36.3095, 36.68839",
]


@pytest.mark.parametrize("text", PHRASES)
def test_a_location_is_sound(text: str) -> None:
    answer = resolve(text)
    geometry = answer.geometry
    assert geometry is not None
    assert geometry.is_valid
    assert (geometry.geom_type == "Point") == (answer.precision in {"site", "place"})
    assert geometry.geom_type in {"Point", "Polygon", "MultiPolygon"}
    assert answer.lon is not None
    assert answer.lat is not None
    assert geometry.intersects(Point(answer.lon, answer.lat))
    assert answer.uncertainty_m is not None
    assert math.isfinite(answer.uncertainty_m)
    assert answer.admin
    assert answer.explanation


@pytest.mark.parametrize("text", [*PHRASES, "Hartha"])
def test_an_answer_is_plain_json_with_the_keys_of_the_contract(text: str) -> None:
    plain = json.loads(json.dumps(resolve(text).to_dict(), allow_nan=False))
    assert list(plain) == [
        *("query", "status", "precision", "lon", "lat", "uncertainty_m"),
        *("admin", "place_ids", "explanation", "candidates"),
    ]
    assert all(set(unit) == {"level", "name", "code"} for unit in plain["admin"])
    wanted = {"place_id", "name", "lon", "lat", "score", "reason"}
    assert all(wanted <= set(candidate) for candidate in plain["candidates"])
    feature = resolve(text).to_feature()
    assert feature["type"] == "Feature"
    json.dumps(feature, allow_nan=False)


def test_the_same_text_gives_the_same_answer_twice() -> None:
    assert resolve("northern Aleppo") == resolve("northern Aleppo")


def test_a_day_is_accepted() -> None:
    assert resolve("Atmeh", as_of=date(2022, 2, 3)) == resolve("Atmeh")


def test_places_are_found_by_their_id() -> None:
    assert GAZETTEER.place("atmeh").name == "Atmeh"
    assert GAZETTEER.places["atmeh"].name_ar == "أطمة"
    assert GAZETTEER.resolve_place("atmeh").precision == "place"
    with pytest.raises(PlaceNotFoundError, match="'atmehh'") as caught:
        GAZETTEER.resolve_place("atmehh")
    assert caught.value.place_id == "atmehh"
    assert isinstance(caught.value, KeyError)


def test_every_place_has_a_location() -> None:
    for place_id in GAZETTEER.places:
        answer = GAZETTEER.resolve_place(place_id)
        assert answer.geometry is not None, place_id
        assert answer.geometry.is_valid, place_id
        assert answer.admin or GAZETTEER.place(place_id).kind == "river", place_id


def test_a_point_gets_its_units_from_the_polygons() -> None:
    answer = GAZETTEER.resolve_point(40.14, 35.33)
    assert [unit.name for unit in answer.admin] == ["Syria", "Deir ez-Zor"]
    assert GAZETTEER.resolve_point(0.0, 0.0).admin == ()


def test_a_point_just_off_the_coast_is_snapped_and_says_so() -> None:
    answer = GAZETTEER.resolve_point(35.74, 35.53)
    assert "Latakia" in {unit.name for unit in answer.admin}
    assert "snapped" in answer.explanation


def test_search_lists_candidates_and_nothing_for_strangers() -> None:
    assert GAZETTEER.search("Al-Tanf")[0].place_id == "al-tanf"
    assert len(GAZETTEER.search("Idlib", limit=1)) == 1
    assert GAZETTEER.search("Hartha") == []
    assert GAZETTEER.search("<b>") == []


def test_an_unknown_context_is_said() -> None:
    answer = resolve("Atmeh", within="Atlantis", near="Eldorado")
    assert answer.place_ids == ("atmeh",)
    assert "'Atlantis'" in answer.explanation
    assert "'Eldorado'" in answer.explanation


# --- bad input -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b\u202e",
        "\x00\x07",
        "\ud800",
        "x",
        "ب",
        "12",
        "2022",
        "3.14",
        "...",
        "-",
        "()",
        "و و و",
        "a" * 10_000,
        "between " * 30,
        "<script>alert(1)</script>",
        "<b>Atmeh</b>",
        "{{7*7}}",
        "{% raw %}",
        "${alert(1)}",
        "=cmd()",
        "javascript:alert(1)",
        "'; DROP TABLE places; --",
        "Аtmeh",  # a Cyrillic first letter
        "Atمeh",
        "between Atmeh and",
        "بين آطمة و",
        "north of",
        "20 km",
        "20 km north of nowhere",
        "border with",
        "SDF-held areas",
        "(((((((((",
        "km km km km",
        "near near near",
        "و" * 250,
        "ب" * 250,
    ],
)
def test_what_cannot_be_read_is_unresolved_with_a_reason(text: str) -> None:
    answer = resolve(text)
    assert answer.status == "unresolved"
    assert answer.precision == "unlocated"
    assert answer.geometry is None
    assert answer.lon is None
    assert answer.explanation
    assert resolve("Atmeh", within=text, near=text).place_ids == ("atmeh",)


def test_a_small_area_is_not_cut_by_a_border_within_the_doubt_of_that_border() -> None:
    atmeh = (36.68839, 36.3095)
    answer = resolve(
        "near Atamah region at Iskenderun border in the north countryside of Idlib province"
    )
    assert covers(answer, *atmeh)


def test_a_direction_ranks_what_a_border_leaves_and_cuts_nothing() -> None:
    answer = resolve("areas in northern Aleppo on the Syria border with Turkey’s Iskenderun")
    assert covers(answer, 36.62, 36.36)  # west of Deir Ballut, outside a narrow "north"
    assert answer.lat is not None
    assert answer.lat > 36.5  # the likelier part


def test_a_region_that_nobody_has_drawn_ends_at_its_countrys_border() -> None:
    answer = resolve("de-escalation zone")
    assert not covers(answer, 36.16, 36.2)  # Antakya
    assert covers(answer, 36.63, 35.93)


@pytest.mark.parametrize(
    "text",
    [
        "Ghuwayran prison and its surrounding areas in Al-Hasakah city",
        "سجن غويران ومحيطه",
        "in the vicinity of Ghuwayran prison in Al-Hasakah city",
    ],
)
def test_what_surrounds_a_prison_is_an_area_even_when_its_city_is_named(text: str) -> None:
    answer = resolve(text)
    assert answer.precision == "area"
    assert covers(answer, 40.7625, 36.4775)


def test_consonants_alone_are_no_answer_outside_the_stated_unit() -> None:
    assert resolve("Hajjin").status == "ambiguous"
    assert resolve("Hajjin", within="Latakia governorate").status == "unresolved"
    # What is spelled so stays in sight, as an open question: context is evidence and no veto.
    answer = resolve("Muhasan", within="Latakia governorate")
    assert (answer.status, answer.precision) == ("ambiguous", "area")
    assert "outside the stated context" in answer.explanation


def test_a_suburb_is_a_settlement() -> None:
    assert resolve("Jaramana suburb").precision == "place"


def test_two_unlisted_spellings_of_one_place_make_it_likelier() -> None:
    alone = resolve("Hajjin").candidates[0]
    both = resolve("Hajjin / Haajin").candidates[0]
    assert alone.place_id == both.place_id == "hajin"
    assert alone.probability is not None
    assert both.probability is not None
    assert both.probability > alone.probability
