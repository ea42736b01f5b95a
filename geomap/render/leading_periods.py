"""Which period had most of a kind, and how sure that is.

What surely lies in a period is the least that it had, with all that may lie in it the most. A
period leads surely when no other can have more even then; where some can, they are named.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from geomap.render.atlas_words import ATLAS_WORDS
from geomap.render.payload import Lang
from geomap.render.period_bars import Bar

_MOST_NAMED = 3
_JOIN = "\u2060"


@dataclass(frozen=True, slots=True)
class Lead:
    """A kind with its leading period: the figure, and in words how sure it is."""

    kind: str
    bar: Bar
    figure: str
    certainty: str


def leads_of(bars: Sequence[Bar], *, lang: Lang) -> list[Lead]:
    """Return the leader of each kind that the bars have, the commonest first and sites last."""
    most: dict[str, int] = {}
    for bar in bars:
        for kind, certain, possible in bar.kinds:
            most[kind] = most.get(kind, 0) + certain + possible
    kinds = sorted(most, key=lambda kind: (kind == "site", -most[kind], kind))
    return [_lead(kind, sorted(bars, key=lambda bar: bar.start), lang) for kind in kinds]


def range_text(low: int, high: int) -> str:
    """Return the least and the most as a figure: "6", "2–12".

    Examples
    --------
    >>> range_text(2, 12)
    '2–12'
    """
    return str(low) if low == high else f"{low}–{high}"


def _lead(kind: str, bars: Sequence[Bar], lang: Lang) -> Lead:
    leader = max(bars, key=lambda bar: bar.range_of(kind))
    least, most = leader.range_of(kind)
    others = [bar for bar in bars if bar is not leader]
    more = [bar for bar in others if bar.range_of(kind)[1] > least]
    equal = [bar for bar in others if bar.range_of(kind)[1] == least]
    words = ATLAS_WORDS[lang]
    if more:
        more.sort(key=lambda bar: -bar.range_of(kind)[1])
        certainty = f"{words['lead_open']} {_named(more, kind, lang)}"
    elif equal and least:
        certainty = f"{words['lead_shared']} {_named(equal, kind, lang)}"
    else:
        certainty = words["lead_sure"]
    return Lead(kind, leader, range_text(least, most), certainty)


def _named(bars: Sequence[Bar], kind: str, lang: Lang) -> str:
    named = [f"{bar.label} ({range_text(*bar.range_of(kind))})" for bar in bars[:_MOST_NAMED]]
    beyond = len(bars) - _MOST_NAMED
    if beyond > 0:
        named.append(f"{ATLAS_WORDS[lang]['lead_others']} {beyond}")
    if lang == "ar":  # in words: from right to left a dash leaves open which end comes first
        return "، ".join(named).replace("–", " إلى ")
    # A range stays on one line.
    return ", ".join(named).replace("–", f"{_JOIN}–{_JOIN}")
