import json

import pytest

from geomap.render.inline import json_text, script_text, style_text
from tests.render.conftest import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_json_gives_the_same_text_back_and_holds_no_markup(text: str) -> None:
    block = json_text({text: [text]})
    assert json.loads(block) == {text: [text]}
    assert not set("<>&\u2028\u2029") & set(block)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_has_no_word_for_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text({"low": number})


@pytest.mark.parametrize("code", ['"</script>"', '"</SCRIPT >"', "`<!--`", "/<\\/script>/"])
def test_a_script_cannot_end_early(code: str) -> None:
    safe = script_text(code).lower()
    assert "</script" not in safe
    assert "<!--" not in safe


def test_code_without_such_words_is_not_touched() -> None:
    code = "if (a < b && c<d) { tag = '<div>' }"
    assert script_text(code) == code


def test_a_style_cannot_end_early() -> None:
    assert "</style" not in style_text("a::after { content: '</STYLE>' }").lower()
