"""Spellings that must meet, and at which step of the pipeline they do."""

import pytest

from geomap.gazetteer.folding import LEVELS, clean, keys, romanise, scripts_of


def first_level(one: str, other: str) -> str | None:
    """Return the first level at which two spellings have the same key."""
    return next((level for level in LEVELS if keys(one)[level] == keys(other)[level] != ""), None)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        # step 1: what cannot be seen, and what a filter or a web page did to a word
        ("Deir\u00a0Ezzor", "Deir Ezzor", "exact"),
        ("Deir\u200b Ezzor", "Deir Ezzor", "exact"),
        ("\u202bالتنف\u202c", "التنف", "exact"),
        ("التـــنف", "التنف", "exact"),
        ("الشدّادي", "الشدادي", "exact"),
        ("At*meh", "Atmeh", "exact"),
        ("ﺣﻠﺐ", "حلب", "exact"),
        ("“Kharab Ishik”", "Kharab Ishik", "exact"),
        ("Ａｔｍｅｈ", "Atmeh", "exact"),
        # step 2: case, hyphens, punctuation
        ("DEIR-EZ-ZOR", "Deir ez-Zor", "exact"),
        ("Al‑Tanf", "al tanf", "exact"),
        # step 3: Latin marks, however they are encoded
        ("Al-Ḥasakah", "Al-Hasakah", "letters"),
        ("Turkiye", "Tu\u0308rkiye", "letters"),
        ("Dar'a", "Dar’a", "exact"),
        ("Dar'a", "Dara", "letters"),
        ("İdlib", "Idlib", "letters"),
        ("Maʿarrat", "Maarrat", "letters"),
        # step 4: Arabic letters, the Persian keyboard, missing spaces
        ("أطمة", "اطمه", "letters"),
        ("الحسکه", "الحسكة", "letters"),
        ("الشدادی", "الشدادي", "letters"),
        ("ديرالزور", "دير الزور", "letters"),
        ("لواء إسكندرون", "لواء اسكندرون", "letters"),
        # step 5: the article in all its dresses
        ("At-Tanf", "Al-Tanf", "article"),
        ("Ash-Shaddadi", "Shaddadi", "article"),
        ("El Bab", "Al-Bab", "article"),
        ("الباغوز", "باغوز", "article"),
        # step 6: the consonants, across scripts too
        ("Atamah", "آطمة", "consonants"),
        ("Atme", "Atimah", "consonants"),
        ("Koniko", "Conoco", "consonants"),
        ("Al-Shadady", "الشدادي", "consonants"),
        ("Deir Balout", "دير بلوط", "consonants"),
        ("Qasrak", "قسرك", "consonants"),
        ("Hasakeh", "الحسكة", "consonants"),
        ("Ghweran", "غويران", "consonants"),
        ("Şeddadi", "Shaddadi", "consonants"),
        ("Khirbat al-Jamus", "Kherbet al-Jamous", "consonants"),
        # and what must never meet
        ("Kharab Ishik", "Kharab Al-Jir", None),
        ("Atmeh", "Atmah al-Jadida", None),
        ("Raqqa", "Erbil", None),
    ],
)
def test_spellings_meet_at_the_first_level_that_explains_them(
    one: str, other: str, level: str | None
) -> None:
    assert first_level(one, other) == level


def test_folding_twice_changes_nothing() -> None:
    for text in ("Deir ez-Zor", "محافظة إدلب", "Ain Al-Arab (Kobani)"):
        assert clean(clean(text)) == clean(text)


def test_eastern_digits_become_western_ones() -> None:
    assert clean("٢٠ كم") == "20 كم"
    assert clean("۲۰") == "20"


def test_a_tatweel_between_words_is_not_a_bridge() -> None:
    assert clean("ريف ـ حلب") == "ريف حلب"


def test_vowels_come_back_for_comparing() -> None:
    assert romanise("Atmeh") != romanise("Atimah")
    assert romanise("الوليد") == "ulid"


def test_scripts_are_read_from_the_letters() -> None:
    assert scripts_of("Atmeh") == {"LATIN"}
    assert scripts_of("Аtmeh آطمة") == {"CYRILLIC", "LATIN", "ARABIC"}
