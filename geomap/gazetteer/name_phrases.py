"""Read the names of a phrase: type words, brackets, owners, lists and pairs of countries."""

from collections.abc import Callable

from geomap.gazetteer.expressions import (
    AnyOf,
    Countryside,
    Expression,
    Named,
    RegionOf,
    Stacked,
    Stored,
)
from geomap.gazetteer.tokens import Token, keys_of, written
from geomap.gazetteer.wording import Tokens, Wording

_FEWEST_ITEMS = 2
_VILLAGES = "villages"


class NameReader:
    """Reads what is left of a part when no relation is: one name, or several."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def read_list(self, tokens: Tokens) -> Expression | None:
        """Read "A", "A and B", "A, B and C provinces"."""
        shared, inner = self._wording.type_of(tokens)
        pieces = split_list(inner, self._wording.is_and)
        if shared == _VILLAGES and len(pieces) == 1 and not self._wording.is_count(inner):
            of = self.read_name(inner)
            return None if of is None else Countryside(of)
        if len(pieces) < _FEWEST_ITEMS or self._wording.is_name(tokens):
            return self.read_name(tokens)
        read = []
        for piece in pieces:
            one = self.read_name(piece)
            if isinstance(one, Named) and one.type is None and shared:
                one = Named(one.texts, shared)
            read.append(one)
        known = [part for part in read if part is not None]
        if not known:
            return None
        return known[0] if len(known) == 1 else AnyOf(tuple(known))

    def read_name(self, tokens: Tokens) -> Expression | None:  # noqa: PLR0911 - one a form
        """Read a name with its type words, its aside in brackets, and its owner."""
        tokens = self._wording.without_fillers(tokens)
        if not tokens:
            return None
        if self._wording.is_name(tokens):
            return Named((written(tokens),))
        if (land := self._wording.adjective(tokens[0])) and self._is_type_or_end(tokens, 1):
            return self._read_in_country(tokens[1:], land)
        whole = self._wording.vocabulary.types.match(keys_of(tokens), 0)
        if whole is not None and whole[1] == len(tokens):
            return None
        type_, inner = self._wording.type_of(tokens)
        if type_ is not None:
            if self._wording.is_count(inner):
                return None
            if inner and inner[-1].is_possessive:
                inner = [*inner[:-1], inner[-1].owner]
            return self._named(inner, type_)
        if (region := self._wording.without_region(tokens)) is not None:
            of = self.read_name(region) if region else None
            return None if of is None else RegionOf(of)
        owner = next((at for at, token in enumerate(tokens) if token.is_possessive), None)
        if owner is not None and owner + 1 < len(tokens):
            return self._read_owned(tokens[owner + 1 :], [*tokens[:owner], tokens[owner].owner])
        return self._named(tokens, None)

    def _is_type_or_end(self, tokens: Tokens, at: int) -> bool:
        types = self._wording.vocabulary.types
        return at == len(tokens) or types.match(keys_of(tokens), at) is not None

    def _read_in_country(self, tokens: Tokens, land: str) -> Expression | None:
        """Read "Syrian", the country, and "Syrian town of X", the town and where it lies."""
        if not tokens:
            return Stored(land)
        town = self.read_name(tokens)
        return None if town is None else Stacked((town, Stored(land)))

    def _read_owned(self, owned: Tokens, owner: Tokens) -> Expression | None:
        """Read "Turkey's Gaziantep", a place and the unit it lies in, and "Suluk's silos"."""
        type_ = self._wording.vocabulary.types.match(keys_of(owned), 0)
        if type_ is not None and type_[1] == len(owned):
            return self._named(owner, type_[0])
        read = [self.read_name(owned), self.read_name(owner)]
        known = [part for part in read if part is not None]
        if len(known) > 1:
            return Stacked(tuple(known))
        return known[0] if known else None

    def _named(self, tokens: Tokens, type_: str | None) -> Named | None:
        """Return the spellings of one place, and its type word wherever it stands among them."""
        pieces = self._pieces_of(tokens)
        if len(pieces) > 1:
            read = [self._wording.type_of(piece) for piece in pieces]
            type_ = type_ or next((found for found, _ in read if found), None)
            pieces = [
                piece if self._wording.is_name(piece) else inner
                for piece, (_, inner) in zip(pieces, read, strict=True)
            ]
        texts = tuple(dict.fromkeys(written(piece) for piece in pieces if piece))
        return Named(texts, type_) if texts else None

    def _pieces_of(self, tokens: Tokens) -> list[Tokens]:
        """Return the words around brackets, and on each side of a slash."""
        if not tokens or self._wording.is_name(tokens):
            return [tokens] if tokens else []
        pieces: list[list[Token]] = [[]]
        for token in tokens:
            if token.glue and token.glue in "()[]/|" and pieces[-1]:
                pieces.append([])
            pieces[-1].append(token)
        return [piece for piece in pieces if piece]

    def split_sides(self, tokens: Tokens) -> list[Expression]:
        """Return the things that "and", commas, hyphens or adjectives of countries set apart."""
        tokens = self._wording.without_fillers(tokens)
        if not tokens:
            return []
        if not self._wording.is_name(tokens):
            adjectives = [self._wording.adjective(token) for token in tokens]
            if all(adjectives):
                return [Stored(key) for key in adjectives if key]
            if hyphened := self._split_hyphens(tokens):
                return hyphened
        read = self.read_list(tokens)
        if isinstance(read, AnyOf):
            return list(read.parts)
        return [] if read is None else [read]

    def _split_hyphens(self, tokens: Tokens) -> list[Expression]:
        """Split "Iraq-Jordan-Syria" where every piece is known; Al-Hasakah stays whole."""
        for at in range(1, len(tokens)):
            if tokens[at].glue not in {"-", "/"} or not self._is_side(tokens[:at]):
                continue
            first = self.split_sides(tokens[:at])
            if self._is_side(tokens[at:]):
                return [*first, *self.split_sides(tokens[at:])]
            if rest := self._split_hyphens(tokens[at:]):
                return [*first, *rest]
        return []

    def _is_side(self, tokens: Tokens) -> bool:
        is_adjective = len(tokens) == 1 and self._wording.adjective(tokens[0]) is not None
        return is_adjective or self._wording.is_name(tokens)


def split_list(tokens: Tokens, is_divider: Callable[[Token], bool]) -> list[Tokens]:
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
