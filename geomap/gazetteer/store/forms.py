"""Write every distinct spelling of a store once, with its keys."""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from geomap.gazetteer.folding import fold_letters, scripts_of, without_arabic_article
from geomap.gazetteer.name_keys import name_keys
from geomap.gazetteer.store.records import lang_of_scripts

_AT_ONCE = 10_000
_INSERT = """
INSERT INTO forms (form, text, lang, exact, letters, consonants, roman, strict, script,
    article, fine, words)
VALUES (:form, :text, :lang, :exact, :letters, :consonants, :roman, :strict, :script,
    nullif(:article, :letters), nullif(:fine, :consonants), nullif(:words, :consonants))
"""


class Form(NamedTuple):
    """What writing a place needs to know of a spelling that is stored already."""

    number: int
    lang: str
    consonants: str
    first_word: str


class FormWriter:
    """Writes spellings that a store lacks.

    Parameters
    ----------
    connection
        The store, its name indexes dropped.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, Form] = {}
        self._last = 0
        rows = connection.execute("SELECT form, text, lang, consonants, exact FROM forms")
        for form, text, lang, consonants, exact in rows:
            self._known[text] = Form(form, lang, consonants, _first_word(exact))
            self._last = max(self._last, form)

    def __getitem__(self, text: str) -> Form:
        return self._known[text]

    def write(self, texts: Iterable[str]) -> None:
        """Write those of some spellings that are not stored yet."""
        left = iter(texts)
        while some := list(islice(left, _AT_ONCE)):
            rows = [self._row_of(text) for text in dict.fromkeys(some) if text not in self._known]
            self._connection.executemany(_INSERT, rows)

    def _row_of(self, text: str) -> dict[str, object]:
        self._last += 1
        # Each text is met once: remembering its keys would only push others out.
        keys = name_keys.__wrapped__(text)
        lang = lang_of_scripts(scripts_of(text))
        self._known[text] = Form(self._last, lang, keys.consonants, _first_word(keys.exact))
        return {"form": self._last, "text": text, "lang": lang, **keys._asdict()}


def drop_unused_forms(connection: sqlite3.Connection) -> None:
    """Take out the spellings that no place bears any more."""
    connection.execute("DELETE FROM forms WHERE form NOT IN (SELECT form FROM names)")


def _first_word(exact: str) -> str:
    return _bare(exact.partition(" ")[0])


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return without_arabic_article(fold_letters(word))
