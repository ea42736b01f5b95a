"""The page's Content-Security-Policy: nothing is loaded, and only scripts we know may run.

A page whose data stands beside it has a second policy, and a browser obeys both: what is loaded
must come from where the page came from, and must have been asked for by a script of ours, so that
no markup can load anything. A hash of each file would be tighter still, but browsers do not check
one on pages from disk.

The hashes come from the scripts as geomap made them, never from the finished page: hashing
whatever script stands there would bless an injected one. Styles may be inline, because Leaflet
positions everything with them; a style cannot run code, and cannot load anything either.
"""

import base64
import hashlib
from collections.abc import Iterable

_NEAR = "'self' file:"


def script_hash(code: str) -> str:
    """Return the CSP source that allows exactly this script text."""
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policies_with_files(scripts: Iterable[str]) -> list[str]:
    """Return the policies of a page whose own scripts load further ones from beside it.

    Parameters
    ----------
    scripts
        As in `policy_for_scripts`.
    """
    own = list(scripts)
    # `'self'` is the page's host on the web. From disk it is nothing in some browsers, and there
    # `file:` is needed; from the web no browser lets a page load what is on the disk.
    return [_policy([*map(script_hash, own), source]) for source in ("'strict-dynamic'", _NEAR)]


def policy_for_scripts(scripts: Iterable[str]) -> str:
    """Return the policy of a page in which just these script texts may run.

    Parameters
    ----------
    scripts
        Texts as they stand between `<script>` and `</script>`. None: no script at all.
    """
    return _policy(map(script_hash, scripts))


def _policy(sources: Iterable[str]) -> str:
    allowed = " ".join(sources) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
