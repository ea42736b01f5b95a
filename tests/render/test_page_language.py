"""An Arabic page shows Arabic texts, and marks the English ones it falls back to."""

import geomap
from geomap.render.compose import payload_from_incidents
from geomap.render.page_language import shown_text
from geomap.render.plain_list import noscript_from_payload


def test_arabic_page_takes_the_arabic_text_and_english_page_the_english() -> None:
    assert shown_text("A strike", "ضربة", "ar") == ("ضربة", False)
    assert shown_text("A strike", "ضربة", "en") == ("A strike", False)


def test_only_english_on_an_arabic_page_is_marked() -> None:
    assert shown_text("A strike", "", "ar") == ("A strike", True)
    assert shown_text("ضربة", "", "ar") == ("ضربة", False)


def test_payload_carries_both_languages_whatever_the_page_speaks() -> None:
    view = geomap.read_incidents().period("2022-02")
    for lang in ("en", "ar"):
        payload = payload_from_incidents(view, lang=lang)
        raid = next(item for item in payload["items"] if item["id"] == "atmeh-raid-2022-02-03")
        assert "ISIS leader" in raid["title"]
        assert "زعيم تنظيم داعش" in raid["title_ar"]
        assert payload["title_ar"] == "عمليات التحالف الدولي في سوريا"


def test_a_title_of_the_callers_own_is_kept_in_both_languages() -> None:
    view = geomap.read_incidents().period("2022-02")
    assert "title_ar" not in payload_from_incidents(view, lang="ar", title="February")


def test_list_without_scripts_is_arabic_on_an_arabic_page() -> None:
    view = geomap.read_incidents().period("2022-02")
    plain = noscript_from_payload(payload_from_incidents(view, lang="ar"))
    assert "مداهمة منزل بإنزال جوي" in plain
    assert "Airdrop raid on a house" not in plain
    assert 'lang="en" dir="ltr"' not in plain  # the notes of sites have their Arabic too
    assert "3 شباط 2022" in plain
