"""Answers of an online service kept in one SQLite file, so that nothing is asked for twice.

Failures are never kept. Deleting the file is how to ask again.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from geomap.errors import GeomapError

Answer = list[dict[str, Any]]


class CacheError(GeomapError, RuntimeError):
    """The file cannot be made, read or written."""


class AnswerCache:
    """Answers by server and question.

    Parameters
    ----------
    path
        The SQLite file; it and its folder are made on first use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, server: str, asked: str) -> Answer | None:
        """Return the kept answer, which may be empty; None when nothing is kept.

        Raises
        ------
        CacheError
            When the file is no database, or cannot be made.
        """
        with self._open() as cache:
            row = cache.execute(
                "SELECT answer FROM answers WHERE server = ? AND asked = ?", (server, asked)
            ).fetchone()
        answer: Answer | None = None if row is None else json.loads(row[0])
        return answer

    def keep(self, server: str, asked: str, answer: Answer) -> None:
        """Keep an answer with today's date.

        Raises
        ------
        CacheError
            When it cannot be written.
        """
        with self._open() as cache:
            cache.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, date('now'))",
                (server, asked, json.dumps(answer)),
            )
            cache.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path)) as cache:
                cache.execute(
                    "CREATE TABLE IF NOT EXISTS answers (server TEXT, asked TEXT, answer TEXT, "
                    "asked_on TEXT, PRIMARY KEY (server, asked))"
                )
                yield cache
        except (OSError, sqlite3.Error) as error:
            message = f"answers cannot be kept in {str(self._path)!r}: {error}"
            raise CacheError(message) from None
