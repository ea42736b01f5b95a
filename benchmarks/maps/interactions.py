"""What a reader does on geomap's page beside dragging, zooming and filtering, each with its answer.

An answer is either a sign in the page (the card has its words, the first row of the table is the
sorted one), or the last new picture of the map. The first search is told apart: it reads all texts
of the page, says how far it is, and is as long as there are texts.
"""

from dataclasses import dataclass

from playwright.sync_api import Page

from benchmarks.maps.table import FIRST_SEARCH

_PATIENCE_MS = 120_000


@dataclass(frozen=True)
class Interaction:
    """One thing to do.

    `act` is JavaScript; `answer` an expression that is true once the page answered, without one it
    is the map's last new picture.
    """

    act: str
    answer: str | None = None


def _click(selector: str) -> str:
    return f"document.querySelector({selector!r}).click()"


def _is_sorted(key: str) -> str:
    heading = f"document.querySelector('.gm-col-{key}[aria-sort]')?.ariaSort !== 'none'"
    row = "document.querySelector('.gm-table [data-row=\"0\"]')?.textContent"
    return f"{heading} && !({row} ?? '…').includes('…')"


def _search(query: str) -> str:
    return f"geomap.set({{query: {query!r}}})"


# Said below the field: "… 12 %" while texts are read, then how many were found.
_FOUND = r"/^[^%]*\d[^%]*$/.test(document.querySelector('#gm-search-said').textContent)"
_CARD = "document.querySelector('.gm-card:not([hidden]) .gm-card-kind') !== null"
_FACET = '[data-choice="killed=10-49"]'
INTERACTIONS: dict[str, Interaction] = {
    "open a card": Interaction(_click(".gm-items li button"), _CARD),
    "next card": Interaction(
        _click(".gm-items li:nth-child(4) button"),
        f"{_CARD} && document.querySelector('.gm-items li:nth-child(4) [aria-current]') !== null",
    ),
    "close the card": Interaction(
        _click(".gm-card .gm-close"), "document.querySelector('.gm-card').hidden"
    ),
    "open the filters": Interaction(
        _click(".gm-filters summary"), f"document.querySelector('{_FACET}') !== null"
    ),
    "tick a choice": Interaction(_click(_FACET)),
    "untick it": Interaction(_click(_FACET)),
    "step to a month": Interaction(_click(".gm-steps button:last-child")),
    "step on": Interaction(_click(".gm-steps button:last-child")),
    "move an end of the days": Interaction(
        "document.querySelector('.gm-handle-last')"
        ".dispatchEvent(new KeyboardEvent('keydown', {key: 'PageUp'}))"
    ),
    "whole period": Interaction(_click(".gm-reset")),
    "other language": Interaction(
        _click(".gm-lang"), "document.querySelector('.gm-items')?.closest('[lang]')?.lang === 'ar'"
    ),
    "first language": Interaction(
        _click(".gm-lang"), "document.querySelector('.gm-items')?.closest('[lang]')?.lang === 'en'"
    ),
    "open the table": Interaction(_click(".gm-open-table"), _is_sorted("date")),
    "sort by killed": Interaction(_click(".gm-col-killed button"), _is_sorted("killed")),
    "sort by kind": Interaction(_click(".gm-col-kind button"), _is_sorted("kind")),
    "close the table": Interaction(
        _click(".gm-table-dialog .gm-close"), "!document.querySelector('.gm-table-dialog').open"
    ),
    FIRST_SEARCH: Interaction(_search("hasaka"), _FOUND),
    "another search": Interaction(_search("idlib strike"), _FOUND),
    "no search": Interaction(_search("")),
}


def time_interactions(page: Page) -> dict[str, float | None]:
    """Return ms from each act until its answer was painted; None where the map did not change."""
    return {what: _time(page, one) for what, one in INTERACTIONS.items()}


def _time(page: Page, one: Interaction) -> float | None:
    act = f"() => {{ {one.act}; }}"
    if one.answer is None:
        return page.evaluate(f"bench.timeChange({act})")["answered_ms"]
    took = page.evaluate(f"bench.timeAnswer({act}, () => {one.answer}, {_PATIENCE_MS})")
    page.wait_for_timeout(400)  # what goes on after the answer is no part of the next
    return took
