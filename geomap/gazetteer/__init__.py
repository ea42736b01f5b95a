"""Names → places: text folding, matching, relations turned into geometry, borders."""

from geomap.gazetteer.company import Company
from geomap.gazetteer.errors import GazetteerDataError, PlaceNotFoundError
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.model import (
    POINT_PRECISIONS,
    PRECISIONS,
    AdminUnit,
    Candidate,
    Location,
    Place,
    PlaceName,
    Precision,
)
from geomap.gazetteer.shared_borders import BorderLine

__all__ = [
    "POINT_PRECISIONS",
    "PRECISIONS",
    "AdminUnit",
    "BorderLine",
    "Candidate",
    "Company",
    "Gazetteer",
    "GazetteerDataError",
    "Location",
    "Place",
    "PlaceName",
    "PlaceNotFoundError",
    "Precision",
]
