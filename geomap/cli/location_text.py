"""Where something is, in the lines that `geomap resolve` and `gazetteer show` share."""

from collections.abc import Iterator

from geomap.gazetteer import Location


def labelled(label: str, text: str) -> str:
    """Return a fact as a line, its label in a column of its own."""
    return f"  {label:<12} {text}"


def location_lines(location: Location) -> Iterator[str]:
    """Yield how sharp a location is, then where and within what: a vague one is called an area."""
    what = "point" if location.drawable_as_point else "area, not a point"
    yield labelled("precision", f"{location.precision} ({what})")
    yield labelled("at", f"{location.lat:.5f} N, {location.lon:.5f} E")
    yield labelled("uncertainty", f"{(location.uncertainty_m or 0) / 1000:.1f} km")
