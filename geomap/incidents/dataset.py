"""`Incidents`: a dataset in memory, its problems, its periods, where everything is.

Immutable: `period()` and `select()` give views, and the frames handed out are copies that may
be changed freely without changing the dataset. A dataset with problems answers only what they
are: everything else raises them, because a table with cells missing would mislead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geomap.errors import GeomapError
from geomap.incidents.locate import (
    LocatedIncident,
    LocatedPlace,
    LocatedSite,
    PlaceRequest,
    PlaceResolver,
    drawn_class,
    drawn_class_of_location,
    requests_from_locations,
)
from geomap.incidents.located_table import DRAWN, LocatedTable, locate_table
from geomap.incidents.made_ids import with_texts
from geomap.incidents.model import LAYERS, layer_of_site
from geomap.incidents.period import VAGUEST_FOR_A_MONTH_DAYS, Period
from geomap.incidents.problems import InvalidDatasetError, Problem, did_you_mean
from geomap.incidents.view import frames_of_period, frames_of_selection

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.engine import Engine

_CRS = "EPSG:4326"
_NAMED_AT_MOST = 5
_SPANS = (
    ("incidents", "date_start", "date_end"),
    ("site_changes", "date_start", "date_end"),
    ("totals", "period_start", "period_end"),
)

_COLUMNS_OF_A_LOCATED_PLACE = (
    *("incident_id", "role", "standing", "place_as_written", "source_id", "note"),
)
_COLUMNS_OF_A_SITE = ("site_id", "kind", "name", "place_id")


class UnknownIncidentError(GeomapError, KeyError):
    """Incidents were asked for that a dataset, or this view of it, does not have."""

    def __init__(self, incident_ids: Sequence[str], known: Sequence[str]) -> None:
        self.incident_ids = tuple(incident_ids)
        named = ", ".join(map(repr, self.incident_ids[:_NAMED_AT_MOST]))
        more = len(self.incident_ids) - _NAMED_AT_MOST
        hint = did_you_mean(self.incident_ids[0], known)
        message = (
            f"no incident here has the id {named}{f' and {more} more' if more > 0 else ''}: "
            f"{hint or 'the ids are in .incidents, and a period holds only its own'}"
        )
        super().__init__(message)


class Incidents:
    """A dataset: eight tables as pandas frames, and what can be asked of them.

    Made by `read_incidents`. Text cells are never missing (empty is ""), dates are datetime64
    with NaT, numbers float64 with NaN, `background` is bool.
    """

    def __init__(  # noqa: PLR0913 - made in one place, the reader
        self,
        frames: Mapping[str, pd.DataFrame],
        *,
        name: str,
        title: str,
        title_ar: str = "",
        problems: Sequence[Problem],
        data_hash: str,
        places: PlaceResolver,
        shown_period: Period | None = None,
    ) -> None:
        self._tables = dict(frames)
        self._handed_out: dict[str, pd.DataFrame] = {}
        self._problems = tuple(problems)
        self._places = places
        self._located: LocatedTable | None = None
        self.name = name
        """Name of the dataset: from its datapackage.json, else of its file or folder."""
        self.title = title
        """Title for readers."""
        self.title_ar = title_ar
        """The title in Arabic, empty when the dataset has none."""
        self.data_hash = data_hash
        """sha256 (hex) of the whole dataset, the same in each of its views."""
        self.shown_period = shown_period
        """The period of this view, None for the dataset itself."""

    def __repr__(self) -> str:
        """Say what is inside."""
        period = f", {self.shown_period.label}" if self.shown_period else ""
        return (
            f"<Incidents {self.name!r}{period}: {len(self)} incidents, "
            f"{len(self._tables['sites'])} sites, {len(self._problems)} problems>"
        )

    def __len__(self) -> int:
        """Count the incidents."""
        return len(self._tables["incidents"])

    @property
    def sources(self) -> pd.DataFrame:
        """Published reports, statements and datasets."""
        return self._frame("sources")

    @property
    def incidents(self) -> pd.DataFrame:
        """What happened; in a view of a period with the column `certainty`."""
        return self._frame("incidents")

    @property
    def locations(self) -> pd.DataFrame:
        """Every wording of every place of an incident."""
        return self._frame("locations")

    @property
    def claims(self) -> pd.DataFrame:
        """What each source says about an incident."""
        return self._frame("claims")

    @property
    def sites(self) -> pd.DataFrame:
        """Lasting features; in a view with the columns `status` and `changed`."""
        return self._frame("sites")

    @property
    def site_changes(self) -> pd.DataFrame:
        """What happened to sites; in a view up to its end, with the column `certainty`."""
        return self._frame("site_changes")

    @property
    def totals(self) -> pd.DataFrame:
        """What reports sum up for a period; in a view with the column `certainty`."""
        return self._frame("totals")

    @property
    def translations(self) -> pd.DataFrame:
        """Texts of the dataset in Arabic, the same in each of its views."""
        return self._frame("translations")

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong with the dataset, in the order of files and rows."""
        return list(self._problems)

    @property
    def gazetteer(self) -> "Gazetteer":
        """The gazetteer that places are looked up in."""
        return self._places.gazetteer

    @property
    def undated(self) -> pd.DataFrame:
        """Incidents without any date; only the period that holds everything shows them."""
        frame = self.incidents
        return frame[frame["date_start"].isna()].reset_index(drop=True)

    @property
    def span(self) -> Period | None:
        """From the first to the last dated day of incidents and site changes, None without."""
        days = [day for start, end in self._spans(_SPANS[:2]) for day in (start, end)]
        return Period.from_days(min(days), max(days)) if days else None

    def require_valid(self) -> None:
        """Raise when anything is wrong with the dataset.

        Raises
        ------
        InvalidDatasetError
            Listing every problem.
        """
        if self._problems:
            raise InvalidDatasetError(self.name, self._problems)

    def period(self, period: str | Period) -> "Incidents":
        """Give a view of a period: what certainly or possibly happened in it.

        Parameters
        ----------
        period
            A `Period`, or text as `Period.parse` reads it: "2022-02", "2022-Q1", "2022", "all" …

        Raises
        ------
        PeriodError
            When the text is not a period.
        """
        chosen = Period.parse(period) if isinstance(period, str) else period
        return self._view(frames_of_period(self._frames, chosen), chosen)

    def select(self, incident_ids: Iterable[str]) -> "Incidents":
        """Give a view of chosen incidents, with what belongs to them.

        Of the sites those remain that a chosen incident changed; totals do not, for they sum up
        more than what was chosen.

        Parameters
        ----------
        incident_ids
            For example a column of a filtered frame, in any order.

        Raises
        ------
        UnknownIncidentError
            When an id is not in this view.
        """
        ids = list(incident_ids)
        known = self._frames["incidents"]["incident_id"].tolist()
        unknown = sorted(set(ids).difference(known))
        if unknown:
            raise UnknownIncidentError(unknown, known)
        return self._view(frames_of_selection(self._frames, pd.Series(ids)), self.shown_period)

    def months(self, month_starts: int = 1, epoch: date | None = None) -> list[Period]:
        """List the months in which anything happened, in order.

        A month counts when an incident, a site change or a total lies in it, or may. What is too
        vague for a month (a year alone), or counts from long ago, opens none by itself.

        Parameters
        ----------
        month_starts
            Day of the month on which months turn.
        epoch
            Start of reporting month 1, for the numbers in the labels.
        """
        found: set[Period] = set()
        for start, end in set(self._spans(_SPANS)):
            if (end - start).days < VAGUEST_FOR_A_MONTH_DAYS:
                month = Period.month_holding(start, month_starts=month_starts, epoch=epoch)
                while month.start <= end:
                    if month.certainty_of(start, end):
                        found.add(month)
                    month = month.following(month_starts, epoch)
        return sorted(found, key=lambda month: month.start)

    def located_table(self, *, engine: "Engine | None" = None) -> LocatedTable:
        """Find where everything is, as columns: what `located` tells, for many rows at once.

        Parameters
        ----------
        engine
            Where places are looked up, such as a cluster; None for this program.
        """
        frames = self._frames
        if self._located is None:
            self._located = locate_table(
                frames["incidents"], frames["locations"], places=self._places, engine=engine
            )
        return self._located

    def located(self) -> list[LocatedIncident]:
        """Find where each incident is, in the order of the table."""
        requests = requests_from_locations(self._frames["locations"])
        self._places.locate_all(requests)
        places: dict[str, list[LocatedPlace]] = {}
        rows = _rows(self._frames["locations"], _COLUMNS_OF_A_LOCATED_PLACE)
        for (incident_id, role, standing, wording, source_id, note), request in zip(
            rows, requests, strict=True
        ):
            location = self._places.locate(request)
            place = LocatedPlace(role, standing, wording, source_id, note, location)
            places.setdefault(incident_id, []).append(place)
        frame = self._frames["incidents"]
        return [
            _located_incident(incident_id, kind, places.get(incident_id, []))
            for incident_id, kind in zip(frame["incident_id"], frame["kind"], strict=True)
        ]

    def located_sites(self) -> list[LocatedSite]:
        """Find where each site is, in the order of the table."""
        found = []
        for site_id, kind, name, place_id in _rows(self._frames["sites"], _COLUMNS_OF_A_SITE):
            location = self._places.locate(PlaceRequest(text=name, place_id=place_id))
            drawn = drawn_class_of_location(location)
            found.append(LocatedSite(site_id, kind, location, drawn))
        return found

    def to_geodataframe(self) -> "gpd.GeoDataFrame":
        """Give one row an incident with what may be drawn of it, in EPSG:4326.

        Returns
        -------
        geopandas.GeoDataFrame
            The columns of `incidents`, then `place` (primary wordings), `drawn` (mapped, area,
            unlocated), `precision`, `uncertainty_m` and `geometry`: points where every place of
            a `mapped` incident is one, else footprints, None for `unlocated`.
        """
        import geopandas as gpd  # noqa: PLC0415 - maps are made without it

        located = self.located()
        frame = self.incidents.assign(
            place=[_primary_wordings(found.places) for found in located],
            drawn=[found.drawn for found in located],
            precision=[found.precision for found in located],
            uncertainty_m=pd.Series([found.uncertainty_m for found in located], dtype="float64"),
        )
        return gpd.GeoDataFrame(frame, geometry=[found.geometry for found in located], crs=_CRS)

    def counts(self) -> dict[str, int | dict[str, int]]:
        """Count incidents and sites by layer and by how they may be drawn."""
        sites = self.located_sites()
        kinds = self._frames["incidents"]["kind"].value_counts()
        layers = Counter[str](dict(zip(kinds.index, kinds.tolist(), strict=True)))
        layers.update(layer_of_site(found.kind) for found in sites)
        drawn = Counter[str](found.drawn for found in sites)
        of_incidents = np.bincount(self.located_table().drawn, minlength=len(DRAWN))
        drawn.update(dict(zip(DRAWN, of_incidents.tolist(), strict=True)))
        return {
            "layers": {name: layers[name] for name in LAYERS if layers[name]},
            **{word: drawn[word] for word in DRAWN},
        }

    @property
    def _frames(self) -> dict[str, pd.DataFrame]:
        self.require_valid()
        return self._tables

    def _view(self, frames: Mapping[str, pd.DataFrame], period: Period | None) -> "Incidents":
        return Incidents(
            frames,
            name=self.name,
            title=self.title,
            title_ar=self.title_ar,
            problems=(),
            data_hash=self.data_hash,
            places=self._places,
            shown_period=period,
        )

    def kept_frame(self, table: str) -> pd.DataFrame:
        """Return a table as it is kept: the ids that geomap made are `MadeIds`, not texts."""
        return self._frames[table].copy(deep=False)

    def _frame(self, table: str) -> pd.DataFrame:
        if table not in self._handed_out:
            self._handed_out[table] = with_texts(self._frames[table])
        # pandas copies what is written to, and nothing before.
        return self._handed_out[table].copy(deep=False)

    def _spans(self, tables: Iterable[tuple[str, str, str]]) -> list[tuple[date, date]]:
        spans: list[tuple[date, date]] = []
        for table, start, end in tables:
            dated = self._frames[table][[start, end]].dropna().drop_duplicates()
            dated = dated[dated[start] <= dated[end]]
            spans += zip(dated[start].dt.date, dated[end].dt.date, strict=True)
        return spans


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def _located_incident(
    incident_id: str, kind: str, places: Sequence[LocatedPlace]
) -> LocatedIncident:
    return LocatedIncident(incident_id, kind, tuple(places), drawn_class(kind, places))


def _primary_wordings(places: Iterable[LocatedPlace]) -> str:
    wordings = [place.place_as_written for place in places if place.standing == "primary"]
    return "; ".join(dict.fromkeys(filter(None, wordings)))
