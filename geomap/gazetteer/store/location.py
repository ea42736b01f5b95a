"""Where the store lies: GEOMAP_STORE, else the user's own data folder."""

import os
import sys
from pathlib import Path

VARIABLE = "GEOMAP_STORE"
_NONE = {"none", "off"}


def default_store_path() -> Path | None:
    """Return the path of the store, which need not exist; None when GEOMAP_STORE is "none"."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return None if named.lower() in _NONE else Path(named).expanduser()
    return _user_data_folder() / "geomap" / "gazetteer.sqlite"


def _user_data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
