"""Which part of the world a static map shows: Web Mercator, fitted to the country.

The page's own projection (web/src/mercator.ts), so that the two pictures agree. The frame grows
to what lies abroad (a convoy's origin), and leaves the country when nothing lies in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, log2, pi, tan

from geomap.render.bounds import Box
from geomap.render.payload import Payload
from geomap.render.static_symbols import XY

MAX_LAT_DEG = 85.0511287798
EQUATOR_M = 2 * pi * 6378137
_TILE_PX = 256
_PADDING = 0.035
# A lone place far from home needs something around it: about 100 km.
_LEAST_DEG = 0.5


def world_from_lon_lat(lon: float, lat: float) -> XY:
    """Project EPSG:4326 degrees to the unit square of Web Mercator, y down."""
    phi = max(-MAX_LAT_DEG, min(MAX_LAT_DEG, lat)) * pi / 180
    return lon / 360 + 0.5, 0.5 - log(tan(pi / 4 + phi / 2)) / (2 * pi)


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the world square: its size in user units, and where its corner lies."""

    width: float
    height: float
    left: float
    top: float
    size: float
    """User units that the whole world square takes."""

    @property
    def zoom(self) -> float:
        """The page's zoom level at which things are as large."""
        return log2(self.size / _TILE_PX)

    def at(self, spot: XY) -> XY:
        """Return user units of a point of the world square."""
        return spot[0] * self.size - self.left, spot[1] * self.size - self.top

    def place(self, lon: float, lat: float) -> XY:
        """Return user units of a point given in EPSG:4326 degrees."""
        return self.at(world_from_lon_lat(lon, lat))

    def shows(self, spot: XY) -> bool:
        """Whether a point of the world square lies inside."""
        x, y = self.at(spot)
        return 0 <= x <= self.width and 0 <= y <= self.height


def frame_of_box(box: Box, *, width: float, height: float) -> Frame:
    """Return the frame of a size that holds (west, south, east, north) degrees with a margin."""
    west, south, east, north = box
    (x0, y0), (x1, y1) = world_from_lon_lat(west, north), world_from_lon_lat(east, south)
    size = min(width / (x1 - x0), height / (y1 - y0)) * (1 - 2 * _PADDING)
    return Frame(
        width=width,
        height=height,
        left=(x0 + x1) / 2 * size - width / 2,
        top=(y0 + y1) / 2 * size - height / 2,
        size=size,
    )


def frame_around(corners: Sequence[XY], *, width: float) -> Frame:
    """Return the frame of a width whose edges are the outermost of points of the world square."""
    xs, ys = zip(*corners, strict=True)
    size = width / (max(xs) - min(xs))
    height = float(round((max(ys) - min(ys)) * size))
    return Frame(width, height, left=min(xs) * size, top=min(ys) * size, size=size)


def box_of_static_map(payload: Payload, *, home: Box) -> Box:
    """Return (west, south, east, north), degrees: the country, and what is placed around it."""
    points = list(_drawn_points(payload))
    west, south, east, north = home
    if points and not any(west <= x <= east and south <= y <= north for x, y in points):
        return _box_of_points(points)
    return _box_of_points([(west, south), (east, north), *points], least=0)


def _drawn_points(payload: Payload) -> Iterable[XY]:
    for item in payload["items"]:
        for location in item["locations"]:
            # "Towards Jordan" is an arrow of fixed length: its end needs no room.
            if location["standing"] == "same" or location["role"] == "towards":
                continue
            lon, lat = location["lon"], location["lat"]
            if lon is not None and lat is not None:
                yield lon, lat
            elif location["anchor"]:
                yield location["anchor"][0], location["anchor"][1]


def _box_of_points(points: list[XY], *, least: float = _LEAST_DEG) -> Box:
    lons, lats = zip(*points, strict=True)
    return min(lons) - least, min(lats) - least, max(lons) + least, max(lats) + least
