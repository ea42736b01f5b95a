"""The order of items along a Morton (Z) curve over the Web Mercator square.

Items near each other on the ground come near each other in the page: coordinates then differ by
little from one to the next, and a run of rows is a patch of the map. Twin of web/src/morton.ts.

Source of the bit spreading: G. M. Morton, "A computer oriented geodetic data base" (1966), in the
form of S. E. Anderson, "Bit Twiddling Hacks".
"""

import numpy as np
import numpy.typing as npt

WORLD_BITS = 25
_WORLD = 2**WORLD_BITS
_MAX_LAT_DEG = 85.0511287798
_SPREADING = (
    (32, 0x00000000FFFFFFFF),
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)

Degrees = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint64]


def morton_codes(lon: Degrees, lat: Degrees) -> Codes:
    """Return the position of points on the curve, 50 bits.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326; latitudes beyond the square count as its edge.
    """
    x, y = world_cells(lon, lat)
    codes: Codes = _spread(x) | (_spread(y) << np.uint64(1))
    return codes


def world_cells(lon: Degrees, lat: Degrees) -> tuple[Codes, Codes]:
    """Return the column and row of points among 2^`WORLD_BITS` a side of the world square.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326; latitudes beyond the square count as its edge.
    """
    phi = np.radians(np.clip(lat, -_MAX_LAT_DEG, _MAX_LAT_DEG))
    x = lon / 360 + 0.5
    y = 0.5 - np.log(np.tan(np.pi / 4 + phi / 2)) / (2 * np.pi)
    return _cells(x), _cells(y)


def _cells(share: Degrees) -> Codes:
    cells: Codes = np.clip(np.floor(share * _WORLD), 0, _WORLD - 1).astype(np.uint64)
    return cells


def _spread(cells: Codes) -> Codes:
    spread: Codes = cells
    for shift, mask in _SPREADING:
        spread = np.bitwise_and(spread | (spread << np.uint64(shift)), np.uint64(mask))
    return spread
