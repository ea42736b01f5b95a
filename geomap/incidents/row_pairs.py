"""Pairs the rows of two editions that are about the same thing.

Rows with a key pair by it. Where one side has none (locations never do; a page keeps no ids of
site changes and totals) the equal ones pair first, then within the same incident, site or report
those that agree on ever fewer columns. What is left over on one side was added or withdrawn.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from geomap.incidents.edition import Edition, Row
from geomap.incidents.tables import dataset_tables

RowPair = tuple[Row | None, Row | None]

# By table: columns that two rows must agree on to be the same thing told differently, strictest
# first. Never fewer than these: a place of another role is another place, not a correction.
_LIKENESS: Mapping[str, Sequence[tuple[str, ...]]] = {
    "locations": (
        ("incident_id", "role", "source_id", "place_as_written"),
        ("incident_id", "role", "source_id", "standing"),
        ("incident_id", "role", "standing"),
    ),
    "site_changes": (
        ("site_id", "source_id", "change", "date"),
        ("site_id", "source_id", "date"),
        ("site_id", "source_id", "change"),
    ),
    "totals": (
        ("source_id", "period", "measure", "who", "place_as_written"),
        ("source_id", "period", "measure", "who"),
    ),
}


def pair_rows(table: str, old: Edition, new: Edition) -> Iterator[RowPair]:
    """Yield each row of `new` with its counterpart in `old`, then what only `old` has.

    Parameters
    ----------
    table
        Name of the table.
    old, new
        The two editions.

    Yields
    ------
    tuple
        The old and the new row; None where there is none.
    """
    befores, afters = list(old.tables.get(table, ())), list(new.tables.get(table, ()))
    partners = _partners(table, old, new, befores, afters)
    for i, after in enumerate(afters):
        yield (befores[partners[i]] if i in partners else None), after
    paired = set(partners.values())
    yield from ((row, None) for i, row in enumerate(befores) if i not in paired)


def _partners(
    table: str, old: Edition, new: Edition, befores: Sequence[Row], afters: Sequence[Row]
) -> dict[int, int]:
    shared = old.fields[table] & new.fields[table]
    key = dataset_tables()[table].primary_key
    steps = [(key,)] if key in shared else [tuple(sorted(shared)), *_LIKENESS.get(table, ())]
    partners: dict[int, int] = {}
    for columns in steps:
        _pair_by(columns, befores, afters, partners)
    return partners


def _pair_by(
    columns: Sequence[str], befores: Sequence[Row], afters: Sequence[Row], partners: dict[int, int]
) -> None:
    """Pair what is still alone and agrees on the columns, in the order of the files."""
    taken = set(partners.values())
    alone: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in reversed(range(len(befores))):
        if i not in taken:
            alone[_cells(befores[i], columns)].append(i)
    for i, row in enumerate(afters):
        found = None if i in partners else alone.get(_cells(row, columns))
        if found:
            partners[i] = found.pop()


def _cells(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)
