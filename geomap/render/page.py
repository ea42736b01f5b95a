"""A branca figure that writes one safe, self-contained and repeatable HTML page.

It differs from branca's own in five ways: what elements have rendered is written as it is and not
compiled as a template a second time; links become the texts they link to; a
Content-Security-Policy lists the scripts that may run; ids are numbers in the order of the tree;
and rendering leaves the tree as it was.
"""

from html import escape
from typing import Any

from branca.element import Element, Figure
from jinja2 import TemplateSyntaxError

from geomap.errors import GeomapError
from geomap.render.assets import AssetHeader, AssetPaths, refuse_external_elements
from geomap.render.csp import policies_with_files, policy_for_scripts
from geomap.render.element_tree import (
    restored_afterwards,
    stable_ids,
    walk_elements,
    with_stable_ids,
)
from geomap.render.inline import script_text
from geomap.render.payload import Lang
from geomap.render.verbatim import OwnScript, Verbatim

DIRECTIONS: dict[Lang, str] = {"en": "ltr", "ar": "rtl"}


class TemplateTextError(GeomapError, ValueError):
    """Text in a folium element of the caller's own does not compile as a Jinja template."""


class PageFigure(Figure):
    """The root of a geomap page.

    Parameters
    ----------
    title
        The page's title, any text.
    lang
        Language of the page; decides its writing direction.
    assets
        Local files for links that geomap carries no copy of, by folium's name of the link.
    loads_files
        Whether the page's own program loads data that stands beside the page.
    """

    def __init__(
        self,
        *,
        title: str,
        lang: Lang = "en",
        assets: AssetPaths | None = None,
        loads_files: bool = False,
    ) -> None:
        super().__init__()
        self.page_title = title
        self.lang = lang
        self.loads_files = loads_files
        self.header = AssetHeader(assets)
        self.header._parent = self  # noqa: SLF001 - as branca's own constructor does

    def render(self, **kwargs: Any) -> str:
        """Return the page. The same tree gives the same text, in any process.

        Raises
        ------
        ExternalAssetError
            When an element needs something that is not inside the page.
        TemplateTextError
            When text in an element of the caller's own breaks branca's template compiler.
        """
        refuse_external_elements(walk_elements(self))
        with restored_afterwards(self):
            for child in list(self._children.values()):
                _render_into_figure(child, **kwargs)
            ids = stable_ids(self)
            head = _written(self.header, ids, **kwargs)
            body = _written(self.html, ids, **kwargs)
            # What stands in the page must be what is hashed, so it is escaped first.
            script = f"\n{script_text(_written(self.script, ids, **kwargs))}\n"
            own = [
                part.code
                for part in [*_parts(self.header), *_parts(self.html)]
                if isinstance(part, OwnScript)
            ]
        return _PAGE.format(
            lang=self.lang,
            dir=DIRECTIONS[self.lang],
            policies=self._policies([*own, script]),
            title=escape(self.page_title),
            head=head,
            body=body,
            script=script,
        )

    def _policies(self, scripts: list[str]) -> str:
        both = policies_with_files(scripts)
        policies = both if self.loads_files else [policy_for_scripts(scripts)]
        return "\n".join(map(_POLICY.format, policies))


_POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'
# charset first, within the bytes a browser sniffs; the policy before anything it should bind.
_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
{policies}
<meta name="referrer" content="no-referrer">
<title>{title}</title>
{head}
</head>
<body>
{body}
<script>{script}</script>
</body>
</html>
"""


def _render_into_figure(child: Element, **kwargs: Any) -> None:
    try:
        child.render(**kwargs)
    except TemplateSyntaxError as error:
        message = (
            "a folium element of your own holds text that branca cannot compile as a template "
            f"({error.message}). Remove {{%, {{# and {{{{ from its popups, tooltips and names."
        )
        raise TemplateTextError(message) from None


def _parts(box: Element) -> list[Element]:
    return list(box._children.values())  # noqa: SLF001 - branca offers no other way


def _written(box: Element, ids: dict[str, str], **kwargs: Any) -> str:
    return "\n".join(_text_of(part, ids, **kwargs) for part in _parts(box))


def _text_of(part: Element, ids: dict[str, str], **kwargs: Any) -> str:
    if isinstance(part, Verbatim):
        return part.html
    # An Element with a template text of its own is what folium has rendered: branca would run it
    # as a template again.
    rendered = part._template_str if type(part) is Element else None  # noqa: SLF001
    return with_stable_ids(part.render(**kwargs) if rendered is None else rendered, ids)
