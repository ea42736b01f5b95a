"""Turn conflict reports into honest maps.

A gazetteer resolves place names as reports write them; a dataset holds incidents with the claims
of each source; a renderer draws a period as one HTML file that asks nothing of the network.

The names below load on first use, so that `geomap --help` and a bare place look-up do not pay for
pandas and folium.

Examples
--------
>>> import geomap
>>> geomap.Gazetteer.open().resolve("Atmeh").precision
'place'
"""

from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.errors import GeomapError
    from geomap.gazetteer import Candidate, Gazetteer, Location
    from geomap.incidents import Incidents, Period, read_incidents
    from geomap.render import IncidentMap

__all__ = [
    "Candidate",
    "Gazetteer",
    "GeomapError",
    "IncidentMap",
    "Incidents",
    "Location",
    "Period",
    "read_incidents",
]

_HOMES = {
    "Candidate": "geomap.gazetteer",
    "Gazetteer": "geomap.gazetteer",
    "GeomapError": "geomap.errors",
    "IncidentMap": "geomap.render",
    "Incidents": "geomap.incidents",
    "Location": "geomap.gazetteer",
    "Period": "geomap.incidents",
    "read_incidents": "geomap.incidents",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return metadata.version("geomap")
    try:
        home = _HOMES[name]
    except KeyError:
        message = f"module 'geomap' has no attribute {name!r}; it offers {', '.join(__all__)}"
        raise AttributeError(message) from None
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
