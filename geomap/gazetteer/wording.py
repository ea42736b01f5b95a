"""The questions that reading a phrase asks of its words, answered from relations.toml and names.

Each function takes words and returns words: nothing here knows what a phrase means.
"""

from collections.abc import Sequence

from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.tokens import Token, keys_of, written
from geomap.gazetteer.vocabulary import Vocabulary, WordList

Tokens = Sequence[Token]

_COMPOUNDS = frozenset({"north-east", "south-east", "south-west", "north-west"})
_LONGEST_TYPE = 3


class Wording:
    """The words and names of one gazetteer, as the readers of phrases ask for them."""

    def __init__(self, vocabulary: Vocabulary, index: NameIndex) -> None:
        self.vocabulary = vocabulary
        self._index = index

    def is_name(self, tokens: Tokens) -> bool:
        """Whether words are a listed name but for case, marks and article."""
        return bool(tokens) and self._index.knows(written(tokens))

    def is_and(self, token: Token) -> bool:
        """Whether a word joins the items of a list."""
        found = self.vocabulary.relations.match([token.key], 0)
        return found is not None and found[0] == "and"

    def is_count(self, tokens: Tokens) -> bool:
        """Whether words are but a number: the "six" of "six villages"."""
        return all(token.key.isdigit() or token.key in self.vocabulary.numbers for token in tokens)

    def adjective(self, token: Token) -> str | None:
        """Return the id of the country that an adjective belongs to."""
        found = self.vocabulary.adjectives.match([token.key], 0)
        return found[0] if found else None

    def finds(self, words: WordList, meaning: str, tokens: Tokens) -> tuple[int, int] | None:
        """Return (position, number of words) of the first entry with a meaning."""
        keys = keys_of(tokens)
        at = 0
        while at < len(keys):
            found = words.match(keys, at)
            if found and found[0] == meaning:
                return at, found[1]
            at += found[1] if found else 1
        return None

    def starts_with(self, meaning: str, tokens: Tokens) -> bool:
        """Whether words begin with a relation."""
        found = self.finds(self.vocabulary.relations, meaning, tokens)
        return found is not None and found[0] == 0

    def directions_at(self, tokens: Tokens, at: int) -> tuple[list[str], int]:
        """Return the directions that begin at a word ("north-west", "eastern and western")."""
        keys = keys_of(tokens)
        first = self.vocabulary.directions.match(keys, at)
        if first is None:
            return [], 0
        names, end = [first[0]], at + first[1]
        while end < len(keys):
            following = self.vocabulary.directions.match(keys, end)
            if following is not None:
                names[-1] = _compound(names[-1], following[0])
                end += following[1]
                continue
            relation = self.vocabulary.relations.match(keys, end)
            is_and = relation is not None and relation[0] == "and"
            after = self.vocabulary.directions.match(keys, end + 1) if is_and else None
            if after is None:
                break
            names.append(after[0])
            end += 1 + after[1]
        return names, end - at

    def type_of(self, tokens: Tokens) -> tuple[str | None, Tokens]:
        """Return the type word at either end of a name, and the name without it."""
        keys = keys_of(tokens)
        for at in range(max(0, len(keys) - _LONGEST_TYPE), len(keys)):
            found = self.vocabulary.types.match(keys, at)
            if found and at + found[1] == len(keys) and at > 0:
                return found[0], tokens[:at]
        found = self.vocabulary.types.match(keys, 0)
        if found and found[1] < len(keys):
            return found[0], self.without_of(tokens[found[1] :])
        return None, tokens

    def without_region(self, tokens: Tokens) -> Tokens | None:
        """Return what "the X area" or منطقة X is called after, None when it is no such thing."""
        if self.starts_with("region", tokens):
            return self.without_of(tokens[1:])
        last = self.vocabulary.relations.match(keys_of(tokens), len(tokens) - 1)
        return tokens[:-1] if last and last[0] == "region" else None

    def river_words(self, tokens: Tokens) -> Tokens:
        """Return the name in "the Euphrates area" or نهر الفرات."""
        inner = self.without_region(tokens) if tokens else None
        return self.type_of(tokens if inner is None else inner)[1]

    def is_river(self, tokens: Tokens) -> bool:
        """Whether words name a river."""
        rest = self.river_words(tokens)
        return bool(rest) and self._index.lists(written(rest), {"river"})

    def after_between(self, tokens: Tokens) -> Tokens:
        """Return what stands after "between", or all words without one."""
        found = self.finds(self.vocabulary.relations, "between", tokens)
        return tokens if found is None else tokens[sum(found) :]

    def without_relation(self, tokens: Tokens, meaning: str) -> Tokens:
        """Return words without the first entry of a relation."""
        found = self.finds(self.vocabulary.relations, meaning, tokens)
        return tokens if found is None else [*tokens[: found[0]], *tokens[sum(found) :]]

    def without_border_words(self, tokens: Tokens) -> Tokens:
        """Return words without "administrative", "international" and fillers around them."""
        relations = self.vocabulary.relations
        kept = list(tokens)
        while kept and (found := relations.match(keys_of(kept), len(kept) - 1)):
            if found[0] != "border_kind":
                break
            kept.pop()
        while kept and (found := relations.match(keys_of(kept), 0)):
            if found[0] != "border_kind":
                break
            kept = kept[found[1] :]
        return self.without_fillers(kept)

    def without_fillers(self, tokens: Tokens) -> Tokens:
        """Drop filling words from the front; those behind may belong to a name."""
        while tokens and not self.is_name(tokens):
            keys = keys_of(tokens)
            found = self.vocabulary.fillers.match(keys, 0)
            relation = self.vocabulary.relations.match(keys, 0)
            if found is None and relation is not None and relation[0] in {"and", "of"}:
                found = relation
            if found is None:
                break
            tokens = tokens[found[1] :]
        return self._without_trailing_joints(tokens)

    def _without_trailing_joints(self, tokens: Tokens) -> Tokens:
        while tokens and (found := self.vocabulary.relations.match(keys_of(tokens[-1:]), 0)):
            if found[0] not in {"of", "with"}:
                break
            tokens = tokens[:-1]
        return tokens

    def without_of(self, tokens: Tokens) -> Tokens:
        """Return words without a leading "of"."""
        found = self.vocabulary.relations.match(keys_of(tokens), 0) if tokens else None
        return tokens[found[1] :] if found and found[0] == "of" else tokens

    def without_loose_and(self, tokens: Tokens) -> Tokens:
        """Return words without a leading "and"."""
        return tokens[1:] if tokens and self.is_and(tokens[0]) else tokens

    def without_holders(self, tokens: list[Token]) -> list[Token]:
        """Drop "jihadist-dominated": it colours a place without placing it."""
        found = self.finds(self.vocabulary.holders, "like", tokens)
        if found is None:
            return tokens
        start = found[0] - 1 if tokens[found[0]].glue == "-" else found[0]
        return [*tokens[: max(start, 0)], *tokens[sum(found) :]]


def _compound(first: str, second: str) -> str:
    """Return "north-west" of north and west; a pair that makes no direction keeps the first."""
    for name in (f"{first}-{second}", f"{second}-{first}"):
        if name in _COMPOUNDS:
            return name
    return first
