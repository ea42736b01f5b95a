"""Incidents, their sources, claims and sites: reading, checking, locating, choosing a period.

`read_incidents` is the way in; docs/data.md describes the files.
"""

from geomap.incidents.dataset import Incidents, UnknownIncidentError
from geomap.incidents.diff import DiffEntry, EditionDiff, FieldChange, diff_editions
from geomap.incidents.edition import Edition, edition_from_incidents
from geomap.incidents.locate import Drawn, LocatedIncident, LocatedPlace, LocatedSite
from geomap.incidents.located_table import DRAWN, LocatedTable
from geomap.incidents.period import REPORTING_EPOCH, Certainty, Period, PeriodError
from geomap.incidents.problems import InvalidDatasetError, Problem
from geomap.incidents.reader import (
    SHIPPED_DATASET,
    PathLike,
    ShippedDatasetMissingError,
    read_incidents,
)

__all__ = [
    "DRAWN",
    "REPORTING_EPOCH",
    "SHIPPED_DATASET",
    "Certainty",
    "DiffEntry",
    "Drawn",
    "Edition",
    "EditionDiff",
    "FieldChange",
    "Incidents",
    "InvalidDatasetError",
    "LocatedIncident",
    "LocatedPlace",
    "LocatedSite",
    "LocatedTable",
    "PathLike",
    "Period",
    "PeriodError",
    "Problem",
    "ShippedDatasetMissingError",
    "UnknownIncidentError",
    "diff_editions",
    "edition_from_incidents",
    "read_incidents",
]
