"""The element that puts geomap's program and data on a page and starts it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from branca.element import MacroElement
from folium.template import Template

from geomap.render.bundle import read_bundle
from geomap.render.columns import PageColumns
from geomap.render.own_templates import read_style
from geomap.render.page_blocks import HEAD_ID, PageBlocks, blocks_from_columns
from geomap.render.payload import Payload
from geomap.render.plain_counts import noscript_from_counts
from geomap.render.plain_list import LONGEST_LIST, noscript_from_payload
from geomap.render.split_files import SplitPageError, with_files_beside
from geomap.render.verbatim import GzipBlock, JsonBlock, OwnScript, OwnStyle, Verbatim

if TYPE_CHECKING:
    from geomap.render.page import PageFigure

_BASEMAP_ID = "geomap-basemap"


class PageProgram(MacroElement):
    """Child of the map: data blocks in the body, program in the head, one call in the script.

    The only things that meet a template are the name of the map's variable and a boolean.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            geomap.mount({{ this._parent.get_name() }},
                         {"data": "geomap-head", "basemap": "geomap-basemap",
                          "keep_view": {{ this.keeps_view | tojson }}});
        {% endmacro %}
        """
    )

    def __init__(
        self, columns: PageColumns, *, records: Callable[[], Payload], keeps_view: bool
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca's own
        self.keeps_view = keeps_view
        self._name = "PageProgram"
        self._columns, self._records = columns, records
        self.folder: str | None = None
        """Name of the folder beside the page that takes the parts of a split one."""
        self.files: dict[str, str] = {}
        """The texts of those parts by the names of their files, once the page is rendered."""

    def render(self, **kwargs: Any) -> Any:
        """Add everything to the figure."""
        figure = cast("PageFigure", self.get_root())
        figure.header.add_child(OwnStyle(read_style("page.css")), name="geomap_page_css")
        figure.header.add_child(OwnStyle(read_bundle("geomap.css")), name="geomap_css")
        figure.header.add_child(OwnScript(read_bundle("geomap.js")), name="geomap_js")
        written = self._written()
        blocks = {
            "geomap_noscript": Verbatim(self._without_scripts()),
            "geomap_head": JsonBlock(HEAD_ID, written.head),
            **{
                element_id.replace("-", "_"): GzipBlock(element_id, text)
                for element_id, text in written.blocks.items()
            },
            "geomap_basemap": JsonBlock.of_text(_BASEMAP_ID, read_bundle("basemap.json")),
        }
        for name, block in blocks.items():
            figure.html.add_child(block, name=name)
        return super().render(**kwargs)  # type: ignore[no-untyped-call]  # branca's own

    def _written(self) -> PageBlocks:
        written = blocks_from_columns(self._columns)
        if self._columns.cuts is None:
            return written
        if self.folder is None:
            message = "a split map is more than one file: write it with save(path)"
            raise SplitPageError(message)
        page, self.files = with_files_beside(written, folder=self.folder)
        return page

    def _without_scripts(self) -> str:
        if len(self._columns) > LONGEST_LIST:
            return noscript_from_counts(self._columns)
        return noscript_from_payload(self._records())
