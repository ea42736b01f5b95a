"""Read "10 km inside Syria from the Turkish border" and "بعمق 5 كم داخل الأراضي العراقية".

Such a phrase holds a country, a distance and sometimes a border, in any order; the words around
them say more and are given back to be read on their own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from geomap.gazetteer.expressions import Border, Expression, Inland, Named, Stored
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.measures import Measure, measure_at
from geomap.gazetteer.tokens import Token, keys_of, written
from geomap.gazetteer.wording import Tokens, Wording

_LONGEST_COUNTRY = 4
_BETWEEN_DISTANCE_AND_COUNTRY = frozenset({"depth", "away"})


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


class InlandReader:
    """Finds a distance inside a country among the words of one phrase."""

    def __init__(
        self,
        wording: Wording,
        index: NameIndex,
        read_part: Callable[[Tokens], Expression | None],
    ) -> None:
        self._wording = wording
        self._vocabulary = wording.vocabulary
        self._index = index
        self._read_part = read_part

    def read(self, tokens: list[Token]) -> tuple[Inland, list[Token]] | None:
        """Return what lies inside a country, and the words that say something else."""
        keys = keys_of(tokens)
        for at in range(len(keys)):
            if self._relation_at(keys, at) != "inside":
                continue
            country = self._country_after(tokens, at)
            if country is None:
                continue
            expression, span = country
            found = self._measure_around(keys, at, span.end)
            if found is not None:
                return self._assembled(tokens, expression, span, *found)
        return None

    def _assembled(
        self, tokens: list[Token], country: Expression, span: _Span, measure: Measure, place: _Span
    ) -> tuple[Inland, list[Token]]:
        keys = keys_of(tokens)
        start, end = min(span.start, place.start), max(span.end, place.end)
        is_depth = any(self._relation_at(keys, at) == "depth" for at in range(start, end))
        border, end = self._border_after(tokens, end)
        inland = Inland(
            country,
            measure.distance_m,
            border,
            is_depth=is_depth and border is None,
            doubt_m=measure.doubt_m,
        )
        return inland, [*tokens[: self._without_opener(keys, start)], *tokens[end:]]

    def _country_after(self, tokens: list[Token], at: int) -> tuple[Expression, _Span] | None:
        """Return the country that "inside" at a position speaks of, and the words of both."""
        keys = keys_of(tokens)
        begin = at + self._length_at(keys, at)
        while begin < len(keys) and self._vocabulary.fillers.match(keys, begin):
            begin += 1
        for end in range(min(len(keys), begin + _LONGEST_COUNTRY), begin, -1):
            words = tokens[begin:end]
            if self._index.knows(written(words)):
                if self._index.lists(written(words), {"country"}):
                    return Named((written(words),)), _Span(at, end)
            elif adjective := self._adjective_of(words):
                return Stored(adjective), _Span(at, end)
        return None

    def _adjective_of(self, words: list[Token]) -> str | None:
        """Return the country of "Iraqi soil" and الجانب السوري: an adjective and one plain noun."""
        adjectives = [key for token in words if (key := self._wording.adjective(token))]
        keys = keys_of(words)
        plain = [
            token
            for position, token in enumerate(words)
            if not self._wording.adjective(token)
            and self._relation_at(keys, position) != "side"
            and not self._calls_land(keys, position)
        ]
        return adjectives[0] if len(adjectives) == 1 and not plain else None

    def _calls_land(self, keys: list[str], at: int) -> bool:
        found = self._vocabulary.types.match(keys, at)
        return found is not None and found[0] == "country"

    def _measure_around(
        self, keys: list[str], inside: int, after: int
    ) -> tuple[Measure, _Span] | None:
        """Return the distance right before "inside" or the first one after the country."""
        for start in range(inside):
            measure = measure_at(keys, start, self._vocabulary)
            if measure is not None and self._only_joints(keys, start + measure.length, inside):
                first = start
                while first and self._is_joint(keys, first - 1):
                    first -= 1
                return measure, _Span(first, inside)
        for start in range(after, len(keys)):
            measure = measure_at(keys, start, self._vocabulary)
            if measure is not None:
                return (
                    (measure, _Span(after, start + measure.length))
                    if self._only_joints(keys, after, start)
                    else None
                )
        return None

    def _only_joints(self, keys: list[str], start: int, end: int) -> bool:
        return all(self._is_joint(keys, at) for at in range(start, end))

    def _is_joint(self, keys: list[str], at: int) -> bool:
        """Whether a word says nothing but that a distance follows: "at a depth of", على بعد."""
        if self._relation_at(keys, at) in {*_BETWEEN_DISTANCE_AND_COUNTRY, "of"}:
            return True
        opener = self._vocabulary.openers.match(keys, at)
        if opener is not None and opener[0] == "at":
            return True
        return self._vocabulary.fillers.match(keys, at) is not None

    def _border_after(self, tokens: list[Token], end: int) -> tuple[Expression | None, int]:
        """Return the border after "from", None for one that is not named, and where it ends."""
        keys = keys_of(tokens)
        at = end
        while at < len(keys) and self._relation_at(keys, at) == "away":
            at += self._length_at(keys, at)
        opener = self._vocabulary.openers.match(keys, at) if at < len(keys) else None
        if opener is None or opener[0] != "from":
            return None, end
        begin = at + opener[1]
        stop = begin
        while stop < len(keys) and not (stop > begin and self._begins_another(tokens, keys, stop)):
            stop += 1
        words = tokens[begin:stop]
        if self._wording.finds(self._vocabulary.relations, "border", words) is None:
            return None, end
        read = self._read_part(words)
        return (read if isinstance(read, Border) else None), stop

    def _begins_another(self, tokens: list[Token], keys: list[str], at: int) -> bool:
        if tokens[at].glue in {",", ";"} or self._vocabulary.openers.match(keys, at):
            return True
        if self._vocabulary.directions.match(keys, at):
            return True
        return self._relation_at(keys, at) in {"near", "along", "edge"}

    def _without_opener(self, keys: list[str], start: int) -> int:
        """Return where the words before end, without the "some" and "about" of the distance."""
        while start and self._is_joint(keys, start - 1):
            start -= 1
        return start

    def _relation_at(self, keys: list[str], at: int) -> str | None:
        found = self._vocabulary.relations.match(keys, at)
        return found[0] if found else None

    def _length_at(self, keys: list[str], at: int) -> int:
        found = self._vocabulary.relations.match(keys, at)
        return found[1] if found else 1
