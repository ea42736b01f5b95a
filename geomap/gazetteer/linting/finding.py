"""What the linter says: one `Finding` a fault, and the error that lists them all.

Every finding is listed, however many: whoever edits the tables wants the whole list. Values are
shown with `repr`, so that invisible and right-to-left characters stay visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.errors import GeomapError

_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it stands, what was found, what was expected.

    `row` is the line number in the file (the header is line 1), None for a whole file; `column` is
    None for a whole row or file; `value` is the text as it stands there.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str

    def __str__(self) -> str:
        """Write the finding as one line."""
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.column is not None:
            where.append(f"column {self.column!r}")
        found = "" if self.value is None else f"found {_shorten(self.value)!r}; "
        return f"{', '.join(where)}: {found}expected {self.expected}"


class FaultyTablesError(GeomapError, ValueError):
    """The tables of a gazetteer have faults; the message lists every one.

    Attributes
    ----------
    folder
        The folder that was checked.
    findings
        All faults, by file and row.
    """

    def __init__(self, folder: Path, findings: Sequence[Finding]) -> None:
        self.folder = folder
        self.findings = tuple(findings)
        count = "1 problem" if len(findings) == 1 else f"{len(findings)} problems"
        lines = "".join(f"\n  {finding}" for finding in findings)
        super().__init__(f"{count} in the gazetteer {str(folder)!r}:{lines}")


def _shorten(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…"
