"""The least page that shows the same incidents: what the format and the browser allow at best.

Not a product: no names, no areas, no doubt, no legend, one filter. Leaflet moves the map, one
canvas is painted from typed arrays, the texts wait in blocks of their own until someone clicks. The
columns are ordered along a Morton curve, so that neighbours on the ground are neighbours in the
file: deltas are small, gzip likes them, and runs of 256 with their boxes serve as the index.
"""

import base64
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
LEAFLET = HERE / "node_modules" / "leaflet" / "dist"
WORLD_BITS = 25  # the world is 2**25 units wide: 1.2 m at the equator
BLOCK_ROWS = 4096
DELTA_COLUMNS = {"x", "y", "place"}
_STYLE = (
    "html,body,#map{margin:0;height:100%;background:#e8e8e4}"
    "#card{position:absolute;left:8px;bottom:8px;z-index:999;max-width:340px;background:#fff;"
    "padding:8px;font:13px sans-serif}#card:empty{display:none}"
)


def write_minimal_page(incidents: pd.DataFrame, target: Path) -> None:
    """Write one HTML file from the table that `make_incidents` makes."""
    head, numbers, order = _encode_numbers(incidents)
    script = (HERE / "minimal_page.js").read_text("utf-8")
    with target.open("w", encoding="utf-8") as file:
        file.write(f"<!doctype html><meta charset=utf-8><title>least</title><style>{_STYLE}")
        file.write((LEAFLET / "leaflet.css").read_text("utf-8"))
        file.write("</style><div id=map></div><div id=card></div><script>")
        file.write((LEAFLET / "leaflet.js").read_text("utf-8"))
        file.write(f"</script><script type=text/plain id=numbers>{numbers}</script><script>")
        file.write(f"const HEAD={json.dumps(head, ensure_ascii=False)};{script}</script>")
        for number, block in enumerate(_encode_texts(incidents, order)):
            file.write(f"<script type=text/plain id=text-{number}>{block}</script>")


def _encode_numbers(incidents: pd.DataFrame) -> tuple[dict[str, object], str, np.ndarray]:
    x, y = _mercator_units(incidents["lon"].to_numpy(), incidents["lat"].to_numpy())
    west, north = int(x.min()), int(y.min())
    order = np.argsort(_morton(x - west, y - north), kind="stable")
    kind, place = incidents["kind"].astype("category"), incidents["place"].astype("category")
    days = incidents["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    low = incidents["killed_low"].to_numpy()
    columns = {
        "x": x - west,
        "y": y - north,
        "day": days - days.min(),
        "kind": kind.cat.codes.to_numpy(),
        "place": place.cat.codes.to_numpy(),
        "low": low,
        "more": incidents["killed_high"].to_numpy() - low,
    }
    encoded = {
        name: _byte_planes(values[order], is_delta=name in DELTA_COLUMNS)
        for name, values in columns.items()
    }
    head = {
        "size": len(incidents),
        "worldBits": WORLD_BITS,
        "west": west,
        "north": north,
        "firstDay": int(days.min()),
        "blockRows": BLOCK_ROWS,
        "kinds": list(kind.cat.categories),
        "places": list(place.cat.categories),
        "columns": [[name, width, name in DELTA_COLUMNS] for name, (width, _) in encoded.items()],
    }
    return head, _pack(b"".join(planes for _, planes in encoded.values())), order


def _mercator_units(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return Web Mercator in whole units from the north-west corner of the world."""
    world = 1 << WORLD_BITS
    y = 0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)
    return ((lon + 180) / 360 * world).astype(np.int64), (y * world).astype(np.int64)


def _morton(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Interleave the bits of two columns of at most 32 bits."""

    def spread(values: np.ndarray) -> np.ndarray:
        bits = values.astype(np.uint64)
        for shift, mask in (
            (16, 0x0000FFFF0000FFFF),
            (8, 0x00FF00FF00FF00FF),
            (4, 0x0F0F0F0F0F0F0F0F),
            (2, 0x3333333333333333),
            (1, 0x5555555555555555),
        ):
            bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
        return bits

    return spread(x) | (spread(y) << np.uint64(1))


def _byte_planes(values: np.ndarray, *, is_delta: bool) -> tuple[int, bytes]:
    """Return all lowest bytes, then all second bytes …, and how many planes there are.

    Differences are zig-zagged first: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    """
    numbers = values.astype(np.int64)
    if is_delta:
        numbers = np.diff(numbers, prepend=0)
        numbers = (numbers << 1) ^ (numbers >> 63)
    width = max(1, (int(numbers.max()).bit_length() + 7) // 8)
    table = numbers.astype("<u4").view(np.uint8).reshape(-1, 4)
    return width, table[:, :width].T.tobytes()


def _encode_texts(incidents: pd.DataFrame, order: np.ndarray) -> list[str]:
    """Return blocks of lines: all texts, then all first addresses, then all second ones."""
    scheme = len("https://")
    columns = [
        incidents["text"].take(order).tolist(),
        *(incidents[name].take(order).str[scheme:].tolist() for name in ("url_1", "url_2")),
    ]

    def encode(start: int) -> str:
        lines = [line for column in columns for line in column[start : start + BLOCK_ROWS]]
        return _pack("\n".join(lines).encode())

    with ThreadPoolExecutor() as pool:  # zlib works without the interpreter's lock
        return list(pool.map(encode, range(0, len(incidents), BLOCK_ROWS)))


def _pack(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, compresslevel=6, mtime=0)).decode("ascii")
