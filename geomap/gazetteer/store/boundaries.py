"""Administrative units from layers of polygons; columns are found by content, not by name.

OCHA's COD-AB has had three schemes of column names, and in one of its files the English and Arabic
columns of a level are swapped. So the own P-code is the column whose values look like P-codes and
differ in every row; columns whose P-codes are beginnings of it are its parents, and their number is
the level. The name is the column of Latin letters with most different values, the Arabic name
likewise. geoBoundaries has no P-codes in most countries: its columns shapeName, shapeISO, shapeID
and shapeType are read by name.
"""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geomap.gazetteer.folding import scripts_of
from geomap.gazetteer.geodesy import polygons_of
from geomap.gazetteer.store.errors import ImportFileError, problem
from geomap.gazetteer.store.records import ImportedUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from geomap.gazetteer.store.layers import Layer

DEEPEST_LEVEL = 3
_PCODE = re.compile(r"[A-Z]{2,3}(?:[0-9][A-Z0-9]*)?")
_LEVEL_IN_COLUMN = re.compile(r"adm(?:in)?_?([0-9])", re.IGNORECASE)
_GEOBOUNDARIES = {"shapeName", "shapeType"}


def are_boundaries(layers: "Sequence[Layer]") -> bool:
    """Whether some layer is one of polygons with codes of administrative units."""
    return any(
        _is_polygonal(frame) and (set(frame.columns) >= _GEOBOUNDARIES or _code_columns(frame))
        for _, frame in layers
    )


def units_of_layers(path: Path, layers: "Sequence[Layer]") -> tuple[ImportedUnit, ...]:
    """Return the units of levels 0 to 3 of a file's layers; deeper and other layers are left out.

    Raises
    ------
    ImportFileError
        When no layer has units, a code stands twice, or a shape is no polygon in degrees.
    """
    problems: list[str] = []
    units: dict[str, ImportedUnit] = {}
    for name, frame in layers:
        if not _is_polygonal(frame):
            continue
        for row, unit in enumerate(_units_of(name, frame, problems), start=1):
            if unit.code in units:
                where = f"{row} of layer {name!r}"
                problems.append(problem(where, "code", unit.code, "a code that stands once"))
            units[unit.code] = unit
    if not units and not problems:
        problems.append(
            "no layer of polygons with P-codes (such as SY0203) or with geoBoundaries' columns "
            "shapeName and shapeType"
        )
    if problems:
        raise ImportFileError(path, problems)
    return with_parents(list(units.values()))


def _units_of(name: str, frame: "gpd.GeoDataFrame", problems: list[str]) -> list[ImportedUnit]:
    shapes = [_polygon(name, row, shape, problems) for row, shape in enumerate(frame.geometry, 1)]
    if set(frame.columns) >= _GEOBOUNDARIES:
        return _units_of_geoboundaries(frame, shapes)
    codes = _code_columns(frame)
    if not codes or _level_of(codes) > DEEPEST_LEVEL:
        return []
    latin, arabic = (_name_column(frame, codes, script) for script in ("LATIN", "ARABIC"))
    if latin is None and arabic is None:
        problems.append(f"layer {name!r}: no column with names; expected one beside {codes[0]}")
        return []
    names = frame[latin or arabic]
    names_ar = frame[arabic] if arabic else [""] * len(frame)
    parents = frame[codes[1]] if len(codes) > 1 else [""] * len(frame)
    return [
        ImportedUnit(_level_of(codes), code, str(text), str(text_ar or ""), parent, shape)
        for code, text, text_ar, parent, shape in zip(
            frame[codes[0]], names, names_ar, parents, shapes, strict=True
        )
        if shape is not None
    ]


def _units_of_geoboundaries(
    frame: "gpd.GeoDataFrame", shapes: list[shapely.Geometry | None]
) -> list[ImportedUnit]:
    """Return the units of one of geoBoundaries' files, with ISO codes where it has them all."""
    codes = [frame[column].tolist() for column in ("shapeISO", "shapeID") if column in frame]
    complete = [column for column in codes if all(column) and len(set(column)) == len(column)]
    chosen = complete[0] if complete else frame["shapeName"].tolist()
    return [
        ImportedUnit(int(kind[3:]), str(code), str(text), "", "", shape)
        for text, kind, code, shape in zip(
            frame["shapeName"], frame["shapeType"], chosen, shapes, strict=True
        )
        if re.fullmatch(f"ADM[0-{DEEPEST_LEVEL}]", str(kind)) and shape is not None
    ]


def _level_of(codes: list[str]) -> int:
    """Return the level that the own code's column says, else the number of its parents."""
    said = _LEVEL_IN_COLUMN.search(codes[0])
    return int(said[1]) if said else len(codes) - 1


def _code_columns(frame: "gpd.GeoDataFrame") -> list[str]:
    """Return the column of the own P-code and those of its parents, the nearest first."""
    found = {
        str(column): frame[column].tolist()
        for column in frame.columns
        if column != frame.geometry.name
        and len(frame)
        and all(isinstance(cell, str) and _PCODE.fullmatch(cell) for cell in frame[column])
    }
    own = [column for column, codes in found.items() if len(set(codes)) == len(codes)]
    if not own:
        return []
    best = max(own, key=lambda column: min(map(len, found[column])))
    # Two columns may hold the same codes; an ISO code of three letters begins no P-code.
    chain: dict[int, str] = {}
    for column, codes in found.items():
        pairs = list(zip(codes, found[best], strict=True))
        if all(len(code) < len(whole) and whole.startswith(code) for code, whole in pairs):
            chain.setdefault(min(map(len, codes)), column)
    return [best, *(chain[length] for length in sorted(chain, reverse=True))]


def _name_column(frame: "gpd.GeoDataFrame", codes: list[str], script: str) -> str | None:
    """Return the first of the columns in a script that tell most rows apart."""
    best: tuple[int, str] | None = None
    for column in frame.columns:
        if column in codes or column == frame.geometry.name:
            continue
        texts = [cell for cell in frame[column] if isinstance(cell, str) and cell.strip()]
        if any(_PCODE.fullmatch(text) for text in texts) or not _mostly(texts, script):
            continue
        if best is None or len(set(texts)) > best[0]:
            best = len(set(texts)), str(column)
    return None if best is None else best[1]


def _mostly(texts: list[str], script: str) -> bool:
    """Whether more than half of some texts are in a script, by their letters."""
    scripts = Counter("+".join(sorted(scripts_of(text))) for text in texts)
    return scripts[script] * 2 > len(texts) > 0


def _is_polygonal(frame: "gpd.GeoDataFrame") -> bool:
    return len(frame) > 0 and set(frame.geom_type) <= {"Polygon", "MultiPolygon"}


def _polygon(
    name: str, row: int, shape: shapely.Geometry, problems: list[str]
) -> shapely.Geometry | None:
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004 - degrees
        expected = "degrees (EPSG:4326), or a file that states its CRS"
        problems.append(problem(f"{row} of layer {name!r}", "geometry", shape.bounds, expected))
        return None
    return polygons_of(shapely.make_valid(shape))


def with_parents(units: list[ImportedUnit]) -> tuple[ImportedUnit, ...]:
    """Give units without a stated parent the one of the level above that holds their inner point.

    A unit of level 2 can lie in one of level 0 when the level between is not at hand.
    """
    known = {unit.code for unit in units}
    done = []
    for unit in units:
        parent = unit.parent_code if unit.parent_code in known else ""
        if not parent and unit.level:
            inside = unit.geometry.representative_point()
            above = [
                other
                for other in units
                if other.level < unit.level and other.geometry.contains(inside)
            ]
            parent = max(above, key=lambda other: other.level).code if above else ""
        done.append(
            ImportedUnit(unit.level, unit.code, unit.name, unit.name_ar, parent, unit.geometry)
        )
    return tuple(done)
