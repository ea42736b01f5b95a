"""The one base class that a caller can catch to catch everything geomap raises on purpose.

Errors live beside what raises them and also inherit a built-in (`KeyError`, `ValueError`, …), so
code that knows nothing of geomap still handles them. The command line translates them in one
place: message on stderr, exit code 1, no traceback.
"""


class GeomapError(Exception):
    """Base of every error that geomap raises on purpose.

    The message says who complains, what was found (with `repr`), what was expected and what to do.
    """

    def __str__(self) -> str:
        # KeyError would show the repr of its message: quotes and escapes a reader does not need.
        return str(self.args[0]) if self.args else ""
