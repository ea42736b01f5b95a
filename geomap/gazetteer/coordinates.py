"""Read a text that is itself a coordinate: decimal degrees or degrees, minutes and seconds.

People write latitude first, as geopy reads it. The uncertainty is the diagonal of one unit of the
last digit given, as in the GBIF Georeferencing Best Practices, so a rounded coordinate says so.
"""

import re
import warnings

from geomap.gazetteer.folding import clean
from geomap.gazetteer.geodesy import distance_m

# geopy also reads "36" and "36 km": only a text that is wholly a pair of angles is passed on.
_ANGLE = (
    r"[-+]?\d{1,3}(?:\.\d+)?\s*°?(?:\s*\d{1,2}(?:\.\d+)?\s*[′'])?(?:\s*\d{1,2}(?:\.\d+)?\s*[″\"])?"
)
_DECIMAL = re.compile(r"[-+]?\d{1,3}\.\d+\s*[,; ]\s*[-+]?\d{1,3}\.\d+")
_HEMISPHERES = re.compile(rf"{_ANGLE}\s*[NS][\s,;]*{_ANGLE}\s*[EW]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SECOND_DEG = 1 / 3600
_MINUTE_DEG = 1 / 60
_HIGHEST_LONGITUDE_DEG = 180


def read_coordinate(text: str) -> tuple[float, float, float] | None:
    """Return (lon, lat, uncertainty_m) of a text that is a coordinate, else None.

    Examples
    --------
    >>> read_coordinate("36.3095, 36.68839")[:2]
    (36.68839, 36.3095)
    >>> read_coordinate("Atmeh") is None
    True
    """
    written = clean(text).replace("''", '"').strip("()[] .")
    if not (_DECIMAL.fullmatch(written) or _HEMISPHERES.fullmatch(written)):
        return None
    from geopy import Point  # noqa: PLC0415 - 70 ms that plain names should not pay

    if any(abs(float(number)) > _HIGHEST_LONGITUDE_DEG for number in _NUMBER.findall(written)):
        return None
    try:
        with warnings.catch_warnings():
            # geopy would fold a latitude beyond the pole back onto the globe, with a warning.
            warnings.simplefilter("error")
            point = Point.from_string(written.replace(";", ","))
    except (ValueError, UserWarning):
        return None
    lon, lat = float(point.longitude), float(point.latitude)
    step_deg = _last_digit_deg(written)
    return lon, lat, distance_m(lon, lat, lon + step_deg, min(lat + step_deg, 90.0))


def _last_digit_deg(written: str) -> float:
    """Return one unit of the last digit of the coarser number, in degrees."""
    if '"' in written:
        unit = _SECOND_DEG
    elif "'" in written:
        unit = _MINUTE_DEG
    else:
        unit = 1.0
    decimals = [len(part) for part in re.findall(r"\.(\d+)", written)]
    return unit * 10.0 ** -(min(decimals) if decimals else 0)
