"""The rectangle that a page shows first: everything drawn, or the home country."""

from collections.abc import Iterable, Sequence

import numpy as np

from geomap.gazetteer import Gazetteer
from geomap.render.codes import PRECISION, STANDING
from geomap.render.columns import LONLAT_SCALE, NOWHERE, Column, PageColumns, Table
from geomap.render.item_order import places_with_answers
from geomap.render.payload import Shape

_HOME_UNITS = "SYR"
# A few kilometres around a lone point: less would show a place and nothing to know it by.
_LEAST_MARGIN_DEG = 0.15

# A country is drawn, but fitted as if it were a point.
_AT_A_POINT = [PRECISION.index(name) for name in ("site", "place", "country")]

Box = tuple[float, float, float, float]


def box_of_columns(columns: PageColumns, *, gazetteer: Gazetteer) -> Box:
    """Return (west, south, east, north), degrees, of all that the page draws.

    A whole country counts by its anchor alone: it is where something happened that nobody placed
    better, and fitting it would shrink everything else.
    """
    places, answers = columns.tables["places"], columns.tables["answers"]
    is_drawn = places["standing"] != STANDING.index("same")
    boxes = [
        _box_of_shape(columns.head["shapes"][shape], gazetteer)
        for shape in _shapes_of(places["answer"][is_drawn], answers)
    ]
    lon, lat = places_with_answers(places, answers)
    is_point = is_drawn & (lon != NOWHERE) & np.isin(_precisions(places, answers), _AT_A_POINT)
    if is_point.any():
        boxes.append(_box_of_points(lon[is_point] / LONLAT_SCALE, lat[is_point] / LONLAT_SCALE))
    west, south, east, north = _union(boxes) if boxes else box_of_units([_HOME_UNITS], gazetteer)
    return round(west, 3), round(south, 3), round(east, 3), round(north, 3)


def _precisions(places: Table, answers: Table) -> Column:
    of_answers = np.concatenate(([0], answers["precision"]))[places["answer"]]
    return np.where(places["answer"] > 0, of_answers, places["precision"])


def _shapes_of(answer: Column, answers: Table) -> list[int]:
    """Return the shapes of what is drawn as an area."""
    used = np.unique(answer[answer > 0]) - 1
    is_area = ~np.isin(answers["precision"][used], _AT_A_POINT) & (answers["shape"][used] > 0)
    return sorted(set((answers["shape"][used][is_area] - 1).tolist()))


def _box_of_points(lon: Column, lat: Column) -> Box:
    margin = _LEAST_MARGIN_DEG
    west, south, east, north = lon.min(), lat.min(), lon.max(), lat.max()
    return float(west) - margin, float(south) - margin, float(east) + margin, float(north) + margin


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
