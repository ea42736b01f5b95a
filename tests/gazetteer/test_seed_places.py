"""Each spelling of a checked place comes out within 2 km of it, or as an area over it."""

import csv
from pathlib import Path

import pytest
from shapely import Point

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.geodesy import distance_m

CHECKED = Path(__file__).parents[3] / "shared" / "research" / "places_coordinates.csv"
"""Coordinates checked by hand before the project began; a clone alone does not have them."""

TOLERANCE_M = 2_000
GAZETTEER = Gazetteer.open()

# lon, lat and spellings as reports, maps and other gazetteers write them; some are in no table.
SPELLINGS = [
    (36.68839, 36.3095, "Atmeh", "Atamah", "Atme", "Atma", "Atimah", "آطمة", "أطمة", "اطمه"),
    (36.66503, 36.34, "Deir Ballut", "Deir Balout", "Dayr Ballūt", "دير بلوط", "قرية دير بلوط"),
    (36.662234, 36.315642, "Atmeh IDP camps", "Atma camp", "مخيم أطمة"),
    (38.35347, 36.89095, "Kobani", "Kobane", "Ain Al-Arab (Kobani)", "عين العرب", "كوباني"),
    (40.57583, 35.15167, "Al-Omar oil field", "Al Omar", "Omar field", "حقل العمر النفطي"),
    (38.61778, 33.50583, "Al-Tanaf base", "Al-Tanf garrison", "قاعدة التنف", "At-Tanf base"),
    (38.65697, 33.48834, "Al-Tanf", "At Tanf", "التنف"),
    (38.52589, 36.57427, "Kharab Ishik village", "قرية خراب عشق"),
    (38.58752, 36.54692, "“Kharab Ishik” airport", "Kharab Ishk airstrip"),
    (40.4897, 35.04754, "Hawy Al-Hawayej region", "Hawi al-Hawayij", "الحوايج"),
    (40.45346, 35.02089, "Al-Mayadeen", "Al Mayadin", "Mayadin", "الميادين", "al-Mayādīn"),
    (40.7625, 36.4775, "Ghuwayran prison", "Ghweran", "سجن غويران", "Al-Sinaa prison"),
    (40.74772, 36.50237, "Al-Hasakah city", "Hasaka", "Hasakeh", "الحسكة", "الحسکه"),
    (40.14084, 35.33588, "Deir Ezzor", "Deir ez-Zor", "Dayr az Zawr", "Der-Ezzor", "ديرالزور"),
    (40.58694, 36.73778, "Tel Baydar", "Tell Beydar", "Tel Baider", "تل بيدر"),
    (41.95047, 37.00658, "Rmilan", "Rumaylan", "Rmelan", "رميلان"),
    (41.994, 36.903, "Kharab Al-Jir", "Kharab Al-Jair", "Kharab Al-Jeir", "خراب الجير"),
    (40.319093, 35.341858, "Koniko", "Conoco gas plant", "كونيكو", "حقل كونيكو"),
    (40.73478, 36.05757, "Al-Shaddadi", "Al-Shadady", "Ash Shaddādah", "الشدادي", "الشّدادی"),
    (42.34989, 37.089323, "Semalka crossing", "Simalka", "معبر سيمالكا"),
    (36.17347, 36.58718, "Iskenderun city", "Alexandretta", "مدينة الإسكندرونة"),
    (36.168735, 36.314075, "Hatay", "Liwa Iskenderun", "لواء اسكندرون"),
    (40.94904, 34.46095, "Al-Baghouz (Fawqani)", "الباغوز"),
    (40.99226, 34.43221, "Al-Baghouz (Tahtani)", "باغوز"),
    (40.17583, 35.28528, "Deir Ezzor airport", "مطار دير الزور"),
]


def is_answered(text: str, lon: float, lat: float) -> bool:
    """Whether the answer is a point close enough, or an area over the place."""
    answer = GAZETTEER.resolve(text)
    if answer.geometry is None or answer.lon is None or answer.lat is None:
        return False
    if answer.drawable_as_point:
        return distance_m(answer.lon, answer.lat, lon, lat) <= TOLERANCE_M
    return bool(answer.geometry.intersects(Point(lon, lat)))


@pytest.mark.parametrize(
    ("text", "lon", "lat"), [(text, lon, lat) for lon, lat, *texts in SPELLINGS for text in texts]
)
def test_a_spelling_is_answered_where_the_place_is(text: str, lon: float, lat: float) -> None:
    assert is_answered(text, lon, lat), GAZETTEER.resolve(text).explanation


@pytest.mark.skipif(not CHECKED.exists(), reason="the shared folder is not beside this clone")
def test_every_spelling_of_the_checked_places_is_answered() -> None:
    missed = []
    with CHECKED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = [row["name"], *row["alt_en"].split("|"), *row["name_ar"].split("|")]
            missed += [
                text
                for text in filter(None, texts)
                if not is_answered(text, float(row["lon"]), float(row["lat"]))
            ]
    assert missed == []
