"""Find places by the first letters of a name, as a person types; by index, never by scan."""

from bisect import bisect_left
from collections.abc import Iterable

from geomap.gazetteer.folding import keys
from geomap.gazetteer.model import Place

_NO_RANK = 99
_MOST_LOOKED_AT = 500


class PrefixIndex:
    """The folded names of places in order, with the article and without it."""

    def __init__(self, places: Iterable[Place]) -> None:
        entries = {
            (keys(name.text)[level], place.rank or _NO_RANK, place.place_id)
            for place in places
            for name in place.names
            for level in ("letters", "article")
        }
        self._entries = sorted(entries)

    def find(self, prefix: str, *, limit: int) -> list[str]:
        """Return the ids of places with a name that begins so, the bigger places first.

        Case, marks, spaces and the article do not count. Of a prefix of one or two letters only the
        first 500 names in their order are looked at.
        """
        asked = keys(prefix)["letters"]
        if not asked:
            return []
        start = bisect_left(self._entries, (asked,))
        near = self._entries[start : start + _MOST_LOOKED_AT]
        found = sorted({(rank, place_id) for key, rank, place_id in near if key.startswith(asked)})
        return [place_id for _, place_id in found[:limit]]
