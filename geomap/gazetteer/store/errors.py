"""What can go wrong with a store: the file itself, a file that is added, a download."""

from pathlib import Path

from geomap.errors import GeomapError

_MOST_SHOWN = 20


class StoreError(GeomapError, ValueError):
    """The store cannot be used, or has not got what is asked of it."""


class ImportFileError(GeomapError, ValueError):
    """A file cannot be added. The store stays as it was.

    Attributes
    ----------
    path
        The file.
    problems
        One sentence for each problem, with row, column, value and what was expected.
    """

    def __init__(self, path: Path | str, problems: list[str]) -> None:
        self.path = Path(path)
        self.problems = problems
        shown = "".join(f"\n  {problem}" for problem in problems[:_MOST_SHOWN])
        if len(problems) > _MOST_SHOWN:
            shown += f"\n  and {len(problems) - _MOST_SHOWN} more of {len(problems)}"
        super().__init__(
            f"{str(self.path)!r} cannot be added; the store is as it was. Mend this and add it "
            f"again:{shown}"
        )


class DownloadError(GeomapError, OSError):
    """A file cannot be fetched. The store stays as it was.

    Attributes
    ----------
    url
        The address that was asked.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        super().__init__(f"{url} cannot be fetched: {reason}. The store is as it was.")


def problem(row: int | str, column: str, value: object, expected: str) -> str:
    """Return one problem of a file as a sentence.

    Examples
    --------
    >>> problem(3, "lat", "north", "degrees from -90 to 90")
    "row 3, column lat: 'north', expected degrees from -90 to 90"
    """
    return f"row {row}, column {column}: {value!r}, expected {expected}"
