"""The list of a sheet: incidents, sites, totals and sources as lines that fit its columns.

What does not fit is counted in a line that says so; nothing is left out without a word.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from geomap.render.date_words import words_of_date, words_of_span
from geomap.render.figure_words import words_of_figure
from geomap.render.page_language import code_text, data_text, title_of_item
from geomap.render.payload import Item, Lang, Payload, SourceRecord, TotalRecord
from geomap.render.plain_list import web_address
from geomap.render.sheet_words import phrase, word
from geomap.render.static_marks import NumberedItem, numbered_items
from geomap.render.static_symbols import is_possible, status_of_item
from geomap.render.text_width import is_right_to_left, isolated, wrapped

TEXT, SOFT, LINK = "#34302b", "#57514a", "#2f5d7c"
_NO_BREAK = "\u00a0"
_LEADING = 1.24
_GAP = 0.36
_BEFORE_HEADING = 0.7
_TITLES_ALONE = 2
LEAST_SIZE = 7.8
"""5.5 points on A4: nothing is set smaller."""
INDENT = 3.5
"""Room before an entry's text for its number and its symbol, in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `text` fits the column it was made for."""

    text: str
    rtl: bool
    size: float
    color: str = TEXT
    is_bold: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that stay together; an item's with its number and symbol."""

    lines: tuple[Line, ...]
    item: NumberedItem | None = None
    is_heading: bool = False

    @property
    def height(self) -> float:
        """Height with the gap after it."""
        return sum(line.size * _LEADING for line in self.lines) + self.lines[0].size * _GAP

    def gap_before(self, *, is_first: bool) -> float:
        """Return the room above it; none at the head of a column."""
        return self.lines[0].size * _BEFORE_HEADING if self.is_heading and not is_first else 0


@dataclass(slots=True)
class Section:
    """A heading and its entries; `left_out` counts those that found no room."""

    heading: Entry
    entries: list[Entry]
    left_out: int = 0
    more: Callable[[int], Entry] | None = None

    def shown(self) -> list[Entry]:
        """Return heading, entries, and the line about what is left out."""
        more = [self.more(self.left_out)] if self.left_out and self.more else []
        return [self.heading, *self.entries, *more]


@dataclass(frozen=True, slots=True)
class Type:
    """How the list is set, and the page whose words it says."""

    payload: Payload
    width: float
    size: float
    terseness: int = 0
    """How a busy month saves room: from 1 on the titles of sources, from 2 on all of an item but
    its title and day."""

    @property
    def lang(self) -> Lang:
        """Language of the sheet."""
        return self.payload["lang"]

    def said(self, text: str) -> str:
        """Return a text of the data in the sheet's language, kept apart from what is round it."""
        return isolated(data_text(text, self.payload).text)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts one after the other, each said once."""
        comma = "، " if self.rtl else ", "
        return comma.join(dict.fromkeys(filter(None, map(self.said, texts))))

    @property
    def rtl(self) -> bool:
        """Whether the sheet is read from right to left."""
        return self.lang == "ar"

    def lines(  # noqa: PLR0913 - how the lines look
        self,
        text: str,
        *,
        indent: float = 0,
        color: str = TEXT,
        is_bold: bool = False,
        scale: float = 1,
        href: str | None = None,
        own: bool = True,
    ) -> tuple[Line, ...]:
        """Return text as lines; `own` text runs in the sheet's direction, other in its own."""
        size = max(self.size * scale, LEAST_SIZE)
        rtl = self.rtl if own else is_right_to_left(text)
        room = self.width - indent * self.size
        return tuple(
            Line(line, rtl, size, color, is_bold, href)
            for line in wrapped(text, room, size, bold=is_bold)
        )


def sections_of_payload(kind: Type) -> list[Section]:
    """Return the whole list of a payload, not yet cut to any height."""
    payload, lang = kind.payload, kind.lang
    cited = {source["id"]: i for i, source in enumerate(_cited_sources(payload), start=1)}
    entries = numbered_items(payload)
    happened = [entry for entry in entries if entry.item["type"] == "incident"]
    sites = [entry for entry in entries if entry.item["type"] == "site"]
    dated = [entry for entry in happened if entry.item["date"]]
    groups = {
        "in_period": [entry for entry in dated if not is_possible(entry.item)],
        "possibly": [entry for entry in dated if is_possible(entry.item)],
        "undated_items": [entry for entry in happened if not entry.item["date"]],
        "sites_changed": [entry for entry in sites if entry.item["date"]],
        "standing": [entry for entry in sites if not entry.item["date"]],
    }
    found = [
        _section(
            f"{word(key, lang)} ({len(group)})",
            [_entry_of_item(entry, cited, kind) for entry in group],
            kind,
        )
        for key, group in groups.items()
        if group
    ]
    if payload["totals"]:
        totals = [_entry_of_total(total, cited, kind) for total in payload["totals"]]
        section = _section(word("totals", lang), totals, kind)
        note = kind.lines(word("totals_note", lang), color=SOFT, scale=0.86)
        section.heading = replace(section.heading, lines=(*section.heading.lines, *note))
        found.append(section)
    sources = [_entry_of_source(i, s, kind) for i, s in enumerate(_cited_sources(payload), 1)]
    if sources:
        found.append(_section(f"{word('sources', lang)} ({len(sources)})", sources, kind))
    return found


def fitted(sections: Sequence[Section], *, columns: int, height: float) -> list[list[Entry]] | None:
    """Return the entries in columns, None when they do not fit."""
    found: list[list[Entry]] = [[]]
    used = 0.0
    for section in sections:
        for i, entry in enumerate(section.shown()):
            following = section.entries[0].height if i == 0 and section.entries else 0
            gap = entry.gap_before(is_first=not found[-1])
            if used + gap + entry.height + following > height:
                found.append([])
                used = gap = 0
            found[-1].append(entry)
            used += gap + entry.height
    return found if len(found) <= columns else None


def cut_to_fit(sections: Sequence[Section], *, columns: int, height: float) -> list[list[Entry]]:
    """Return what fits, dropping entries at the end of the longest section and counting them."""
    found = fitted(sections, columns=columns, height=height)
    while found is None:
        longest = max(sections, key=lambda section: sum(e.height for e in section.entries))
        if not longest.entries:
            return [[section.heading for section in sections]]
        longest.entries.pop()
        longest.left_out += 1
        found = fitted(sections, columns=columns, height=height)
    return found


def _section(heading: str, entries: list[Entry], kind: Type) -> Section:
    def more(count: int) -> Entry:
        return Entry(kind.lines(f"… {phrase('more', kind.lang, n=count)}", color=SOFT))

    head = Entry(kind.lines(heading, is_bold=True, scale=1.12), is_heading=True)
    return Section(head, entries, more=more)


def _entry_of_item(entry: NumberedItem, cited: dict[str, int], kind: Type) -> Entry:
    item, lang = entry.item, kind.lang
    notes = [word("background", lang)] if item["background"] else []
    notes += [word(item["drawn"], lang)] if item["drawn"] in {"unlocated", "withheld"} else []
    notes += _news_of_item(item, lang)
    status = status_of_item(item)
    facts = [
        words_of_date(item["date"], lang) or _date_as_written(item, kind),
        word(status, lang) if status else "",
        _place_of_item(item, kind) if item["type"] == "incident" else "",
        *notes,
    ]
    marks = _marks_of_sources(_sources_of_item(item), cited)
    if item["type"] == "site" and not item["date"]:  # it merely stood: one line says all
        text = _joined([isolated(title_of_item(item, lang)), *facts], marks)
        return Entry(kind.lines(text, indent=INDENT), entry)
    if kind.terseness >= _TITLES_ALONE:
        day = words_of_date(item["date"], lang) or _date_as_written(item, kind)
        text = _joined([isolated(title_of_item(item, lang)), day, *notes], marks)
        return Entry(kind.lines(text, indent=INDENT), entry)
    title = kind.lines(title_of_item(item, lang), indent=INDENT, is_bold=True, own=False)
    below = kind.lines(_joined(facts, marks), indent=INDENT, color=SOFT, scale=0.92)
    return Entry((*title, *below), entry)


def _news_of_item(item: Item, lang: Lang) -> list[str]:
    news = item.get("news")
    if not news:
        return []
    perhaps = f" ({word('possible', lang)})" if news["certainty"] == "possible" else ""
    return [word(f"news_{news['kind']}", lang) + perhaps]


def _joined(facts: Iterable[str], marks: str) -> str:
    text = " · ".join(filter(None, facts))
    return _NO_BREAK.join(filter(None, (text, marks)))


def _date_as_written(item: Item, kind: Type) -> str:
    return kind.said(item["date"]["as_written"]) if item["date"] else ""


def _place_of_item(item: Item, kind: Type) -> str:
    """Return from and to of a journey; else the wording of where it happened."""
    primary = [place for place in item["locations"] if place["standing"] == "primary"]

    def named(*roles: str) -> str:
        return kind.listed(place["as_written"] for place in primary if place["role"] in roles)

    origins, ends = named("origin"), named("destination")
    if origins and ends:
        return f"{origins} {'←' if kind.rtl else '→'} {ends}"
    return named("at", "target") or kind.listed(place["as_written"] for place in primary[:1])


def _entry_of_total(total: TotalRecord, cited: dict[str, int], kind: Type) -> Entry:
    lang = kind.lang
    what = word(total["measure"], lang)
    who = "" if total["who"] in {"", "all"} else f" ({code_text(total['who'], kind.payload)})"
    days = words_of_span(total["period_start"], total["period_end"], lang)
    marks = _marks_of_sources([total["source"]] if total["source"] else [], cited)
    figure = words_of_figure(total, lang) or "–"
    # In Arabic the noun's form would follow the number: a label before it need not.
    facts = [f"{what}{who}: {figure}" if kind.rtl else f"{figure} {what}{who}", days]
    place = kind.said(total["place_as_written"])
    return Entry(kind.lines(_joined([*facts, place], marks), scale=0.92))


def _entry_of_source(number: int, source: SourceRecord, kind: Type) -> Entry:
    url = web_address(source["url"] or source["archive_url"])
    published = words_of_span(source["published"], source["published"], kind.lang)
    title = "" if kind.terseness else source["title"]
    name = [kind.said(source["publisher"]), isolated(title) if title else ""]
    site = isolated(urlsplit(url).hostname or "") if url and not kind.terseness else ""
    text = " · ".join(filter(None, [*name, published, site]))
    return Entry(
        kind.lines(f"[{number}] {text}", color=LINK if url else SOFT, scale=0.86, href=url)
    )


def _marks_of_sources(ids: Iterable[str], cited: dict[str, int]) -> str:
    return " ".join(f"[{number}]" for number in sorted({cited[i] for i in ids if i in cited}))


def _sources_of_item(item: Item) -> list[str]:
    """Return who says so; of a site, who says what happened in the period, or what came last."""
    changes = [change for change in item["changes"] if change["in_period"]] or item["changes"][-1:]
    named = [
        *(claim["source"] for claim in item["claims"]),
        *(place["source"] for place in item["locations"]),
        *(change["source"] for change in changes),
    ]
    return [source for source in dict.fromkeys(named) if source]


def _cited_sources(payload: Payload) -> list[SourceRecord]:
    ids = {source for item in payload["items"] for source in _sources_of_item(item)}
    ids |= {total["source"] for total in payload["totals"] if total["source"]}
    return [source for source in payload["sources"] if source["id"] in ids]
