"""Fold a toponym into keys under which different spellings of it meet.

Stored and asked names pass the same numbered steps; each level keeps the result of its steps, and
a match is worth more the fewer steps it needed.

1. *Marks*: Unicode NFKC (no-break spaces, presentation forms, full-width letters); invisible and
   bidirectional marks, control characters, tatweel and vowel signs (harakat) go; a word broken by
   an asterisk ("ki*lling") is joined; quotes and dashes get one form, digits are Western.
2. *Case*: case-folded; hyphens, slashes and punctuation become spaces. → level `exact`
3. *Latin marks*: diacritics (Türkiye, Al-Ḥasakah), apostrophes, ayn and hamza signs go.
4. *Arabic letters*: أ إ آ ٱ → ا, ى and Persian ی → ي, ة → ه, ؤ → و, ئ → ي, ء goes, Persian ک → ك;
   spaces go ("ديرالزور"). → level `letters`
5. *Article*: Al-, El-, the sun-letter forms (At-Tanf, Ash-Shaddadi, Ez-Zor) and ال go; the words
   that begin and end hundreds of names (Tall, Tell, Tal; Deir, Dayr; Sheikh, Shaykh) get one form.
   → level `article`
6. *Consonants*: both scripts are written in one alphabet of consonants: emphatics as plain letters,
   q as k, digraphs (kh, gh, sh) as one; vowels, medial w and y, doubled letters, a final -a, -ah or
   -eh (taa marbuta) and the -t of its construct form go; a vowel or ayn at the start is kept as a
   mark. "Atamah", "Atmeh" and "آطمة" meet. → level `consonants`

The last level finds most and confuses most: its users compare the vowels again, with `romanise`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Level = Literal["exact", "letters", "article", "consonants"]
LEVELS: tuple[Level, ...] = ("exact", "letters", "article", "consonants")

_ONE_FORM: dict[int, str] = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´ʹʻʼʽʾʿˈ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    ord("،"): ",",
    ord("؛"): ";",
    ord("؟"): "?",
}
_HARAKAT = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_TATWEEL = re.compile(r"(?<=\w) ?\u0640+|\u0640+ ?(?=\w)")
_BROKEN_WORD = re.compile(r"(?<=\w)\*+(?=\w)")
_APOSTROPHE = re.compile(r"['\u02be\u02bf]")
_NOT_A_WORD = re.compile(r"[^\w\u0300-\u036f' ]|_")
_HARD_C = re.compile("c(?!h)")
_FRENCH_GH = re.compile("(?<![aeiou])rh")
_FINAL_H = re.compile("(?<=[ae])h$|(?<=.)ه$")
_JOINED_SUN_ARTICLE = re.compile(r"^[ae]([dnrstz])(?=\1)")

_ARABIC_LETTERS: dict[int, str] = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىیې"), "ي"),
    **dict.fromkeys(map(ord, "ةہھەۀ"), "ه"),
    **dict.fromkeys(map(ord, "کڪگ"), "ك"),
    ord("ؤ"): "و",
    ord("ئ"): "ي",
    ord("ء"): "",
}
_LATIN_LETTERS = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae"})

_ARTICLES = frozenset({"al", "el", "ul"})
_SUN_ARTICLE = re.compile(r"[aeu](ch|dh|sh|th|[djnrstz])$")
_ARABIC_ARTICLE = "ال"
_SHORTEST_AFTER_ARTICLE = 2

# What a hill, a monastery or an elder is called in hundreds of names, as the press, French maps and
# the mandate's registers write it. A word alone is a name of its own and stays as it is.
_GENERIC_WORDS = {
    spelling: form
    for form, spellings in {
        "tall": "tal tel tell til",
        "dayr": "deir deyr der dair",
        "ayn": "ain ein eyn aain ayin",
        "khirbat": "khirbet kherbet kherbat khirbah khirba khirbeh khurbat",
        "jabal": "jebel djebel jabel jbel",
        "bir": "beer bi'r biir",
        "abu": "abou abo bou",
        "umm": "um om oum oumm",
        "wadi": "ouadi ouady wadie",
        "kafr": "kfar kafar kafer kufr kfer kefr",
        "bayt": "beit bait beyt",
        "burj": "borj bourj",
        "shaykh": "sheikh sheik cheikh sheykh shekh shiekh",
        "hawsh": "hosh housh haouch housh",
        "kabir": "kebir kabeer kbir",
        "kabirah": "kebireh kabeera kabira kbireh",
        "saghir": "sghir sagheer saghier",
        "saghirah": "sghireh sagheera saghira",
        "tahtani": "tahtany",
        "fawqani": "fowqani foqani fouqani faouqani fawkani",
        "sharqi": "sharki charqi sharqy",
        "sharqiyah": "sharqia sharqieh sharqiya sharkia",
        "gharbi": "garbi rharbi gharby",
        "gharbiyah": "gharbia gharbieh gharbiya",
    }.items()
    for spelling in spellings.split()
}

# One symbol for each consonant of the shared alphabet; x = kh, c = sh.
_ARABIC_CONSONANTS = str.maketrans(
    dict(
        zip(
            "بپتثجچحخدذرزژسشصضطظغفڤقكلمنهوي",
            "bbttjjhxddrzzscsdtzgffkklmnhwy",
            strict=True,
        )
    )
)
_LATIN_DIGRAPHS = (
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "c"),
    ("tch", "j"),
    ("ch", "c"),
    ("dj", "j"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
)
_FINE_DIGRAPHS = (("gh", "G"), ("th", "θ"), ("dh", "ð"))
_FINE_ARABIC = str.maketrans({"غ": "G", "ث": "θ", "ذ": "ð", "ق": "q"})
_FINE_LATIN = str.maketrans({"p": "b", "v": "w"})
_LATIN_CONSONANTS = str.maketrans({"p": "b", "q": "k", "v": "w"})
_VOWELS = frozenset([*"aeiouاع"])
_SEMIVOWELS = frozenset("wy")
_ROMAN_VOWELS = str.maketrans({"ا": "a", "ع": "a", "w": "u", "y": "i", "o": "u", "e": "i"})
_START_MARK = "'"
# Names are made of few words, and words of few letters: most were folded a moment ago.
_WORDS_REMEMBERED = 16_384
_LETTERS_REMEMBERED = 1_024
_TEXTS_REMEMBERED = 64  # the forms of one text are asked for one after the other


def clean(text: str) -> str:
    r"""Return a text as it can be read aloud: step 1 only, case and punctuation kept.

    Examples
    --------
    >>> clean("Deir\u00a0Ez\u200bzor ")
    'Deir Ezzor'
    """
    text = unicodedata.normalize("NFKC", text.translate(_ONE_FORM))
    text = "".join(_visible(character) for character in text).translate(_ONE_FORM)
    text = _HARAKAT.sub("", _BROKEN_WORD.sub("", _TATWEEL.sub("", text)))
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Return the words of a text after step 2.

    Examples
    --------
    >>> words("“Deir-ez-Zor”,  city")
    ['deir', 'ez', 'zor', 'city']
    """
    return list(_words(text))


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFC", clean(text).casefold())
    found = (word.strip("'") for word in _NOT_A_WORD.sub(" ", folded).split())
    return tuple(filter(None, found))


@lru_cache(maxsize=_WORDS_REMEMBERED)
def fold_letters(word: str) -> str:
    """Return a word after the steps 3 and 4."""
    word = word.translate(_LATIN_LETTERS).translate(_ARABIC_LETTERS)
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _APOSTROPHE.sub("", bare)


@lru_cache(maxsize=4096)
def keys(text: str) -> dict[Level, str]:
    """Return the key of a text at each level; a key is empty where nothing is left of the text.

    Examples
    --------
    >>> keys("Al-Shaddadi")["consonants"] == keys("الشدادي")["consonants"]
    True
    """
    plain = words(text)
    folded = [fold_letters(word) for word in plain]
    bare = drop_articles(folded)
    # ş and ç lose their sound together with their mark, so the skeleton reads them before step 3.
    sounded = [fold_letters(word.replace("ş", "sh").replace("ç", "ch")) for word in plain]
    sounded_bare = drop_articles(sounded)
    skeletons = [_skeleton(word) for word in sounded_bare]
    return {
        "exact": " ".join(plain),
        "letters": "".join(folded),
        "article": "".join(bare if len(bare) == 1 else map(_in_one_form, bare)),
        "consonants": "".join(_drop_construct_t(skeletons, sounded_bare)),
    }


def drop_articles(folded: list[str]) -> list[str]:
    """Return folded words without their articles (step 5); a lone article stays."""
    kept = []
    for index, word in enumerate(folded):
        following = folded[index + 1] if index + 1 < len(folded) else ""
        if following and (word in _ARTICLES or _is_sun_article(word, following)):
            continue
        kept.append(without_arabic_article(word))
    return kept


def _in_one_form(word: str) -> str:
    """Return a generic word of place names as BGN/PCGN romanises it, any other as it is."""
    return _GENERIC_WORDS.get(word, word)


def without_arabic_article(word: str) -> str:
    """Return an Arabic word without a leading ال."""
    long_enough = len(word) >= len(_ARABIC_ARTICLE) + _SHORTEST_AFTER_ARTICLE
    return word.removeprefix(_ARABIC_ARTICLE) if long_enough else word


@lru_cache(maxsize=4096)
def romanise(text: str) -> str:
    """Return a rough Latin form with its vowels, for comparing names that share a skeleton."""
    bare = drop_articles([fold_letters(word) for word in words(text)])
    return "".join(consonant_letters(word).translate(_ROMAN_VOWELS) for word in bare)


def scripts_of(text: str) -> set[str]:
    """Return the scripts of the letters of a text, by their Unicode names ("LATIN", "ARABIC")."""
    return set(map(_script_of, filter(str.isalpha, text))) - {""}


@lru_cache(maxsize=_LETTERS_REMEMBERED)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


@lru_cache(maxsize=_LETTERS_REMEMBERED)
def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    return " " if category in {"Cc", "Zl", "Zp", "Zs"} else character


def _is_sun_article(word: str, following: str) -> bool:
    """Whether "ash" before "shaddadi" is the article: its consonant repeats the next word's."""
    match = _SUN_ARTICLE.match(word)
    return match is not None and following.startswith(match[1])


@lru_cache(maxsize=_WORDS_REMEMBERED)
def consonant_letters(word: str, *, fine: bool = False) -> str:
    """Return a folded word in the shared alphabet of consonants, its vowels as they stand.

    Parameters
    ----------
    word
        One word after the steps 3 and 4.
    fine
        Keep q from k, gh from g, th from t and dh from d, which most spellings tell apart.
    """
    # French maps write gh as rh: Rharbi. Inside a word it may be r and h: Sarhan.
    word = _FRENCH_GH.sub("gh", word)
    # A "c" that belongs to no digraph sounds as k: Conoco, Koniko.
    word = _HARD_C.sub("k", word)
    if fine:
        for digraph, letter in _FINE_DIGRAPHS:
            word = word.replace(digraph, letter)
        word = word.translate(_FINE_ARABIC)
    for digraph, letter in _LATIN_DIGRAPHS:
        word = word.replace(digraph, letter)
    return word.translate(_FINE_LATIN if fine else _LATIN_CONSONANTS).translate(_ARABIC_CONSONANTS)


def _skeleton(word: str) -> str:
    letters = consonant_letters(_FINAL_H.sub("", _JOINED_SUN_ARTICLE.sub("", word)))
    kept = _START_MARK if letters[:1] in _VOWELS else ""
    previous = ""
    for index, letter in enumerate(letters):
        silent = letter in _VOWELS or (index and letter in _SEMIVOWELS) or letter == previous
        kept += "" if silent else letter
        previous = letter
    return kept


def _drop_construct_t(skeletons: list[str], folded: list[str]) -> list[str]:
    """Drop the -t that taa marbuta takes before another word: Khirbat, Kherbet, Khirba."""
    last = len(skeletons) - 1
    return [
        skeleton[:-1]
        if index < last and len(skeleton) > _SHORTEST_AFTER_ARTICLE and word.endswith(("at", "et"))
        else skeleton
        for index, (skeleton, word) in enumerate(zip(skeletons, folded, strict=True))
    ]
