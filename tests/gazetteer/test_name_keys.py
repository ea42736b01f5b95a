"""The finer keys: what tells names apart that share a skeleton."""

import pytest

from geomap.gazetteer.name_keys import name_keys


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Abū Ḩamāmah", "أبو حمامة"),
        ("Tall Aḩmad", "تل أحمد"),
        ("Arḑ Umm at Tulūl", "أرض أم التلول"),
        ("Kharāb ‘Ishq", "خراب عشق"),
        ("Z\u0327ahr al Jabal", "ظهر الجبل"),
    ],
)
def test_a_marked_romanisation_gives_the_arabic_letters_back(latin: str, arabic: str) -> None:
    assert name_keys(latin).strict == name_keys(arabic).strict


def test_plain_latin_does_not_pretend_to_know_the_arabic_letters() -> None:
    assert name_keys("Tall Ahmad").strict == ""


def test_the_fine_key_keeps_apart_what_the_skeleton_joins() -> None:
    assert name_keys("Qara").consonants == name_keys("Kara").consonants
    assert name_keys("Qara").fine != name_keys("Kara").fine
    assert name_keys("Ghazala").fine == name_keys("غزالة").fine


def test_words_in_another_order_share_their_sorted_skeletons() -> None:
    assert name_keys("Kafr Zayta Fawqani").words == name_keys("Fawqani Kafr Zita").words


def test_the_script_is_read_from_the_letters() -> None:
    assert name_keys("آطمة").script == "A"
    assert name_keys("Atmeh").script == "L"


def test_a_french_gh_is_no_r_and_h_and_a_french_article_is_one() -> None:
    assert name_keys("El Rharbiye").consonants == name_keys("Al-Gharbiyah").consonants
    assert name_keys("Aïn ech Charqîyé").consonants == name_keys("Ayn ash Sharqiyah").consonants
    assert name_keys("Sarhan").consonants == name_keys("سرحان").consonants


@pytest.mark.parametrize("text", ["", "   ", "ـ", "٣", "{{7*7}}", "\u202e"])
def test_text_that_is_no_name_has_keys_all_the_same(text: str) -> None:
    assert all(isinstance(key, str) for key in name_keys(text))
