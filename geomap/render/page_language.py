"""Which of a record's texts a page shows: the Arabic one on an Arabic page, where there is one."""

import re
from typing import NamedTuple

from geomap.render.counted_words import COUNTED, plain_words
from geomap.render.payload import Frame, Item, Lang

_ARABIC_LETTER = re.compile("[\u0620-\u06ff]")


class ShownText(NamedTuple):
    """A text as a page shows it."""

    text: str
    is_english: bool
    """Whether it stands in English on an Arabic page, and must say so to be read aloud right."""


def with_arabic(item: Item, title: str, summary: str = "") -> Item:
    """Return an item with what there is of its Arabic texts; many items carry no empty ones."""
    if title:
        item["title_ar"] = title
    if summary:
        item["summary_ar"] = summary
    return item


def title_of_item(item: Item, lang: Lang) -> str:
    """Return the title of an item in a language, the English one where there is no other."""
    return shown_text(item["title"], item.get("title_ar", ""), lang).text


def shown_text(text: str, in_arabic: str, lang: Lang) -> ShownText:
    """Choose the text for a page in `lang`: Arabic when asked for and at hand, else the other."""
    if lang != "ar":
        return ShownText(text, is_english=False)
    shown = in_arabic or text
    return ShownText(shown, is_english=not _ARABIC_LETTER.search(shown))


def data_text(text: str, page: Frame) -> ShownText:
    """Return any text of the data as a page shows it: in Arabic on an Arabic page that has it."""
    return shown_text(text, page["texts_ar"].get(text, ""), page["lang"])


def code_text(code: str, page: Frame) -> str:
    """Return a code as words; a code that only this dataset has is translated with its texts."""
    words, lang = COUNTED[page["lang"]], page["lang"]
    own = page["texts_ar"].get(code, "") if lang == "ar" else ""
    return words.get(code) or own or plain_words(code)


def summary_of_item(item: Item, page: Frame) -> ShownText:
    """Return the summary in the page's language; a site's is a note and has its Arabic there."""
    in_arabic = item.get("summary_ar", "") or page["texts_ar"].get(item["summary"], "")
    return shown_text(item["summary"], in_arabic, page["lang"])


def title_of_payload(payload: Frame) -> str:
    """Return the title of a page in its own language."""
    return shown_text(payload["title"], payload.get("title_ar", ""), payload["lang"]).text
