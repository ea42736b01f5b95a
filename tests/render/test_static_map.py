import re
from xml.etree import ElementTree as ET

import pytest

import geomap
from geomap.render import Payload, payload_from_incidents
from geomap.render.plain_list import noscript_from_payload
from geomap.render.static_clusters import cluster_marks
from geomap.render.static_frame import Frame, box_of_static_map, frame_of_box
from geomap.render.static_glyphs import Glyph, look_of
from geomap.render.static_layout import Room, layout_marks
from geomap.render.static_map import map_markup
from geomap.render.static_marks import (
    Marks,
    PointMark,
    Sign,
    marks_in_frame,
    marks_of_payload,
    vehicles_of,
)
from geomap.render.static_picture import static_picture

HOME = (35.7, 32.3, 42.4, 37.3)


@pytest.fixture
def payload(incidents: geomap.Incidents) -> Payload:
    return payload_from_incidents(incidents)


def frame_of(payload: Payload) -> Frame:
    return frame_of_box(box_of_static_map(payload, home=HOME), width=640, height=540)


def marks_of(payload: Payload) -> Marks:
    return marks_in_frame(marks_of_payload(payload), frame_of(payload))


def counted(glyphs: list[Glyph]) -> int:
    return sum(int(entry.text or 1) for glyph in glyphs for entry in glyph.entries)


def test_the_projection_is_web_mercator() -> None:
    frame = frame_of_box((35, 32, 43, 38), width=600, height=600)
    x, y = frame.place(39, 35)
    assert x == pytest.approx(300)
    # the parallel half way in degrees lies south of the middle
    assert y > 300
    assert frame.place(39, 36)[1] < y


def test_no_area_is_drawn_as_a_point(payload: Payload) -> None:
    marks = marks_of_payload(payload)
    exact = {
        item["id"]
        for item in payload["items"]
        for place in item["locations"]
        if place["precision"] in {"site", "place"} and place["lon"] is not None
    }
    assert {payload["items"][point.sign.number - 1]["id"] for point in marks.points} <= exact
    assert marks.points


def test_everything_located_is_on_the_map_by_its_number(payload: Payload) -> None:
    glyphs = layout_marks(marks_of(payload), Room(640, 540))
    shown = {int(number) for glyph in glyphs for number in glyph.numbers.split()}
    drawn = [
        number
        for number, item in enumerate(payload["items"], start=1)
        if item["drawn"] in {"mapped", "area"}
    ]
    assert sorted(shown) == drawn


def test_symbols_and_badges_keep_off_each_other(payload: Payload) -> None:
    exact = next(item for item in payload["items"] if item["drawn"] == "mapped")
    payload["items"] = [{**exact, "id": f"i{i}"} for i in range(7)]
    rects = [glyph.rect for glyph in layout_marks(marks_of(payload), Room(640, 540))]
    assert len(rects) == 7
    for i, one in enumerate(rects):
        for other in rects[i + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert apart or other[3] <= one[1]


def test_a_convoy_carries_the_number_that_stands(payload: Payload) -> None:
    convoy = next(item for item in payload["items"] if item["layer"] == "convoy")
    assert vehicles_of(convoy) == 130


def test_far_from_home_the_map_shows_what_there_is(payload: Payload) -> None:
    for item in payload["items"]:
        for place in item["locations"]:
            place.update(lon=85.3, lat=27.7, anchor=None, precision="site", shape=None)
    west, south, east, north = box_of_static_map(payload, home=HOME)
    assert (round(west), round(south), round(east), round(north)) == (85, 27, 86, 28)


def test_the_picture_without_scripts_is_one_named_image(payload: Payload) -> None:
    page = noscript_from_payload(payload)
    picture = page[page.index("<svg") : page.index("</svg>") + 6]
    root = ET.fromstring(picture)  # noqa: S314 - our own text
    assert root.attrib["role"] == "img"
    assert payload["title"] in root.attrib["aria-label"]
    assert root.attrib["direction"] == "ltr"
    assert re.findall(r'href="(?!#)', picture) == []


def test_an_empty_period_is_the_country_alone(incidents: geomap.Incidents) -> None:
    empty = payload_from_incidents(incidents.period("2001"))
    assert box_of_static_map(empty, home=HOME) == HOME
    assert map_markup(empty, width=640, height=540).startswith("<g>")


def test_a_crowded_picture_counts_every_item_and_is_small() -> None:
    whole = payload_from_incidents(geomap.read_incidents())
    room = Room(640, 540)
    marks = marks_of(whole)
    glyphs = cluster_marks(marks, room, reach=34)
    drawn = {sign for sign, _ in marks.places()}
    assert len(drawn) == whole["counts"]["mapped"] + whole["counts"]["area"]
    assert counted(glyphs) >= len(drawn)  # an item with two places is counted at both
    picture = static_picture(whole)
    assert len(picture.encode()) < 80_000
    said = re.findall(r"<text x=[^>]*>(\d+)</text>", picture)
    assert max(map(int, said)) > 40  # the convoys on one road


def test_what_lies_together_shares_a_badge_and_a_lone_place_keeps_its_symbol() -> None:
    marks = Marks([PointMark(Sign(i, "strike"), (100 + i, 100)) for i in range(12)])
    marks.points.append(PointMark(Sign(99, "attack"), (300, 300)))
    alone, badge = cluster_marks(marks, Room(640, 540), reach=20)
    assert (badge.is_badge, [entry.text for entry in badge.entries]) == (True, ["12"])
    assert (alone.is_badge, alone.at) == (False, (300, 300))


def test_the_kinds_of_a_full_badge_stand_in_rows() -> None:
    layers = ("arrest", "attack", "base", "clash", "convoy", "exercise", "operation")
    points = [PointMark(Sign(i, layer), (100, 100)) for i, layer in enumerate(layers)]
    (badge,) = cluster_marks(Marks(points), Room(640, 540), reach=20)
    assert [len(row) for row in badge.rows] == [4, 3]
    assert badge.rect[3] - badge.rect[1] > 30


def test_a_badge_shows_that_one_of_its_sites_changed() -> None:
    sites = [Sign(i, "base", is_standing=True) for i in range(3)]
    new, left = Sign(4, "base", news=("new", "certain")), Sign(5, "base", news=("left", "possible"))
    assert look_of(sites).news is None
    assert look_of([*sites, left]).news == ("left", "possible")
    assert look_of([*sites, new, left]).news == ("changed", "certain")
