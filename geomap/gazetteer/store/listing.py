"""Spellings as they are listed: whose they are, without folding anything, thousands at a time.

For every stored spelling a row keeps, ready made, the places that are spelled so or with the same
letters but for marks, spaces and the article. It is found by the text itself, whatever its case.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from geomap.gazetteer.folding import LEVELS, Level

_BEARERS = """
SELECT asked.form, asked.text, names.place, other.form,
    min(2 * iif(other.exact = asked.exact, 0, iif(other.letters = asked.letters, 1, 2))
        + (other.form <> asked.form)) AS distance
FROM spellings AS asked
    CROSS JOIN forms AS other ON other.letters = asked.letters OR other.article = asked.article
        OR (other.letters = asked.article AND other.article IS NULL)
    CROSS JOIN names ON names.form = other.form
    CROSS JOIN places ON places.place = names.place
WHERE asked.letters <> '' AND places.same_as IS NULL
GROUP BY asked.form, names.place
ORDER BY asked.form, distance, names.place
"""
_PLACES = """
SELECT place, place_id, title, kind, lon, lat
FROM json_each(?) AS asked CROSS JOIN places ON place = asked.value
"""
_SHIFT, _LEVEL = 2, 3
_OWN = 0
"""Stands for the number of the very form that a row is of: forms are numbered from 1."""


class Listed(NamedTuple):
    """A place that is listed with an asked name, and the spelling it is listed with.

    `name` is the name to show; `lon`, `lat` are degrees (EPSG:4326); `level` says how far `text`
    had to be folded to be the asked name: "exact", "letters" or "article".
    """

    place_id: str
    name: str
    kind: str
    lon: float
    lat: float
    text: str
    level: Level


def without_case(text: str) -> str:
    r"""Return what a listed spelling is found by: NFC, without case.

    Examples
    --------
    >>> without_case("DAYR BALLU\u0302T") == without_case("Dayr Ballût")
    True
    """
    return unicodedata.normalize("NFC", text).casefold()


def rebuild_listed(connection: sqlite3.Connection) -> None:
    """Write for every spelling anew whose it is."""
    connection.execute("DELETE FROM listed")
    rows = connection.execute(_BEARERS)
    # Two spellings that differ in case alone have the same bearers.
    connection.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?, ?)", _listed_rows(rows))


def places_listed(connection: sqlite3.Connection, texts: Sequence[str]) -> list[list[Listed]]:
    """Return for each text the places listed with it, the strictest level first.

    A text that is listed in no case at all has none, though it may be when it is folded.
    """
    folded = [without_case(text) for text in texts]
    distinct = sorted(set(folded))  # neighbours in the index are read together
    rows = connection.execute(
        "SELECT asked.key, text, bearers FROM json_each(?) AS asked"
        " CROSS JOIN listed ON folded = asked.value",
        (json.dumps(distinct),),
    ).fetchall()
    # One call of the parser for all rows.
    bearers = json.loads(f"[{','.join([row[2] for row in rows])}]")
    places = _read_places(connection, {place for borne in bearers for place in borne[::2]})
    spelled = _read_texts(connection, {code >> _SHIFT for borne in bearers for code in borne[1::2]})
    found: dict[str, list[Listed]] = {}
    for (number, own, _), borne in zip(rows, bearers, strict=True):
        spelled[_OWN] = own
        found[distinct[number]] = those = []
        codes = iter(borne)
        for place, code in zip(codes, codes, strict=True):
            those.append(Listed(*places[place], spelled[code >> _SHIFT], LEVELS[code & _LEVEL]))
    return [found.get(text, []) for text in folded]


def _read_places(
    connection: sqlite3.Connection, numbers: set[int]
) -> dict[int, tuple[str, str, str, float, float]]:
    rows = connection.execute(_PLACES, (json.dumps(sorted(numbers)),))
    return {row[0]: row[1:] for row in rows}


def _read_texts(connection: sqlite3.Connection, forms: set[int]) -> dict[int, str]:
    rows = connection.execute(
        "SELECT form, text FROM json_each(?) AS asked CROSS JOIN forms ON form = asked.value",
        (json.dumps(sorted(forms)),),
    )
    return dict(rows)


def _listed_rows(
    rows: Iterable[tuple[int, str, int, int, int]],
) -> Iterator[tuple[str, str, str]]:
    """Yield each spelling with its bearers: place and code by turns (form, level in two bits)."""
    for (form, text), group in groupby(rows, key=itemgetter(0, 1)):
        bearers = [
            number
            for *_, place, other, distance in group
            for number in (place, (_OWN if other == form else other) << _SHIFT | distance // 2)
        ]
        yield without_case(text), text, json.dumps(bearers, separators=(",", ":"))
