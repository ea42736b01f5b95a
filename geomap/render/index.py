"""The index of a folder of maps: one static page without scripts, one card a period."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from geomap.render.csp import policy_for_scripts
from geomap.render.inline import style_text
from geomap.render.own_templates import fill_template, read_style
from geomap.render.page import DIRECTIONS
from geomap.render.payload import Drawn, EditionRecord, Item, Lang, Payload
from geomap.render.words import WORDS

_DRAWN: tuple[Drawn, ...] = ("mapped", "area", "unlocated", "withheld")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One map as the index shows it."""

    file: str
    label: str
    end: str | None
    counts: tuple[tuple[str, int], ...]
    layers: tuple[tuple[str, int], ...]
    certain: int
    possible: int
    is_background_only: bool


@dataclass(frozen=True, slots=True)
class _Group:
    heading: str
    entries: Sequence[IndexEntry]
    is_wide: bool = False


def entry_from_payload(payload: Payload, *, file: str) -> IndexEntry:
    """Summarise a map for the index.

    Parameters
    ----------
    payload
        The map's data.
    file
        Name of the map's file, beside the index.
    """
    items = payload["items"]
    layers = Counter(item["layer"] for item in items)
    certainties = Counter(item["date"]["certainty"] for item in items if item["date"])
    return IndexEntry(
        file=file,
        label=payload["period"]["label"],
        end=payload["period"]["end"],
        counts=tuple((drawn, payload["counts"][drawn]) for drawn in _DRAWN),
        layers=tuple((layer, layers[layer]) for layer in payload["layers"] if layers[layer]),
        certain=certainties["certain"],
        possible=certainties["possible"],
        is_background_only=_is_background_only(items),
    )


def _is_background_only(items: Sequence[Item]) -> bool:
    """Whether reports of a later time mention this period, and none is about it.

    Sites that merely go on standing say nothing either way.
    """
    happened = [item for item in items if item["type"] == "incident"]
    changed = any(change["in_period"] for item in items for change in item["changes"])
    return bool(happened) and not changed and all(item["background"] for item in happened)


def index_page(
    entries: Iterable[IndexEntry],
    *,
    title: str,
    edition: EditionRecord,
    lang: Lang = "en",
    undated: Sequence[str] = (),
) -> str:
    """Return the index as HTML. The same input gives the same text.

    Parameters
    ----------
    entries
        The maps; shown newest first, years apart, the map of all dates on top.
    title
        The dataset's title.
    edition
        What the maps were built from.
    lang
        Language of the page's own words.
    undated
        Titles of incidents without a date, which only the map of all dates shows.
    """
    newest_first = sorted(entries, key=lambda entry: entry.end or "", reverse=True)
    shown = [entry for entry in newest_first if not entry.is_background_only]
    years = sorted({entry.end[:4] for entry in shown if entry.end}, reverse=True)
    all_dates = [entry for entry in shown if entry.end is None]
    groups = [_Group("", all_dates, is_wide=True)] if all_dates else []
    groups += [
        _Group(year, [entry for entry in shown if (entry.end or "").startswith(year)])
        for year in years
    ]
    return fill_template(
        "index.html",
        lang=lang,
        direction=DIRECTIONS[lang],
        policy=policy_for_scripts([]),
        style=Markup(style_text(read_style("index.css"))),  # noqa: S704 - our own file
        title=title,
        words=WORDS[lang],
        groups=groups,
        background=[entry for entry in newest_first if entry.is_background_only],
        undated=undated,
        edition=edition,
    )
