"""Remember an analyst's correction: a spelling, the place it means, and who says so."""

from pathlib import Path

from geomap.gazetteer.folding import keys
from geomap.gazetteer.store.errors import StoreError
from geomap.gazetteer.store.writing import changing


def learn_spelling(path: Path, text: str, place_id: str, *, source_id: str) -> None:
    """Write a spelling of a place into a store, which is made if there is none.

    The caller has checked that the place exists, here or in the data that ships. A spelling that
    was learned for another place before is kept too: two corrections that disagree stay visible.

    Raises
    ------
    StoreError
        When the text has no letters, or the file is no store.
    """
    key = keys(text)["letters"]
    if not key:
        msg = f"{text!r} has no letters to learn; give the spelling as it was written"
        raise StoreError(msg)
    with changing(path) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO learned VALUES (?, ?, ?, ?)",
            (key, " ".join(text.split()), place_id, source_id),
        )
