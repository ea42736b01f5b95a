"""Make the phrases plain whose small words would cut them at the wrong place.

Prepositions cut a phrase, but the "from … to" of a road is no movement, and neither the "to" of
"the entrance to X" nor the number in "the 55-km zone" begins a part. They become "between … and",
"of" and the zone's name before the phrase is cut.
"""

from collections.abc import Sequence

from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.measures import Measure, end_of_distance, measure_at
from geomap.gazetteer.model import SETTLEMENT_KINDS
from geomap.gazetteer.tokens import Token, keys_of
from geomap.gazetteer.vocabulary import Vocabulary
from geomap.gazetteer.wording import Tokens

_BETWEEN = Token("between", "between")
_AND = Token("and", "and")
_OF = Token("of", "of")
_TAKES_TO = frozenset({"road", "edge", "link"})
_SPANNED = frozenset({"road", "link", "along", "region", "border", "stretch"})


class Spans:
    """Rewrites the words of one phrase with the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, index: NameIndex) -> None:
        self._vocabulary = vocabulary
        self._index = index

    def plain(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the words of a phrase, ready to be cut."""
        named = self._zones_named(self._towns_by_borders(self._without_each(list(tokens))))
        return self._spans_joined(self._approaches_joined(named))

    def _towns_by_borders(self, tokens: list[Token]) -> list[Token]:
        """Leave "border" out of "the border town of X": it names no line."""
        keys = keys_of(tokens)
        return [
            token
            for at, token in enumerate(tokens)
            if not (self._is_border(keys, at) and self._is_settlement(keys, at + 1))
        ]

    def _is_border(self, keys: list[str], at: int) -> bool:
        relation = self._vocabulary.relations.match(keys, at)
        return relation is not None and relation[0] == "border" and relation[1] == 1

    def _is_settlement(self, keys: list[str], at: int) -> bool:
        type_ = self._vocabulary.types.match(keys, at) if at < len(keys) else None
        kinds = self._vocabulary.kinds_of_type[type_[0]] if type_ else frozenset()
        return bool(kinds) and kinds <= SETTLEMENT_KINDS

    def depth_of(self, tokens: Tokens) -> tuple[Measure, list[Token]] | None:
        """Return the depth in "from A to B at a depth of 32 km" and the words around it."""
        keys = keys_of(tokens)
        for at in range(len(keys)):
            relation = self._vocabulary.relations.match(keys, at)
            if relation is None or relation[0] != "depth":
                continue
            end = at + relation[1]
            if (after := measure_at(keys, end, self._vocabulary)) is not None:
                return after, [
                    *tokens[: self._start_of_opener(keys, at)],
                    *tokens[end + after.length :],
                ]
            for start in range(at):
                before = measure_at(keys, start, self._vocabulary)
                if before is not None and start + before.length == at:
                    return before, [*tokens[:start], *tokens[end:]]
        return None

    def span_of(self, tokens: list[Token]) -> list[Token]:
        """Return words with their first "from … to" as "between … and"."""
        keys = keys_of(tokens)
        start = self._opener_after(keys, 0, "from")
        end = None if start is None else self._opener_after(keys, start[0] + 1, "to")
        if start is None or end is None:
            return tokens
        return [
            *tokens[: start[0]],
            _BETWEEN,
            *tokens[sum(start) : end[0]],
            _AND,
            *tokens[sum(end) :],
        ]

    def _start_of_opener(self, keys: list[str], at: int) -> int:
        """Return where "at a" before a depth begins: they open nothing without it."""
        for start in range(max(0, at - 2), at):
            opener = self._vocabulary.openers.match(keys, start)
            filler = self._vocabulary.fillers.match(keys, start + 1)
            if opener and opener[0] in {"at", "to"} and (start + 1 == at or filler):
                return start
        with_ = self._vocabulary.relations.match(keys, at - 2) if at > 1 else None
        return at - 2 if with_ and with_[0] == "with" else at

    def _without_each(self, tokens: list[Token]) -> list[Token]:
        """Drop "both" and كل من before a list: its "من" opens nothing."""
        keys = keys_of(tokens)
        for at in range(len(keys)):
            relation = self._vocabulary.relations.match(keys, at)
            if relation is not None and relation[0] == "each":
                return [*tokens[:at], *tokens[at + relation[1] :]]
        return tokens

    def _zones_named(self, tokens: list[Token]) -> list[Token]:
        """Put the zone's own name for "the 55-kilometre area" and منطقة الـ55."""
        keys = keys_of(tokens)
        for at, key in enumerate(keys):
            name = self._vocabulary.zones.get(key)
            if name is None or not self._index.knows(name):
                continue
            end = at + 1
            unit = self._vocabulary.units.match(keys, end)
            end += unit[1] if unit else 0
            start = at - 1 if at and keys[at - 1] == "ال" else at
            is_after = self._calls_an_area(keys, end)
            is_before = start > 0 and self._calls_an_area(keys, start - 1)
            if is_after or is_before:
                start -= 0 if is_after else 1
                named = Token(name, name.casefold(), tokens[start].glue)
                return [*tokens[:start], named, *tokens[end + is_after :]]
        return tokens

    def _calls_an_area(self, keys: list[str], at: int) -> bool:
        relation = self._vocabulary.relations.match(keys, at)
        type_ = self._vocabulary.types.match(keys, at)
        return (relation is not None and relation[0] == "region") or (
            type_ is not None and type_[0] == "country"
        )

    def _approaches_joined(self, tokens: list[Token]) -> list[Token]:
        """Put "of" for the "to" of a road, an entrance or an edge."""
        keys = keys_of(tokens)
        for at in range(1, len(keys)):
            opener = self._vocabulary.openers.match(keys, at)
            if opener is None or opener[0] != "to" or self._from_before(keys, at):
                continue
            before = self._vocabulary.relations.match(keys, at - 1)
            if any(self._is_link(keys, earlier) for earlier in range(at - 1)):
                return [*tokens[:at], _AND, *tokens[at + opener[1] :]]
            if before and before[0] in _TAKES_TO:
                rest = self._approaches_joined(tokens[at + opener[1] :])
                return [*tokens[:at], _OF, *rest]
        return tokens

    def _is_link(self, keys: list[str], at: int) -> bool:
        relation = self._vocabulary.relations.match(keys, at)
        return relation is not None and relation[0] == "link"

    def _spans_joined(self, tokens: list[Token]) -> list[Token]:
        """Join "the road from A to B": a span, no movement."""
        keys = keys_of(tokens)
        start = self._opener_after(keys, 1, "from")
        if start is None:
            return tokens
        before = self._vocabulary.relations.match(keys, start[0] - 1)
        along = any(
            (relation := self._vocabulary.relations.match(keys, at)) and relation[0] == "along"
            for at in range(start[0])
        )
        if along or (before is not None and before[0] in _SPANNED):
            return self.span_of(tokens)
        return tokens

    def _from_before(self, keys: list[str], at: int) -> bool:
        start = self._opener_after(keys, 0, "from")
        return start is not None and start[0] < at

    def _opener_after(self, keys: list[str], at: int, meaning: str) -> tuple[int, int] | None:
        """Return (position, number of words) of the first opener of a kind; distances have none."""
        while at < len(keys):
            measure = measure_at(keys, at, self._vocabulary)
            if measure is not None:
                at = end_of_distance(keys, at + measure.length, self._vocabulary)
                continue
            opener = self._vocabulary.openers.match(keys, at)
            if opener and opener[0] == meaning:
                return at, opener[1]
            at += opener[1] if opener else 1
        return None
