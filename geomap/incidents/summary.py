"""A dataset on one screen: its size, how its items can be drawn, which place texts need help."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from geomap.gazetteer import Location
from geomap.incidents.dataset import Incidents
from geomap.incidents.tables import dataset_tables

_LISTED_AT_MOST = 12
_CANDIDATES_NAMED = 3
_SIGNS_OF_A_HASH = 12

_Asked: TypeAlias = tuple[str, str, Location]


def summarize_dataset(incidents: Incidents) -> list[str]:
    """Write what `geomap check` says about a dataset without problems, line by line.

    Place texts without an answer come with the gazetteer's reason, ambiguous ones with their
    first candidates; both lists say how many more there are.
    """
    asked = _first_asked(incidents)
    counts = incidents.counts()
    sizes = [f"{name} {len(getattr(incidents, name))}" for name in dataset_tables()]
    drawn = [f"{counts['mapped']} mapped", f"{counts['area']} area only"]
    drawn.append(f"{counts['unlocated']} unlocated")
    span = incidents.span
    dates = [span.label if span else "no dates", f"{len(incidents.undated)} undated"]
    return [
        incidents.name + (f": {incidents.title}" if incidents.title != incidents.name else ""),
        f"  tables  {' · '.join(sizes)}",
        f"  dates   {' · '.join(dates)}",
        f"  drawn   {' · '.join(drawn)}",
        f"  hash    {incidents.data_hash[:_SIGNS_OF_A_HASH]}",
        *_list_texts("place texts that the gazetteer cannot resolve", asked, _unresolved),
        *_list_texts("ambiguous place texts, drawn as an area", asked, _ambiguous),
        "no problems found",
    ]


def _first_asked(incidents: Incidents) -> list[_Asked]:
    """Return what the gazetteer answered, with the wording and incident that first asked it."""
    table, locations = incidents.located_table(), incidents.locations
    # In the order of the rows: who reads the list finds the first of them in the file first.
    answers, rows = np.unique(table.answer, return_index=True)
    rows = np.sort(rows[answers >= 0])
    first = locations.iloc[rows]
    wordings, owners = first["place_as_written"].tolist(), first["incident_id"].tolist()
    found = [table.answers[answer] for answer in table.answer[rows].tolist()]
    return list(zip(wordings, owners, found, strict=True))


def _list_texts(
    heading: str,
    asked: Iterable[_Asked],
    reason_from_location: Callable[[Location], str | None],
) -> list[str]:
    reasons: dict[str, str] = {}
    for wording, incident_id, location in asked:
        reason = reason_from_location(location)
        if reason is not None:
            reasons.setdefault(wording or location.query, f"{incident_id}: {reason}")
    if not reasons:
        return []
    lines = [f"    {text!r} in {reason}" for text, reason in reasons.items()]
    hidden = len(lines) - _LISTED_AT_MOST
    more = [f"    … and {hidden} more"] if hidden > 0 else []
    return [f"  {heading} ({len(reasons)}):", *lines[:_LISTED_AT_MOST], *more]


def _unresolved(location: Location) -> str | None:
    return location.explanation if location.status == "unresolved" else None


def _ambiguous(location: Location) -> str | None:
    if location.status != "ambiguous":
        return None
    names = [f"{found.name} ({found.kind})" for found in location.candidates]
    more = " …" if len(names) > _CANDIDATES_NAMED else ""
    return " or ".join(names[:_CANDIDATES_NAMED]) + more
