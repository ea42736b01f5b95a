"""A stored spelling: what every index, in memory or on disk, hands out to be compared."""

from typing import NamedTuple

from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys


class StoredSpelling(NamedTuple):
    """One spelling of one place with its keys.

    Of the place only `place_id`, `kind`, `lon`, `lat` and `rank` may be filled in: an index on disk
    hands out hundreds of them for one question.
    """

    place: Place
    name: PlaceName
    keys: NameKeys
