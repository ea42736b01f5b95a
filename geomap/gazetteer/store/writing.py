"""Write a store whole or not at all: changes are made in a copy that then takes its place."""

import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import shapely

from geomap.gazetteer.store.errors import StoreError
from geomap.gazetteer.store.forms import FormWriter, drop_unused_forms
from geomap.gazetteer.store.listing import rebuild_listed
from geomap.gazetteer.store.places import PlaceWriter
from geomap.gazetteer.store.placing import place_in_units
from geomap.gazetteer.store.records import Batch, ImportedUnit
from geomap.gazetteer.store.schema import (
    create_name_indexes,
    create_tables,
    drop_name_indexes,
    open_checked,
)
from geomap.gazetteer.store.skeletons import rebuild_skeletons
from geomap.gazetteer.store.triples import rebuild_triples


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
    with changing(path) as connection, _changing_names(connection):
        for batch in batches:
            _delete_source(connection, batch.source.source_id)
        forms = FormWriter(connection)
        return [_write_batch(connection, batch, forms) for batch in batches]


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
    with changing(path) as connection, _changing_names(connection):
        _delete_source(connection, source_id)
        connection.execute("DELETE FROM learned WHERE source_id = ?", (source_id,))


def _delete_source(connection: sqlite3.Connection, source_id: str) -> None:
    own = "(SELECT place FROM places WHERE source_id = ?)"
    for table in ("names", "doubtful"):
        connection.execute(f"DELETE FROM {table} WHERE place IN {own}", (source_id,))  # noqa: S608
    for table in ("places", "units", "first_words", "sources"):
        connection.execute(f"DELETE FROM {table} WHERE source_id = ?", (source_id,))  # noqa: S608


@contextmanager
def _changing_names(connection: sqlite3.Connection) -> Iterator[None]:
    """Put what is derived from all names right after some of them have changed."""
    drop_name_indexes(connection)
    yield
    drop_unused_forms(connection)
    rebuild_skeletons(connection)
    rebuild_triples(connection)
    create_name_indexes(connection)
    rebuild_listed(connection)
    place_in_units(connection)


def _write_batch(connection: sqlite3.Connection, batch: Batch, forms: FormWriter) -> Added:
    source = batch.source
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(source.source_id, source.title, source.licence),
            *(source.version, source.fetched_at, source.url),
        ),
    )
    _refuse_foreign_ids(connection, batch)
    forms.write(spelling.text for place in batch.places for spelling in place.spellings)
    places = PlaceWriter(source, batch.places, forms)
    places.write(connection)
    _write_units(connection, batch.units, source.source_id)
    main = {place.place_id: place.spellings[0].text for place in batch.places}
    quarantined = [
        (main[place_id], text) for place_id, texts in places.doubtful.items() for text in texts
    ]
    return Added(len(batch.places), len(batch.units), len(places.chiefs), tuple(quarantined))


def _refuse_foreign_ids(connection: sqlite3.Connection, batch: Batch) -> None:
    rows = connection.execute(
        "SELECT place_id, source_id FROM json_each(?) AS asked"
        " CROSS JOIN places ON place_id = asked.value ORDER BY asked.key",
        (json.dumps([place.place_id for place in batch.places]),),
    )
    taken = [f"{place_id!r} ({owner})" for place_id, owner in rows]
    if taken:
        listed = ", ".join(taken[:5])
        msg = (
            f"{len(taken)} place_id of {batch.source.source_id!r} belong to another source "
            f"already: {listed}; give them other ids, or remove that source first"
        )
        raise StoreError(msg)


def _write_units(
    connection: sqlite3.Connection, units: Iterable[ImportedUnit], source_id: str
) -> None:
    numbers: dict[str, int] = {}
    for unit in sorted(units, key=lambda unit: (unit.level, unit.code)):
        cursor = connection.execute(
            "INSERT INTO units (source_id, level, code, name, name_ar, parent, west, south, east,"
            " north, polygon) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(source_id, unit.level, unit.code, unit.name, unit.name_ar),
                numbers.get(unit.parent_code),
                *unit.geometry.bounds,
                zlib.compress(shapely.to_wkb(unit.geometry)),
            ),
        )
        numbers[unit.code] = int(cursor.lastrowid or 0)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
