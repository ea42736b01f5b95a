"""Small maps: they draw what the dataset has, and nothing sharper than it is known."""

import json
import math
import re
from pathlib import Path

import pytest
import shapely

import geomap
from geomap.render import payload_from_incidents
from geomap.render.payload import Payload
from geomap.render.static_clusters import cluster_marks
from geomap.render.static_frame import Frame, frame_around, world_from_lon_lat
from geomap.render.static_ground import GROUND, area_path, ground_markup
from geomap.render.static_layout import Room
from geomap.render.static_marks import Marks, PointMark, Sign, marks_of_payload
from geomap.render.static_topology import Topology
from geomap.render.thumbnail import WIDTH, ThumbnailSheet
from tests.incidents.conftest import VALID_ROWS
from tests.render.conftest import HOSTILE, MakeIncidents

NORTH_WEST, SOUTH_EAST = (35.5, 37.5), (42.6, 32.0)
BORDER, CEASEFIRE = 'stroke-width="1"/>', 'stroke-dasharray="1 4"'
TRIANGLE = {
    "type": "Topology",
    "home": "AAA",
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    # two neighbours of one country, and one abroad beyond a line of separation
    "arcs": [
        [[36, 33], [0, 4], [2, 0]],
        [[38, 37], [0, -4]],
        [[38, 33], [-2, 0]],
        [[38, 37], [2, 0], [0, -4], [-2, 0]],
    ],
    "objects": {
        "units": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, 1, 2]],
                    "properties": {"code": "AAA-1", "country": "AAA"},
                },
                {
                    "type": "Polygon",
                    "arcs": [[3, -2]],
                    "properties": {"code": "BBB-1", "country": "BBB"},
                },
            ]
        }
    },
}


def payload_of(incidents: geomap.Incidents, period: str) -> Payload:
    return payload_from_incidents(incidents.period(period))


def frame() -> Frame:
    corners = [world_from_lon_lat(*NORTH_WEST), world_from_lon_lat(*SOUTH_EAST)]
    return frame_around(corners, width=WIDTH)


def sheet() -> ThumbnailSheet:
    return ThumbnailSheet(frame(), topology=Topology(TRIANGLE))


def point(lon: float, lat: float, number: int) -> PointMark:
    return PointMark(Sign(number, "strike", "reported"), world_from_lon_lat(lon, lat))


def test_every_placed_incident_of_a_month_is_drawn(incidents: geomap.Incidents) -> None:
    payload = payload_of(incidents, "2022-02")
    drawn = {sign.number for sign, _ in marks_of_payload(payload).places()}
    placed = {
        number
        for number, item in enumerate(payload["items"], start=1)
        if item["drawn"] in ("mapped", "area")
    }
    assert drawn == placed


def test_what_is_known_as_an_area_has_no_point(incidents: geomap.Incidents) -> None:
    payload = payload_of(incidents, "2019-10")  # "Idlib": a governorate
    marks = marks_of_payload(payload)
    (area,) = marks.areas.values()
    assert [payload["items"][sign.number - 1]["id"] for sign in area.main] == ["barisha"]
    assert marks.points == []


def test_sites_that_merely_stand_are_apart_from_those_that_changed(
    incidents: geomap.Incidents,
) -> None:
    changed = marks_of_payload(payload_of(incidents, "2022-01"))
    standing = marks_of_payload(payload_of(incidents, "2022-03"))
    assert [mark.sign.is_standing for mark in changed.points] == [False, False]
    assert [mark.sign.is_standing for mark in standing.points] == [True]
    drawn = sheet().thumbnail(standing, label="")
    assert 'class="stands"' in drawn
    assert 'href="#s' not in drawn


def test_a_journey_goes_by_the_places_that_are_known(make_incidents: MakeIncidents) -> None:
    place = {"incident_id": "convoy", "standing": "primary", "source_id": "sohr-88"}
    incidents = make_incidents(
        locations=[
            VALID_ROWS["locations"][2],
            {**place, "role": "via", "lon": "42.4", "lat": "37.0", "note": "n"},
            {**place, "role": "destination", "lon": "40.5", "lat": "36.5", "note": "n"},
        ]
    )
    marks = marks_of_payload(payload_of(incidents, "2022-01"))
    (journey,) = marks.journeys.values()
    ends = [world_from_lon_lat(42.4, 37.0), world_from_lon_lat(40.5, 36.5)]
    assert [journey.line[0], journey.line[-1]] == [pytest.approx(end) for end in ends]
    drawn = sheet().thumbnail(Marks(journeys=marks.journeys), label="")
    assert "stroke-dasharray" in drawn  # only two places of it are known


def test_a_line_of_separation_is_no_border() -> None:
    together = ground_markup(Topology(TRIANGLE), frame())
    assert BORDER in together
    assert CEASEFIRE not in together
    separated = Topology({**TRIANGLE, "ceasefire": [{"units": ["BBB-1", "AAA-*"]}]})
    ground = ground_markup(separated, frame())
    assert CEASEFIRE in ground
    assert BORDER not in ground


def test_a_ground_without_a_basemap_is_empty() -> None:
    assert "<path" not in ground_markup(Topology({}), frame())


def test_north_is_up_and_a_degree_of_latitude_is_longer_than_one_of_longitude() -> None:
    (x, y), (east_x, _), (_, north_y) = (
        frame().place(38, 34),
        frame().place(39, 34),
        frame().place(38, 35),
    )
    assert east_x > x
    assert (y - north_y) / (east_x - x) == pytest.approx(1 / math.cos(math.radians(34.5)), 1e-3)


def test_a_path_is_written_in_tenths_from_point_to_point() -> None:
    unit = Frame(width=20, height=20, left=0, top=0, size=1)
    world = shapely.Polygon([(-180, 0), (3420, 0), (3420, -80), (-180, -80)])
    path = area_path(world, unit)
    assert path.startswith("M")
    assert " -" not in path
    assert " 0." not in path


def test_badges_of_one_region_step_aside_and_stay_in_the_picture() -> None:
    crowd = Marks([PointMark(Sign(i, "strike"), (2 + 11 * (i // 2), 2)) for i in range(12)])
    glyphs = cluster_marks(crowd, Room(300, 250), reach=10)
    assert len({glyph.at for glyph in glyphs}) == len(glyphs) == 6
    for glyph in glyphs:
        left, top, right, bottom = glyph.rect
        assert min(left, top) >= 0
        assert (right <= 300, bottom <= 250) == (True, True)


def test_incidents_of_one_place_are_one_symbol_with_their_number() -> None:
    drawn = sheet().thumbnail(Marks([point(38, 35, number) for number in (1, 2, 3)]), label="")
    assert re.findall(r"<text[^>]*>(\d+)</text>", drawn) == ["3"]
    assert len(re.findall(r'<use href="#s', drawn)) == 1


def test_what_lies_outside_the_frame_is_counted_and_not_drawn() -> None:
    marks = Marks([point(10, 35, 1), point(38, 35, 2)])
    drawing = sheet()
    assert drawing.left_out(marks) == 1
    assert len(re.findall(r'<use href="#s', drawing.thumbnail(marks, label=""))) == 1


def test_a_label_stays_text() -> None:
    drawn = sheet().thumbnail(Marks(), label=" ".join(HOSTILE))
    assert "<script" not in drawn
    assert "&lt;/script&gt;" in drawn


def test_all_that_a_map_refers_to_is_defined(incidents: geomap.Incidents) -> None:
    drawing = sheet()
    maps = "".join(
        drawing.thumbnail(marks_of_payload(payload_of(incidents, period)), label=period)
        for period in ("2019-10", "2022-01", "2022-02")
    )
    used = set(re.findall(r'(?:href="#|url\(#)(\w+)', maps))
    defined = re.findall(r' id="(\w+)"', drawing.definitions())
    assert used <= set(defined)
    assert len(defined) == len(set(defined))


def test_the_pages_own_basemap_is_read() -> None:
    static = Path(geomap.__file__).parent / "render" / "_static" / "basemap.json"
    topology = Topology(json.loads(static.read_text("utf-8")))
    drawn = ground_markup(topology, frame())
    for color in GROUND.values():
        assert f'"{color}"' in drawn or color == GROUND["margin"]
    assert CEASEFIRE in drawn
    assert len(drawn) < 40_000
    assert not topology.union(["SYR-143"]).is_empty
