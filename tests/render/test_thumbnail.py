"""Small maps: they draw what the dataset has, and nothing sharper than it is known."""

import math
import re
from pathlib import Path

import pytest

import geomap
from geomap.render import payload_from_incidents
from geomap.render.payload import Payload
from geomap.render.thumbnail import ThumbnailSheet
from geomap.render.thumbnail_glyphs import Glyph, place_glyphs
from geomap.render.thumbnail_ground import Frame, Ground, path_of
from geomap.render.thumbnail_marks import Marks, PointMark, marks_from_payload
from tests.incidents.conftest import VALID_ROWS
from tests.render.conftest import HOSTILE, MakeIncidents

SYRIA = (35.5, 32.0, 42.6, 37.5)
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
LOOK = ("strike", "reported", False, False)


def payload_of(incidents: geomap.Incidents, period: str) -> Payload:
    return payload_from_incidents(incidents.period(period))


def sheet() -> ThumbnailSheet:
    return ThumbnailSheet(SYRIA, ground=Ground(TRIANGLE))


def test_every_placed_incident_of_a_month_is_drawn(incidents: geomap.Incidents) -> None:
    payload = payload_of(incidents, "2022-02")
    marks = marks_from_payload(payload)
    drawn = {mark.item for mark in [*marks.points, *marks.areas, *marks.journeys]}
    placed = {
        item["id"]
        for item in payload["items"]
        if item["type"] == "incident" and item["drawn"] in ("mapped", "area")
    }
    assert drawn == placed


def test_what_is_known_as_an_area_has_no_point(incidents: geomap.Incidents) -> None:
    marks = marks_from_payload(payload_of(incidents, "2019-10"))  # "Idlib": a governorate
    assert [area.item for area in marks.areas] == ["barisha"]
    assert marks.points == []


def test_sites_that_merely_stand_are_apart_from_those_that_changed(
    incidents: geomap.Incidents,
) -> None:
    changed = marks_from_payload(payload_of(incidents, "2022-01"))
    standing = marks_from_payload(payload_of(incidents, "2022-03"))
    assert [mark.item for mark in changed.points] == ["convoy", "tanf"]
    assert changed.standing == []
    assert (standing.points, len(standing.standing)) == ([], 1)


def test_a_journey_goes_by_the_places_that_are_known(make_incidents: MakeIncidents) -> None:
    place = {"incident_id": "convoy", "standing": "primary", "source_id": "sohr-88"}
    incidents = make_incidents(
        locations=[
            VALID_ROWS["locations"][2],
            {**place, "role": "via", "lon": "42.4", "lat": "37.0", "note": "n"},
            {**place, "role": "destination", "lon": "40.5", "lat": "36.5", "note": "n"},
        ]
    )
    (journey,) = marks_from_payload(payload_of(incidents, "2022-01")).journeys
    assert journey.chain == ((42.4, 37.0), (40.5, 36.5))
    drawn = sheet().thumbnail(Marks(journeys=[journey]), label="")
    assert "stroke-dasharray" in drawn  # only two places of it are known


def test_a_line_of_separation_is_no_border() -> None:
    frame = Frame(SYRIA)
    assert 'class="g-border"' in Ground(TRIANGLE).markup(frame)
    separated = {**TRIANGLE, "ceasefire": [{"units": ["BBB-1", "AAA-*"]}]}
    ground = Ground(separated).markup(frame)
    assert 'class="g-ceasefire"' in ground
    assert 'class="g-border"' not in ground


def test_a_ground_without_a_basemap_is_empty() -> None:
    assert Ground({}).markup(Frame(SYRIA)) == ""


def test_north_is_up_and_a_degree_of_latitude_is_longer_than_one_of_longitude() -> None:
    frame = Frame(SYRIA)
    (x, y), (east_x, _), (_, north_y) = (
        frame.xy(38, 34),
        frame.xy(39, 34),
        frame.xy(38, 35),
    )
    assert east_x > x
    assert (y - north_y) / (east_x - x) == pytest.approx(1 / math.cos(math.radians(34.5)), 1e-3)


def test_a_path_is_written_in_tenths_of_a_pixel_from_point_to_point() -> None:
    assert path_of([(0, 0), (10.04, 0), (10.04, 5), (0, 0)], is_closed=True) == "M0 0l10 0l0 5z"
    assert path_of([(1.25, 2), (1.26, 2), (3, 2)]) == "M1.2 2l0.1 0l1.7 0"


def test_glyphs_that_share_a_place_step_aside_and_stay_in_the_picture() -> None:
    glyphs = [Glyph((2, 2), [(LOOK, 1)], is_badge=True) for _ in range(6)]
    spots = [spot for _, spot in place_glyphs(glyphs, (240, 200))]
    assert len(set(spots)) == 6
    for x, y in spots:
        assert glyphs[0].width_px / 2 <= x <= 240
        assert glyphs[0].height_px / 2 <= y <= 200


def test_incidents_of_one_place_are_one_symbol_with_their_number() -> None:
    marks = Marks(points=[PointMark((38, 35), LOOK, name) for name in "abc"])
    drawn = sheet().thumbnail(marks, label="")
    assert re.findall(r"<text[^>]*>(\d+)</text>", drawn) == ["3"]
    assert len(re.findall(r'<use href="#s', drawn)) == 1


def test_what_lies_outside_the_frame_is_counted_and_not_drawn() -> None:
    marks = Marks(points=[PointMark((10, 35), LOOK, "far"), PointMark((38, 35), LOOK, "near")])
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
        drawing.thumbnail(marks_from_payload(payload_of(incidents, period)), label=period)
        for period in ("2019-10", "2022-01", "2022-02")
    )
    used = set(re.findall(r'(?:href="#|url\(#)(\w+)', maps))
    defined = re.findall(r' id="(\w+)"', drawing.definitions())
    assert used <= set(defined)
    assert len(defined) == len(set(defined))


def test_the_pages_own_basemap_is_read() -> None:
    static = Path(geomap.__file__).parent / "render" / "_static" / "basemap.json"
    ground = Ground.from_text(static.read_text("utf-8"))
    drawn = ground.markup(Frame(SYRIA))
    for line in ("g-home", "g-abroad", "g-river", "g-lake", "g-admin", "g-coast", "g-border"):
        assert f'class="{line}"' in drawn
    assert 'class="g-ceasefire"' in drawn
    assert len(drawn) < 40_000
    assert ground.rings_of_units(["SYR-143"])
