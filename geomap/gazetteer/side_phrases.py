"""Read the phrases about sides: directions, countryside, river banks, the edges of a town."""

from geomap.gazetteer.expressions import (
    AnyOf,
    Bank,
    Countryside,
    Directed,
    Edge,
    Expression,
    Form,
    Named,
    Opposite,
    RegionOf,
    Unread,
)
from geomap.gazetteer.name_phrases import NameReader
from geomap.gazetteer.refusals import HALF
from geomap.gazetteer.tokens import Token, keys_of, written
from geomap.gazetteer.wording import Tokens, Wording

_SIDE_WORDS = frozenset({"countryside", "bank", "side", "just"})


class SideReader:
    """Reads which side or part of something is meant."""

    def __init__(self, wording: Wording, names: NameReader) -> None:
        self._wording = wording
        self._names = names

    def read_edge(self, tokens: Tokens) -> Expression | None:
        """Read "the southern entrance of X", "X outskirts", أطراف X الشمالية."""
        found = self._wording.finds(self._wording.vocabulary.relations, "edge", tokens)
        if found is None:
            return None
        directions: list[str] = []
        rest: list[Token] = []
        at = 0
        while at < len(tokens):
            names, length = self._wording.directions_at(tokens, at)
            if at == found[0]:
                length = found[1]
            elif names:
                directions += names
            else:
                length = 1
                rest.append(tokens[at])
            at += length
        of = self._names.read_list(self._wording.without_of(self._wording.without_fillers(rest)))
        if of is None:
            return Unread(HALF.format("an edge", "a place it belongs to"))
        if isinstance(of, AnyOf):
            return AnyOf(tuple(Edge(part, tuple(directions)) for part in of.parts))
        return Edge(of, tuple(directions))

    def read_opposite(self, tokens: Tokens) -> Expression | None:
        """Read "opposite X", "the western bank of the Euphrates opposite X"."""
        found = self._wording.finds(self._wording.vocabulary.relations, "across", tokens)
        if found is None:
            return None
        after = self._wording.without_fillers(self._wording.without_of(tokens[sum(found) :]))
        if not after or self._wording.starts_with("bank", after):
            return None
        of = self._names.read_list(after)
        directions, rest = self._bank_words(tokens[: found[0]])
        river = None
        if self._wording.is_river(rest):
            river = Named((written(self._wording.river_words(rest)),), "river")
        return Opposite(of, river, tuple(directions))

    def _bank_words(self, tokens: Tokens) -> tuple[list[str], Tokens]:
        """Return the directions of "the western bank of the Euphrates", and what the bank is of."""
        directions: list[str] = []
        rest: list[Token] = []
        at = 0
        while at < len(tokens):
            names, length = self._wording.directions_at(tokens, at)
            relation = self._wording.vocabulary.relations.match(keys_of(tokens), at)
            directions += names
            if not names:
                length = relation[1] if relation else 1
                rest += [] if relation and relation[0] in {"bank", "side"} else [tokens[at]]
            at += length
        return directions, self._wording.without_of(self._wording.without_fillers(rest))

    def _opposite_bank(self, tokens: Tokens) -> Expression | None:
        """Read "the opposite bank of the Euphrates", الضفة المقابلة لهجين."""
        relations = self._wording.vocabulary.relations
        found = self._wording.finds(relations, "opposite", tokens) or self._wording.finds(
            relations, "across", tokens
        )
        if found is None:
            return None
        _, rest = self._bank_words([*tokens[: found[0]], *tokens[sum(found) :]])
        if self._wording.is_river(rest):
            return Opposite(None, Named((written(self._wording.river_words(rest)),), "river"))
        return Opposite(self._names.read_list(rest) if rest else None)

    def read_direction(self, tokens: Tokens) -> Expression | None:
        """Read directions, countryside and river banks around the thing they belong to."""
        directions: list[str] = []
        rest: list[Token] = []
        said: set[str] = set()
        is_outside = False
        at = 0
        while at < len(tokens):
            names, length = self._wording.directions_at(tokens, at)
            relation = self._wording.vocabulary.relations.match(keys_of(tokens), at)
            kind = relation[0] if relation else None
            if names:
                directions += names
                is_outside |= self._points_outward(tokens, at, at + length)
            elif relation and kind in _SIDE_WORDS:
                said.add(relation[0])
                length = relation[1]
            else:
                length = 1
                is_joint = kind == "of" and (not rest or at + 1 == len(tokens))
                if not is_joint:
                    rest.append(self._owner_before_side(tokens, at))
            at += length
        if not directions and not said - {"just"}:
            return None
        if not directions and (opposite := self._opposite_bank(tokens)) is not None:
            return opposite
        rest = list(
            self._wording.without_of(
                self._wording.without_fillers(self._wording.without_loose_and(rest))
            )
        )
        if self._wording.is_river(rest):
            river = Named((written(self._wording.river_words(rest)),), "river")
            return Bank(river, tuple(directions), "bank" if "bank" in said else "side")
        form = _form_of(said, is_outside=is_outside)
        of = self._names.read_list(rest) if rest else None
        if of is None:
            return Unread(HALF.format("a direction", "a place it belongs to"))
        if isinstance(of, AnyOf):
            parts = (self._directed(part, directions, form) for part in of.parts)
            return AnyOf(tuple(parts))
        return self._directed(of, directions, form)

    def _owner_before_side(self, tokens: Tokens, at: int) -> Token:
        """Return "Ezzor" of "Deir Ezzor's eastern countryside"."""
        says_side = self._wording.directions_at(tokens, at + 1)[1] > 0 or (
            at + 1 < len(tokens) and self._wording.starts_with("countryside", tokens[at + 1 :])
        )
        return tokens[at].owner if tokens[at].is_possessive and says_side else tokens[at]

    def read_province(self, tokens: Tokens) -> Expression | None:
        """Read "the eastern province of X" as X: the direction tells where X itself lies."""
        _, length = self._wording.directions_at(tokens, 0)
        keys = keys_of(tokens)
        type_ = self._wording.vocabulary.types.match(keys, length) if length < len(keys) else None
        after = length + type_[1] if type_ else len(keys)
        is_unit = type_ is not None and type_[0] == "governorate"
        is_so = length > 0 and is_unit and after < len(keys) and keys[after] == "of"
        return self._names.read_list(tokens[length:]) if is_so else None

    def _directed(self, of: Expression, directions: list[str], form: Form) -> Expression:
        if isinstance(of, RegionOf) and form != "countryside":
            of = of.of
        return Directed(of, tuple(directions), form) if directions else Countryside(of)

    def _points_outward(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether "west of X" or غربي X is meant, not "western X" or X الغربي."""
        if tokens[at].is_arabic:
            return not tokens[at].is_definite and end < len(tokens)
        return end < len(tokens) and tokens[end].key == "of"


def _form_of(said: set[str], *, is_outside: bool) -> Form:
    if "countryside" in said:
        return "countryside"
    if not is_outside:
        return "part"
    return "beside" if "just" in said else "outside"
