"""One stored spelling of one place, with its keys: what a store hands to whoever ranks."""

from typing import NamedTuple

from geomap.gazetteer.model import Place, PlaceName
from geomap.gazetteer.name_keys import NameKeys


class StoredSpelling(NamedTuple):
    """A spelling, the place that bears it, and the keys that were computed when it was written.

    `place` is lean: its `names` hold the name to show alone (EPSG:4326 coordinates, kind, radius,
    rank and source are all there). Who needs the other spellings reads the whole place by its id.
    """

    place: Place
    name: PlaceName
    keys: NameKeys
