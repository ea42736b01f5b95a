"""Columns of a page as the blocks that stand in it.

Numbers come first, all that the first picture needs; ids, texts and answers follow, each block by
itself, so that a page opens one card without decoding the rest. Twin of web/src/page_blocks.ts;
docs/payload.md says what is in which block.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.render.columns import (
    DEFAULTS,
    NOWHERE,
    NUMBERS_A_BLOCK,
    TEXTS_A_BLOCK,
    Column,
    PageColumns,
    Table,
    is_same,
    starts_from_counts,
)
from geomap.render.data_block import BlockWriter, packed_text
from geomap.render.id_column import (
    numbers_of_ids,
    spec_from_following_ids,
    spec_from_ids,
    spec_from_owned_ids,
)
from geomap.render.part_summary import summaries_of_parts
from geomap.render.payload import Head, WrittenHead
from geomap.render.text_column import spec_from_owned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HEAD_ID = "geomap-head"
CHILDREN = ("places", "claims", "actors", "cited")
NUMBERS = {
    "items": (
        *("site", "layer", "kind", "subkind", "status", "drawn", "background", "certainty"),
        *("dated", "first", "span", "news", "news_certainty", "state", "rank", *CHILDREN),
    ),
    "places": ("role", "standing", "answer", "source"),
    "points": ("lon", "lat", "precision", "uncertainty_m", "admin"),
    "anchors": ("place", "lon", "lat"),
    "claims": ("measure", "who", "qualifier", "source", "part_of", "superseded_by"),
    "actors": ("actor",),
    "cited": ("source",),
    "sources": ("publisher",),
    "answers": ("status", "precision", "lon", "lat", "uncertainty_m", "shape", "admin"),
}
TEXTS = {
    "items": (
        *("title_ar", "summary", "summary_ar", "date_precision", "as_written"),
        *("target", "related", "changes"),
    ),
    "places": ("as_written", "note"),
    "points": ("explanation",),
    "claims": ("claimed_by", "stated_at", "note"),
    "sources": ("title", "language", "published", "archive_url"),
    "answers": ("explanation", "candidates", "wording"),
}
UNKNOWN = -1
_BESIDE_TEXTS = {
    "items": ("id", "title", "kind", "places", "claims"),
    "places": ("answer",),
    "claims": ("id",),
    "sources": ("id", "url", "publisher", "item"),
}
_TOLD_BY = {"items.layer": "items.kind", "items.kind": "items.subkind"}


@dataclass(frozen=True)
class PageBlocks:
    """The head of a page, and its blocks as base64 text by their ids."""

    head: WrittenHead
    blocks: dict[str, str]


class _Layout:
    """Which rows of each table belong to a run of items."""

    def __init__(self, columns: PageColumns) -> None:
        self.tables = columns.tables
        self.kinds = np.array(columns.head["codes"]["kind"], dtype=object)
        self.hosts = np.array(hosts_of(columns.head), dtype=object)
        items = columns.tables["items"]
        self._starts = {name: starts_from_counts(items[name]) for name in CHILDREN}
        places = columns.tables["places"]
        self.is_point = places["answer"] == 0
        self.is_anchored = places["anchor_lon"] != NOWHERE

    def rows(self, name: str, start: int, end: int) -> slice:
        """Return the rows of a table that belong to the items from start to end."""
        if name == "items":
            return slice(start, end)
        if name == "sources":
            first, last = np.searchsorted(self.tables["sources"]["item"], (start, end))
            return slice(int(first), int(last))
        return slice(int(self._starts[name][start]), int(self._starts[name][end]))

    def rows_of_part(self, start: int, end: int) -> dict[str, int]:
        """Count the rows of each table that belong to the items from start to end."""
        names = ("items", *CHILDREN, "sources")
        return {name: _length(self.rows(name, start, end)) for name in names}


def blocks_from_columns(columns: PageColumns) -> PageBlocks:
    """Write a page's columns. The same columns give the same text, in any process."""
    layout = _Layout(columns)
    numbers = columns.cuts or _cuts(0, len(columns), NUMBERS_A_BLOCK) or [(0, 0)]
    texts_of_parts = [_cuts(start, end, TEXTS_A_BLOCK) for start, end in numbers]
    texts = [cut for part in texts_of_parts for cut in part]
    answers = _cuts(0, len(columns.tables["answers"]["status"]), TEXTS_A_BLOCK)
    tasks: dict[str, Callable[[], bytes]] = {}
    for kind, cuts, write in (
        ("numbers", numbers, _write_numbers),
        ("ids", numbers, _write_ids),
        ("text", texts, _write_texts),
        ("answers", answers, _write_answers),
    ):
        for number, (start, end) in enumerate(cuts):
            tasks[f"geomap-{kind}-{number}"] = partial(write, layout, start, end)
    tasks["geomap-numbers-0"] = partial(_write_numbers, layout, *numbers[0], has_answers=True)
    # zlib gives the interpreter free while it packs. What needs the interpreter stays in one
    # thread: two that wait for each other at every turn take half as long again.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        packing = [pool.submit(packed_text, task()) for task in tasks.values()]
        written = [packed.result() for packed in packing]
    head: WrittenHead = {
        **columns.head,
        "blocks": {
            "rows": {name: _size_of(table) for name, table in columns.tables.items()},
            "numbers": len(numbers),
            "answers": len(answers),
            "texts": [
                [end - start, _length(layout.rows("sources", start, end))] for start, end in texts
            ],
            "parts": [
                {"rows": layout.rows_of_part(*cut), "texts": len(texts)}
                for cut, texts in zip(numbers, texts_of_parts, strict=True)
            ],
        },
    }
    if columns.cuts:
        summaries = summaries_of_parts(columns)
        for part, summary in zip(head["blocks"]["parts"], summaries, strict=True):
            part["when"] = summary
    return PageBlocks(head, dict(zip(tasks, written, strict=True)))


def hosts_of(head: Head) -> list[str]:
    """Return how an address starts that lies on the host its publisher is named after."""
    return [f"https://{publisher}/" for publisher in head["codes"]["publisher"]]


def made_titles(
    kinds: Column, places: Table, counts: Column, tables: "Mapping[str, Table]"
) -> list[str]:
    """Return the titles that items would have if geomap made them, as it does for a single CSV.

    Parameters
    ----------
    kinds
        The word for the kind of each item.
    places
        `as_written` and `answer` of their places.
    counts
        How many of those each item has; its first one is named.
    tables
        Those of the page, for the wordings of the answers.
    """
    wordings = np.append(places["as_written"], "")
    first = np.where(counts > 0, np.cumsum(counts) - counts, len(wordings) - 1)
    words = wordings[first].tolist()
    for row in [row for row, word in enumerate(words) if word is None]:
        words[row] = tables["answers"]["wording"][places["answer"][first[row]] - 1]
    capitals = {kind: kind[:1].upper() + kind[1:] for kind in set(kinds.tolist())}
    return [
        f"{capitals[kind]}, {word}" if word else capitals[kind]
        for kind, word in zip(kinds.tolist(), words, strict=True)
    ]


def _cuts(start: int, end: int, step: int) -> list[tuple[int, int]]:
    return list(pairwise([*range(start, end, step), end]))


def _size_of(table: Table) -> int:
    return len(next(iter(table.values())))


def _length(rows: slice) -> int:
    return int(rows.stop - rows.start)


def _write_numbers(layout: _Layout, start: int, end: int, *, has_answers: bool = False) -> bytes:
    cut = _cut_tables(layout, start, end)
    if has_answers:
        cut["answers"] = layout.tables["answers"]
    writer = BlockWriter({name: _size_of(table) for name, table in cut.items()})
    for name, table in cut.items():
        for column in NUMBERS[name]:
            key = f"{name}.{column}"
            other = _TOLD_BY.get(key)
            if other:
                others = table[other.partition(".")[2]]
                writer.put_numbers_by(key, table[column], other=other, others=others)
            else:
                writer.put_numbers(key, table[column])
    _write_low_and_high(writer, cut["claims"])
    return writer.to_bytes()


def _cut_tables(layout: _Layout, start: int, end: int) -> dict[str, Table]:
    """Return the rows that belong to a run of items; places that refer to no answer are points."""
    cut = {
        name: _sliced(layout.tables[name], layout.rows(name, start, end))
        for name in ("items", *CHILDREN, "sources")
    }
    rows, places = layout.rows("places", start, end), cut["places"]
    cut["points"] = _sliced(places, layout.is_point[rows])
    anchored = np.flatnonzero(layout.is_anchored[rows])
    cut["anchors"] = {
        "place": anchored,
        "lon": places["anchor_lon"][anchored],
        "lat": places["anchor_lat"][anchored],
    }
    return cut


def _sliced(table: Table, rows: Any) -> Table:
    return {name: column[rows] for name, column in table.items()}


def _write_low_and_high(writer: BlockWriter, claims: Table) -> None:
    low, high = claims["low"], claims["high"]
    ends = np.concatenate((low, high))
    is_whole = bool((np.isnan(ends) | (ends == np.floor(ends))).all())
    if not is_whole or bool((high < low).any()):
        # Shares and areas: few, so that their digits may stand as they are.
        for name, numbers in (("low", low), ("high", high)):
            writer.specs[f"claims.{name}"] = {
                "list": [None if np.isnan(number) else number for number in numbers.tolist()]
            }
        return
    above = np.where(np.isnan(low), high, high - low)
    writer.put_numbers("claims.low", np.nan_to_num(low, nan=UNKNOWN))
    writer.put_numbers("claims.above", np.nan_to_num(above, nan=UNKNOWN))


def _write_ids(layout: _Layout, start: int, end: int) -> bytes:
    writer = BlockWriter({"items": end - start})
    ids = layout.tables["items"]["id"][start:end]
    writer.put_spec("items.id", spec_from_ids(ids, writer.room), default="")
    return writer.to_bytes()


def _write_answers(layout: _Layout, start: int, end: int) -> bytes:
    writer = BlockWriter({"answers": end - start})
    _put_texts(writer, "answers", _sliced(layout.tables["answers"], slice(start, end)))
    return writer.to_bytes()


def _write_texts(layout: _Layout, start: int, end: int) -> bytes:
    cut = _cut_texts(layout, start, end)
    writer = BlockWriter({name: _size_of(table) for name, table in cut.items()})
    for name, table in cut.items():
        _put_texts(writer, name, table)
    items, claims, sources = cut["items"], cut["claims"], cut["sources"]
    made = made_titles(layout.kinds[items["kind"]], cut["places"], items["places"], layout.tables)
    titles = spec_from_owned(items["title"].tolist(), made, writer.room)
    writer.put_spec("items.title", titles, default="")
    owner = np.repeat(np.arange(end - start), items["claims"])
    claim_ids = spec_from_owned_ids(claims["id"], items["id"][owner], writer.room)
    writer.put_spec("claims.id", claim_ids, default="")
    hosts = layout.hosts[sources["publisher"]].tolist()
    urls = spec_from_owned(sources["url"].tolist(), hosts, writer.room)
    writer.put_spec("sources.url", urls, default=None)
    base = numbers_of_ids(items["id"])[sources["item"] - start]
    source_ids = spec_from_following_ids(sources["id"], base, writer.room)
    writer.put_spec("sources.id", source_ids, default="")
    # By which item each is first cited: its number is what the ids may follow.
    writer.put_numbers("sources.item", sources["item"] - start)
    return writer.to_bytes()


def _cut_texts(layout: _Layout, start: int, end: int) -> dict[str, Table]:
    """Return what the texts of a run of items are written from."""
    cut = {}
    for name, others in _BESIDE_TEXTS.items():
        rows, table = layout.rows(name, start, end), layout.tables[name]
        cut[name] = {column: table[column][rows] for column in (*TEXTS[name], *others)}
    rows = layout.rows("places", start, end)
    explanation = layout.tables["places"]["explanation"][rows]
    cut["points"] = {"explanation": explanation[layout.is_point[rows]]}
    return {name: cut[name] for name in TEXTS if name in cut}


def _put_texts(writer: BlockWriter, name: str, table: Table) -> None:
    for column in TEXTS[name]:
        cells, key = table[column], f"{name}.{column}"
        default = DEFAULTS["places" if name == "points" else name][column]
        if is_same(cells):
            writer.put_spec(key, {"all": cells[0]}, default=default)
        else:
            writer.put_values(key, cells.tolist(), default=default)
