import json
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import hatch_build
from geomap.render.static_symbols import (
    KINDS,
    OUTLINES,
    color_of_layers,
    hatch_pattern,
    style_of_kind,
    symbol,
)

WEB = Path(__file__).parents[2] / "web" / "src"
NODE = hatch_build.find_npm()[1]
ESBUILD = WEB.parent / "node_modules" / ".bin" / "esbuild"


def output_of(command: list[str]) -> str:
    # On a machine without Node the build brought one as a wheel.
    beside = {**os.environ, "PATH": os.pathsep.join([str(Path(NODE).parent), os.environ["PATH"]])}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=beside).stdout


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own text


def test_kinds_look_as_on_the_page() -> None:
    source = (WEB / "kinds.ts").read_text("utf-8")
    found = re.findall(r'(\w+): \{ shape: "(\w+)", color: "(#\w{6})" \}', source)
    assert {name: (shape, color) for name, shape, color in found} == {
        name: (style.shape, style.color) for name, style in KINDS.items()
    }


@pytest.mark.skipif(not ESBUILD.exists(), reason="compares with the page's own program")
def test_outlines_are_those_of_the_page() -> None:
    program = output_of([str(ESBUILD), "--format=cjs", str(WEB / "symbol_shapes.ts")])
    shapes = json.dumps(list(OUTLINES))
    asking = f"{shapes}.map(s => module.exports.outlineOf(s))"
    found = output_of([NODE, "-e", f"{program}; console.log(JSON.stringify({asking}))"])
    for shape, corners in zip(OUTLINES, json.loads(found), strict=True):
        assert [pytest.approx(corner) for corner in corners] == [
            list(corner) for corner in OUTLINES[shape]
        ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_status_of_a_kind_has_a_look_of_its_own(kind: str) -> None:
    statuses = ("confirmed", "reported", "contested", "discounted", "partly_withdrawn", "closed")
    looks = [symbol(kind, status, 0, 0, 8) for status in statuses]
    looks.append(symbol(kind, "confirmed", 0, 0, 8, possible=True))
    assert len(set(looks)) == len(looks)
    for look in looks:
        assert parsed(look).tag == "g"


def test_a_kind_without_a_style_looks_like_other() -> None:
    assert style_of_kind("</svg>") == KINDS["other"]
    assert symbol("</svg>", '"><script>', 1, 2, 3) == symbol("other", "", 1, 2, 3)


def test_an_area_has_the_colour_of_its_only_layer() -> None:
    assert color_of_layers(["strike", "strike"]) == KINDS["strike"].color
    assert color_of_layers(["strike", "base"]) not in {style.color for style in KINDS.values()}


def test_a_hatch_is_a_pattern_that_parses() -> None:
    pattern = parsed(hatch_pattern("gm-h", "#882255", spacing=7, opacity=0.5))
    assert pattern.attrib["id"] == "gm-h"
    assert pattern[0].attrib["stroke-opacity"] == "0.5"
