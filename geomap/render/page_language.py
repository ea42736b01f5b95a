"""Which of a record's texts a page shows: the Arabic one on an Arabic page, where there is one."""

import re
from typing import NamedTuple

from geomap.render.payload import Item, Lang, Payload

_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")


class ShownText(NamedTuple):
    """A text as a page shows it."""

    text: str
    is_english: bool
    """Whether it stands in English on an Arabic page, and must say so to be read aloud right."""


def add_arabic(item: Item, title: str, summary: str = "") -> None:
    """Add an item's Arabic texts; a page of many items does not carry empty ones."""
    if title:
        item["title_ar"] = title
    if summary:
        item["summary_ar"] = summary


def shown_text(text: str, in_arabic: str, lang: Lang) -> ShownText:
    """Choose the text for a page in `lang`: Arabic when asked for and at hand, else the other."""
    if lang != "ar":
        return ShownText(text, is_english=False)
    shown = in_arabic or text
    return ShownText(shown, is_english=not _ARABIC_LETTER.search(shown))


def title_of_payload(payload: Payload) -> str:
    """Return the title of a page in its own language."""
    return shown_text(payload["title"], payload.get("title_ar", ""), payload["lang"]).text
