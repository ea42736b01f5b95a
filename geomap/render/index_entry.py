"""One map as the atlas shows it: its numbers, and what its small map draws.

Counted in columns, for a map may hold a million incidents; records are made only of what is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geomap.render.codes import CERTAINTY, DRAWN
from geomap.render.columns import Column, Table
from geomap.render.incident_map import IncidentMap
from geomap.render.payload import Day, SinceRecord, SourceRecord, TotalRecord
from geomap.render.static_marks import Marks, marks_of_payload

_CERTAIN = CERTAINTY.index("certain")
_NOWHERE = [DRAWN.index(word) for word in ("unlocated", "withheld")]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One map as the atlas shows it. `kinds` are incidents: layer, certain, possible."""

    file: str
    label: str
    start: Day | None
    end: Day | None
    counts: tuple[tuple[str, int], ...]
    layers: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int, int], ...]
    site_changes: tuple[int, int]
    """Sites that surely changed in the period, and those that possibly did."""
    without_place: int
    marks: Marks
    """What the small map shows; a map of all dates has none."""
    totals: tuple[TotalRecord, ...]
    sources: tuple[SourceRecord, ...]
    is_background_only: bool
    incident_ids: frozenset[str]
    since: SinceRecord | None
    texts_ar: Mapping[str, str]

    @property
    def is_dated(self) -> bool:
        """Whether the map is of a period: one of years holds more than a small map can show."""
        return self.end is not None

    @property
    def changed_sites(self) -> int:
        """How many sites changed, or possibly did."""
        return sum(self.site_changes)

    @property
    def certain(self) -> int:
        """How many incidents surely lie in the period."""
        return sum(certain for _, certain, _ in self.kinds)

    @property
    def possible(self) -> int:
        """How many incidents may lie in the period."""
        return sum(possible for _, _, possible in self.kinds)

    @property
    def incidents(self) -> int:
        """How many incidents the map has."""
        return self.certain + self.possible


def entry_from_map(view: IncidentMap, *, file: str) -> IndexEntry:
    """Summarise a map for the atlas; `file` is the name of its file, beside the atlas."""
    head, items = view.columns.head, view.columns.tables["items"]
    is_site = items["site"].astype(bool)
    incidents = {name: column[~is_site] for name, column in items.items()}
    sites = {name: column[is_site] for name, column in items.items()}
    start, end = head["period"]["start"], head["period"]["end"]
    return IndexEntry(
        file=file,
        label=head["period"]["label"],
        start=start,
        end=end,
        counts=_counted(DRAWN, items["drawn"]),
        layers=_counted(head["layers"], items["layer"]),
        kinds=_kinds_of(head["layers"], incidents),
        site_changes=_site_changes_of(sites),
        without_place=int(np.isin(incidents["drawn"], _NOWHERE).sum()),
        marks=marks_of_payload(view.payload) if end else Marks(),
        totals=tuple(head["totals"]),
        sources=tuple(head["sources"]),
        is_background_only=_is_background_only(incidents, sites),
        incident_ids=frozenset(incidents["id"].tolist()),
        since=head["edition"].get("since"),
        texts_ar=head["texts_ar"],
    )


def _counted(words: Sequence[str], codes: Column) -> tuple[tuple[str, int], ...]:
    numbers = np.bincount(codes, minlength=len(words)).tolist()
    return tuple(zip(words, numbers, strict=True))


def _kinds_of(layers: Sequence[str], incidents: Table) -> tuple[tuple[str, int, int], ...]:
    # What has no date may have been in any period.
    is_certain = incidents["certainty"] == _CERTAIN
    certain = _counted(layers, incidents["layer"][is_certain])
    possible = _counted(layers, incidents["layer"][~is_certain])
    rows = [(name, n, m) for (name, n), (_, m) in zip(certain, possible, strict=True)]
    return tuple(row for row in rows if row[1] + row[2])


def _site_changes_of(sites: Table) -> tuple[int, int]:
    _, certain, possible = np.bincount(sites["certainty"], minlength=len(CERTAINTY)).tolist()
    return certain, possible


def _is_background_only(incidents: Table, sites: Table) -> bool:
    """Whether reports of a later time mention this period, and none is about it.

    Sites that merely go on standing say nothing either way.
    """
    changed = any(change["in_period"] for row in sites["changes"] for change in row or [])
    background = incidents["background"]
    return bool(len(background) and background.all()) and not changed
