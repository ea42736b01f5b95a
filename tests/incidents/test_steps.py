"""Progress is for people who wait at a terminal."""

import io
import sys

import pytest

from geomap.incidents.steps import told_steps


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "silent_s", "tells"),
    [
        (Terminal, 0.0, True),
        (Terminal, 60.0, False),
        (io.StringIO, 0.0, False),
    ],
)
def test_steps_are_told_on_a_terminal_after_a_while(
    monkeypatch: pytest.MonkeyPatch, stream: type[io.StringIO], silent_s: float, *, tells: bool
) -> None:
    shown = stream()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr("geomap.incidents.steps._SILENT_S", silent_s)
    with told_steps(2) as begin:
        begin("reading")
        begin("checking")
    assert ("checking" in shown.getvalue()) is tells
