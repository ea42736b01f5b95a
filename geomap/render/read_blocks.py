"""Reads the blocks of a page back into columns: for comparing editions, and to prove them whole."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

import numpy as np

from geomap.render.columns import (
    DEFAULTS,
    Column,
    PageColumns,
    Table,
    objects_from,
    starts_from_counts,
)
from geomap.render.data_block import BlockReader
from geomap.render.page_blocks import NUMBERS, TEXTS, UNKNOWN, hosts_of, made_titles
from geomap.render.payload import Head, WrittenHead
from geomap.render.text_column import numbers_at_ends


def columns_from_blocks(head: WrittenHead, text_of: Callable[[str], str]) -> PageColumns:
    """Read a page's columns back.

    Parameters
    ----------
    head
        As it stands in the page.
    text_of
        Gives the text of a block by its id.

    Raises
    ------
    KeyError, ValueError
        When a block is missing or is no block.
    """
    blocks = head["blocks"]

    def readers(kind: str, count: int) -> list[BlockReader]:
        return [BlockReader(text_of(f"geomap-{kind}-{number}")) for number in range(count)]

    tables = _stacked(map(_numbers_of_block, readers("numbers", blocks["numbers"])))
    ids = [reader.values("items.id") for reader in readers("ids", blocks["numbers"])]
    tables["items"]["id"] = objects_from(identifier for part in ids for identifier in part)
    answers = [_texts_of(reader, "answers") for reader in readers("answers", blocks["answers"])]
    _add(tables["answers"], answers, "answers")
    _add_texts(head, tables, readers("text", len(blocks["texts"])))
    own = {name: part for name, part in head.items() if name != "blocks"}
    return PageColumns(cast("Head", own), tables)


def _numbers_of_block(reader: BlockReader) -> dict[str, Table]:
    tables = {
        name: {column: reader.numbers(f"{name}.{column}") for column in columns}
        for name, columns in NUMBERS.items()
        if name in reader.rows
    }
    claims, places = tables["claims"], tables["places"]
    claims["low"], claims["high"] = _low_and_high(reader)
    points, anchors = tables.pop("points"), tables.pop("anchors")
    is_point = places["answer"] == 0
    for column, cells in points.items():
        places[column] = np.full(len(is_point), DEFAULTS["places"][column], dtype=np.int64)
        places[column][is_point] = cells
    for column in ("lon", "lat"):
        default = DEFAULTS["places"][f"anchor_{column}"]
        places[f"anchor_{column}"] = np.full(len(is_point), default, dtype=np.int64)
        places[f"anchor_{column}"][anchors["place"]] = anchors[column]
    return tables


def _low_and_high(reader: BlockReader) -> tuple[Column, Column]:
    if reader.has_list("claims.high"):
        low, high = (
            np.array(reader.values(f"claims.{name}"), dtype=np.float64) for name in ("low", "high")
        )
        return low, high
    first, above = reader.numbers("claims.low"), reader.numbers("claims.above")
    last = np.where(first == UNKNOWN, 0, first) + above
    return _known(first, first), _known(last, above)


def _known(numbers: Column, marked: Column) -> Column:
    return np.where(marked == UNKNOWN, np.nan, numbers.astype(np.float64))


def _stacked(blocks: Iterable[dict[str, Table]]) -> dict[str, Table]:
    parts = list(blocks)
    return {
        name: {
            column: np.concatenate([part[name][column] for part in parts if name in part])
            for column in table
        }
        for name, table in parts[0].items()
    }


def _add_texts(head: Head, tables: dict[str, Table], readers: Sequence[BlockReader]) -> None:
    hosts = hosts_of(head)
    claim_starts = starts_from_counts(tables["items"]["claims"])
    found: dict[str, list[dict[str, list[Any]]]] = {
        name: [] for name in ("items", "places", "points", "claims", "sources")
    }
    kinds = np.array(head["codes"]["kind"], dtype=object)[tables["items"]["kind"]]
    first = source = place = 0
    for reader in readers:
        last = first + reader.rows["items"]
        ids = tables["items"]["id"][first:last]
        of_items = tables["items"]["places"][first:last]
        counts = np.diff(claim_starts[first : last + 1])
        item = reader.numbers("sources.item")
        for name, parts in found.items():
            parts.append(_texts_of(reader, name))
        places: Table = {
            "as_written": objects_from(found["places"][-1]["as_written"]),
            "answer": tables["places"]["answer"][place : place + reader.rows["places"]],
        }
        place += reader.rows["places"]
        owners = made_titles(kinds[first:last], places, of_items, tables)
        found["items"][-1]["title"] = reader.values("items.title", owners=owners)
        owners = np.repeat(ids, counts).tolist()
        found["claims"][-1]["id"] = reader.values("claims.id", owners=owners)
        base = numbers_at_ends(ids.tolist())[item]
        found["sources"][-1]["id"] = reader.values("sources.id", base=base)
        publishers = tables["sources"]["publisher"][source : source + len(item)].tolist()
        owners = [hosts[code] for code in publishers]
        found["sources"][-1]["url"] = reader.values("sources.url", default=None, owners=owners)
        source += len(item)
        found["sources"][-1]["item"] = (item + first).tolist()
        first = last
    points = found.pop("points")
    for name, parts in found.items():
        _add(tables[name], parts, name)
    is_point = tables["places"]["answer"] == 0
    tables["places"]["explanation"] = np.full(len(is_point), "", dtype=object)
    tables["places"]["explanation"][is_point] = objects_from(
        cell for part in points for cell in part["explanation"]
    )


def _texts_of(reader: BlockReader, name: str) -> dict[str, list[Any]]:
    defaults = DEFAULTS["places" if name == "points" else name]
    return {
        column: reader.values(f"{name}.{column}", default=defaults[column])
        for column in TEXTS[name]
    }


def _add(table: Table, parts: Sequence[dict[str, list[Any]]], name: str) -> None:
    columns = [*TEXTS[name], *(("id",) if name in {"claims", "sources"} else ())]
    columns += {"items": ["title"], "sources": ["item", "url"]}.get(name, [])
    for column in columns:
        table[column] = objects_from(cell for part in parts for cell in part[column])
