"""Page elements that are written exactly as they are.

branca compiles what an element prints as a Jinja template, and then once more: `{{ … }}` in it is
Python that runs. These elements never meet Jinja, so report text may only travel in them.
"""

from typing import Any

from branca.element import Element

from geomap.render.data_block import BLOCK_TYPE
from geomap.render.inline import json_text, script_text, style_text, with_json_escapes


class Verbatim(Element):
    """HTML written verbatim. Whoever makes one has escaped what needs escaping."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.html = html

    def render(self, **kwargs: Any) -> str:  # noqa: ARG002 - branca's signature
        """Return the text."""
        return self.html


class OwnScript(Verbatim):
    """A script that geomap ships, or that the caller vouches for: the CSP lists its hash."""

    def __init__(self, code: str) -> None:
        self.code = script_text(code)
        super().__init__(f"<script>{self.code}</script>")


class OwnStyle(Verbatim):
    """A style sheet that geomap ships, or that the caller vouches for."""

    def __init__(self, css: str) -> None:
        super().__init__(f"<style>{style_text(css)}</style>")


class JsonBlock(Verbatim):
    """Data for the page's program, in a block that no browser runs.

    Parameters
    ----------
    element_id
        The id under which the program finds the block: letters and hyphens.
    data
        Anything `json` can write.
    """

    def __init__(self, element_id: str, data: Any) -> None:
        super().__init__(_json_element(element_id, json_text(data)))

    @classmethod
    def of_text(cls, element_id: str, text: str) -> Verbatim:
        """Return a block of JSON that is written already, and compactly."""
        return Verbatim(_json_element(element_id, with_json_escapes(text)))


def _json_element(element_id: str, text: str) -> str:
    return f'<script type="application/json" id="{element_id}">{text}</script>'


class GzipBlock(Verbatim):
    """A block of columns for the page's program.

    Parameters
    ----------
    element_id
        The id under which the program finds the block: letters, digits and hyphens.
    text
        Base64, in whose alphabet nothing can end the element.
    """

    def __init__(self, element_id: str, text: str) -> None:
        super().__init__(f'<script type="{BLOCK_TYPE}" id="{element_id}">{text}</script>')
