"""What a page may load: only what stands inside it.

Every JavaScript and CSS link of every folium element passes through the figure's header, so one
element there swaps each link for a local text, drops what the page does not need and refuses the
rest. Elements that would fetch by themselves, such as map tiles, are refused by name.
"""

from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Self, TypeAlias

from branca.element import CssLink, Element, JavascriptLink, Link
from folium.features import GeoJson
from folium.map import Icon
from folium.raster_layers import ImageOverlay, TileLayer, VideoOverlay, WmsTileLayer

from geomap.errors import GeomapError
from geomap.render.bundle import read_bundle
from geomap.render.verbatim import OwnScript, OwnStyle, Verbatim

# folium's own name of a link → what stands in for it; None: nothing, the page does without.
_LOCAL: Mapping[str, Callable[[], str] | None] = {
    "leaflet": lambda: read_bundle("leaflet.js"),
    "leaflet_css": lambda: read_bundle("leaflet.css"),
    "jquery": None,  # folium_stand_ins.js has the part of it that folium uses
    "bootstrap": None,
    "bootstrap_css": None,
    "awesome_markers": None,
    "awesome_markers_css": None,
    "awesome_markers_font_css": None,
    "awesome_rotate_css": None,
    "glyphicons_css": None,
}

AssetPaths: TypeAlias = Mapping[str, str | PathLike[str]]


class ExternalAssetError(GeomapError, ValueError):
    """A folium element asks for something that is not inside the page.

    Attributes
    ----------
    name
        folium's name of the asset, or the class of the element.
    url
        Where it would come from.
    """

    def __init__(self, message: str, *, name: str, url: str) -> None:
        super().__init__(message)
        self.name = name
        self.url = url


class AssetHeader(Element):
    """The figure's header: takes links in, writes texts out.

    Parameters
    ----------
    assets
        Local files for links that geomap carries no copy of, by folium's name of the link.
    """

    def __init__(self, assets: AssetPaths | None = None) -> None:
        super().__init__()
        self.assets = dict(assets or {})

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Self:
        """Add an element; a link becomes the text it links to, or an `ExternalAssetError`."""
        if isinstance(child, Link):
            local = self._local_text(child, name or child.get_name())
            if local is None:
                return self
            child = local
        super().add_child(child, name=name, index=index)
        return self

    def _local_text(self, link: Link, name: str) -> Verbatim | None:
        make = OwnScript if isinstance(link, JavascriptLink) else OwnStyle
        if name in self.assets:
            return make(Path(self.assets[name]).read_text("utf-8"))
        if name not in _LOCAL:
            kind = "style sheet" if isinstance(link, CssLink) else "script"
            message = (
                f"a folium element asks for the {kind} {name!r} from {link.url!r}, and a geomap "
                "page loads nothing from anywhere. Leave the element out, or download the file "
                f"and pass IncidentMap(..., assets={{{name!r}: PATH}})."
            )
            raise ExternalAssetError(message, name=name, url=link.url)
        read = _LOCAL[name]
        return None if read is None else make(read())


def refuse_external_elements(elements: Iterable[Element]) -> None:
    """Raise for the first element that would fetch something when the page is opened.

    The Content-Security-Policy would stop the fetch anyway; what remained would be a grey map or
    a script error that nobody can explain.

    Raises
    ------
    ExternalAssetError
        Naming the element, what it would load and what to do instead.
    """
    for element in elements:
        found = _external_need(element)
        if found:
            url, advice = found
            name = type(element).__name__
            message = f"folium.{name} needs {url!r}, and a geomap page loads nothing. {advice}"
            raise ExternalAssetError(message, name=name, url=url)


def _external_need(element: Element | None) -> tuple[str, str] | None:
    if isinstance(element, TileLayer | WmsTileLayer):
        advice = "Leave it out: borders, rivers and towns are drawn from data inside the page."
        return str(_address_of(element)), advice
    if isinstance(element, GeoJson) and element.marker is not None:
        return _external_need(element.marker.icon)
    if isinstance(element, Icon):
        advice = "Leave the icon out, or use folium.DivIcon or folium.CircleMarker."
        return "Font Awesome's fonts", advice
    if isinstance(element, ImageOverlay | VideoOverlay) and _is_remote(_address_of(element)):
        advice = "Pass a local image file: folium embeds it."
        return str(_address_of(element)), advice
    return None


def _address_of(element: Element) -> Any:
    return getattr(element, "tiles", None) or getattr(element, "url", None)


def _is_remote(address: Any) -> bool:
    return str(address).strip().lower().startswith(("http:", "https:", "ftp:", "//"))
