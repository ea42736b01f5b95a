from pathlib import Path

import folium
import pytest
from branca.element import Figure
from folium.plugins import MarkerCluster

import geomap
from geomap.render import ExternalAssetError, TemplateTextError
from tests.render.conftest import ReadPage

POINT = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "عطمة"},
            "geometry": {"type": "Point", "coordinates": [36.69, 36.31]},
        }
    ],
}


@pytest.fixture
def view(incidents: geomap.Incidents) -> geomap.IncidentMap:
    return geomap.IncidentMap(incidents)


def script_of(view: geomap.IncidentMap) -> str:
    return ReadPage(view.get_root().render()).scripts[-1]


def test_layers_of_ones_own_are_drawn_and_repeatable(view: geomap.IncidentMap) -> None:
    group = folium.FeatureGroup("mine").add_to(view)
    folium.Marker([36.3, 36.7], popup="a popup", tooltip="a tip").add_to(group)
    folium.Marker([36.4, 36.7], icon=folium.DivIcon(html="<b>x</b>")).add_to(view)
    folium.GeoJson(POINT, tooltip=folium.GeoJsonTooltip(["name"])).add_to(view)
    view.keep_in_front(group)
    folium.LayerControl().add_to(view)
    script = script_of(view)
    for part in ("L.marker", "a popup", "a tip", "L.divIcon", "L.geoJson", "L.control.layers"):
        assert part in script
    assert script_of(view) == script


def test_templates_in_a_popup_are_not_evaluated(view: geomap.IncidentMap) -> None:
    folium.Marker([36.3, 36.7], popup="{{ 1234 * 1001 }}", tooltip="{{ this.get_root() }}").add_to(
        view
    )
    script = script_of(view)
    assert "{{ 1234 * 1001 }}" in script
    assert "{{ this.get_root() }}" in script
    assert "1235234" not in script


def test_a_popup_cannot_end_the_script(view: geomap.IncidentMap) -> None:
    folium.Marker([36.3, 36.7], popup="</script><script>alert(1)</script><!--").add_to(view)
    page = ReadPage(view.get_root().render())
    assert len(page.scripts) == 4
    assert "geomap.mount" in page.scripts[-1]
    assert "alert(1)" in page.scripts[-1]


def test_text_that_breaks_the_template_compiler_is_explained(view: geomap.IncidentMap) -> None:
    folium.Marker([36.3, 36.7], popup="call {#2").add_to(view)
    with pytest.raises(TemplateTextError, match="own holds text that branca cannot compile"):
        view.get_root().render()


def test_a_plug_in_from_elsewhere_is_refused_with_what_to_do(view: geomap.IncidentMap) -> None:
    MarkerCluster([[36.3, 36.7]]).add_to(view)
    with pytest.raises(ExternalAssetError, match=r"assets=\{'markerclusterjs': PATH\}") as caught:
        view.get_root().render()
    assert caught.value.name == "markerclusterjs"
    assert caught.value.url.startswith("https://")


def test_a_plug_in_whose_files_are_given_is_embedded(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    script, style = tmp_path / "cluster.js", tmp_path / "cluster.css"
    script.write_text("L.markerClusterGroup = 1;", encoding="utf-8")
    style.write_text(".cluster {}", encoding="utf-8")
    assets = {
        "markerclusterjs": script,
        "markerclustercss": style,
        "markerclusterdefaultcss": style,
    }
    view = geomap.IncidentMap(incidents, assets=assets)
    MarkerCluster([[36.3, 36.7]]).add_to(view)
    page = ReadPage(view.get_root().render())
    assert "L.markerClusterGroup = 1;" in page.scripts
    assert len(page.hashes) == len(page.scripts)


@pytest.mark.parametrize(
    "element",
    [
        folium.TileLayer("OpenStreetMap"),
        folium.WmsTileLayer("https://example.org/wms", layers="a"),
        folium.Marker([36.3, 36.7], icon=folium.Icon()),
        folium.GeoJson(POINT, marker=folium.Marker(icon=folium.Icon())),
        folium.raster_layers.ImageOverlay("https://example.org/a.png", [[36, 36], [37, 37]]),
    ],
    ids=["tiles", "WMS", "icon font", "icon font of features", "picture"],
)
def test_an_element_that_would_fetch_is_refused(
    element: folium.Element, view: geomap.IncidentMap
) -> None:
    view.add_child(element)
    with pytest.raises(ExternalAssetError, match="a geomap page loads nothing"):
        view.get_root().render()


def test_tiles_as_an_option_are_refused_as_well(incidents: geomap.Incidents) -> None:
    view = geomap.IncidentMap(incidents, tiles="OpenStreetMap")
    with pytest.raises(ExternalAssetError, match="borders, rivers and towns"):
        view.get_root().render()


def test_a_map_moved_into_another_figure_is_refused(view: geomap.IncidentMap) -> None:
    figure = Figure()
    figure.add_child(view)
    with pytest.raises(TypeError, match="add your elements to the map"):
        figure.render()


def test_own_javascript_may_name_the_map(view: geomap.IncidentMap) -> None:
    view.get_root().script.add_child(folium.Element(f"{view.get_name()}.setZoom(6);"))
    assert "map_2.setZoom(6);" in script_of(view)


def test_switches_of_leaflet_stand_before_it(incidents: geomap.Incidents) -> None:
    page = ReadPage(geomap.IncidentMap(incidents, no_touch=True).get_root().render())
    assert page.scripts[0] == "L_NO_TOUCH = true;L_DISABLE_3D = false;"
    assert len(page.hashes) == len(page.scripts)
