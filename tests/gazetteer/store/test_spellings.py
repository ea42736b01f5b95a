"""Candidate spellings out of the store: the same as the index in memory hands out."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from geomap.gazetteer.candidates import SpellingIndex
from geomap.gazetteer.model import PlaceName
from geomap.gazetteer.name_keys import name_keys
from geomap.gazetteer.spelling import StoredSpelling
from geomap.gazetteer.store import Batch, ImportedPlace, Source, Spelling, Store
from geomap.gazetteer.store.files import read_file
from geomap.gazetteer.store.geonames import read_geonames
from geomap.gazetteer.store.listing import Listed
from geomap.gazetteer.store.spellings import MOST_FORMS
from geomap.gazetteer.store.writing import remove_source, write_batches
from tests.gazetteer.store.conftest import SHARED, SOURCE, dump_text

Write = Callable[[str], Path]
MINE = Source("mine", "My list", "own work", "1", "2026-11-21")
VOWELS = ("a", "e", "i", "o", "u", "aa", "ee", "ou", "uu")
HOSTILE = (
    "",
    "'",
    "a",
    "\x00",
    "\ud800",
    "💥",
    '{{7*7}}"',
    "a" * 10_000,
    "bdkf" * 5_000,
    "؀",
    "1",
    "between",
)


@pytest.fixture
def path(tmp_path: Path, write_dump: Write) -> Path:
    path = tmp_path / "gazetteer.sqlite"
    write_batches(path, [read_geonames(write_dump(dump_text()), SOURCE)])
    return path


def found(spellings: list[StoredSpelling]) -> set[tuple[str, str]]:
    return {(spelling.place.place_id, spelling.name.text) for spelling in spellings}


def test_a_spelling_comes_with_its_place_and_with_the_keys_it_was_written_with(path: Path) -> None:
    with closing(Store(path)) as store:
        (atmah, *_), others = _parted(store.spellings_like(name_keys("Atme")), "`Atmah")
    assert atmah.keys == name_keys("`Atmah")
    assert atmah.name == PlaceName("`Atmah", "en", "official", "geonames-sy")
    place = atmah.place
    assert (place.place_id, place.kind, place.name) == ("geonames-173480", "town", "`Atmah")
    assert (place.lon, place.lat, place.rank, place.radius_m) == (36.688, 36.309, 5, 2_500)
    assert {spelling.name.text for spelling in others} == {"Atma", "Atme", "أطمة"}
    assert {spelling.name.kind for spelling in others} == {"variant"}


def _parted(
    spellings: list[StoredSpelling], text: str
) -> tuple[list[StoredSpelling], list[StoredSpelling]]:
    own = [spelling for spelling in spellings if spelling.name.text == text]
    return own, [spelling for spelling in spellings if spelling not in own]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Tabqa Dam", "Tabqa Dam"),  # letters
        ("Al-Tabqa Dam", "Tabqa Dam"),  # article
        ("دير بالوط", "Dayr Ballut"),  # consonants
        ("Ballut Deir", "Dayr Ballut"),  # words
        ("Tabqa Dom", "Tabqa Dam"),  # vowels
        ("Tabka Tam", "Tabqa Dam"),  # one consonant other
        ("Afrim", "Afrin"),  # one consonant other, three in all
        ("Dayir Balutah Gharbi", "Dayr Ballūţ"),  # letter triples
    ],
)
def test_a_spelling_is_found_by_every_kind_of_likeness(path: Path, asked: str, text: str) -> None:
    with closing(Store(path)) as store:
        assert text in {name for _, name in found(store.spellings_like(name_keys(asked)))}


def test_listed_spellings_share_letters_or_all_but_the_article(path: Path) -> None:
    with closing(Store(path)) as store:
        assert found(store.spellings_listed(name_keys("DAYR-BALLUT"))) == {
            ("geonames-170789", "Dayr Ballut"),
            ("geonames-170789", "Dayr Ballūţ"),
        }
        assert found(store.spellings_listed(name_keys("Deir Ballut"))) == {
            ("geonames-170789", "Dayr Ballut"),
            ("geonames-170789", "Dayr Ballūţ"),
        }
        assert store.spellings_listed(name_keys("Dayr Ballout")) == []
        assert found(store.spellings_listed(name_keys("The Afrin"))) == set()
        assert found(store.spellings_listed(name_keys("Al-Afrin"))) == {
            ("geonames-173000", "Afrin"),
        }


def test_a_duplicate_hands_its_spellings_to_the_place_that_stands_for_it(path: Path) -> None:
    with closing(Store(path)) as store:
        spellings = store.spellings_like(name_keys("Ballout"))
        ids = {spelling.place.place_id for spelling in spellings}
        assert ids == {"geonames-170001", "geonames-170789"}
        assert store.spelling_counts(ids) == {"geonames-170001": 3, "geonames-170789": 3}


def test_a_quarantined_name_is_never_handed_out(path: Path) -> None:
    with closing(Store(path)) as store:
        assert store.spellings_like(name_keys("Kobani")) == []
        assert store.place_with_id("geonames-173000") is not None
        assert store.spelling_counts(["geonames-173000", "nobody"]) == {"geonames-173000": 3}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_look_up(path: Path, text: str) -> None:
    with closing(Store(path)) as store:
        assert store.spellings_like(name_keys(text)) == []
        assert store.spellings_listed(name_keys(text)) == []


def test_a_spelling_of_two_sources_is_kept_once_until_both_are_gone(path: Path) -> None:
    mine = ImportedPlace("mine", "1", "village", 36.0, 33.0, (Spelling("Ballut"),))
    write_batches(path, [Batch(MINE, (mine,))])
    with closing(Store(path)) as store:
        assert found(store.spellings_listed(name_keys("Ballut"))) == {
            ("geonames-170001", "Ballut"),
            ("mine", "Ballut"),
        }
    remove_source(path, "geonames-sy")
    with closing(Store(path)) as store:
        assert found(store.spellings_like(name_keys("Balut"))) == {("mine", "Ballut")}
        assert store.spellings_like(name_keys("Tabqa Dam")) == []
    remove_source(path, "mine")
    with closing(Store(path)) as store:
        assert store.spellings_like(name_keys("Balut")) == []


def test_the_same_sources_make_the_same_bytes(tmp_path: Path, write_dump: Write) -> None:
    batch = read_geonames(write_dump(dump_text()), SOURCE)
    for name in ("one", "other"):
        write_batches(tmp_path / name, [batch])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the checkout")
def test_real_spellings_find_what_the_index_in_memory_finds(tmp_path: Path) -> None:
    path = tmp_path / "syria.sqlite"
    batch = read_file(SHARED / "geonames" / "SY.zip", SOURCE)
    write_batches(path, [replace(batch, places=batch.places[::6])])
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT place_id, text FROM names JOIN forms USING (form) JOIN places USING (place)"
            " WHERE same_as IS NULL ORDER BY form, place"
        ).fetchall()
    numbers: dict[str, int] = {}
    index = SpellingIndex(
        (numbers.setdefault(place_id, len(numbers)), name_keys(text)) for place_id, text in rows
    )
    with closing(Store(path)) as store:
        for _, text in rows[::100]:
            for asked in map(name_keys, (text, text[1:], text[:3] + text[4:])):
                expected = {rows[row] for row in index.rows_like(asked)}
                assert found(store.spellings_like(asked)) == expected


def test_short_names_among_many_hand_out_only_the_most_alike(tmp_path: Path) -> None:
    path = tmp_path / "many.sqlite"
    vowels = [f"M{a}r{b}d{c}" for a in VOWELS for b in VOWELS for c in VOWELS]
    places = [
        ImportedPlace(str(number), "1", "village", 36.0 + number, 33.0, (Spelling(text),))
        for number, text in enumerate(vowels[: MOST_FORMS + 100])
    ]
    write_batches(path, [Batch(MINE, tuple(places))])
    with closing(Store(path)) as store:
        texts = {text for _, text in found(store.spellings_like(name_keys("Maridu")))}
    assert len(texts) == MOST_FORMS
    assert {"Maridu", "Maridou", "Mariduu"} <= texts


@pytest.mark.parametrize("text", ["`Atmah", "`ATMAH", "`atmah"])
def test_a_listed_text_leads_to_its_places_whatever_its_case(path: Path, text: str) -> None:
    with closing(Store(path)) as store:
        (found_places,) = store.listed_many([text])
    assert found_places == [
        Listed("geonames-173480", "`Atmah", "town", 36.688, 36.309, "`Atmah", "exact")
    ]


def test_listed_texts_are_answered_in_order_with_those_of_other_marks_and_articles(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bab.sqlite"
    names = (("Al Bab", "الباب"), ("Al-Bab",), ("Albab", "Bāb"), ("Bab",), ("Tadif",))
    places = [
        ImportedPlace(f"b{number}", "1", "town", 36.0 + number, 33.0, tuple(map(Spelling, texts)))
        for number, texts in enumerate(names)
    ]
    write_batches(path, [Batch(MINE, tuple(places))])
    with closing(Store(path)) as store:
        nobody, al_bab, again, tadif = store.listed_many(["Babila", "AL BAB", "al bab", "Tadif"])
    assert nobody == []
    assert again == al_bab
    assert [(one.place_id, one.text, one.level) for one in al_bab] == [
        ("b0", "Al Bab", "exact"),
        ("b1", "Al-Bab", "exact"),
        ("b2", "Albab", "letters"),
        ("b3", "Bab", "article"),
    ]
    assert [one.place_id for one in tadif] == ["b4"]


def test_listed_texts_find_the_chief_and_never_a_duplicate_or_a_doubtful_alias(path: Path) -> None:
    with closing(Store(path)) as store:
        ballout, kobani, none = store.listed_many(["Ballout", "Kobani", "Al Ballout"])
    assert [(one.place_id, one.name) for one in ballout] == [("geonames-170001", "Ballut")]
    assert kobani == []
    assert none == []  # listed only when it is folded


def test_no_text_breaks_a_batch(path: Path) -> None:
    with closing(Store(path)) as store:
        assert store.listed_many(HOSTILE) == [[] for _ in HOSTILE]
        assert store.listed_many([]) == []
