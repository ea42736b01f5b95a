"""How wide a text will be, and where to break it, without a font: an estimate on the safe side.

An SVG sheet carries no font, so the reader's program chooses one: Noto Sans, or a narrower one
such as Arial or Segoe UI. The widths are those of Noto Sans, rounded up; a browser test measures
that no line leaves its box.
"""

import re
import unicodedata
from types import MappingProxyType

_FIRST = 0x20
# Advance widths of Noto Sans Regular from U+0020 to U+007E, hundredths of the font size.
_WIDTHS = (
    *(26, 27, 41, 65, 57, 83, 73, 22, 30, 30, 55, 57, 27, 32, 27, 37),
    *(57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 27, 27, 57, 57, 57, 43),
    *(90, 64, 65, 63, 73, 56, 52, 73, 74, 34, 27, 62, 52, 91, 76, 78),
    *(60, 78, 62, 55, 56, 73, 60, 93, 59, 57, 57, 33, 37, 33, 57, 44),
    *(28, 56, 61, 48, 61, 56, 34, 61, 62, 26, 26, 53, 26, 93, 62, 60),
    *(61, 61, 41, 48, 36, 62, 51, 79, 53, 51, 47, 38, 55, 38, 57),
)
# Arabic letters of Noto Sans Arabic: width inside a word, and at its end or alone.
_ARABIC = MappingProxyType(
    {
        letter: (inside, final)
        for letters, inside, final in (
            ("اأإآ", 30, 30),
            ("ءؤو", 48, 48),
            ("رز", 40, 40),
            ("دذ", 54, 54),
            ("ة", 49, 49),
            ("بتثپ", 38, 110),
            ("ئىيی", 38, 76),
            ("جحخچ", 65, 72),
            ("سش", 85, 127),
            ("صض", 95, 136),
            ("طظ", 71, 84),
            ("عغ", 54, 54),
            ("فڤ", 50, 110),
            ("ق", 50, 81),
            ("كگک", 51, 98),
            ("ل", 30, 73),
            ("ن", 35, 73),
            ("م", 58, 58),
            ("ه", 51, 51),
            ("ـ،؛", 35, 35),
        )
        for letter in letters
    }
)
_OTHER_ARABIC = 0.6
_OTHER = 0.75
_WIDE = 1.0
_BOLD = 1.12
_BREAKS = re.compile("[ \t\n\r\u2028\u2029]+")
_ISOLATE, _POP = "\u2068", "\u2069"


def width_of_text(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text, in the unit of `size`.

    Examples
    --------
    >>> width_of_text("Atmeh", 10)
    31.1
    >>> width_of_text("عطمة", 10)
    23.2
    """
    shown = unicodedata.normalize("NFC", text)
    pairs = zip(shown, f"{shown[1:]} ", strict=True)
    width = sum(_width_of_letter(letter, following) for letter, following in pairs)
    return round(width * size * (_BOLD if bold else 1), 3)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines no wider than `width`; words longer than a line are broken.

    Isolates (see `isolated`) that a break would cut in two are closed and opened again.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of_text(longer, size, bold=bold) > width:
            lines.append(line)
            longer = word
        line = longer
    return _balanced([*lines, line] if line else lines)


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as fits, with "…" where something is left out."""
    if width_of_text(text, size, bold=bold) <= width:
        return text
    while text and width_of_text(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return _balanced([f"{text.rstrip()}…"])[0]


def isolated(text: str) -> str:
    """Return text of unknown direction so that it does not turn what stands around it."""
    return f"{_ISOLATE}{text}{_POP}" if text else ""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is one of a right-to-left script."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    strong = next((found for found in directions if found in {"L", "R", "AL"}), "L")
    return strong != "L"


def _pieces(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces: list[str] = []
    # A no-break space keeps its neighbours together, so `split()` will not do.
    for word in filter(None, _BREAKS.split(text)):
        rest = word
        while width_of_text(rest, size, bold=bold) > width:
            fitting = shortened(rest, width, size, bold=bold).rstrip(f"…{_POP}") or rest[:1]
            pieces.append(fitting)
            rest = rest[len(fitting) :]
        pieces.append(rest)
    return pieces


def _balanced(lines: list[str]) -> list[str]:
    depth = 0
    balanced = []
    for line in lines:
        opened = _ISOLATE * depth + line
        depth = max(0, opened.count(_ISOLATE) - opened.count(_POP))
        balanced.append(opened + _POP * depth)
    return balanced


def _width_of_letter(letter: str, following: str) -> float:
    if letter in _ARABIC:
        inside, final = _ARABIC[letter]
        return (inside if following in _ARABIC else final) / 100
    if not letter.isascii():
        letter = unicodedata.normalize("NFD", letter)[0]
    code = ord(letter) - _FIRST
    if 0 <= code < len(_WIDTHS):
        return _WIDTHS[code] / 100
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.bidirectional(letter) in {"R", "AL"}:
        return _OTHER_ARABIC
    return _WIDE if unicodedata.east_asian_width(letter) in {"W", "F"} else _OTHER
