"""A few names find the places listed with them as a search does, and never a similar one."""

import pytest

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.few_names import places_listed_as

G = Gazetteer.open()

# name, id of its place or None, why
CASES = [
    ("Arbil", "erbil", "another spelling of the same place"),
    ("ARBIL", "erbil", "case does not count"),
    ("As-Sulaymaniyah", "sulaymaniyah", "the article does not count"),
    ("Sanliurfa", "sanliurfa", "marks do not count"),
    ("Erbill", None, "spelled alike is not spelled so"),
    ("An Nabatiyah", None, "the same consonants are not the same letters"),
    ("HaZafon", None, "nobody lists it"),
    ("aeiou", None, "a name without a consonant"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("name", "place_id"), [case[:2] for case in CASES])
def test_a_name_finds_the_place_that_is_listed_with_it(name: str, place_id: str | None) -> None:
    found = places_listed_as([name], G.places.values())
    assert (found[name].place_id if name in found else None) == place_id


def test_what_is_found_is_what_a_search_finds_first() -> None:
    names = [place.name for place in G.places.values()]
    found = places_listed_as(names[::9], G.places.values())
    for name in names[::9]:
        assert found[name].place_id == G.search(name, limit=1)[0].place_id, name
