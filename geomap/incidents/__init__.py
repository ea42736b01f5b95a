"""Incidents, their sources, claims and sites: reading, checking, locating, choosing a period.

`read_incidents` is the way in; docs/data.md describes the files.
"""

from geomap.incidents.dataset import Incidents, UnknownIncidentError
from geomap.incidents.locate import Drawn, LocatedIncident, LocatedPlace, LocatedSite
from geomap.incidents.period import REPORTING_EPOCH, Certainty, Period, PeriodError
from geomap.incidents.problems import InvalidDatasetError, Problem
from geomap.incidents.reader import (
    SHIPPED_DATASET,
    PathLike,
    ShippedDatasetMissingError,
    read_incidents,
)

__all__ = [
    "REPORTING_EPOCH",
    "SHIPPED_DATASET",
    "Certainty",
    "Drawn",
    "Incidents",
    "InvalidDatasetError",
    "LocatedIncident",
    "LocatedPlace",
    "LocatedSite",
    "PathLike",
    "Period",
    "PeriodError",
    "Problem",
    "ShippedDatasetMissingError",
    "UnknownIncidentError",
    "read_incidents",
]
