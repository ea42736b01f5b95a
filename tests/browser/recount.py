"""What a dataset itself counts: its tables read once more, without the page or its payload.

A choice of the page's filters is worth what the rows of the dataset say, so the tests of the page
count there. Each item has, by facet, the values that a reader may pick.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

import geomap

Choices = dict[str, dict[str, set[str]]]
"""Values of each facet, by item: `choices["atmeh-raid"]["status"] == {"confirmed"}`."""

LAYERS_OF_SITES = {
    "base": "base",
    "airfield": "base",
    "oil_field": "base",
    "gas_plant": "base",
}
KILLED_BANDS = {"0": (0, 0), "1-9": (1, 9), "10-49": (10, 49), "50+": (50, 10**9)}


def choices_of(incidents: geomap.Incidents) -> Choices:
    """Return the values of every facet of every incident and site of a dataset."""
    publishers = incidents.sources.set_index("source_id")["publisher"].to_dict()
    cited = _cited_sources(incidents)
    choices: Choices = {}
    for item, values in _own_values(incidents):
        sources = {publishers[source] for source in cited[item] if publishers.get(source)}
        choices[item] = {**values, "publisher": sources}
    killed = _killed_ranges(incidents.claims)
    for item, values in choices.items():
        values["killed"] = _bands(killed.get(item))
    return choices


def passing(choices: Choices, picked: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the items that have a picked value of every facet that has any picked."""
    return {
        item
        for item, values in choices.items()
        if all(values[facet] & set(wanted) for facet, wanted in picked.items())
    }


def counts_of(choices: Choices, facet: str, picked: Mapping[str, Iterable[str]]) -> Counter[str]:
    """Count the items of each value of a facet, as all the other facets' picks leave them."""
    others = {name: wanted for name, wanted in picked.items() if name != facet}
    shown = passing(choices, others)
    return Counter(value for item in shown for value in choices[item][facet])


def _own_values(incidents: geomap.Incidents) -> Iterator[tuple[str, dict[str, set[str]]]]:
    rows = incidents.incidents.set_index("incident_id")
    for found in incidents.located():
        row = rows.loc[found.incident_id]
        places = [place.location for place in found.places if place.standing == "primary"]
        yield (
            found.incident_id,
            {
                "layer": {row["kind"]},
                "status": {row["status"]},
                "subkind": _listed(row["subkind"]),
                "actor": _listed(row["actors"]),
                "precision": {place.precision for place in places} or {"unlocated"},
                "unit": {unit.name for place in places for unit in place.admin},
            },
        )
    operators = incidents.sites.set_index("site_id")["operator"].to_dict()
    for site in incidents.located_sites():
        yield (
            site.site_id,
            {
                "layer": {LAYERS_OF_SITES.get(site.kind, "site")},
                "status": set(),
                "subkind": set(),
                "actor": _listed(operators[site.site_id]),
                "precision": {site.location.precision},
                "unit": {unit.name for unit in site.location.admin},
            },
        )


def _listed(cell: object) -> set[str]:
    return {part.strip() for part in str(cell).split(";") if part.strip()}


def _cited_sources(incidents: geomap.Incidents) -> dict[str, set[str]]:
    cited: dict[str, set[str]] = defaultdict(set)
    for table, owner in (
        (incidents.locations, "incident_id"),
        (incidents.claims, "incident_id"),
        (incidents.site_changes, "site_id"),
    ):
        for item, source in zip(table[owner], table["source_id"], strict=True):
            cited[item].add(source)
    return cited


def _killed_ranges(claims: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Return the lowest and highest figure of all killed that nobody took back, by incident."""
    taken_back = set(claims["supersedes"]) - {""}
    stands = claims[
        (claims["measure"] == "killed")
        & claims["who"].isin(["all", ""])
        & (claims["part_of"] == "")
        & ~claims["claim_id"].isin(taken_back)
    ]
    ranges = {}
    for incident, rows in stands.groupby("incident_id"):
        figures = pd.concat([rows["low"], rows["high"]]).dropna()
        if len(figures):
            ranges[incident] = (int(figures.min()), int(figures.max()))
    return ranges


def _bands(killed: tuple[int, int] | None) -> set[str]:
    if killed is None:
        return {"not-stated"}
    low, high = killed
    return {name for name, (least, most) in KILLED_BANDS.items() if high >= least and low <= most}
