"""Every way measured of making a map of the same table: geomap, its peers, and the least there is.

Each builder is `build(incidents, target)`: it gets the table in memory and leaves one HTML file
that shows all incidents and tells, of each, date, kind, place, text, low, high and both addresses.
It is written as the peer's own documentation would have it; where a peer is faster with other input
(a GeoDataFrame, a list of rows) making that input counts. Imports stand inside the functions, so
that a builder pays for nobody else's; `modules` are imported before the clock starts.
"""

import html
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

CENTRE = (34.9, 38.7)  # lat, lon: folium's order
ZOOM = 7
COLOURS = {
    "strike": "#d6004b", "shelling": "#ff7a00", "clash": "#0057d9", "attack": "#8a2be2",
    "operation": "#009e3d", "arrest": "#00a2b8", "sighting": "#c71585", "convoy": "#b8860b",
}  # fmt: skip
TOLD = ["date", "kind", "place", "text", "killed_low", "killed_high", "url_1", "url_2"]


@dataclass(frozen=True)
class Builder:
    """A way of making a map.

    Parameters
    ----------
    name
        As the table calls it.
    modules
        What is imported before the clock starts.
    build
        Writes the file.
    most
        It is not asked for more incidents: folium would take a quarter of an hour for a
        million, and no browser opens that.
    """

    name: str
    modules: tuple[str, ...]
    build: Callable[[pd.DataFrame, Path], None]
    most: float = 100_000


def build_geomap(incidents: pd.DataFrame, target: Path) -> None:
    """Build as `geomap.IncidentMap` does."""
    import geomap  # noqa: PLC0415
    from benchmarks.maps.own_table import read_made_up  # noqa: PLC0415

    geomap.IncidentMap(read_made_up(incidents)).save(target)


def build_minimal(incidents: pd.DataFrame, target: Path) -> None:
    """Build the least page: Leaflet, a canvas, columns."""
    from benchmarks.maps.minimal_page import write_minimal_page  # noqa: PLC0415

    write_minimal_page(incidents, target)


def build_folium_markers(incidents: pd.DataFrame, target: Path) -> None:
    """Build with a `folium.Marker` each."""
    page = _folium_map()
    _add_markers(incidents, page)
    page.save(target)


def build_folium_clusters(incidents: pd.DataFrame, target: Path) -> None:
    """Build with a `folium.Marker` each in a `MarkerCluster`."""
    from folium.plugins import MarkerCluster  # noqa: PLC0415

    page = _folium_map()
    _add_markers(incidents, MarkerCluster().add_to(page))
    page.save(target)


def build_folium_fast_clusters(incidents: pd.DataFrame, target: Path) -> None:
    """Build with `FastMarkerCluster`: rows of data and a function that makes the marker."""
    from folium.plugins import FastMarkerCluster  # noqa: PLC0415

    table = _with_plain_dates(incidents)
    make_marker = """
    function (row) {
      const marker = L.marker(new L.LatLng(row[0], row[1]));
      const text = document.createElement("div");
      text.textContent = row.slice(2).join(" | ");
      return marker.bindPopup(text);
    }"""
    rows = table[["lat", "lon", *TOLD]].to_numpy().tolist()
    page = _folium_map()
    FastMarkerCluster(rows, callback=make_marker).add_to(page)
    page.save(target)


def build_folium_geojson(incidents: pd.DataFrame, target: Path) -> None:
    """Build with `folium.GeoJson`, circles on a canvas."""
    import folium  # noqa: PLC0415

    page = _folium_map(prefer_canvas=True)
    folium.GeoJson(
        _feature_collection(incidents),
        marker=folium.CircleMarker(radius=4, weight=0, fill=True, fill_opacity=0.9),
        style_function=lambda feature: {"fillColor": COLOURS[feature["properties"]["kind"]]},
        popup=folium.GeoJsonPopup(fields=TOLD),
    ).add_to(page)
    page.save(target)


def build_explore(incidents: pd.DataFrame, target: Path) -> None:
    """Build with `GeoDataFrame.explore`."""
    page = _geodataframe(incidents).explore(
        column="kind", cmap=list(COLOURS.values()), categories=list(COLOURS), popup=TOLD,
        tooltip=False, marker_kwds={"radius": 4, "fill": True}, prefer_canvas=True,
    )  # fmt: skip
    page.save(target)


def build_lonboard(incidents: pd.DataFrame, target: Path) -> None:
    """Build with lonboard's `ScatterplotLayer`."""
    import lonboard  # noqa: PLC0415

    frame = _geodataframe(incidents)
    layer = lonboard.ScatterplotLayer.from_geopandas(
        frame, get_fill_color=_rgb_rows(frame["kind"]), radius_min_pixels=3, pickable=True
    )
    lonboard.Map(layer).to_html(target)


def build_pydeck(incidents: pd.DataFrame, target: Path) -> None:
    """Build with pydeck's `ScatterplotLayer`."""
    import pydeck  # noqa: PLC0415

    table = _with_plain_dates(incidents)
    table["colour"] = _rgb_rows(table["kind"]).tolist()
    layer = pydeck.Layer(
        "ScatterplotLayer", table, get_position=["lon", "lat"], get_fill_color="colour",
        radius_min_pixels=3, pickable=True,
    )  # fmt: skip
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    tooltip = {"text": "\n".join(f"{{{name}}}" for name in TOLD)}
    deck = pydeck.Deck(layers=[layer], initial_view_state=view, tooltip=tooltip)
    deck.to_html(str(target), notebook_display=False)


def build_plotly(incidents: pd.DataFrame, target: Path) -> None:
    """Build with plotly's `scatter_map`."""
    import plotly.express as px  # noqa: PLC0415

    figure = px.scatter_map(
        incidents, lat="lat", lon="lon", color="kind", color_discrete_map=COLOURS,
        hover_data=TOLD, zoom=ZOOM - 1, center={"lat": CENTRE[0], "lon": CENTRE[1]},
        map_style="open-street-map",
    )  # fmt: skip
    figure.write_html(target)


def _folium_map(**options: Any) -> Any:
    import folium  # noqa: PLC0415

    return folium.Map(location=CENTRE, zoom_start=ZOOM, **options)


def _add_markers(incidents: pd.DataFrame, layer: Any) -> None:
    import folium  # noqa: PLC0415

    table = _with_plain_dates(incidents)
    places = zip(table["lat"].tolist(), table["lon"].tolist(), strict=True)
    for place, text in zip(places, _texts(table), strict=True):
        folium.Marker(place, popup=folium.Popup(text, max_width=340)).add_to(layer)


def _texts(table: pd.DataFrame) -> Iterator[str]:
    for row in table[TOLD].itertuples(index=False):
        yield "<br>".join(html.escape(str(value)) for value in row)


def _with_plain_dates(incidents: pd.DataFrame) -> pd.DataFrame:
    return incidents.assign(date=incidents["date"].dt.strftime("%Y-%m-%d"))


def _geodataframe(incidents: pd.DataFrame) -> Any:
    import geopandas  # noqa: PLC0415

    table = _with_plain_dates(incidents)
    points = geopandas.points_from_xy(table.pop("lon"), table.pop("lat"), crs="EPSG:4326")
    return geopandas.GeoDataFrame(table, geometry=points)


def _feature_collection(incidents: pd.DataFrame) -> dict[str, Any]:
    table = _with_plain_dates(incidents)
    points = zip(table["lon"].tolist(), table["lat"].tolist(), strict=True)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(point)},
            "properties": properties,
        }
        for point, properties in zip(points, table[TOLD].to_dict("records"), strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def _rgb_rows(kinds: pd.Series) -> Any:
    import numpy as np  # noqa: PLC0415

    colour = {kind: [int(code[i : i + 2], 16) for i in (1, 3, 5)] for kind, code in COLOURS.items()}
    return np.array(kinds.map(colour).tolist(), dtype="uint8")


BUILDERS = {
    builder.name: builder
    for builder in (
        Builder("geomap", ("geomap.incidents", "geomap.render"), build_geomap, math.inf),
        Builder("minimal page", ("benchmarks.maps.minimal_page",), build_minimal, math.inf),
        Builder("lonboard", ("lonboard", "geopandas"), build_lonboard),
        Builder("plotly scatter_map", ("plotly.express",), build_plotly),
        Builder("pydeck", ("pydeck",), build_pydeck),
        Builder("folium FastMarkerCluster", ("folium.plugins",), build_folium_fast_clusters),
        Builder(
            "GeoDataFrame.explore",
            ("geopandas", "folium", "matplotlib.pyplot", "mapclassify"),
            build_explore,
        ),
        Builder("folium GeoJson", ("folium",), build_folium_geojson),
        Builder("folium MarkerCluster", ("folium.plugins",), build_folium_clusters),
        Builder("folium Marker", ("folium",), build_folium_markers),
    )
}
