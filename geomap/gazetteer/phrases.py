"""Read a place phrase into an expression, by the words of relations.toml.

A text that the gazetteer lists as a name is that name, whatever words it holds ("Kurdistan Region
of Iraq", "Al-Mayadeen desert"). Otherwise prepositions cut it into parts that hold at once, and in
each part the outermost relation is looked for first: distance, nearness, triangle, border,
between, direction and countryside, list, and at last a name with its type words.
"""

from geomap.gazetteer.expressions import (
    AnyOf,
    Bank,
    Between,
    Border,
    Countryside,
    Directed,
    Expression,
    Named,
    Near,
    Offset,
    RegionOf,
    Stacked,
    Triangle,
    Unread,
)
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.name_phrases import NameReader
from geomap.gazetteer.segments import Cutter
from geomap.gazetteer.tokens import Token, keys_of, tokenise, written
from geomap.gazetteer.vocabulary import Vocabulary
from geomap.gazetteer.wording import Tokens, Wording

NOTHING_NAMED = "The words name no place: they point at something said elsewhere in the text."
_HALF = "Half a phrase: {} needs {}."
_HELD = "Who holds an area changes with time and has no border in the gazetteer; name the place."
_MOVEMENT = "The words tell a movement from one place to another; resolve each end on its own."
_FEWEST_ENDS = 2
_METRES = {"kilometre": 1000.0, "mile": 1609.344, "metre": 1.0}


def read_phrase(text: str, vocabulary: Vocabulary, index: NameIndex) -> Expression:
    """Return what a text says; words that name nothing become `Unread`, never an error."""
    return PhraseReader(vocabulary, index).read(text)


class PhraseReader:
    """Reads phrases with the words and names of one gazetteer."""

    def __init__(self, vocabulary: Vocabulary, index: NameIndex) -> None:
        self._vocabulary = vocabulary
        self._index = index
        self._wording = Wording(vocabulary, index)
        self._names = NameReader(self._wording)

    def read(self, text: str) -> Expression:
        """Return what a text says."""
        tokens = tokenise(text, self._vocabulary, self._index)
        if self._wording.finds(self._vocabulary.holders, "held", tokens) is not None:
            return Unread(_HELD)
        tokens = self._wording.without_holders(tokens)
        if self._wording.is_name(tokens):
            return Named((written(tokens),))
        segments = Cutter(tokens, self._vocabulary).cut()
        openers = [segment.opener for segment in segments]
        if "from" in openers and "to" in openers[openers.index("from") :]:
            return Unread(_MOVEMENT)
        parts = [self._read_part(segment.tokens) for segment in segments]
        named = [part for part in parts if part is not None]
        if not named:
            return Unread(NOTHING_NAMED)
        return named[0] if len(named) == 1 else Stacked(tuple(named))

    def _read_part(self, tokens: Tokens) -> Expression | None:
        """Return what one part says, None when it is only filling words."""
        tokens = self._wording.without_fillers(tokens)
        if not tokens or all(token.key.isdigit() for token in tokens):
            return None
        if self._wording.is_name(tokens):
            return Named((written(tokens),))
        for read in (
            self._read_offset,
            self._read_near,
            self._read_triangle,
            self._read_border,
            self._read_between,
            self._read_direction,
        ):
            found = read(tokens)
            if found is not None:
                return found
        return self._names.read_list(tokens)

    def _read_offset(self, tokens: Tokens) -> Expression | None:
        keys = keys_of(tokens)
        unit = self._vocabulary.units.match(keys, 1) if keys[0][:1].isdigit() else None
        if unit is None:
            return None
        try:
            number = float(keys[0].replace(",", "."))
        except ValueError:
            return None
        rest = tokens[1 + unit[1] :]
        directions: list[str] = []
        while rest:
            names, length = self._wording.directions_at(rest, 0)
            relation = self._vocabulary.relations.match(keys_of(rest), 0)
            opener = self._vocabulary.openers.match(keys_of(rest), 0)
            if names:
                directions += names
                rest = rest[length:]
            elif relation and relation[0] in {"away", "of"}:
                rest = rest[relation[1] :]
            elif opener and opener[0] == "from":
                rest = rest[opener[1] :]
            else:
                break
        of = self._read_part(rest) if rest else None
        if of is None:
            return Unread(_HALF.format("a distance", "a place it is measured from"))
        return Offset(of, number * _METRES[unit[0]], directions[0] if directions else None)

    def _read_near(self, tokens: Tokens) -> Expression | None:
        keys = keys_of(tokens)
        relation = self._vocabulary.relations.match(keys, 0)
        if relation and relation[0] == "near":
            rest = self._wording.without_fillers(self._wording.without_of(tokens[relation[1] :]))
            of = self._read_part(rest) if rest else None
            return Unread(NOTHING_NAMED) if of is None else self._nearness(of)
        for at in range(1, len(keys)):
            relation = self._vocabulary.relations.match(keys, at)
            if relation and relation[0] == "near_after" and at + relation[1] == len(keys):
                of = self._read_part(tokens[:at])
                return None if of is None else self._nearness(of)
        return None

    def _nearness(self, of: Expression) -> Expression:
        if isinstance(of, Border):
            return Border(of.sides, "near_border" if of.reach == "border" else of.reach)
        return of if isinstance(of, Unread) else Near(of)

    def _read_triangle(self, tokens: Tokens) -> Expression | None:
        found = self._wording.finds(self._vocabulary.relations, "triangle", tokens)
        if found is None:
            return None
        at, length = found
        rest = self._wording.without_relation([*tokens[:at], *tokens[at + length :]], "border")
        rest = self._wording.without_relation(rest, "with")
        sides = self._names.split_sides(self._wording.after_between(rest))
        if len(sides) <= _FEWEST_ENDS:
            return Unread(_HALF.format("a border triangle", "three countries"))
        return Triangle(tuple(sides))

    def _read_border(self, tokens: Tokens) -> Expression | None:
        overlap = self._wording.finds(self._vocabulary.relations, "overlap", tokens)
        if overlap is not None:
            rest = self._wording.after_between([*tokens[: overlap[0]], *tokens[sum(overlap) :]])
            sides = self._names.split_sides(rest)
            if len(sides) < _FEWEST_ENDS:
                return Unread(_HALF.format("an overlap", "two units"))
            return Border(tuple(sides), "overlap")
        found = self._wording.finds(self._vocabulary.relations, "border", tokens)
        if found is None:
            return None
        left = self._wording.without_border_words(tokens[: found[0]])
        right = self._wording.without_border_words(tokens[sum(found) :])
        sides = self._sides_of_border(left, right)
        if not sides:
            return Unread(_HALF.format("a border", "a unit or country it belongs to"))
        return Border(tuple(sides))

    def _sides_of_border(self, left: Tokens, right: Tokens) -> list[Expression]:
        if self._wording.starts_with("between", right):
            sides = self._names.split_sides(self._wording.after_between(right))
            return sides if len(sides) >= _FEWEST_ENDS else []
        joined = self._wording.finds(self._vocabulary.relations, "with", right)
        if joined is not None:
            before = [*left, *self._wording.without_of(right[: joined[0]])]
            after = right[sum(joined) :]
            if not after:
                return []
            return [*self._names.split_sides(before), *self._names.split_sides(after)]
        return [
            *self._names.split_sides(left),
            *self._names.split_sides(self._wording.without_of(right)),
        ]

    def _read_between(self, tokens: Tokens) -> Expression | None:
        found = self._wording.finds(self._vocabulary.relations, "between", tokens)
        if found is None:
            return None
        ends = self._names.split_sides(tokens[sum(found) :])
        if len(ends) < _FEWEST_ENDS:
            return Unread(_HALF.format("'between'", "two places"))
        return Between(tuple(ends))

    def _read_direction(self, tokens: Tokens) -> Expression | None:
        """Read directions, countryside and river banks around the thing they belong to."""
        directions: list[str] = []
        rest: list[Token] = []
        is_rural = is_bank = is_outside = False
        at = 0
        while at < len(tokens):
            names, length = self._wording.directions_at(tokens, at)
            relation = self._vocabulary.relations.match(keys_of(tokens), at)
            kind = relation[0] if relation else None
            if names:
                directions += names
                is_outside |= self._points_outward(tokens, at, at + length)
            elif kind in {"countryside", "bank"} and relation:
                is_rural |= kind == "countryside"
                is_bank |= kind == "bank"
                length = relation[1]
            else:
                length = 1
                is_joint = kind == "of" and (not rest or at + 1 == len(tokens))
                if not is_joint:
                    rest.append(tokens[at])
            at += length
        if not (directions or is_rural or is_bank):
            return None
        rest = list(
            self._wording.without_of(
                self._wording.without_fillers(self._wording.without_loose_and(rest))
            )
        )
        if self._wording.is_river(rest):
            return Bank(
                Named((written(self._wording.river_words(rest)),), "river"), tuple(directions)
            )
        of = self._names.read_list(rest) if rest else None
        if of is None:
            return Unread(_HALF.format("a direction", "a place it belongs to"))
        if isinstance(of, AnyOf):
            parts = (self._directed(part, directions, is_rural, is_outside) for part in of.parts)
            return AnyOf(tuple(parts))
        return self._directed(of, directions, is_rural, is_outside)

    def _directed(
        self,
        of: Expression,
        directions: list[str],
        is_rural: bool,  # noqa: FBT001 - private, called in one place
        is_outside: bool,  # noqa: FBT001
    ) -> Expression:
        if isinstance(of, RegionOf) and not is_rural:
            of = of.of
        if not directions:
            return Countryside(of)
        if is_rural:
            return Directed(of, tuple(directions), "countryside")
        return Directed(of, tuple(directions), "outside" if is_outside else "part")

    def _points_outward(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether "west of X" or غربي X is meant, not "western X" or X الغربي."""
        if tokens[at].is_arabic:
            return not tokens[at].is_definite and end < len(tokens)
        return end < len(tokens) and tokens[end].key == "of"
