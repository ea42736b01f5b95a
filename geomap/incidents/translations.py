"""The dataset's texts in Arabic: which texts can have one, and what is wrong with those they have.

A translation must belong to a text that stands in the dataset, be written in Arabic letters, and
give the same figures: a note that says 130 vehicles may not say 150 in another language.
"""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from geomap.incidents.problems import Problem, did_you_mean

_TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources": ("publisher",),
    "incidents": ("subkind", "date_as_written", "target"),
    "locations": ("place_as_written", "note"),
    "claims": ("claimed_by", "who", "note"),
    "sites": ("note",),
    "site_changes": ("date_as_written", "note"),
    "totals": ("place_as_written", "who", "note"),
}
_LIST_COLUMNS: Mapping[str, str] = {"incidents": "actors", "sites": "operator", "totals": "actors"}
_LIST_SEPARATOR = ";"
_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")
# Groups of thousands are one figure, whichever way they are set apart.
_FIGURE = re.compile(r"\d+(?:[,\u066c]\d{3})*")
_GROUPS = re.compile("[,\u066c]")

Frames = Mapping[str, pd.DataFrame]


def texts_of_tables(frames: Frames) -> set[str]:
    """Return every text that a row of `translations` may be about."""
    cells = (
        cell
        for table, columns in _TEXT_COLUMNS.items()
        for column in columns
        for cell in frames[table][column].unique()
    )
    parts = (
        part.strip()
        for table, column in _LIST_COLUMNS.items()
        for cell in frames[table][column].unique()
        for part in cell.split(_LIST_SEPARATOR)
    )
    return {text for text in (*cells, *parts) if text}


def is_arabic(text: str) -> bool:
    """Tell whether a text holds an Arabic letter."""
    return bool(_ARABIC_LETTER.search(text))


def figures_of(text: str) -> list[int]:
    """Return the figures in a text, in order of size; digits of either script are the same.

    Examples
    --------
    >>> figures_of("1,100 trucks in 2021"), figures_of("\u0662\u0660\u0662\u0661")
    ([1100, 2021], [2021])
    """
    return sorted(int(_GROUPS.sub("", figure)) for figure in _FIGURE.findall(text))


def check_translations(frames: Frames, file: str, *, is_whole: bool) -> Iterator[Problem]:
    """Find rows that are about no text, say nothing in Arabic, or give other figures.

    Parameters
    ----------
    frames
        Text frames by table name, indexed by line.
    file
        How messages name the file of the translations.
    is_whole
        Whether every other table could be read in full: else a text that is not there means
        nothing.
    """
    frame = frames["translations"]
    known = texts_of_tables(frames) if is_whole and len(frame) else set()
    rows = zip(frame.index.tolist(), frame["text"], frame["text_ar"], strict=True)
    for line, text, text_ar in rows:
        if is_whole and text and text not in known:
            expected = "a text that stands in another table, letter by letter"
            advice = did_you_mean(text, known) or "take it out, or copy the cell again"
            yield Problem(file, line, "text", text, expected, advice)
        if text_ar and not is_arabic(text_ar):
            yield Problem(file, line, "text_ar", text_ar, "Arabic letters")
        elif text and text_ar and figures_of(text) != figures_of(text_ar):
            expected = "the figures of text, neither more nor fewer"
            advice = f"text has {_listed(text)}, text_ar {_listed(text_ar)}"
            yield Problem(file, line, "text_ar", text_ar, expected, advice)


def _listed(text: str) -> str:
    return ", ".join(map(str, figures_of(text))) or "none"
