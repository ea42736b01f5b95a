"""Which of a record's texts a page shows: the Arabic one on an Arabic page, where there is one."""

import re
from typing import NamedTuple, TypedDict

from geomap.render.payload import Lang, Payload

_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")


class ArabicTexts(TypedDict, total=False):
    """The Arabic title and summary of an item; a page of many items does not carry empty ones."""

    title_ar: str
    summary_ar: str


class ShownText(NamedTuple):
    """A text as a page shows it."""

    text: str
    is_english: bool
    """Whether it stands in English on an Arabic page, and must say so to be read aloud right."""


def arabic_texts(title: str, summary: str = "") -> ArabicTexts:
    """Return what there is of an item's Arabic texts."""
    texts: ArabicTexts = {}
    if title:
        texts["title_ar"] = title
    if summary:
        texts["summary_ar"] = summary
    return texts


def shown_text(text: str, in_arabic: str, lang: Lang) -> ShownText:
    """Choose the text for a page in `lang`: Arabic when asked for and at hand, else the other."""
    if lang != "ar":
        return ShownText(text, is_english=False)
    shown = in_arabic or text
    return ShownText(shown, is_english=not _ARABIC_LETTER.search(shown))


def title_of_payload(payload: Payload) -> str:
    """Return the title of a page in its own language."""
    return shown_text(payload["title"], payload.get("title_ar", ""), payload["lang"]).text
