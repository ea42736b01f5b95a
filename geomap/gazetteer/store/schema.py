"""The tables of a store, and the check that a file is a store of this version.

- `forms`: every distinct spelling once, with all its keys; `article`, `fine` and `words` are NULL
  where they repeat `letters` or `consonants`, and the view `spellings` has them whole.
- `names`: which place bears which form; position 0 is its main name. The forms of a duplicate stand
  at the place that stands for it too. A quarantined alias is in `doubtful` and nowhere else.
- `skeletons`, `deletions`: the forms of a consonant key, and the keys near it (see `skeletons`).
- `listed`: the bearers of a spelling, ready made (see `listing`).
- `triples`: the forms that hold a letter triple, packed (see `triples`).

Keys of names are computed when they are written (`geomap.gazetteer.name_keys`), so a change of the
folding needs a new store as much as a change of the tables does: both raise SCHEMA_VERSION.
"""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from geomap.gazetteer.store.errors import StoreError

SCHEMA_VERSION = 2
_CACHE_KIB = 65_536
"""Pages kept in memory at most; SQLite's own 2 MB hold less than one index."""
_WAY_OUT = "name another with --store or GEOMAP_STORE, or none with GEOMAP_STORE=none"
_APPLICATION_ID = 0x67656F6D  # "geom"

_TABLES = """
CREATE TABLE sources (
    source_id TEXT PRIMARY KEY, title TEXT NOT NULL, licence TEXT NOT NULL,
    version TEXT NOT NULL, fetched_at TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE places (
    place INTEGER PRIMARY KEY, place_id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL,
    ref TEXT NOT NULL, kind TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    radius_m REAL NOT NULL, population INTEGER NOT NULL, country TEXT NOT NULL,
    title TEXT NOT NULL, title_lang TEXT NOT NULL, spellings INTEGER NOT NULL,
    same_as INTEGER, unit INTEGER, outside_m REAL
);
CREATE TABLE forms (
    form INTEGER PRIMARY KEY, text TEXT NOT NULL, lang TEXT NOT NULL,
    exact TEXT NOT NULL, letters TEXT NOT NULL, article TEXT, consonants TEXT NOT NULL,
    roman TEXT NOT NULL, fine TEXT, strict TEXT NOT NULL, words TEXT, script TEXT NOT NULL
);
CREATE VIEW spellings AS SELECT
    form, text, lang, exact, letters, coalesce(article, letters) AS article, consonants, roman,
    coalesce(fine, consonants) AS fine, strict, coalesce(words, consonants) AS words, script
FROM forms;
CREATE TABLE names (
    place INTEGER NOT NULL, position INTEGER NOT NULL, form INTEGER NOT NULL,
    PRIMARY KEY (place, position)
) WITHOUT ROWID;
CREATE TABLE doubtful (
    place INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (place, text)
) WITHOUT ROWID;
CREATE TABLE listed (
    folded TEXT PRIMARY KEY, text TEXT NOT NULL, bearers TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE skeletons (
    field TEXT NOT NULL, key TEXT NOT NULL, forms BLOB NOT NULL, PRIMARY KEY (field, key)
) WITHOUT ROWID;
CREATE TABLE deletions (
    shortened TEXT PRIMARY KEY, keys TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE triples (
    triple TEXT NOT NULL, part INTEGER NOT NULL, forms BLOB NOT NULL, UNIQUE (triple, part)
);
CREATE TABLE first_words (
    word TEXT NOT NULL, source_id TEXT NOT NULL, PRIMARY KEY (word, source_id)
) WITHOUT ROWID;
CREATE TABLE units (
    unit INTEGER PRIMARY KEY, source_id TEXT NOT NULL, level INTEGER NOT NULL, code TEXT NOT NULL,
    name TEXT NOT NULL, name_ar TEXT NOT NULL, parent INTEGER,
    west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
    polygon BLOB NOT NULL
);
CREATE TABLE learned (
    key TEXT NOT NULL, text TEXT NOT NULL, place_id TEXT NOT NULL, source_id TEXT NOT NULL,
    PRIMARY KEY (key, place_id)
) WITHOUT ROWID;
"""

_INDEXES: Mapping[str, str] = MappingProxyType(
    {
        "forms_by_letters": "forms (letters)",
        "forms_by_article": "forms (article) WHERE article IS NOT NULL",
        "names_of_form": "names (form)",
    }
)


def create_tables(connection: sqlite3.Connection) -> None:
    """Make an empty file a store of this version."""
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.executescript(_TABLES)
    create_name_indexes(connection)


def drop_name_indexes(connection: sqlite3.Connection) -> None:
    """Drop what would have to be sorted anew with every spelling written."""
    for name in _INDEXES:
        connection.execute(f"DROP INDEX {name}")


def create_name_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes of spellings in one go each."""
    for name, what in _INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON {what}")


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
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
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
