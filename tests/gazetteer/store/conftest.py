"""Small files of the same form as the publishers', and the real ones where they are at hand."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from geomap.gazetteer.store import Source

SHARED = Path(__file__).parents[4] / "shared" / "data"

SOURCE = Source("geonames-sy", "GeoNames SY", "CC BY 4.0", "2026-11-01", "2026-11-21")

# geonameid, name, alternates, lat, lon, class, code, population
Row = tuple[int, str, str, float | str, float | str, str, str, int]
ROWS: tuple[Row, ...] = (
    (170789, "Dayr Ballut", "Dayr Ballūţ,دير بلوط", 36.34, 36.665, "P", "PPL", 0),
    (173480, "`Atmah", "Atma,Atme,أطمة", 36.309, 36.688, "P", "PPL", 12_000),
    (173000, "Afrin", "عفرين,Efrîn,Kobani", 36.512, 36.869, "P", "PPLA2", 48_693),
    (170001, "Ballut", "بلوط", 36.10, 37.10, "P", "PPL", 0),
    (170002, "Ballut", "Ballout", 36.11, 37.10, "P", "PPL", 0),
    (169575, "Tabqa Dam", "", 35.871, 38.566, "S", "DAM", 0),
    (169999, "Wadi Something", "", 35.0, 38.0, "H", "WAD", 0),
)


def dump_line(row: Row) -> str:
    geonameid, name, alternates, lat, lon, feature_class, code, population = row
    cells = [str(geonameid), name, name, alternates, str(lat), str(lon), feature_class, code]
    return "\t".join(
        [*cells, "SY", "", "02", "", "", "", str(population), "", "300", "Asia/Damascus", "2024"]
    )


def dump_text(rows: Sequence[Row] = ROWS) -> str:
    return "".join(f"{dump_line(row)}\n" for row in rows)


@pytest.fixture
def write_dump(tmp_path: Path) -> Callable[[str], Path]:
    """Write a text as the member SY.txt of SY.zip."""

    def write(text: str) -> Path:
        path = tmp_path / "SY.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("SY.txt", text)
        return path

    return write
