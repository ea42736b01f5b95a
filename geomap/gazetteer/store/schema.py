"""The tables of a store, and the check that a file is a store of this version.

Keys of names are computed when they are written (`geomap.gazetteer.folding.keys`), so a change of
the folding needs a new store as much as a change of the tables does: both raise SCHEMA_VERSION.
"""

import sqlite3
from pathlib import Path

from geomap.gazetteer.store.errors import StoreError

SCHEMA_VERSION = 1
_WAY_OUT = "name another with --store or GEOMAP_STORE, or none with GEOMAP_STORE=none"
_APPLICATION_ID = 0x67656F6D  # "geom"

_TABLES = f"""
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE sources (
    source_id TEXT PRIMARY KEY, title TEXT NOT NULL, licence TEXT NOT NULL,
    version TEXT NOT NULL, fetched_at TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE places (
    place INTEGER PRIMARY KEY, place_id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL,
    ref TEXT NOT NULL, kind TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    radius_m REAL NOT NULL, population INTEGER NOT NULL, country TEXT NOT NULL,
    same_as INTEGER, unit INTEGER, outside_m REAL
);
CREATE INDEX places_of_source ON places (source_id);
CREATE INDEX places_same_as ON places (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE names (
    name INTEGER PRIMARY KEY, place INTEGER NOT NULL, text TEXT NOT NULL, lang TEXT NOT NULL,
    script TEXT NOT NULL, main INTEGER NOT NULL, quarantined INTEGER NOT NULL
);
CREATE INDEX names_of_place ON names (place);
CREATE TABLE name_keys (
    level INTEGER NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (level, key, place)
) WITHOUT ROWID;
CREATE TABLE first_words (
    word TEXT NOT NULL, source_id TEXT NOT NULL, PRIMARY KEY (word, source_id)
) WITHOUT ROWID;
CREATE TABLE units (
    unit INTEGER PRIMARY KEY, source_id TEXT NOT NULL, level INTEGER NOT NULL, code TEXT NOT NULL,
    name TEXT NOT NULL, name_ar TEXT NOT NULL, parent INTEGER,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
    wkb BLOB NOT NULL
);
CREATE TABLE learned (
    key TEXT NOT NULL, text TEXT NOT NULL, place_id TEXT NOT NULL, source_id TEXT NOT NULL,
    PRIMARY KEY (key, place_id)
) WITHOUT ROWID;
"""


def create_tables(connection: sqlite3.Connection) -> None:
    """Make an empty file a store of this version."""
    connection.executescript(_TABLES)


def open_checked(path: Path) -> sqlite3.Connection:
    """Open a store for reading only.

    Raises
    ------
    StoreError
        When there is no such file, it is no store, or another version of geomap wrote it.
    """
    if path.is_dir():
        msg = f"{str(path)!r} is a folder; a store is one file: {_WAY_OUT}"
        raise StoreError(msg)
    if not path.is_file():
        msg = (
            f"there is no store at {str(path)!r}; make one with `geomap gazetteer install COUNTRY` "
            f"or `geomap gazetteer add FILE`, or name another with --store or GEOMAP_STORE"
        )
        raise StoreError(msg)
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    try:
        _check(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        msg = f"{str(path)!r} is no store of geomap ({error}); {_WAY_OUT}"
        raise StoreError(msg) from error
    if application != _APPLICATION_ID:
        msg = f"{str(path)!r} is an SQLite file but no store of geomap; {_WAY_OUT}"
        raise StoreError(msg)
    if version != SCHEMA_VERSION:
        msg = (
            f"the store {str(path)!r} has version {version}, this geomap reads {SCHEMA_VERSION}: "
            f"move the file away and install its sources again, or set GEOMAP_STORE=none"
        )
        raise StoreError(msg)
