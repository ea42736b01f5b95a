"""The page's Content-Security-Policy: nothing is loaded, and only scripts we know may run.

The hashes come from the scripts as geomap made them, never from the finished page: hashing
whatever script stands there would bless an injected one. Styles may be inline, because Leaflet
positions everything with them; a style cannot run code, and cannot load anything either.
"""

import base64
import hashlib
from collections.abc import Iterable


def script_hash(code: str) -> str:
    """Return the CSP source that allows exactly this script text."""
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy_for_scripts(scripts: Iterable[str]) -> str:
    """Return the policy of a page in which just these script texts may run.

    Parameters
    ----------
    scripts
        Texts as they stand between `<script>` and `</script>`. None: no script at all.
    """
    hashes = " ".join(script_hash(code) for code in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
