"""Draw incidents as one safe HTML file: payload, folium elements, page, index."""

from geomap.render.assets import ExternalAssetError
from geomap.render.bundle import BundleError
from geomap.render.compose import LanguageError, edition_record, payload_from_incidents
from geomap.render.incident_map import IncidentMap
from geomap.render.index import index_page
from geomap.render.index_entry import IndexEntry, entry_from_map
from geomap.render.map_folder import FolderError, write_maps
from geomap.render.old_page import OldPageError
from geomap.render.page import TemplateTextError
from geomap.render.payload import Payload
from geomap.render.since import OlderEdition, OtherPeriodError, editions_to_compare

__all__ = [
    "BundleError",
    "ExternalAssetError",
    "FolderError",
    "IncidentMap",
    "IndexEntry",
    "LanguageError",
    "OldPageError",
    "OlderEdition",
    "OtherPeriodError",
    "Payload",
    "TemplateTextError",
    "edition_record",
    "editions_to_compare",
    "entry_from_map",
    "index_page",
    "payload_from_incidents",
    "write_maps",
]
