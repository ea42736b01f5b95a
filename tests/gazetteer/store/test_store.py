"""The store itself: versions, atomic writing, look-ups, duplicates and doubtful aliases."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from geomap import Gazetteer
from geomap.gazetteer import Place
from geomap.gazetteer.name_keys import name_keys
from geomap.gazetteer.store import Batch, ImportedPlace, Source, Spelling, Store, StoreError
from geomap.gazetteer.store.cleaning import duplicates_of, strangers_among
from geomap.gazetteer.store.geonames import read_geonames
from geomap.gazetteer.store.learning import learn_spelling
from geomap.gazetteer.store.location import default_store_path
from geomap.gazetteer.store.writing import remove_source, write_batches
from tests.gazetteer.store.conftest import SOURCE, dump_text

Write = Callable[[str], Path]


@pytest.fixture
def path(tmp_path: Path, write_dump: Write) -> Path:
    path = tmp_path / "store" / "gazetteer.sqlite"
    write_batches(path, [read_geonames(write_dump(dump_text()), SOURCE)])
    return path


def own_place(place_id: str = "mine", *texts: str) -> ImportedPlace:
    spellings = tuple(Spelling(text) for text in texts or ("Mine",))
    return ImportedPlace(place_id, place_id, "village", 36.0, 35.0, spellings)


def bearers(store: Store, text: str) -> list[Place]:
    """Return the places of the spellings that share letters or consonants with a text."""
    asked = name_keys(text)
    ids = [
        found.place.place_id
        for found in store.spellings_like(asked)
        if asked.consonants == found.keys.consonants
    ]
    return list(store.places_with_ids(dict.fromkeys(ids)).values())


def test_places_are_found_by_any_key_of_a_spelling_in_another_script(path: Path) -> None:
    with closing(Store(path)) as store:
        for asked in ("Deir Balout", "دير بلوط", "DAYR BALLUT"):
            found = bearers(store, asked)
            assert [place.place_id for place in found] == ["geonames-170789"], asked
        assert found[0].name == "Dayr Ballut"
        assert found[0].name_ar == "دير بلوط"
        assert store.begins_name("atmah")
        afrin = store.spellings_like(name_keys("Afrim"))
        assert "geonames-173000" in {found.place.place_id for found in afrin}


def test_two_rows_of_one_village_are_one_candidate_with_all_names(path: Path) -> None:
    with closing(Store(path)) as store:
        (village,) = bearers(store, "Ballout")
        assert [name.text for name in village.names] == ["Ballut", "بلوط", "Ballout"]
        assert store.count()[0] == 6
        assert len(list(store.place_ids())) == 5


def test_an_alias_unlike_all_others_is_listed_and_not_used(path: Path) -> None:
    with closing(Store(path)) as store:
        assert store.quarantined("geonames-sy") == [("geonames-173000", "Afrin", "Kobani")]
        assert bearers(store, "Kobani") == []


def test_a_second_name_with_company_is_no_stranger() -> None:
    names = [Spelling(text) for text in ("Ayn al-Arab", "عين العرب", "Kobani", "كوباني")]
    assert strangers_among(names) == set()
    assert strangers_among([Spelling("Ayn al-Arab"), Spelling("Kobani")]) == set()


def test_namesakes_apart_or_of_another_kind_are_no_duplicates() -> None:
    near = ImportedPlace("a", "a", "village", 36.0, 35.0, (Spelling("Ballut"),))
    far = ImportedPlace("b", "b", "village", 36.1, 35.0, (Spelling("Ballut"),))
    base = ImportedPlace("c", "c", "base", 36.0, 35.0, (Spelling("Ballut"),))
    twin = ImportedPlace("d", "d", "village", 36.01, 35.0, (Spelling("بلوط"),), population=9)
    assert duplicates_of([near, far, base]) == {}
    assert duplicates_of([near, far, base, twin]) == {"a": "d"}


def test_writing_a_source_again_replaces_it(path: Path, write_dump: Write) -> None:
    write_batches(path, [read_geonames(write_dump(dump_text()), SOURCE)])
    with closing(Store(path)) as store:
        assert store.count() == (6, 0)
        assert store.sources == [SOURCE]


def test_removing_a_source_takes_all_it_brought(path: Path) -> None:
    mine = Source("mine", "My list", "own work", "1", "2026-11-21")
    write_batches(path, [Batch(mine, (own_place("mine", "Tel Mine"),))])
    remove_source(path, "geonames-sy")
    with closing(Store(path)) as store:
        assert [source.source_id for source in store.sources] == ["mine"]
        assert bearers(store, "Afrin") == []
        assert not store.begins_name("atmah")
        assert store.begins_name("tel")


def test_removing_what_is_not_there_lists_what_is(path: Path) -> None:
    with pytest.raises(StoreError, match=r"no source 'ocha'; it has: 'geonames-sy'"):
        remove_source(path, "ocha")


def test_an_id_of_another_source_is_refused_and_nothing_changes(path: Path) -> None:
    before = path.read_bytes()
    mine = Source("mine", "My list", "own work", "1", "2026-11-21")
    with pytest.raises(StoreError, match=r"'geonames-173000' \(geonames-sy\)"):
        write_batches(path, [Batch(mine, (own_place("geonames-173000"),))])
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["gazetteer.sqlite"]


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="geomap gazetteer install COUNTRY"):
        Store(tmp_path / "none.sqlite")
    with pytest.raises(StoreError, match="is a folder; a store is one file: name another"):
        Store(tmp_path)


@pytest.mark.parametrize("content", [b"", b"place_id,name\n", b"\x00" * 4096])
def test_a_file_that_is_no_store_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="no store of geomap"):
        Store(path)
    with pytest.raises(StoreError, match="no store of geomap"):
        write_batches(path, [Batch(SOURCE, (own_place(),))])
    assert path.read_bytes() == content


def test_a_store_of_another_version_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"has version 99, this geomap reads 2: move the file"):
        Store(path)


def test_a_gazetteer_names_what_its_store_adds(tmp_path: Path) -> None:
    path = tmp_path / "my.sqlite"
    mine = Source("mine", "My list", "own work", "1", "2026-11-21")
    write_batches(path, [Batch(mine)])
    learn_spelling(path, "Deir Balot", "deir-ballut", source_id="desk")
    learn_spelling(path, "Atmehh", "atmeh", source_id="desk")
    opened = Gazetteer.open(store=path)
    assert (opened.installed_sources, opened.corrections) == ((mine,), {"desk": 2})
    alone = Gazetteer.open()
    assert (alone.installed_sources, alone.corrections) == ((), {})


def test_no_test_reads_the_store_of_the_person_who_runs_it() -> None:
    assert default_store_path() is None


def test_the_environment_names_the_store_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMAP_STORE", "my.sqlite")
    assert default_store_path() == Path("my.sqlite")
    monkeypatch.setenv("GEOMAP_STORE", "none")
    assert default_store_path() is None
    monkeypatch.delenv("GEOMAP_STORE")
    path = default_store_path()
    assert path is not None
    assert path.name == "gazetteer.sqlite"
