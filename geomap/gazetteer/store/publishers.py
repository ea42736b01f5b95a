"""Where installed data come from: base addresses, which the environment can change.

Each is the address of the publisher itself, or of a mirror with the same paths below it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

VARIABLES: Mapping[str, str] = {
    "geonames": "GEOMAP_GEONAMES_URL",
    "ocha": "GEOMAP_OCHA_URL",
    "geoboundaries": "GEOMAP_GEOBOUNDARIES_URL",
}


@dataclass(frozen=True, slots=True)
class Publishers:
    """Base addresses without a slash at the end."""

    geonames: str = "https://download.geonames.org/export/dump"
    ocha: str = "https://data.humdata.org"
    geoboundaries: str = "https://www.geoboundaries.org"


def publishers_from_environment(**given: str | None) -> Publishers:
    """Return the addresses given, else those of the environment, else the publishers' own."""
    own = Publishers()
    chosen = {
        name: (given.get(name) or os.environ.get(variable) or getattr(own, name)).rstrip("/")
        for name, variable in VARIABLES.items()
    }
    return Publishers(**chosen)
