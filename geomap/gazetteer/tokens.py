"""Cut a phrase into words that remember how they were written and joined.

Arabic writes "and", "in" and "of" as a letter before the word (وحلب, بريف, لنهر); they become words
of their own where what follows is a known word or begins a known name: بانياس keeps its ب.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.gazetteer.folding import clean, fold_letters
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.vocabulary import Vocabulary, folded_word

_NUMBER_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d+)?)([^\W\d_]+)")
_WORD = re.compile(
    r"\d+(?:[.,]\d+)?(?:[^\W\d_]+|(?!\w))|[\w\u0300-\u036f*]+(?:['’][\w\u0300-\u036f]+)*'?|&"
)
_GLUE = re.compile(r"[-,;()\[\]/|]")
_POSSESSIVE = re.compile(r"'s?$")
_DECIMALS = str.maketrans("٫٬", ".,")
_PREFIXES = ("و", "ب", "ل")
_TO_THE = "لل"
_SHORTEST_AFTER_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, as compared, and the sign that joins it to the word before."""

    text: str
    key: str
    glue: str = ""
    is_possessive: bool = False

    @property
    def owner(self) -> "Token":
        """The word without its possessive ending: Turkey of Turkey's."""
        return Token(_POSSESSIVE.sub("", self.text), self.key, self.glue)

    @property
    def is_definite(self) -> bool:
        """Whether it carries the Arabic article: an adjective after its noun does."""
        return fold_letters(self.text).startswith("ال")

    @property
    def is_arabic(self) -> bool:
        """Whether it is written in Arabic letters."""
        return "\u0600" <= self.text[:1] <= "\u06ff"


def tokenise(text: str, vocabulary: Vocabulary, index: NameIndex) -> list[Token]:
    """Return the words of a phrase."""
    readable = clean(text).translate(_DECIMALS)
    tokens: list[Token] = []
    end = 0
    for match in _WORD.finditer(readable):
        glue = _glue_of(_GLUE.findall(readable[end : match.start()]))
        tokens += _words_of(match[0], glue, vocabulary, index)
        end = match.end()
    return tokens


def written(tokens: Sequence[Token]) -> str:
    """Return words as they stood, with their hyphens and apostrophes."""
    text = ""
    for token in tokens:
        joint = token.glue if token.glue in {"-", "/"} else " "
        text += f"{joint if text else ''}{token.text}"
    return text


def keys_of(tokens: Sequence[Token]) -> list[str]:
    """Return words as they are compared."""
    return [token.key for token in tokens]


def _glue_of(signs: list[str]) -> str:
    """Return the sign that matters between two words: one that opens, ends or lists."""
    strong = [sign for sign in signs if sign in {"(", ",", ";"}] or [
        sign for sign in signs if sign in {")", "]"}
    ]
    return (strong or signs or [""])[-1]


def _words_of(word: str, glue: str, vocabulary: Vocabulary, index: NameIndex) -> list[Token]:
    """Return a word, its parts where it is several: "20km", وحلب."""
    glued = _NUMBER_WITH_UNIT.fullmatch(word)
    if glued is not None and folded_word(glued[2]) in vocabulary.units:
        return [Token(glued[1], glued[1], glue), Token(glued[2], folded_word(glued[2]), "-")]
    return _with_prefix_apart(word, glue, vocabulary, index)


def _with_prefix_apart(
    word: str, glue: str, vocabulary: Vocabulary, index: NameIndex
) -> list[Token]:
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < _SHORTEST_AFTER_PREFIX or _is_known(word, vocabulary, index):
            continue
        if rest.startswith("ال") or _is_known(rest, vocabulary, index):
            # "وبريف" carries both.
            inner = _with_prefix_apart(rest, "", vocabulary, index)
            return [Token(prefix, prefix, glue), *inner]
    if word.startswith(_TO_THE) and _is_known(f"ال{word[len(_TO_THE) :]}", vocabulary, index):
        # "للفرات" is "ل" and "الفرات" written together.
        inner = _with_prefix_apart(f"ال{word[len(_TO_THE) :]}", "", vocabulary, index)
        return [Token("ل", "ل", glue), *inner]
    bare = _POSSESSIVE.sub("", word)
    return [Token(word, folded_word(bare), glue, is_possessive=bare != word)]


def _is_known(word: str, vocabulary: Vocabulary, index: NameIndex) -> bool:
    key = folded_word(word)
    lists = (
        vocabulary.relations,
        vocabulary.directions,
        vocabulary.types,
        vocabulary.openers,
        vocabulary.numbers,
    )
    return any(key in words for words in lists) or index.begins_name(key)
