"""The rectangle that a page shows first: everything drawn, or the home country."""

from collections.abc import Iterable, Sequence

from geomap.gazetteer import Gazetteer
from geomap.render.payload import ItemLocation, Payload, Shape

_HOME_UNITS = "SYR"
# A few kilometres around a lone point: less would show a place and nothing to know it by.
_LEAST_MARGIN_DEG = 0.15

Box = tuple[float, float, float, float]


def box_of_payload(payload: Payload, *, gazetteer: Gazetteer) -> Box:
    """Return (west, south, east, north), degrees, of all that the page draws.

    A whole country counts by its anchor alone: it is where something happened that nobody placed
    better, and fitting it would shrink everything else.
    """
    boxes = [
        _box_of_location(location, payload["shapes"], gazetteer)
        for item in payload["items"]
        for location in item["locations"]
        if location["standing"] != "same"
    ]
    found = [box for box in boxes if box is not None]
    west, south, east, north = _union(found) if found else box_of_units([_HOME_UNITS], gazetteer)
    return round(west, 3), round(south, 3), round(east, 3), round(north, 3)


def _box_of_location(
    location: ItemLocation, shapes: Sequence[Shape], gazetteer: Gazetteer
) -> Box | None:
    lon, lat = location["lon"], location["lat"]
    if lon is not None and lat is not None:
        return _box_around(lon, lat)
    if location["precision"] == "country" and location["anchor"]:
        return _box_around(*location["anchor"])
    return (
        None if location["shape"] is None else _box_of_shape(shapes[location["shape"]], gazetteer)
    )


def _box_around(lon: float, lat: float) -> Box:
    margin = _LEAST_MARGIN_DEG
    return lon - margin, lat - margin, lon + margin, lat + margin


def _box_of_shape(shape: Shape, gazetteer: Gazetteer) -> Box:
    if "units" in shape:
        return box_of_units(shape["units"], gazetteer)
    rings = [ring for polygon in shape["polygons"] for ring in polygon]
    lons, lats = zip(*(corner for ring in rings for corner in ring), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def box_of_units(codes: Iterable[str], gazetteer: Gazetteer) -> Box:
    """Return the box of boundary units, by their codes or by country codes."""
    return _union([gazetteer.unit_polygon(code).bounds for code in codes])


def _union(boxes: Sequence[Box]) -> Box:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
