"""What can go wrong with a gazetteer; an unknown *name* is no error, it resolves to a reason."""

from pathlib import Path

from geomap.errors import GeomapError


class PlaceNotFoundError(GeomapError, KeyError):
    """There is no place with this id.

    Attributes
    ----------
    place_id
        The id that was asked for.
    """

    def __init__(self, place_id: str) -> None:
        self.place_id = place_id
        super().__init__(
            f"the gazetteer has no place with the id {place_id!r}; ids are lower-case slugs "
            f"such as 'atmeh': look one up with Gazetteer.search(text)"
        )


class GazetteerDataError(GeomapError, ValueError):
    """The folder of a gazetteer cannot be read, or its tables contradict themselves.

    Attributes
    ----------
    path
        The folder or file.
    problems
        One sentence for each problem found.
    """

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path = path
        self.problems = problems
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"the gazetteer in {str(path)!r} cannot be used:{lines}")
