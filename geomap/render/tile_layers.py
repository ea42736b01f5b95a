"""What a page shows as layers of map tiles: points, areas, and counts where points would be many.

Only what a source places exactly is a point. An area stands once, with the number of incidents in
it. Farther out than the zoom of the points each cell of a grid stands as one number: nothing is
thinned out, so that no incident is ever missing without being counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geomap.gazetteer import Gazetteer
from geomap.render.codes import DRAWN, PRECISION, STANDING
from geomap.render.columns import (
    LONLAT_SCALE,
    NOWHERE,
    Column,
    PageColumns,
    Table,
    starts_from_counts,
)
from geomap.render.item_order import places_with_answers
from geomap.render.morton import WORLD_BITS, world_cells
from geomap.render.payload import Shape

FIRST_ZOOM = 3
"""The farthest zoom that has anything."""
_POINT_ZOOMS = range(10, 15)
MOST_IN_A_TILE = 10_000
"""Points that one tile may have before the points begin at a deeper zoom, down to 14."""

_CELLS_A_TILE_BITS = 4
_POINTS = [PRECISION.index(name) for name in ("site", "place")]
_CRS = "EPSG:4326"


@dataclass(frozen=True)
class TileLayer:
    """Features of one layer, and the zooms that show them."""

    name: str
    frame: gpd.GeoDataFrame
    zooms: range
    description: str


def layers_of_columns(columns: PageColumns, *, gazetteer: Gazetteer) -> list[TileLayer]:
    """Return the layers that have anything.

    `incidents` has a point for each exact place of an incident or site, with id, title, kind,
    status, role, standing (`primary`, `same` or `rival`), precision, uncertainty_m, first and last
    day, killed_low and killed_high, and url. `areas` has each area once, with the number of
    incidents placed in it. `counts` has a point in the middle of each cell of a grid, with the
    number of incidents in it; one layer for each zoom before that of the points.
    """
    places = _PlacedItems(columns)
    points, areas = places.points(), places.areas(gazetteer)
    deepest = _zoom_of_points(points)
    layers = [
        TileLayer("areas", areas, range(FIRST_ZOOM, deepest + 1), "areas with their incidents"),
        TileLayer("incidents", points, range(deepest, deepest + 1), "exact places"),
        *(
            TileLayer("counts", _counted_cells(points, zoom), range(zoom, zoom + 1), "by cells")
            for zoom in range(FIRST_ZOOM, deepest)
        ),
    ]
    return [layer for layer in layers if len(layer.frame)]


class _PlacedItems:
    """The places of a page's items, each with its row of the item."""

    def __init__(self, columns: PageColumns) -> None:
        self._columns = columns
        tables = columns.tables
        self._places, answers = tables["places"], tables["answers"]
        self._lon, self._lat = places_with_answers(self._places, answers)
        counts = tables["items"]["places"]
        self._item = np.repeat(np.arange(len(counts)), counts)
        is_shown = tables["items"]["drawn"][self._item] != DRAWN.index("withheld")
        self._precision = self._of_place("precision")
        self._shape = np.concatenate(([0], answers["shape"]))[self._places["answer"]]
        is_exact = np.isin(self._precision, _POINTS)
        self._point_rows = np.flatnonzero(is_shown & is_exact & (self._lon != NOWHERE))
        self._area_rows = np.flatnonzero(is_shown & ~is_exact & (self._shape > 0))

    def _of_place(self, name: str) -> Column:
        """Return what the answer says of each place that has one, else what the place says."""
        of_answer = np.concatenate(([0], self._columns.tables["answers"][name]))
        answer = self._places["answer"]
        return np.where(answer > 0, of_answer[answer], self._places[name])

    def points(self) -> gpd.GeoDataFrame:
        rows, codes = self._point_rows, self._columns.head["codes"]
        items, item = self._columns.tables["items"], self._item[self._point_rows]
        low, high = killed_of_items(self._columns.tables, codes)
        first = items["first"].astype("datetime64[D]")
        last = (items["first"] + items["span"]).astype("datetime64[D]")
        is_dated = items["dated"][item] > 0
        metres = self._of_place("uncertainty_m")[rows]
        frame = pd.DataFrame(
            {
                "id": np.asarray(items["id"][item], dtype=object),
                "title": items["title"][item],
                "kind": _words(codes["kind"], items["kind"][item]),
                "status": _words(codes["status"], items["status"][item]),
                "role": _words(codes["role"], self._places["role"][rows]),
                "standing": _words(list(STANDING), self._places["standing"][rows]),
                "precision": _words(list(PRECISION), self._precision[rows]),
                "uncertainty_m": pd.Series(metres, dtype="Int64").where(metres >= 0),
                "first": _days(first[item], is_dated),
                "last": _days(last[item], is_dated),
                "killed_low": _whole(low[item]),
                "killed_high": _whole(high[item]),
                "url": _first_urls(self._columns)[item],
            }
        )
        points = shapely.points(self._lon[rows] / LONLAT_SCALE, self._lat[rows] / LONLAT_SCALE)
        return gpd.GeoDataFrame(frame, geometry=points, crs=_CRS)

    def areas(self, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
        rows = self._area_rows
        pairs = np.unique(np.stack((self._shape[rows] - 1, self._item[rows]), axis=1), axis=0)
        shape, counts = np.unique(pairs[:, 0], return_counts=True)
        _, at = np.unique(self._shape[rows] - 1, return_index=True)
        first = rows[at]
        wordings = self._columns.tables["answers"]["wording"]
        frame = pd.DataFrame(
            {
                "name": np.asarray(wordings, dtype=object)[self._places["answer"][first] - 1],
                "precision": _words(list(PRECISION), self._precision[first]),
                "incidents": counts,
            }
        )
        shapes = self._columns.head["shapes"]
        outlines = [_outline(shapes[s], gazetteer) for s in shape.tolist()]
        return gpd.GeoDataFrame(frame, geometry=outlines, crs=_CRS)


def killed_of_items(
    tables: Mapping[str, Table], codes: Mapping[str, list[str]]
) -> tuple[Column, Column]:
    """Return the lowest and highest standing claim of all killed, NaN where there is none."""
    claims, size = tables["claims"], len(tables["items"]["kind"])
    item = np.repeat(np.arange(size), tables["items"]["claims"])
    everybody = [code for code, who in enumerate(codes["who"]) if who in {"all", ""}]
    killed = codes["measure"].index("killed") if "killed" in codes["measure"] else -1
    is_meant = (
        (claims["measure"] == killed)
        & np.isin(claims["who"], everybody)
        & (claims["part_of"] == 0)
        & (claims["superseded_by"] == 0)
    )
    least = np.where(np.isnan(claims["low"]), claims["high"], claims["low"])
    most = np.where(np.isnan(claims["high"]), claims["low"], claims["high"])
    low, high = np.full(size, np.nan), np.full(size, np.nan)
    np.fmin.at(low, item[is_meant], least[is_meant])
    np.fmax.at(high, item[is_meant], most[is_meant])
    return low, high


def _first_urls(columns: PageColumns) -> Column:
    """Return the address of the first source that each item cites, None for none."""
    tables = columns.tables
    in_head = [source["url"] for source in columns.head["sources"]]
    urls = np.array([None, *in_head, *tables["sources"]["url"]], dtype=object)
    source = np.zeros(len(tables["items"]["kind"]), dtype=np.int64)
    for name in ("places", "claims"):
        counts = tables["items"][name]
        has = np.flatnonzero((counts > 0) & (source == 0))
        source[has] = tables[name]["source"][starts_from_counts(counts)[has]]
    return urls[source]


def _words(words: list[str], codes: Column) -> Column:
    return np.array([*words, ""], dtype=object)[codes]


def _days(days: Column, is_dated: Column) -> Column:
    texts = np.datetime_as_string(days).astype(object)
    texts[~is_dated] = None
    return texts


def _whole(numbers: Column) -> pd.Series:
    """Return numbers as whole ones where they are that, else as they are."""
    known = numbers[~np.isnan(numbers)]
    is_whole = bool((known == np.floor(known)).all())
    return pd.Series(numbers).astype("Int64") if is_whole else pd.Series(numbers)


def _outline(shape: Shape, gazetteer: Gazetteer) -> shapely.Geometry:
    if "units" in shape:
        return shapely.union_all([gazetteer.unit_polygon(code) for code in shape["units"]])
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in shape["polygons"]])


def _zoom_of_points(points: gpd.GeoDataFrame) -> int:
    """Return the first zoom at which no tile has too many points."""
    for zoom in _POINT_ZOOMS:
        _, counts = np.unique(_cells(points, zoom), axis=0, return_counts=True)
        if counts.max(initial=0) <= MOST_IN_A_TILE:
            return zoom
    return _POINT_ZOOMS[-1]


def _cells(points: gpd.GeoDataFrame, zoom: int) -> Column:
    x, y = world_cells(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
    return np.stack((x, y), axis=1).astype(np.int64) >> (WORLD_BITS - zoom)


def _counted_cells(points: gpd.GeoDataFrame, zoom: int) -> gpd.GeoDataFrame:
    """Return the middle of each cell that holds the first place of any item, and how many."""
    firsts = points[~points["id"].duplicated()]
    bits = zoom + _CELLS_A_TILE_BITS
    cells, counts = np.unique(_cells(firsts, bits), axis=0, return_counts=True)
    side = 2 * np.pi / 2**bits
    lon = np.degrees((cells[:, 0] + 0.5) * side - np.pi)
    lat = np.degrees(np.arctan(np.sinh(np.pi - (cells[:, 1] + 0.5) * side)))
    return gpd.GeoDataFrame({"incidents": counts}, geometry=shapely.points(lon, lat), crs=_CRS)
