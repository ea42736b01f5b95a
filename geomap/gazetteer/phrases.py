"""Read a place phrase into an expression, by the words of relations.toml.

A text that the gazetteer lists as a name is that name, whatever words it holds ("Kurdistan Region
of Iraq", "Al-Mayadeen desert"). Otherwise prepositions cut it into parts that hold at once, and in
each part the outermost relation is looked for first: distance, nearness, triangle, border,
between, direction and countryside, list, and at last a name with its type words.
"""

from collections.abc import Callable, Sequence

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
    Stored,
    Triangle,
    Unread,
)
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.segments import Cutter
from geomap.gazetteer.tokens import Token, keys_of, tokenise, written
from geomap.gazetteer.vocabulary import Vocabulary, WordList

NOTHING_NAMED = "The words name no place: they point at something said elsewhere in the text."
_HALF = "Half a phrase: {} needs {}."
_HELD = "Who holds an area changes with time and has no border in the gazetteer; name the place."
_MOVEMENT = "The words tell a movement from one place to another; resolve each end on its own."
_FEWEST_ENDS = 2
_COMPOUNDS = frozenset({"north-east", "south-east", "south-west", "north-west"})
_METRES = {"kilometre": 1000.0, "mile": 1609.344, "metre": 1.0}

Tokens = Sequence[Token]


def read_phrase(text: str, vocabulary: Vocabulary, index: NameIndex) -> Expression:
    """Return what a text says; words that name nothing become `Unread`, never an error."""
    return PhraseReader(vocabulary, index).read(text)


class PhraseReader:
    """Reads phrases with the words and names of one gazetteer."""

    def __init__(self, vocabulary: Vocabulary, index: NameIndex) -> None:
        self._vocabulary = vocabulary
        self._index = index

    def read(self, text: str) -> Expression:
        """Return what a text says."""
        tokens = tokenise(text, self._vocabulary, self._index)
        if self._finds(self._vocabulary.holders, "held", tokens) is not None:
            return Unread(_HELD)
        tokens = self._without_holders(tokens)
        if self._is_name(tokens):
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
        tokens = self._without_fillers(tokens)
        if not tokens or all(token.key.isdigit() for token in tokens):
            return None
        if self._is_name(tokens):
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
        return self._read_list(tokens)

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
            names, length = self._directions_at(rest, 0)
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
            rest = self._without_fillers(self._without_of(tokens[relation[1] :]))
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
        found = self._finds(self._vocabulary.relations, "triangle", tokens)
        if found is None:
            return None
        at, length = found
        rest = self._without_relation([*tokens[:at], *tokens[at + length :]], "border")
        rest = self._without_relation(rest, "with")
        sides = self._split_sides(self._after_between(rest))
        if len(sides) <= _FEWEST_ENDS:
            return Unread(_HALF.format("a border triangle", "three countries"))
        return Triangle(tuple(sides))

    def _read_border(self, tokens: Tokens) -> Expression | None:
        overlap = self._finds(self._vocabulary.relations, "overlap", tokens)
        if overlap is not None:
            rest = self._after_between([*tokens[: overlap[0]], *tokens[sum(overlap) :]])
            sides = self._split_sides(rest)
            if len(sides) < _FEWEST_ENDS:
                return Unread(_HALF.format("an overlap", "two units"))
            return Border(tuple(sides), "overlap")
        found = self._finds(self._vocabulary.relations, "border", tokens)
        if found is None:
            return None
        left = self._without_border_words(tokens[: found[0]])
        right = self._without_border_words(tokens[sum(found) :])
        sides = self._sides_of_border(left, right)
        if not sides:
            return Unread(_HALF.format("a border", "a unit or country it belongs to"))
        return Border(tuple(sides))

    def _sides_of_border(self, left: Tokens, right: Tokens) -> list[Expression]:
        if self._starts_with("between", right):
            sides = self._split_sides(self._after_between(right))
            return sides if len(sides) >= _FEWEST_ENDS else []
        joined = self._finds(self._vocabulary.relations, "with", right)
        if joined is not None:
            before = [*left, *self._without_of(right[: joined[0]])]
            after = right[sum(joined) :]
            if not after:
                return []
            return [*self._split_sides(before), *self._split_sides(after)]
        return [*self._split_sides(left), *self._split_sides(self._without_of(right))]

    def _read_between(self, tokens: Tokens) -> Expression | None:
        found = self._finds(self._vocabulary.relations, "between", tokens)
        if found is None:
            return None
        ends = self._split_sides(tokens[sum(found) :])
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
            names, length = self._directions_at(tokens, at)
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
        rest = list(self._without_of(self._without_fillers(self._without_loose_and(rest))))
        if self._is_river(rest):
            return Bank(Named((written(self._river_words(rest)),), "river"), tuple(directions))
        of = self._read_list(rest) if rest else None
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

    def _directions_at(self, tokens: Tokens, at: int) -> tuple[list[str], int]:
        """Return the directions that begin at a word ("north-west", "eastern and western")."""
        keys = keys_of(tokens)
        first = self._vocabulary.directions.match(keys, at)
        if first is None:
            return [], 0
        names, end = [first[0]], at + first[1]
        while end < len(keys):
            following = self._vocabulary.directions.match(keys, end)
            if following is not None:
                names[-1] = _compound(names[-1], following[0])
                end += following[1]
                continue
            relation = self._vocabulary.relations.match(keys, end)
            is_and = relation is not None and relation[0] == "and"
            after = self._vocabulary.directions.match(keys, end + 1) if is_and else None
            if after is None:
                break
            names.append(after[0])
            end += 1 + after[1]
        return names, end - at

    def _read_list(self, tokens: Tokens) -> Expression | None:
        """Read "A", "A and B", "A, B and C provinces"."""
        shared, inner = self._type_of(tokens)
        pieces = _split(inner, self._is_and)
        if len(pieces) < _FEWEST_ENDS or self._is_name(tokens):
            return self._read_name(tokens)
        read = []
        for piece in pieces:
            one = self._read_name(piece)
            if isinstance(one, Named) and one.type is None and shared:
                one = Named(one.texts, shared)
            read.append(one)
        known = [part for part in read if part is not None]
        if not known:
            return None
        return known[0] if len(known) == 1 else AnyOf(tuple(known))

    def _read_name(self, tokens: Tokens) -> Expression | None:  # noqa: PLR0911 - one a form
        """Read a name with its type words, its aside in brackets, and its owner."""
        tokens = self._without_fillers(tokens)
        if not tokens:
            return None
        if self._is_name(tokens):
            return Named((written(tokens),))
        if len(tokens) == 1 and (adjective := self._adjective(tokens[0])):
            return Stored(adjective)
        whole = self._vocabulary.types.match(keys_of(tokens), 0)
        if whole is not None and whole[1] == len(tokens):
            return None
        type_, inner = self._type_of(tokens)
        if type_ is not None:
            texts = self._spellings_of(inner)
            return Named(texts, type_) if texts else None
        if (region := self._without_region(tokens)) is not None:
            of = self._read_name(region) if region else None
            return None if of is None else RegionOf(of)
        owner = next((at for at, token in enumerate(tokens) if token.is_possessive), None)
        if owner is not None and owner + 1 < len(tokens):
            return self._read_owned(tokens[owner + 1 :], [*tokens[:owner], tokens[owner].owner])
        texts = self._spellings_of(tokens)
        return Named(texts) if texts else None

    def _read_owned(self, owned: Tokens, owner: Tokens) -> Expression | None:
        """Read "Turkey's Gaziantep": a place and the unit it lies in."""
        read = [self._read_name(owned), self._read_name(owner)]
        known = [part for part in read if part is not None]
        if len(known) > 1:
            return Stacked(tuple(known))
        return known[0] if known else None

    def _spellings_of(self, tokens: Tokens) -> tuple[str, ...]:
        """Return the spellings of one place: around brackets, on each side of a slash."""
        if not tokens or self._is_name(tokens):
            return (written(tokens),) if tokens else ()
        pieces: list[list[Token]] = [[]]
        for token in tokens:
            if token.glue and token.glue in "()[]/|" and pieces[-1]:
                pieces.append([])
            pieces[-1].append(token)
        return tuple(dict.fromkeys(written(piece) for piece in pieces if piece))

    def _type_of(self, tokens: Tokens) -> tuple[str | None, Tokens]:
        """Return the type word at either end of a name, and the name without it."""
        keys = keys_of(tokens)
        for at in range(max(0, len(keys) - 3), len(keys)):
            found = self._vocabulary.types.match(keys, at)
            if found and at + found[1] == len(keys) and at > 0:
                return found[0], tokens[:at]
        found = self._vocabulary.types.match(keys, 0)
        if found and found[1] < len(keys):
            return found[0], self._without_of(tokens[found[1] :])
        return None, tokens

    def _without_region(self, tokens: Tokens) -> Tokens | None:
        """Return what "the X area" or منطقة X is called after, None when it is no such thing."""
        if self._starts_with("region", tokens):
            return self._without_of(tokens[1:])
        last = self._vocabulary.relations.match(keys_of(tokens), len(tokens) - 1)
        return tokens[:-1] if last and last[0] == "region" else None

    def _split_sides(self, tokens: Tokens) -> list[Expression]:
        """Return the things that "and", commas, hyphens or adjectives of countries set apart."""
        tokens = self._without_fillers(tokens)
        if not tokens:
            return []
        if not self._is_name(tokens):
            adjectives = [self._adjective(token) for token in tokens]
            if all(adjectives):
                return [Stored(key) for key in adjectives if key]
            if hyphened := self._split_hyphens(tokens):
                return hyphened
        read = self._read_list(tokens)
        if isinstance(read, AnyOf):
            return list(read.parts)
        return [] if read is None else [read]

    def _split_hyphens(self, tokens: Tokens) -> list[Expression]:
        """Split "Iraq-Jordan-Syria" where every piece is known; Al-Hasakah stays whole."""
        for at in range(1, len(tokens)):
            if tokens[at].glue not in {"-", "/"} or not self._is_side(tokens[:at]):
                continue
            first = self._split_sides(tokens[:at])
            if self._is_side(tokens[at:]):
                return [*first, *self._split_sides(tokens[at:])]
            if rest := self._split_hyphens(tokens[at:]):
                return [*first, *rest]
        return []

    def _is_side(self, tokens: Tokens) -> bool:
        is_adjective = len(tokens) == 1 and self._adjective(tokens[0]) is not None
        return is_adjective or self._is_name(tokens)

    def _adjective(self, token: Token) -> str | None:
        found = self._vocabulary.adjectives.match([token.key], 0)
        return found[0] if found else None

    def _is_name(self, tokens: Tokens) -> bool:
        return bool(tokens) and self._index.knows(written(tokens))

    def _is_and(self, token: Token) -> bool:
        found = self._vocabulary.relations.match([token.key], 0)
        return found is not None and found[0] == "and"

    def _is_river(self, tokens: Tokens) -> bool:
        rest = self._river_words(tokens)
        return bool(rest) and bool(self._index.find(written(rest), kinds={"river"}))

    def _river_words(self, tokens: Tokens) -> Tokens:
        inner = self._without_region(tokens) if tokens else None
        return self._type_of(tokens if inner is None else inner)[1]

    def _finds(self, words: WordList, meaning: str, tokens: Tokens) -> tuple[int, int] | None:
        """Return (position, number of words) of the first entry with a meaning."""
        keys = keys_of(tokens)
        at = 0
        while at < len(keys):
            found = words.match(keys, at)
            if found and found[0] == meaning:
                return at, found[1]
            at += found[1] if found else 1
        return None

    def _starts_with(self, meaning: str, tokens: Tokens) -> bool:
        found = self._finds(self._vocabulary.relations, meaning, tokens)
        return found is not None and found[0] == 0

    def _after_between(self, tokens: Tokens) -> Tokens:
        found = self._finds(self._vocabulary.relations, "between", tokens)
        return tokens if found is None else tokens[sum(found) :]

    def _without_relation(self, tokens: Tokens, meaning: str) -> Tokens:
        found = self._finds(self._vocabulary.relations, meaning, tokens)
        return tokens if found is None else [*tokens[: found[0]], *tokens[sum(found) :]]

    def _without_border_words(self, tokens: Tokens) -> Tokens:
        relations = self._vocabulary.relations
        kept = list(tokens)
        while kept and (found := relations.match(keys_of(kept), len(kept) - 1)):
            if found[0] != "border_kind":
                break
            kept.pop()
        while kept and (found := relations.match(keys_of(kept), 0)):
            if found[0] != "border_kind":
                break
            kept = kept[found[1] :]
        return self._without_fillers(kept)

    def _without_fillers(self, tokens: Tokens) -> Tokens:
        """Drop filling words from the front; those behind may belong to a name."""
        while tokens and not self._is_name(tokens):
            keys = keys_of(tokens)
            found = self._vocabulary.fillers.match(keys, 0)
            relation = self._vocabulary.relations.match(keys, 0)
            if found is None and relation is not None and relation[0] in {"and", "of"}:
                found = relation
            if found is None:
                break
            tokens = tokens[found[1] :]
        return self._without_trailing_joints(tokens)

    def _without_trailing_joints(self, tokens: Tokens) -> Tokens:
        while tokens and (found := self._vocabulary.relations.match(keys_of(tokens[-1:]), 0)):
            if found[0] not in {"of", "with"}:
                break
            tokens = tokens[:-1]
        return tokens

    def _without_of(self, tokens: Tokens) -> Tokens:
        found = self._vocabulary.relations.match(keys_of(tokens), 0) if tokens else None
        return tokens[found[1] :] if found and found[0] == "of" else tokens

    def _without_loose_and(self, tokens: Tokens) -> Tokens:
        return tokens[1:] if tokens and self._is_and(tokens[0]) else tokens

    def _without_holders(self, tokens: list[Token]) -> list[Token]:
        """Drop "jihadist-dominated": it colours a place without placing it."""
        found = self._finds(self._vocabulary.holders, "like", tokens)
        if found is None:
            return tokens
        start = found[0] - 1 if tokens[found[0]].glue == "-" else found[0]
        return [*tokens[: max(start, 0)], *tokens[sum(found) :]]


def _split(tokens: Tokens, is_divider: Callable[[Token], bool]) -> list[Tokens]:
    """Cut a list at its dividers and commas."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.glue == "," and pieces[-1]:
            pieces.append([])
        if is_divider(token):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _compound(first: str, second: str) -> str:
    """Return "north-west" of north and west; a pair that makes no direction keeps the first."""
    for name in (f"{first}-{second}", f"{second}-{first}"):
        if name in _COMPOUNDS:
            return name
    return first
