"""Every wording of place in the five reports gets a sensible answer, or a reason."""

import csv
from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "seed_facts.csv"
"""All wordings with their facts; a clone alone does not have them."""

GAZETTEER = Gazetteer.open()

# What a wording is answered with: its precision and units that must be in the admin list.
ANSWERED = [
    ("Atamah region", "place", "Idlib"),
    ("near Atamah region", "area", "Idlib"),
    (
        "near Atamah region at Iskenderun border in the north countryside of Idlib province",
        "area",
        "Idlib",
    ),
    ("Deir Balout and Atamah", "area", "Aleppo Idlib"),
    (
        (
            "in the area between Deir Balout and Atamah at the administrative border between "
            "Aleppo and Idlib"
        ),
        "area",
        "Aleppo Idlib",
    ),
    ("Syria border with Turkey’s Iskenderun", "area", "Hatay Idlib Aleppo"),
    ("administrative border between Idlib and Aleppo", "area", "Aleppo Idlib"),
    (
        (
            "in an area located at the administrative border between Idlib and Aleppo near the "
            "Syria border with Turkey’s Iskenderun"
        ),
        "area",
        "Aleppo Idlib Hatay",
    ),
    ("in Idlib province", "admin1", "Idlib"),
    ("“Kharab Ishik” airport", "site", "Aleppo"),
    ("in Ain Al-Arab (Kobani) countryside", "area", "Aleppo"),
    ("“Kharab Ishik” airport in Ain Al-Arab (Kobani) countryside", "site", "Aleppo"),
    ("Al-Hasakah and Deir Ezzor", "admin1", "Al-Hasakah Deir ez-Zor"),
    ("Kurdistan Region of Iraq", "area", "Iraq"),
    ("in Deir Ezzor and Al-Hasakah provinces", "admin1", "Al-Hasakah Deir ez-Zor"),
    ("Hawy Al-Hawayej region in Hartha", "area", "Deir ez-Zor"),
    ("in the eastern Deir Ezzor countryside", "area", "Deir ez-Zor"),
    ("in eastern Euphrates area in Deir Ezzor countryside", "area", "Deir ez-Zor"),
    ("Ghuwayran prison", "site", "Al-Hasakah"),
    ("and its surrounding areas in Al-Hasakah city", "area", "Al-Hasakah"),
    ("in the Syrian desert at Iraq-Jordan-Syria borders triangle", "area", "Homs"),
    ("towards Jordan", "country", "Jordan"),
    ("positions in the eastern and western Euphrates", "area", "Deir ez-Zor"),
    ("from Al-Mayadeen desert in west Euphrates region", "area", "Deir ez-Zor"),
    ("Coalition’s military bases in Al-Hasakah and Deir Ezzor", "admin1", "Al-Hasakah"),
    ("in Al-Hasakah and Deir Ezzor in north-east Syria region", "admin1", "Deir ez-Zor"),
    ("over northern Idlib", "area", "Idlib"),
    (
        "over areas in northern Aleppo on the Syria border with Turkey’s Iskenderun",
        "area",
        "Aleppo",
    ),
    ("“de-escalation zone.”", "area", "Idlib"),
    ("between Idlib and Aleppo at Iskenderun border", "area", "Aleppo Idlib Hatay"),
    ("Mosul city", "place", "Ninawa"),
    ("observatories in north-west Syria region", "area", "Idlib"),
    (
        (
            "near camps for displaced people in Atme, a town close to the border with Turkey in"
            " jihadist-dominated Idlib province"
        ),
        "area",
        "Idlib",
    ),
    ("شمال غربي سوريا", "area", "Idlib"),
    ("في محافظة إدلب", "admin1", "Idlib"),
    ("قرب منطقة آطمة عند الحدود مع لواء اسكندرون بريف إدلب الشمالي", "area", "Idlib"),
    ("بريف إدلب الشمالي", "area", "Idlib"),
    ("على الحدود بين محافظتي إدلب وحلب", "area", "Aleppo Idlib"),
    ("مناطق متداخلة بين محافظتي إدلب وحلب غربي قرية دير بلوط", "area", "Aleppo"),
    ("قرب مدرسة غربي منطقة دير بلوط", "area", "Aleppo"),
    (
        "قرب الحدود الإدارية بين محافظتي إدلب وحلب عند الحدود مع لواء إسكندرون",
        "area",
        "Aleppo Idlib Hatay",
    ),
]

# Wordings that name no place of their own, and the reason a reader gets.
UNANSWERED = {
    "the area": "name no place",
    "in the area": "name no place",
    "near the targeted area": "no place spelled",
    "in": "name no place",
    "from": "name no place",
    "over the": "name no place",
    "at the base": "name no place",
    "displaced from": "no place spelled",
    "in a region that was a few kilometres away from the area where the operation was carried"
    " out": "a place it is measured from",
    "from Kurdistan Region of Iraq in four batches, where they headed to the Coalition’s military"
    " bases in Al-Hasakah and Deir Ezzor in north-east Syria region": "movement",
    "SDF-held areas": "changes with time",
    "to SDF-held areas": "changes with time",
    "Hartha": "no place spelled",
    "في": "name no place",
    "قرب": "name no place",
    "غربي": "Half a phrase",
    "المنطقة": "name no place",
}


@pytest.mark.parametrize(("text", "precision", "units"), ANSWERED)
def test_a_wording_is_answered_as_sharply_as_it_is_meant(
    text: str, precision: str, units: str
) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.status == "resolved"
    assert answer.precision == precision
    listed = " ".join(unit.name for unit in answer.admin)
    assert all(unit in listed for unit in units.split())


@pytest.mark.parametrize(("text", "reason"), UNANSWERED.items())
def test_a_wording_without_a_place_says_so(text: str, reason: str) -> None:
    answer = GAZETTEER.resolve(text)
    assert answer.status == "unresolved"
    assert reason in answer.explanation


@pytest.mark.skipif(not FACTS.exists(), reason="the shared folder is not beside this clone")
def test_no_wording_of_the_reports_is_left_out() -> None:
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {row[column] for row in rows for column in ("place_as_written", "relation_as_written")}
    lost = {
        text
        for text in texts - {""}
        if GAZETTEER.resolve(text).geometry is None and text not in UNANSWERED
    }
    assert lost == set()
