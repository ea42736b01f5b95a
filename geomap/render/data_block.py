"""A block of columns as it stands in the page: gzip in base64, in a script that no browser runs.

Inside are the length of a header (4 bytes, the lowest first), the header as JSON, and the bytes
of the number columns. Nothing of base64 can end a script element. Twin of web/src/data_block.ts.
"""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from geomap.render.columns import Column
from geomap.render.json_texts import json_bytes, json_bytes_of_texts
from geomap.render.number_column import Numbers, Spec, numbers_from_spec, spec_from_numbers
from geomap.render.text_column import spec_from_values, values_from_spec

BLOCK_TYPE = "application/gzip"
# Measured on 100,000 incidents: level 9 packs no better than 4 % more, at several times the time.
# Little memory makes more, shorter runs with codes of their own: texts and numbers lie side by side
# in a block. Most numbers are like noise: a match of few bytes costs them more than it saves, which
# is what Z_FILTERED is for, and the more of them a block holds the less a higher level finds.
_TEXT_LEVEL, _NUMBER_LEVEL, _MEMORY = 6, 5, 5
_GZIP = 16 + zlib.MAX_WBITS
_LENGTH_BYTES = 4
# A table of what codes tell is worth its bytes only for codes that come again and again.
_ROWS_A_CODE = 16


@dataclass
class BlockWriter:
    """Takes columns in any order; those with their default on every row are left out."""

    rows: Mapping[str, int]
    specs: dict[str, Spec] = field(default_factory=dict)
    room: bytearray = field(default_factory=bytearray)

    def put_numbers(self, name: str, values: Any) -> None:
        """Add a column of whole numbers, 0 by default."""
        self.put_spec(name, spec_from_numbers(values, self.room), default=0)

    def put_numbers_by(self, name: str, values: Column, *, other: str, others: Column) -> None:
        """Add a column of codes that another column of codes of the same table may tell."""
        told = _told_by(values, others)
        if told is None:
            self.put_numbers(name, values)
        else:
            self.put_spec(name, {"by": other, "is": told}, default=0)

    def put_values(self, name: str, values: Sequence[Any], *, default: Any = "") -> None:
        """Add a column of texts or lists."""
        self.put_spec(name, spec_from_values(values, self.room), default=default)

    def put_spec(self, name: str, spec: Spec, *, default: Any) -> None:
        """Add a column that is written already."""
        if spec != {"all": default}:
            self.specs[name] = spec

    def to_bytes(self) -> bytes:
        """Return the block before it is packed; the same columns give the same bytes."""
        specs = (json_bytes(name) + b":" + _written(spec) for name, spec in self.specs.items())
        rows, columns = json_bytes(dict(self.rows)), b",".join(specs)
        start = b'{"rows":' + rows + b',"columns":{' + columns + b"}}"
        return b"".join((len(start).to_bytes(_LENGTH_BYTES, "little"), start, self.room))


def packed_text(block: bytes) -> str:
    """Return a block as base64 text. Nearly all of it is done without the interpreter's lock."""
    header = int.from_bytes(block[:_LENGTH_BYTES], "little")
    level = _TEXT_LEVEL if 2 * header > len(block) else _NUMBER_LEVEL
    packer = zlib.compressobj(level, zlib.DEFLATED, _GZIP, _MEMORY, zlib.Z_FILTERED)
    return base64.b64encode(packer.compress(block) + packer.flush()).decode("ascii")


class BlockReader:
    """Gives the columns of a block; one that is left out has its default on every row.

    Raises
    ------
    ValueError
        When the text is no block.
    """

    def __init__(self, text: str) -> None:
        raw = zlib.decompress(base64.b64decode(text), _GZIP)
        end = _LENGTH_BYTES + int.from_bytes(raw[:_LENGTH_BYTES], "little")
        header = json.loads(raw[_LENGTH_BYTES:end])
        self.rows: dict[str, int] = header["rows"]
        self._specs: dict[str, Spec] = header["columns"]
        self._room = raw[end:]

    def numbers(self, name: str) -> Numbers:
        """Return a column of whole numbers."""
        spec = self._specs.get(name, {"all": 0})
        if "by" in spec:
            return np.array(spec["is"], dtype=np.int64)[self.numbers(spec["by"])]
        return numbers_from_spec(spec, self._rows_of(name), self._room)

    def values(
        self,
        name: str,
        *,
        default: Any = "",
        owners: Sequence[str] = (),
        base: Numbers | None = None,
    ) -> list[Any]:
        """Return a column of texts or lists."""
        spec = self._specs.get(name, {"all": default})
        rows = self._rows_of(name)
        return values_from_spec(spec, rows, self._room, owners=owners, base=base)

    def has_list(self, name: str) -> bool:
        """Tell whether a column was written as plain values."""
        return "list" in self._specs.get(name, {})

    def _rows_of(self, name: str) -> int:
        return self.rows[name.partition(".")[0]]


def _written(spec: Spec) -> bytes:
    if spec.keys() == {"list"}:
        return b'{"list":' + json_bytes_of_texts(spec["list"]) + b"}"
    return json_bytes(spec)


def _told_by(values: Column, others: Column) -> list[int] | None:
    """Return the value for each code of another column, None when it does not tell."""
    if len(values) == 0 or int(others.max()) * _ROWS_A_CODE > len(others):
        return None
    told = np.zeros(int(others.max()) + 1, dtype=np.int64)
    told[others] = values
    return told.tolist() if (told[others] == values).all() and told.any() else None
