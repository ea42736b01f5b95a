"""Checks that no single cell can fail: dates in order, ranges, places, claims that fit together.

Works on text frames indexed by line of the file, whole columns at a time. Cells that cannot be
read as a day or a number are left to the schema check.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import numpy as np
import pandas as pd

from geomap.incidents.frames import days_from_text, numbers_from_text
from geomap.incidents.locate import PlaceResolver
from geomap.incidents.model import STANDINGS
from geomap.incidents.problems import Problem, did_you_mean
from geomap.incidents.translations import check_translations

LIST_SEPARATOR = ";"
_NOTHING = "empty"
_SPAN_TABLES = {
    "incidents": ("date_start", "date_end"),
    "site_changes": ("date_start", "date_end"),
    "totals": ("period_start", "period_end"),
}
_ISO_LENGTH_OF_PRECISION = {"day": 10, "month": 7, "year": 4}
_LINK_COLUMNS = (
    ("claims", "part_of", "incident_id", "the same incident"),
    ("claims", "supersedes", "incident_id", "the same incident"),
    ("claims", "supersedes", "source_id", "the same source"),
    ("totals", "part_of", "source_id", "the same source"),
)
_CHAIN_COLUMNS = (("claims", "part_of"), ("claims", "supersedes"), ("totals", "part_of"))

Frames = Mapping[str, pd.DataFrame]


class CrossCheck:
    """All checks over the tables of one dataset.

    Parameters
    ----------
    frames
        Text frames by table name, indexed by line.
    files
        How messages name the file of each table.
    places
        Knows which place_ids exist; asked once for each distinct one.
    incomplete
        Tables that could not be read in full: a row that is not there means nothing.
    """

    def __init__(
        self,
        frames: Frames,
        files: Mapping[str, str],
        *,
        places: PlaceResolver,
        incomplete: AbstractSet[str] = frozenset(),
    ) -> None:
        self.frames = frames
        self.files = files
        self.places = places
        self.incomplete = incomplete

    def problems(self) -> list[Problem]:
        """Run every check."""
        found: list[Problem] = []
        for table, (start, end) in _SPAN_TABLES.items():
            found += self._check_span(table, start, end)
        for table in ("incidents", "site_changes"):
            found += self._check_precision(table)
        for table in ("claims", "totals"):
            found += self._check_range(table)
        found += self._check_lon_lat()
        found += self._check_wording()
        for table in ("locations", "sites"):
            found += self._check_place_ids(table)
        for table, column, shared, words in _LINK_COLUMNS:
            found += self._check_link(table, column, shared, words)
        for table, column in _CHAIN_COLUMNS:
            found += self._check_chain(table, column)
        for tables, check in (
            ({"incidents"}, self._check_related),
            ({"locations", "claims"}, self._check_sources_of_incidents),
            ({"locations"}, self._check_primary_of_incidents),
            ({"site_changes"}, self._check_changes_of_sites),
        ):
            if not tables & self.incomplete:
                found += check()
        file = self.files.get("translations", "translations")
        found += check_translations(self.frames, file, is_whole=not self.incomplete)
        return found

    def _check_span(self, table: str, start: str, end: str) -> Iterator[Problem]:
        frame = self.frames[table]
        first, last = days_from_text(frame[start]), days_from_text(frame[end])
        expected = f"a day on or after {start}"
        yield from self._problems(table, end, last < first, expected, show=start)
        for column, other in ((start, end), (end, start)):
            lonely = (frame[column] == "") & (frame[other] != "")
            yield from self._problems(table, column, lonely, f"a day, because {other} has one")

    def _check_precision(self, table: str) -> Iterator[Problem]:
        frame = self.frames[table]
        start, end, precision = frame["date_start"], frame["date_end"], frame["date_precision"]
        dated = days_from_text(start).notna() & days_from_text(end).notna()
        for word, length in _ISO_LENGTH_OF_PRECISION.items():
            differs = start.str[:length] != end.str[:length]
            expected = f"date_start and date_end in the same {word}"
            advice = "or another date_precision: range covers several days"
            mask = dated & (precision == word) & differs
            yield from self._problems(table, "date_precision", mask, expected, advice=advice)
        undated = (start == "") & (end == "") & ~precision.isin(["unknown", ""])
        expected = "unknown, because both dates are empty"
        yield from self._problems(table, "date_precision", undated, expected)

    def _check_range(self, table: str) -> Iterator[Problem]:
        frame = self.frames[table]
        low, high = numbers_from_text(frame["low"]), numbers_from_text(frame["high"])
        expected = "a number not smaller than low"
        yield from self._problems(table, "high", high < low, expected, show="low")
        for column, other in (("low", "high"), ("high", "low")):
            lonely = (frame[column] == "") & (frame[other] != "")
            expected = f"a number, because {other} has one"
            advice = "for a single number write it in both"
            yield from self._problems(table, column, lonely, expected, advice=advice)

    def _check_lon_lat(self) -> Iterator[Problem]:
        frame = self.frames["locations"]
        for column, other in (("lon", "lat"), ("lat", "lon")):
            lonely = (frame[column] == "") & (frame[other] != "")
            expected = f"decimal degrees, because {other} has some"
            yield from self._problems("locations", column, lonely, expected)
        bare = (frame["radius_m"] != "") & (frame["lon"] == "") & (frame["lat"] == "")
        expected = "lon and lat beside it, because it is a circle round them"
        yield from self._problems("locations", "radius_m", bare, expected)

    def _check_wording(self) -> Iterator[Problem]:
        frame = self.frames["locations"]
        columns = ["place_as_written", "place_id", "lon", "lat"]
        missing = (frame[columns].apply(lambda cells: cells.str.strip()) == "").all(axis=1)
        expected = "a wording, a place_id or lon and lat"
        advice = "an incident without any place has no row here"
        yield from self._problems("locations", "place_as_written", missing, expected, advice=advice)

    def _check_place_ids(self, table: str) -> Iterator[Problem]:
        ids = self.frames[table]["place_id"]
        unknown = {found for found in ids.unique() if found and not self.places.knows(found)}
        if not unknown:
            return
        known = self.places.place_ids()
        found = ids[ids.isin(unknown)]
        for line, place_id in zip(found.index.tolist(), found.tolist(), strict=True):
            advice = did_you_mean(place_id, known) or "geomap resolve finds the id of a name"
            expected = "a place_id of the gazetteer"
            yield Problem(self.files[table], line, "place_id", place_id, expected, advice)

    def _check_link(self, table: str, column: str, shared: str, words: str) -> Iterator[Problem]:
        frame = self.frames[table]
        linked = frame[frame[column] != ""]
        key = f"{table.removesuffix('s')}_id"
        rows = frame.drop_duplicates(key).set_index(key)
        theirs = linked[column].map(rows[shared])
        strays = theirs.notna() & (theirs != linked[shared])
        expected = f"a {key} of {words}"
        yield from self._problems(table, column, strays, expected, show=shared)

    def _check_chain(self, table: str, column: str) -> Iterator[Problem]:
        frame = self.frames[table]
        key = f"{table.removesuffix('s')}_id"
        linked = frame[frame[column] != ""]
        links = dict(zip(linked[key], linked[column], strict=True))
        circular = linked[key].map(lambda start: _leads_back(start, links)).astype(bool)
        expected = f"a {key} that does not lead back to this row"
        yield from self._problems(table, column, circular, expected)

    def _check_related(self) -> Iterator[Problem]:
        frame = self.frames["incidents"]
        linked = frame[frame["related_to"] != ""]
        known = set(frame["incident_id"])
        columns = (linked.index, linked["incident_id"], linked["related_to"])
        for line, own, text in zip(*(column.tolist() for column in columns), strict=True):
            for related in split_list(text):
                if related in known and related != own:
                    continue
                expected = "incident_ids of other incidents of this dataset"
                advice = did_you_mean(related, known - {own}) or f"{related!r} is not one"
                file = self.files["incidents"]
                yield Problem(file, line, "related_to", text, expected, advice)

    def _check_sources_of_incidents(self) -> Iterator[Problem]:
        sourced = {
            incident_id
            for frame in (self.frames["locations"], self.frames["claims"])
            for incident_id in frame.loc[frame["source_id"] != "", "incident_id"].unique()
        }
        ids = self.frames["incidents"]["incident_id"]
        mask = ~ids.isin(sourced) & (ids != "")
        expected = "an incident with at least one source"
        advice = "give it a location or a claim with a source_id"
        yield from self._problems("incidents", "incident_id", mask, expected, advice=advice)

    def _check_primary_of_incidents(self) -> Iterator[Problem]:
        frame = self.frames["locations"]
        # A misspelled standing is found by the schema check; it may be meant as primary.
        others = [standing for standing in STANDINGS if standing != "primary"]
        primary = frame.loc[~frame["standing"].isin(others), "incident_id"]
        lines = ~frame["incident_id"].isin(primary) & ~frame["incident_id"].duplicated()
        expected = "one location of this incident with the standing primary"
        advice = "only primary places are drawn by themselves"
        yield from self._problems("locations", "standing", lines, expected, advice=advice)

    def _check_changes_of_sites(self) -> Iterator[Problem]:
        ids = self.frames["sites"]["site_id"]
        mask = ~ids.isin(self.frames["site_changes"]["site_id"]) & (ids != "")
        expected = "a site with at least one row in site_changes"
        advice = "without one nobody knows when it was there"
        yield from self._problems("sites", "site_id", mask, expected, advice=advice)

    def _problems(  # noqa: PLR0913 - one row of what a check says
        self,
        table: str,
        column: str,
        mask: pd.Series,
        expected: str,
        *,
        advice: str = "",
        show: str | None = None,
    ) -> Iterator[Problem]:
        """Make a problem of each row where `mask` is True; `show` names a column to quote."""
        frame = self.frames[table]
        lines = mask.index[np.asarray(mask, dtype=bool)]
        for line in lines:
            hint = f"{show} is {frame.loc[line, show] or _NOTHING!r}" if show else advice
            value = frame.loc[line, column]
            yield Problem(self.files[table], int(line), column, value, expected, hint)


def split_list(text: str) -> list[str]:
    """Take a `;`-joined cell apart.

    Examples
    --------
    >>> split_list("SDF; Coalition;")
    ['SDF', 'Coalition']
    """
    return [part.strip() for part in text.split(LIST_SEPARATOR) if part.strip()]


def _leads_back(start: str, links: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    at = links.get(start, "")
    while at and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = links.get(at, "")
    return False
