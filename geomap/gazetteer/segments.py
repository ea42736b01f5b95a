"""Cut a phrase into the parts that its prepositions begin: "near A | at the border of B | in C"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geomap.gazetteer.measures import end_of_distance, measure_at
from geomap.gazetteer.tokens import Token, keys_of
from geomap.gazetteer.vocabulary import Vocabulary


@dataclass(slots=True)
class Segment:
    """Words that stand together, and the kind of word that began them."""

    opener: str
    tokens: list[Token] = field(default_factory=list)


class Cutter:
    """Walks over the words of one phrase once."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> None:
        self._tokens = tokens
        self._keys = keys_of(tokens)
        self._vocabulary = vocabulary
        self._segments = [Segment("")]

    def cut(self) -> list[Segment]:
        """Return the parts that have words, in order."""
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        return [segment for segment in self._segments if segment.tokens]

    def _step(self, at: int) -> int:  # noqa: PLR0911 - one a kind of word
        """Deal with the word at a position; return the position of the next one."""
        if (end := self._end_of_distance(at)) is not None:
            self._begin("at")
            return self._keep(at, end)
        relation = self._vocabulary.relations.match(self._keys, at)
        if relation and (relation[0] in {"near", "along"} or self._begins_edge(at, relation)):
            self._begin("at")
            return self._keep(at, at + relation[1])
        opener = self._vocabulary.openers.match(self._keys, at)
        if opener:
            self._begin(opener[0])
            return at + opener[1]
        if self._current.opener == "stop":
            return at + 1
        if relation and relation[0] == "just" and self._begins_direction(at + relation[1]):
            self._begin("at")
            return self._keep(at, at + relation[1])
        if relation and relation[0] == "with" and not self._has("border"):
            self._begin("with")
            return at + relation[1]
        if self._begins_direction(at) or self._is_dividing_comma(at):
            self._begin("at")
        return self._keep(at, at + (relation[1] if relation else 1))

    @property
    def _current(self) -> Segment:
        return self._segments[-1]

    def _begin(self, opener: str) -> None:
        if self._current.tokens or self._current.opener == "stop":
            self._segments.append(Segment(opener))
        elif not self._current.opener or opener in {"from", "to", "stop"}:
            self._current.opener = opener

    def _keep(self, at: int, end: int) -> int:
        self._current.tokens += self._tokens[at:end]
        return end

    def _has(self, relation: str) -> bool:
        """Whether the current part already has a word for a relation."""
        keys = keys_of(self._current.tokens)
        found = (self._vocabulary.relations.match(keys, at) for at in range(len(keys)))
        return any(match is not None and match[0] == relation for match in found)

    def _end_of_distance(self, at: int) -> int | None:
        """Return where "20 km to the north of" ends: its "to" and "from" open nothing."""
        measure = measure_at(self._keys, at, self._vocabulary)
        if measure is None:
            return None
        return end_of_distance(self._keys, at + measure.length, self._vocabulary)

    def _begins_edge(self, at: int, relation: tuple[str, int]) -> bool:
        """Whether "outskirts of X" or أطراف X begins here, not "southern outskirts of X"."""
        after = at + relation[1]
        if relation[0] != "edge" or after >= len(self._keys) or self._continues_direction(at):
            return False
        return self._keys[after] == "of" or self._tokens[at].is_arabic

    def _begins_direction(self, at: int) -> bool:
        """Whether "west of X" or غربي X begins here: both say where, not which part."""
        directions = self._vocabulary.directions
        if directions.match(self._keys, at) is None or self._continues_direction(at):
            return False
        if self._tokens[at].is_arabic:
            return not self._tokens[at].is_definite
        end = at
        while end < len(self._keys) and (step := directions.match(self._keys, end)):
            end += step[1]
        return end < len(self._keys) and self._keys[end] == "of"

    def _continues_direction(self, at: int) -> bool:
        """Whether a direction or "just" stands right before, or a direction before an "and"."""
        before = at - 1
        if before >= 0 and self._relation_at(before) == "just":
            return True
        if before > 0 and self._relation_at(before) == "and":
            before -= 1
        if before < 0:
            return False
        return self._vocabulary.directions.match(self._keys, before) is not None

    def _relation_at(self, at: int) -> str | None:
        match = self._vocabulary.relations.match(self._keys, at)
        return match[0] if match else None

    def _is_dividing_comma(self, at: int) -> bool:
        """Whether a comma before a word begins a wider place, not the next item of a list."""
        if self._tokens[at].glue not in {",", ";"}:
            return False
        if (self._has("between") or self._has("triangle")) and not self._has("and"):
            return False
        rest = []
        for position in range(at, len(self._keys)):
            if self._vocabulary.openers.match(self._keys, position):
                break
            rest.append(self._relation_at(position))
        return "and" not in rest or "border" in rest
