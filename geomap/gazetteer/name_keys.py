"""The keys of a name as plain strings: what an index hashes and what a ranker compares.

`folding` says under which keys two spellings meet; here are those keys together with three finer
forms that tell the many apart that meet under one skeleton. All are strings, so that a store can
keep them beside the name and an index is built without folding anything again.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from geomap.gazetteer.folding import (
    consonant_letters,
    drop_articles,
    fold_letters,
    keys,
    romanise,
    words,
)

_VOWELS = frozenset("aeiouاع")
_WORDS_REMEMBERED = 16_384
_ARABIC_RANGE = ("\u0600", "\u06ff")

# Reference romanisations (BGN/PCGN, UN 1972) mark what plain Latin loses: Ḩ is no H, ā is written.
_STRICT_ARABIC = str.maketrans(
    {"ع": None}
    | dict(
        zip(
            "ابپتثجچحخدذرزژسشصضطظغفڤقكلمنهوي",
            "abbtθjjHxdðrzzscSDTZGffqklmnhui",
            strict=True,
        )
    )
)
_STRICT_LATIN = str.maketrans(
    {
        **dict.fromkeys("ḩḥ", "H"),
        **dict.fromkeys("şṣ", "S"),
        **dict.fromkeys("ḑḍ", "D"),
        **dict.fromkeys("ţṭ", "T"),
        "ẓ": "Z",
        "ā": "a",
        "á": "a",
        "ī": "i",
        "ū": "u",
        "w": "u",
        "y": "i",
        **dict.fromkeys("aeiou'", ""),
    }
)
_STRICT_DIGRAPHS = (
    ("kh", "x"),
    ("gh", "G"),
    ("sh", "c"),
    ("th", "θ"),
    ("dh", "ð"),
    ("z\u0327", "Z"),
)
_REFERENCE_MARKS = frozenset("āīūḩḥşṣḑḍţṭẓ\u0327")


class NameKeys(NamedTuple):
    """Every key of one spelling.

    `exact`, `letters`, `article` and `consonants` are those of `folding.keys`; `roman` is the name
    with its vowels, `fine` its consonants with q and k, gh and g, th and t kept apart, `strict` the
    exact Arabic letters behind it (empty for plain Latin, which does not tell them), `words` the
    skeletons of its words in alphabetic order, and `script` "A" (Arabic) or "L" (any other).
    """

    exact: str
    letters: str
    article: str
    consonants: str
    roman: str
    fine: str
    strict: str
    words: str
    script: str


@lru_cache(maxsize=4096)
def name_keys(text: str) -> NameKeys:
    """Return the keys of a name, each a plain string.

    Examples
    --------
    >>> name_keys("Abū Ḩamāmah").strict == name_keys("أبو حمامة").strict
    True
    >>> name_keys("Tall Ahmad").fine == name_keys("تل أحمد").fine
    True
    """
    folded = keys(text)
    plain = words(text)
    arabic = any(_ARABIC_RANGE[0] <= letter <= _ARABIC_RANGE[1] for letter in text)
    bare = drop_articles([fold_letters(word) for word in plain])
    return NameKeys(
        folded["exact"],
        folded["letters"],
        folded["article"],
        folded["consonants"],
        romanise(text),
        "".join(_fine(word) for word in bare),
        _strict_arabic(bare) if arabic else _strict_latin(plain),
        " ".join(sorted(filter(None, map(_consonants_of_word, bare)))),
        "A" if arabic else "L",
    )


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _consonants_of_word(word: str) -> str:
    return keys(word)["consonants"]


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _fine(word: str) -> str:
    kept, previous = "", ""
    for letter in consonant_letters(word.removesuffix("h").removesuffix("ه"), fine=True):
        silent = letter in _VOWELS or letter == previous or (previous and letter in "wy")
        kept += "" if silent else letter
        previous = letter
    return kept


def _strict_arabic(bare: list[str]) -> str:
    return "".join(_strict_arabic_word(word.removesuffix("ه")) for word in bare)


def _strict_arabic_word(word: str) -> str:
    # Plain text rarely marks an ayn inside a Latin word; at its start both write a vowel.
    return ("ا" + word[1:] if word[:1] == "ع" else word).translate(_STRICT_ARABIC)


def _strict_latin(plain: list[str]) -> str:
    """Return the Arabic letters behind a romanised name that marks them, else nothing."""
    marked = [unicodedata.normalize("NFC", word) for word in plain]
    if not any(letter in _REFERENCE_MARKS for word in marked for letter in word):
        return ""
    return "".join(_strict_word(word) for word in _without_articles(marked))


def _without_articles(marked: list[str]) -> list[str]:
    bare = drop_articles([fold_letters(word) for word in marked])
    kept, left = [], list(bare)
    for word in marked:
        if left and fold_letters(word) == left[0]:
            kept.append(word)
            left.pop(0)
    return kept


def _strict_word(word: str) -> str:
    word = word.removesuffix("h") if word.endswith(("ah", "eh")) else word
    for digraph, letter in _STRICT_DIGRAPHS:
        word = word.replace(digraph, letter)
    letters = ""
    for letter in word:
        # A doubled consonant is one letter in Arabic; a vowel at the start stands on an alif.
        letters += "" if letter == letters[-1:] and letter not in "aiu" else letter
    first = "a" if letters[:1] in _VOWELS else ""
    return first + letters.translate(_STRICT_LATIN).removeprefix(first)
