"""What changed between two editions: added, corrected, withdrawn, and nothing silently.

Each finding is a `DiffEntry`. A claim that supersedes another of the same source is no second
claim but a correction, told with both figures. What belongs to an incident or a site that is new,
or gone, as a whole is part of that (`is_part`), and is not counted once more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from geomap.incidents.dataset import Incidents
from geomap.incidents.edition import Edition, Row
from geomap.incidents.numbered_rows import with_numbers_of
from geomap.incidents.row_pairs import pair_rows
from geomap.incidents.tables import dataset_tables

EditionChange: TypeAlias = Literal["added", "corrected", "withdrawn"]

_ANCHORS = ("incidents", "sites", "site_changes", "totals", "sources")
_OWNERS = {
    "incidents": "incident_id",
    "locations": "incident_id",
    "claims": "incident_id",
    "sites": "site_id",
    "site_changes": "site_id",
}
_HEADS = {"locations": "incidents", "claims": "incidents", "site_changes": "sites"}
_ORDER = (
    *("incidents", "locations", "claims", "sites", "site_changes", "totals", "sources"),
    "translations",
)
_GROUPS = {"incidents": 0, "locations": 0, "claims": 0, "sites": 1, "site_changes": 1}
_CODES = {
    "locations": ("role",),
    "claims": ("measure", "who"),
    "site_changes": ("change",),
    "totals": ("measure", "who"),
}
_TEXTS = {
    "sources": ("title", "url"),
    "incidents": ("summary",),
    "locations": ("place_as_written",),
    "claims": ("figure",),
    "sites": ("note",),
    "site_changes": ("date",),
    "totals": ("figure",),
    "translations": ("text_ar",),
}
_TOLD_OF_A_NEWER_CLAIM = ("measure", "who", "figure", "claimed_by", "stated_at")


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source as a reader knows it: publisher and day, YYYY-MM-DD or ""."""

    publisher: str
    published: str

    def __str__(self) -> str:
        """Write both."""
        return ", ".join(filter(None, (self.publisher, self.published)))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a corrected row: what it said, and what it says."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DiffEntry:
    """One row that was added, corrected or withdrawn.

    `owner` is the id of its incident or site, `title` what that is called; `codes` and `text` say
    what the row is about, in words of the vocabulary and in the data's own. `sources` are ids:
    those of the row, or those that an incident or site cites since the correction.
    """

    change: EditionChange
    table: str
    key: str
    owner: str
    title: str
    codes: tuple[str, ...] = ()
    text: str = ""
    fields: tuple[FieldChange, ...] = ()
    sources: tuple[str, ...] = ()
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """All that differs between two editions, in the order of incidents, sites, totals, sources."""

    old: Edition
    new: Edition
    entries: tuple[DiffEntry, ...]
    cited: Mapping[str, CitedSource] = field(default_factory=dict)
    """Sources of either edition by id."""

    @property
    def listed(self) -> tuple[DiffEntry, ...]:
        """The entries that are counted: none is a part of another."""
        return tuple(entry for entry in self.entries if not entry.is_part)

    def counts(self) -> dict[EditionChange, int]:
        """Count the listed entries."""
        found = Counter(entry.change for entry in self.listed)
        return {change: found[change] for change in ("added", "corrected", "withdrawn")}

    def within(self, *views: Incidents) -> "EditionDiff":
        """Keep what is about the incidents, sites, totals and sources of some views."""
        shown = {
            (table, id_) for view in views for table in _ANCHORS for id_ in _shown(view, table)
        }
        kept = (entry for entry in self.entries if _anchor(entry) in shown)
        return replace(self, entries=tuple(kept))


def diff_editions(old: Edition, new: Edition) -> EditionDiff:
    """Compare two editions.

    Parameters
    ----------
    old, new
        Editions that cover the same days: `edition_from_incidents` makes one of a dataset.

    Returns
    -------
    EditionDiff
        Rows that are equal in the fields both editions know, in whatever order, are no difference.

    Examples
    --------
    >>> from geomap.incidents import edition_from_incidents, read_incidents
    >>> edition = edition_from_incidents(read_incidents())
    >>> diff_editions(edition, edition).counts()
    {'added': 0, 'corrected': 0, 'withdrawn': 0}
    """
    old = with_numbers_of(old, new)
    teller = _Teller(old, new)
    entries = [entry for table in _ORDER for entry in teller.entries_of(table)]
    return EditionDiff(old, new, tuple(_in_order(entries, old, new)), teller.cited)


class _Teller:
    """Knows both editions well enough to say what a changed row is about."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old, self._new = old, new
        self.cited = {row["source_id"]: _cite(row) for row in _rows_of_both(old, new, "sources")}
        self._titles = {
            (table, row[_id_column(table)]): row["title" if table == "incidents" else "name"]
            for table in ("incidents", "sites")
            for row in _rows_of_both(old, new, table)
        }
        self._heads = {
            table: (_ids(old, table), _ids(new, table)) for table in ("incidents", "sites")
        }
        self._sources_then, self._sources_now = _sources_by_owner(old), _sources_by_owner(new)
        self._claims_then = {row["claim_id"]: row for row in old.tables["claims"]}

    def entries_of(self, table: str) -> Iterator[DiffEntry]:
        if not (table in self._old.fields and table in self._new.fields):
            return  # a page holds the texts of its period alone, and says nothing of others
        shared = (self._old.fields[table] & self._new.fields[table]) - {_id_column(table)}
        for before, after in pair_rows(table, self._old, self._new):
            if before is None and after is not None:
                yield self._added(table, after)
            elif after is None and before is not None:
                yield self._entry("withdrawn", table, before)
            elif before is not None and after is not None:
                fields = _changed(before, after, sorted(shared))
                if fields:
                    yield replace(self._entry("corrected", table, after), fields=fields)

    def _added(self, table: str, row: Row) -> DiffEntry:
        entry = self._entry("added", table, row)
        before = self._claims_then.get(row.get("supersedes", "")) if table == "claims" else None
        if before is None or before["source_id"] != row["source_id"]:
            return entry
        fields = _changed(before, row, _TOLD_OF_A_NEWER_CLAIM)
        return replace(entry, change="corrected", fields=fields)

    def _entry(self, change: EditionChange, table: str, row: Row) -> DiffEntry:
        owner = row.get(_OWNERS.get(table, ""), "")
        texts = (row.get(column, "") for column in _TEXTS[table])
        codes = (row.get(column, "") for column in _CODES.get(table, ()))
        return DiffEntry(
            change=change,
            table=table,
            key=row.get(_id_column(table), ""),
            owner=owner,
            title=self._title(table, row, owner),
            codes=tuple(code for code in codes if code not in ("", "all")),
            text=next(filter(None, texts), ""),
            sources=self._sources(change, table, row, owner),
            is_part=self._is_part(table, owner),
        )

    def _title(self, table: str, row: Row, owner: str) -> str:
        if table == "sources":
            return str(_cite(row))
        if table == "totals":
            return str(self.cited.get(row["source_id"], row["source_id"]))
        if table == "translations":
            return row["text"]
        return self._titles.get((_HEADS.get(table, table), owner), owner)

    def _sources(self, change: EditionChange, table: str, row: Row, owner: str) -> tuple[str, ...]:
        if table == "sources":
            return ()
        if "source_id" in row:
            return (row["source_id"],) if row["source_id"] else ()
        then, now = (found[table, owner] for found in (self._sources_then, self._sources_now))
        if change == "withdrawn":
            return tuple(then)
        return tuple(source for source in now if change == "added" or source not in then)

    def _is_part(self, table: str, owner: str) -> bool:
        """Whether the row came, or went, with its whole incident or site."""
        if table not in _HEADS:
            return False
        then, now = self._heads[_HEADS[table]]
        return (owner in then) != (owner in now)


def _changed(before: Row, after: Row, names: Iterable[str]) -> tuple[FieldChange, ...]:
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _sources_by_owner(edition: Edition) -> dict[tuple[str, str], dict[str, None]]:
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for table, head in _HEADS.items():
        for row in edition.tables[table]:
            if row["source_id"]:
                found[head, row[_OWNERS[table]]][row["source_id"]] = None
    return found


def _in_order(entries: Iterable[DiffEntry], old: Edition, new: Edition) -> list[DiffEntry]:
    """Sort by incident, site, total, source; each in the order of its table, the gone ones last."""
    ranks: dict[tuple[int, str], int] = {}
    for table in ("incidents", "sites"):
        for row in (*new.tables[table], *old.tables[table]):
            ranks.setdefault((_GROUPS[table], row[_id_column(table)]), len(ranks))

    def rank(entry: DiffEntry) -> tuple[int, int, int]:
        group = _GROUPS.get(entry.table, _ORDER.index(entry.table))
        return group, ranks.get((group, entry.owner), 0), _ORDER.index(entry.table)

    return sorted(entries, key=rank)


def _anchor(entry: DiffEntry) -> tuple[str, str]:
    """Name the row that must be in a view for an entry to be about it."""
    if entry.table in ("locations", "claims"):
        return "incidents", entry.owner
    return entry.table, entry.key


def _shown(view: Incidents, table: str) -> list[str]:
    ids: list[str] = getattr(view, table)[_id_column(table)].tolist()
    return ids


def _rows_of_both(old: Edition, new: Edition, table: str) -> Iterator[Row]:
    # The new edition last: where both name a thing, its name stands.
    yield from old.tables[table]
    yield from new.tables[table]


def _ids(edition: Edition, table: str) -> frozenset[str]:
    return frozenset(row[_id_column(table)] for row in edition.tables[table])


def _id_column(table: str) -> str:
    return dataset_tables()[table].primary_key or ""


def _cite(source: Row) -> CitedSource:
    return CitedSource(source["publisher"] or source["source_id"], source["published"])
