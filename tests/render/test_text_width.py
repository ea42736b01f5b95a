import pytest

from geomap.render.text_width import is_right_to_left, isolated, shortened, width_of_text, wrapped

LONG = "Syrian Observatory for Human Rights · المرصد السوري لحقوق الإنسان · Ghuwayran"


def test_no_line_is_wider_than_asked() -> None:
    for width in (20, 60, 111):
        for line in wrapped(LONG, width, 10):
            assert width_of_text(line, 10) <= width


def test_wrapping_loses_no_letter() -> None:
    assert "".join(wrapped(LONG, 40, 10)).replace(" ", "") == LONG.replace(" ", "")


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert "".join(wrapped("x" * 100, 40, 10)) == "x" * 100


def test_a_no_break_space_keeps_its_neighbours_together() -> None:
    assert wrapped("one two\u00a0[3]", 45, 10) == ["one", "two\u00a0[3]"]


def test_an_isolate_cut_by_a_break_is_closed_and_opened_again() -> None:
    lines = wrapped(f"في {isolated('near Deir Balout and Atamah')}", 60, 10)
    assert len(lines) > 2
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069")


def test_a_shortened_text_says_so() -> None:
    assert shortened("Al-Hasakah", 30, 10).endswith("…")
    assert shortened("Al-Hasakah", 300, 10) == "Al-Hasakah"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عطمة Atmeh", True),
        ("Atmeh عطمة", False),
        ("12 – قرب", True),  # numbers have no direction of their own
        ("", False),
    ],
)
def test_direction_is_that_of_the_first_letter(text: str, *, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_marks_without_width_take_none() -> None:
    assert width_of_text("\u200f\u2068ab\u0301\u2069", 10) == width_of_text("ab", 10)
