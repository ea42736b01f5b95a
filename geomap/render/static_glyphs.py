"""What a symbol or a badge of a static map shows, and how much room that takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.render.static_marks import News, Sign
from geomap.render.static_symbols import XY
from geomap.render.text_width import width_of_text

Rect = tuple[float, float, float, float]

SYMBOL = 6.6
"""Radius of a symbol on the map, in user units."""
NUMBER_SIZE = 8.0
BADGE_SIZE = 10.0
BADGE_HEIGHT = 17.0
BADGE_SYMBOL = 4.8
BADGE_ROW = 14.0
NEWS_ROOM = 5.0
"""What the small sign at a site's corner needs beside the symbol."""
_MOST_IN_A_ROW = 5
_MOST_NUMBERS = 5


@dataclass(frozen=True, slots=True)
class Look:
    """How a symbol is drawn. Without a status it is the plain one of several items."""

    layer: str
    status: str = ""
    is_possible: bool = False
    is_rival: bool = False
    news: News | None = None


@dataclass(frozen=True, slots=True)
class BadgeEntry:
    """A symbol and a text in a badge."""

    look: Look
    text: str = ""

    @property
    def width(self) -> float:
        """The room of both."""
        sign = NEWS_ROOM if self.look.news else 0
        return 13 + sign + (width_of_text(self.text, BADGE_SIZE, bold=True) + 3 if self.text else 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A symbol (one entry without text) or a badge, and the number of its items in the list."""

    at: XY
    anchor: XY
    entries: tuple[BadgeEntry, ...]
    numbers: str
    is_badge: bool

    @property
    def rows(self) -> list[tuple[BadgeEntry, ...]]:
        """The badge's entries as they stand, rows of about one length."""
        lines = -(-len(self.entries) // _MOST_IN_A_ROW)
        long = -(-len(self.entries) // lines)
        return [self.entries[k : k + long] for k in range(0, len(self.entries), long)]

    @property
    def badge_width(self) -> float:
        """The badge without its numbers."""
        rows = (sum(entry.width for entry in row) + 4 * (len(row) - 1) for row in self.rows)
        return max(rows) + 8

    @property
    def badge_height(self) -> float:
        """The height of the badge's frame."""
        return BADGE_HEIGHT + BADGE_ROW * (len(self.rows) - 1)

    @property
    def number_width(self) -> float:
        """The dark label with the numbers of the list; 0 without any."""
        return width_of_text(self.numbers, NUMBER_SIZE, bold=True) + 5 if self.numbers else 0

    @property
    def rect(self) -> Rect:
        """Left, top, right and bottom of what it covers."""
        x, y = self.at
        if self.is_badge:
            half = (self.badge_width + self.number_width) / 2 + 1
            tall = self.badge_height / 2 + 1
            return x - half, y - tall, x + half, y + tall
        r, news = SYMBOL + 1.5, NEWS_ROOM if self.entries[0].look.news else 0
        return x - r, y - r - 2, x + r + news + max(0, self.number_width - 3), y + r


def look_of(signs: Sequence[Sign], *, is_rival: bool = False) -> Look:
    """Return the look of one item, or the plain one of several of a layer, with their news."""
    first = signs[0]
    status = first.status if len(signs) == 1 else ""
    return Look(first.layer, status, first.is_possible, is_rival, _news_of(signs))


def entries_of(signs: Iterable[Sign], *, rivals: Sequence[Sign] = ()) -> tuple[BadgeEntry, ...]:
    """Return one entry a layer, what may lie outside the period apart from the rest."""
    groups: dict[tuple[str, bool], list[Sign]] = {}
    for sign in signs:
        groups.setdefault((sign.layer, sign.is_possible), []).append(sign)
    counted = [BadgeEntry(look_of(own), str(len(own))) for own in groups.values()]
    hollow = [BadgeEntry(look_of([sign], is_rival=True)) for sign in rivals]
    return (*counted, *hollow)


def numbers_text(signs: Iterable[Sign]) -> str:
    """Return the items' numbers: "3 7 12", or the first few and "…"."""
    numbers = [str(sign.number) for sign in signs]
    return " ".join(numbers[:_MOST_NUMBERS]) + (" …" if len(numbers) > _MOST_NUMBERS else "")


def _news_of(signs: Sequence[Sign]) -> News | None:
    """Return the one news they share, or "changed"; twin of web/src/news.ts."""
    told = [sign.news for sign in signs if sign.news]
    if not told:
        return None
    kinds, certainties = {kind for kind, _ in told}, {certainty for _, certainty in told}
    kind = kinds.pop() if len(kinds) == 1 else "changed"
    return kind, "certain" if "certain" in certainties else "possible"
