"""The browser files that `hatch_build.py` compiles into the package, and whether they are current.

In a checkout the sources of the bundle lie beside the package, and an editable install does not
compile them again by itself: a page made with an old program would fail in the reader's browser,
far from whoever can mend it. So a missing or stale bundle is an error here.
"""

import hashlib
from functools import cache
from pathlib import Path

from geomap.errors import GeomapError

STATIC = Path(__file__).parent / "_static"
_CHECKOUT = Path(__file__).parent.parent.parent
_CURE = "Run `pip install -e .` in the checkout, or install geomap again."


class BundleError(GeomapError, RuntimeError):
    """The compiled browser files are missing or older than their sources.

    Attributes
    ----------
    path
        The file that is missing or stale.
    """

    def __init__(self, message: str, *, path: Path) -> None:
        super().__init__(message)
        self.path = path


def read_bundle(name: str) -> str:
    """Return the text of one compiled file, such as `geomap.js`.

    Raises
    ------
    BundleError
        When it is missing, or older than its sources in the checkout around it.
    """
    _refuse_stale_bundle(STATIC, _CHECKOUT)
    path = STATIC / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        message = f"geomap's browser file {name!r} cannot be read ({error.strerror}). {_CURE}"
        raise BundleError(message, path=path) from None


@cache
def _refuse_stale_bundle(static: Path, checkout: Path) -> None:
    if not (checkout / "hatch_build.py").is_file():
        return  # installed from a wheel: what is there is what was built
    stamp = static / "bundle.sha256"
    built_from = stamp.read_text("utf-8").strip() if stamp.is_file() else None
    if built_from == digest_of_sources(checkout):
        return
    found = "missing" if built_from is None else "older than its sources under web/ and gazetteer/"
    message = f"geomap's browser bundle is {found}. {_CURE}"
    raise BundleError(message, path=stamp)


def digest_of_sources(checkout: Path) -> str:
    """Return the sha256 of all that the bundle is built from.

    Twin of `digest_of_inputs` in hatch_build.py, which runs before the package exists; a test
    compares the two.
    """
    web = checkout / "web"
    top = [path for path in web.glob("*") if path.is_file() and path.suffix in {".json", ".mjs"}]
    sources = [path for path in (web / "src").rglob("*") if path.is_file()]
    recipe = [checkout / "gazetteer" / name for name in ("boundaries.toml", "rivers.csv")]
    digest = hashlib.sha256()
    for path in sorted([*recipe, *top, *sources]):
        digest.update(path.relative_to(checkout).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
