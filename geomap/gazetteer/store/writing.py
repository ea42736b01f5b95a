"""Write a store whole or not at all: changes are made in a copy that then takes its place."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import shapely

from geomap.gazetteer.folding import LEVELS, fold_letters, keys, scripts_of, without_arabic_article
from geomap.gazetteer.folding import words as words_of
from geomap.gazetteer.store.cleaning import duplicates_of, strangers_among
from geomap.gazetteer.store.errors import StoreError
from geomap.gazetteer.store.placing import place_in_units
from geomap.gazetteer.store.records import (
    RADIUS_M,
    RADIUS_OTHERWISE_M,
    Batch,
    ImportedPlace,
    ImportedUnit,
    Spelling,
)
from geomap.gazetteer.store.schema import create_tables, open_checked


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch became: how many rows, and which aliases are in doubt."""

    places: int
    units: int
    duplicates: int
    quarantined: tuple[tuple[str, str], ...]
    """(main name, alias) of each alias that is listed and not used."""


@contextmanager
def changing(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the store (a new one if there is none) that replaces it at the end.

    When anything fails the copy is thrown away and the store is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            open_checked(path).close()
            shutil.copyfile(path, passing)
        with closing(sqlite3.connect(passing)) as connection:
            if not path.exists():
                create_tables(connection)
            connection.execute("PRAGMA synchronous = OFF")  # the copy is not the store yet
            with connection:
                yield connection
            connection.execute("ANALYZE")
            connection.execute("VACUUM")
        _flush_to_disk(passing)
        passing.replace(path)
    except sqlite3.DatabaseError as error:
        msg = f"the store {str(path)!r} cannot be written ({error}); it is as it was"
        raise StoreError(msg) from error
    finally:
        # Gone already when all went well.
        with suppress(FileNotFoundError):
            passing.unlink()


def write_batches(path: Path, batches: Sequence[Batch]) -> list[Added]:
    """Put sources into a store, each in place of what it held of that source before.

    Raises
    ------
    StoreError
        When the file is no store, or a place_id belongs to another source already.
    """
    with changing(path) as connection:
        for batch in batches:
            _delete_source(connection, batch.source.source_id)
        added = [_write_batch(connection, batch) for batch in batches]
        place_in_units(connection)
    return added


def remove_source(path: Path, source_id: str) -> None:
    """Take a source, with all it brought, out of a store; its learned spellings too.

    Raises
    ------
    StoreError
        When the store has no such source.
    """
    with closing(open_checked(path)) as connection:
        query = "SELECT source_id FROM sources UNION SELECT source_id FROM learned ORDER BY 1"
        known = [row[0] for row in connection.execute(query)]
    if source_id not in known:
        listed = ", ".join(map(repr, known)) or "none"
        msg = f"the store has no source {source_id!r}; it has: {listed}"
        raise StoreError(msg)
    with changing(path) as connection:
        _delete_source(connection, source_id)
        connection.execute("DELETE FROM learned WHERE source_id = ?", (source_id,))
        place_in_units(connection)


def _delete_source(connection: sqlite3.Connection, source_id: str) -> None:
    own = "(SELECT place FROM places WHERE source_id = ?)"
    connection.execute(f"DELETE FROM name_keys WHERE place IN {own}", (source_id,))  # noqa: S608
    connection.execute(f"DELETE FROM names WHERE place IN {own}", (source_id,))  # noqa: S608
    for table in ("places", "units", "first_words", "sources"):
        connection.execute(f"DELETE FROM {table} WHERE source_id = ?", (source_id,))  # noqa: S608


def _write_batch(connection: sqlite3.Connection, batch: Batch) -> Added:
    source = batch.source
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(source.source_id, source.title, source.licence),
            *(source.version, source.fetched_at, source.url),
        ),
    )
    _refuse_foreign_ids(connection, batch)
    chiefs = duplicates_of(batch.places)
    numbers: dict[str, int] = {}
    for place in batch.places:
        numbers[place.place_id] = _write_place(connection, place, source.source_id)
    connection.executemany(
        "UPDATE places SET same_as = ? WHERE place = ?",
        ((numbers[chief], numbers[twin]) for twin, chief in chiefs.items()),
    )
    quarantined: list[tuple[str, str]] = []
    for place in batch.places:
        # What a duplicate is called, the place that stands for it is called too.
        found_as = numbers[chiefs.get(place.place_id, place.place_id)]
        strangers = _write_names(
            connection, place.spellings, numbers[place.place_id], found_as, source.source_id
        )
        quarantined += [(place.spellings[0].text, text) for text in strangers]
    _write_units(connection, batch.units, source.source_id)
    return Added(len(batch.places), len(batch.units), len(chiefs), tuple(quarantined))


def _refuse_foreign_ids(connection: sqlite3.Connection, batch: Batch) -> None:
    taken = [
        f"{place.place_id!r} ({owner[0]})"
        for place in batch.places
        if (
            owner := connection.execute(
                "SELECT source_id FROM places WHERE place_id = ?", (place.place_id,)
            ).fetchone()
        )
    ]
    if taken:
        listed = ", ".join(taken[:5])
        msg = (
            f"{len(taken)} place_id of {batch.source.source_id!r} belong to another source "
            f"already: {listed}; give them other ids, or remove that source first"
        )
        raise StoreError(msg)


def _write_place(connection: sqlite3.Connection, place: ImportedPlace, source_id: str) -> int:
    radius_m = place.radius_m or RADIUS_M.get(place.kind, RADIUS_OTHERWISE_M)
    cursor = connection.execute(
        "INSERT INTO places (place_id, source_id, ref, kind, lon, lat, radius_m, population,"
        " country) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(place.place_id, source_id, place.ref, place.kind),
            *(place.lon, place.lat, radius_m, place.population, place.country),
        ),
    )
    return int(cursor.lastrowid or 0)


def _write_names(
    connection: sqlite3.Connection,
    spellings: tuple[Spelling, ...],
    place: int,
    found_as: int,
    source_id: str,
) -> list[str]:
    once = {spelling.text: spelling for spelling in spellings}
    strangers = strangers_among(tuple(once.values()))
    for order, spelling in enumerate(once.values()):
        text = spelling.text
        scripts = "+".join(sorted(scripts_of(text)))
        connection.execute(
            "INSERT INTO names (place, text, lang, script, main, quarantined)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (place, text, spelling.lang, scripts, order == 0, text in strangers),
        )
        if text not in strangers:
            connection.executemany(
                "INSERT OR IGNORE INTO name_keys VALUES (?, ?, ?)", _key_rows(text, found_as)
            )
            connection.executemany(
                "INSERT OR IGNORE INTO first_words VALUES (?, ?)",
                ((without_arabic_article(fold_letters(w)), source_id) for w in words_of(text)[:1]),
            )
    return [text for text in once if text in strangers]


def _key_rows(text: str, place: int) -> Iterator[tuple[int, str, int]]:
    folded = keys(text)
    return ((order, folded[level], place) for order, level in enumerate(LEVELS) if folded[level])


def _write_units(
    connection: sqlite3.Connection, units: Iterable[ImportedUnit], source_id: str
) -> None:
    numbers: dict[str, int] = {}
    for unit in sorted(units, key=lambda unit: (unit.level, unit.code)):
        cursor = connection.execute(
            "INSERT INTO units (source_id, level, code, name, name_ar, parent, west, south, east,"
            " north, wkb) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(source_id, unit.level, unit.code, unit.name, unit.name_ar),
                numbers.get(unit.parent_code),
                *unit.geometry.bounds,
                shapely.to_wkb(unit.geometry),
            ),
        )
        numbers[unit.code] = int(cursor.lastrowid or 0)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
