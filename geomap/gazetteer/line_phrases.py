"""Read the phrases about lines: borders, corners of borders, between, roads, along a river."""

from collections.abc import Callable

from geomap.gazetteer.expressions import (
    Between,
    Border,
    Course,
    Expression,
    Named,
    Road,
    Stored,
    Triangle,
    Unread,
)
from geomap.gazetteer.name_phrases import NameReader, split_list
from geomap.gazetteer.refusals import HALF
from geomap.gazetteer.tokens import Token, keys_of, written
from geomap.gazetteer.wording import Tokens, Wording

_FEWEST_ENDS = 2


class LineReader:
    """Reads what runs between or along things; other phrases go back to `read_part`."""

    def __init__(
        self, wording: Wording, names: NameReader, read_part: Callable[[Tokens], Expression | None]
    ) -> None:
        self._wording = wording
        self._names = names
        self._read_part = read_part

    def read_triangle(self, tokens: Tokens) -> Expression | None:
        """Read "the border triangle of A, B and C"."""
        found = self._wording.finds(self._wording.vocabulary.relations, "triangle", tokens)
        if found is None:
            return None
        at, length = found
        rest = self._wording.without_relation([*tokens[:at], *tokens[at + length :]], "border")
        rest = self._wording.without_relation(rest, "with")
        sides = self._names.split_sides(self._wording.after_between(rest))
        if len(sides) <= _FEWEST_ENDS:
            return Unread(HALF.format("a border triangle", "three countries"))
        return Triangle(tuple(sides))

    def read_border(self, tokens: Tokens) -> Expression | None:
        """Read "the border between A and B", "the border with T", "overlapping areas of A, B"."""
        overlap = self._wording.finds(self._wording.vocabulary.relations, "overlap", tokens)
        if overlap is not None:
            rest = self._wording.after_between([*tokens[: overlap[0]], *tokens[sum(overlap) :]])
            sides = self._names.split_sides(rest)
            if len(sides) < _FEWEST_ENDS:
                return Unread(HALF.format("an overlap", "two units"))
            return Border(tuple(sides), "overlap")
        found = self._wording.finds(self._wording.vocabulary.relations, "border", tokens)
        if found is None or self._names_a_crossing(tokens, found[0]):
            return None
        between = self._wording.finds(self._wording.vocabulary.relations, "between", tokens)
        if between is not None and between[0] < found[0]:
            return self._read_adjectives_border(tokens[sum(between) :])
        left = self._wording.without_border_words(self._owner_of_border(tokens[: found[0]]))
        right = self._wording.without_border_words(tokens[sum(found) :])
        sides = self._sides_of_border(left, right)
        if not sides:
            return Unread(HALF.format("a border", "a unit or country it belongs to"))
        is_with = self._wording.starts_with("with", right)
        return Border(tuple(sides), is_with=is_with)

    def _names_a_crossing(self, tokens: Tokens, at: int) -> bool:
        """Whether "border" is the first word of a type: "Al-Walid border crossing"."""
        found = self._wording.vocabulary.types.match(keys_of(tokens), at)
        return found is not None and found[0] == "crossing"

    def _read_adjectives_border(self, tokens: Tokens) -> Expression | None:
        """Read "between the Syrian and Iraqi borders"; other ends lie on both sides of an area."""
        bare = self._wording.without_border_words(
            self._wording.without_relation(self._wording.without_fillers(tokens), "border")
        )
        sides = self._names.split_sides(bare)
        is_pair = len(sides) == _FEWEST_ENDS and all(isinstance(side, Stored) for side in sides)
        return Border(tuple(sides)) if is_pair else None

    def _owner_of_border(self, tokens: Tokens) -> Tokens:
        """Return "Syrian" of "the Syrian side of the", and "Syria" of "Syria's"."""
        side = self._wording.finds(self._wording.vocabulary.relations, "side", tokens)
        kept = tokens if side is None else tokens[: side[0]]
        # "Syria's border" is that of Syria.
        return [*kept[:-1], kept[-1].owner] if kept and kept[-1].is_possessive else kept

    def _sides_of_border(self, left: Tokens, right: Tokens) -> list[Expression]:
        if self._wording.starts_with("between", right):
            sides = self._names.split_sides(self._wording.after_between(right))
            return sides if len(sides) >= _FEWEST_ENDS else []
        joined = self._wording.finds(self._wording.vocabulary.relations, "with", right)
        if joined is not None:
            before = [*left, *self._wording.without_of(right[: joined[0]])]
            after = right[sum(joined) :]
            if not after:
                return []
            beyond = self._without_countryside(after)
            return [*self._names.split_sides(before), *self._names.split_sides(beyond)]
        return [
            *self._names.split_sides(left),
            *self._names.split_sides(self._wording.without_of(right)),
        ]

    def _without_countryside(self, tokens: Tokens) -> Tokens:
        """Return the unit of "with the southern countryside of A": its edge is the unit's."""
        found = self._wording.finds(self._wording.vocabulary.relations, "countryside", tokens)
        if found is None:
            return tokens
        rest = [*tokens[: found[0]], *tokens[sum(found) :]]
        kept: list[Token] = []
        at = 0
        while at < len(rest):
            _, length = self._wording.directions_at(rest, at)
            kept += [] if length else [rest[at]]
            at += length or 1
        return self._wording.without_of(self._wording.without_fillers(kept))

    def read_between(self, tokens: Tokens) -> Expression | None:
        """Read "between A and B"."""
        found = self._wording.finds(self._wording.vocabulary.relations, "between", tokens)
        if found is None:
            return None
        ends = self._ends_of(tokens[sum(found) :])
        if len(ends) < _FEWEST_ENDS:
            return Unread(HALF.format("'between'", "two places"))
        return Between(tuple(ends))

    def _ends_of(self, tokens: Tokens) -> list[Expression]:
        """Return the ends of "between": names, or lines such as the border with T."""
        if self._wording.finds(self._wording.vocabulary.relations, "border", tokens) is None:
            return self._names.split_sides(tokens)
        pieces = split_list(tokens, self._wording.is_and)
        read = (self._read_part(piece) for piece in pieces)
        return [part for part in read if part is not None]

    def read_course(self, tokens: Tokens) -> Expression | None:
        """Read "along the Euphrates", "along the road between A and B", "along the border"."""
        if not self._wording.starts_with("along", tokens):
            return None
        rest = self._wording.without_fillers(self._wording.without_relation(tokens, "along"))
        rest = self._wording.without_fillers(self._wording.without_relation(rest, "bank"))
        found = self._wording.finds(self._wording.vocabulary.relations, "between", rest)
        head = self._wording.without_fillers(rest if found is None else rest[: found[0]])
        if self._wording.is_river(head):
            river = Named((written(self._wording.river_words(head)),), "river")
            ends = [] if found is None else self._names.split_sides(rest[sum(found) :])
            if found is not None and len(ends) < _FEWEST_ENDS:
                return Unread(HALF.format("a reach of a river", "two places"))
            return Course(river, tuple(ends))
        if found is not None and not head:
            return self._road_between(rest[sum(found) :])
        return self._read_part(rest) if rest else None

    def read_road(self, tokens: Tokens) -> Expression | None:
        """Read "the road between A and B", "the A-B road", طريق A - B, "the road to A"."""
        relations = self._wording.vocabulary.relations
        road = self._wording.finds(relations, "road", tokens)
        found = self._wording.finds(relations, "between", tokens)
        if road is None or (found is not None and found < road):
            return None
        ends = tokens if found is None else tokens[sum(found) :]
        for word in ("road", "link", "link"):
            ends = self._wording.without_relation(ends, word)
        return self._road_between(self._wording.without_of(ends))

    def _road_between(self, tokens: Tokens) -> Expression:
        ends = self._names.split_sides(tokens)
        if not ends:
            return Unread(HALF.format("a road", "a place it leads to"))
        return Road(tuple(ends))
