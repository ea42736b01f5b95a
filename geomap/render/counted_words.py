"""What claims and totals count, whom, and how a source hedges it: the page's words, in Python.

The sheet and the atlas say them; a test holds them against web/src/words.ts.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from geomap.render.payload import Lang

CountedNoun: TypeAlias = Literal["incident", "source"]

COUNTED: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "killed": "killed",
        "injured": "injured",
        "arrested": "arrested",
        "unknown_fate": "fate unknown",
        "vehicles": "vehicles",
        "batches": "batches",
        "strikes": "strikes",
        "rockets": "rockets",
        "shells": "shells",
        "minutes": "minutes",
        "operations": "operations",
        "aircraft": "aircraft",
        "buildings": "buildings",
        "area_km2": "area, km²",
        "released": "released",
        "missing": "missing",
        "displaced": "displaced",
        "people": "people",
        "drones": "drones",
        "flights": "flights",
        "patrols": "patrols",
        "exercises": "exercises",
        "attacks": "attacks",
        "missiles": "missiles",
        "explosions": "explosions",
        "targets": "targets",
        "bases": "bases",
        "bodies": "bodies",
        "visitors": "visitors",
        "statement": "statements",
        "all": "all",
        "civilians": "civilians",
        "children": "children",
        "women": "women",
        "men": "men",
        "girls": "girls",
        "combatants": "combatants",
        "at_least": "at least",
        "about": "about",
        "nearly": "nearly",
        "more_than": "more than",
        "up_to": "up to",
    },
    "ar": {
        "killed": "قتلى",
        "injured": "جرحى",
        "arrested": "معتقلون",
        "unknown_fate": "مصير مجهول",
        "vehicles": "آليات",
        "batches": "دفعات",
        "strikes": "ضربات",
        "rockets": "صواريخ",
        "shells": "قذائف",
        "minutes": "دقائق",
        "operations": "عمليات",
        "aircraft": "طائرات",
        "buildings": "أبنية",
        "released": "مفرج عنهم",
        "missing": "مفقودون",
        "displaced": "نازحون",
        "people": "أشخاص",
        "drones": "طائرات مسيّرة",
        "flights": "رحلات جوية",
        "patrols": "دوريات",
        "exercises": "تدريبات",
        "attacks": "هجمات",
        "missiles": "صواريخ موجّهة",
        "explosions": "انفجارات",
        "targets": "أهداف",
        "bases": "قواعد",
        "area_km2": "مساحة، كم²",
        "bodies": "جثث",
        "visitors": "زوار",
        "statement": "تصريحات",
        "all": "الكل",
        "civilians": "مدنيون",
        "children": "أطفال",
        "women": "نساء",
        "men": "رجال",
        "girls": "فتيات",
        "combatants": "مقاتلون",
        "at_least": "ما لا يقل عن",
        "about": "نحو",
        "nearly": "قرابة",
        "more_than": "أكثر من",
        "up_to": "ما يصل إلى",
    },
}

_INITIALS = frozenset({"isis", "hts", "sdf", "us", "un"})


# One, two, three to ten, eleven to ninety-nine, whole hundreds: as Arabic counts.
_COUNTED_AR: Mapping[CountedNoun, tuple[str, str, str, str, str]] = {
    "incident": ("حادثة واحدة", "حادثتان", "{n} حوادث", "{n} حادثة", "{n} حادثة"),
    "source": ("مصدر واحد", "مصدران", "{n} مصادر", "{n} مصدراً", "{n} مصدر"),
}
_FEW, _MANY = range(3, 11), range(11, 100)


def counted(n: int, noun: CountedNoun, lang: Lang) -> str:
    """Return a number with its noun in the form that the number asks for.

    Examples
    --------
    >>> counted(1, "incident", "en"), counted(12, "source", "en")
    ('1 incident', '12 sources')
    >>> [counted(n, "incident", "ar") for n in (2, 8, 174)]
    ['حادثتان', '8 حوادث', '174 حادثة']
    """
    if lang == "en":
        return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
    one, two, few, many, hundreds = _COUNTED_AR[noun]
    if n in {1, 2}:
        return one if n == 1 else two
    rest = n % 100
    return (few if rest in _FEW else many if rest in _MANY else hundreds).format(n=n)


def plain_words(code: str) -> str:
    """Return a code of the data as words, as the page does; initials stay capital.

    Examples
    --------
    >>> plain_words("isis_cell_members")
    'ISIS cell members'
    """
    return " ".join(
        word.upper() if word in _INITIALS else word for word in code.replace("_", " ").split()
    )
