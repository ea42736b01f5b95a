"""The words a dataset may use: kinds, roles, standings, statuses, measures, qualifiers.

Every vocabulary comes from tables.json, so a word added there is known everywhere at once. The
only rules that live here are about drawing: which layer an item belongs to, which roles say where
it happened.
"""

from geomap.incidents.tables import dataset_tables


def _vocabulary(table: str, column: str) -> tuple[str, ...]:
    return dataset_tables()[table].columns[column].choices


KINDS = _vocabulary("incidents", "kind")
STATUSES = _vocabulary("incidents", "status")
DATE_PRECISIONS = _vocabulary("incidents", "date_precision")
ROLES = _vocabulary("locations", "role")
STANDINGS = _vocabulary("locations", "standing")
MEASURES = _vocabulary("claims", "measure")
QUALIFIERS = _vocabulary("claims", "qualifier")
SITE_KINDS = _vocabulary("sites", "kind")
SITE_CHANGES = _vocabulary("site_changes", "change")
SITE_STATUSES = _vocabulary("site_changes", "status_after")
EMBEDS = _vocabulary("sources", "embed")

SITE_LAYER = "site"
LAYERS = (*KINDS, SITE_LAYER)
"""Layers in the order a reader meets them."""

# Airstrips, oil fields and gas plants stand in the data because forces are stationed there.
_SITE_KINDS_USED_AS_BASES = frozenset({"base", "airfield", "oil_field", "gas_plant"})


def layer_of_site(kind: str) -> str:
    """Name the layer of a site: `base` for what forces are stationed in, else `site`.

    Examples
    --------
    >>> layer_of_site("oil_field"), layer_of_site("prison")
    ('base', 'site')
    """
    return "base" if kind in _SITE_KINDS_USED_AS_BASES else SITE_LAYER
