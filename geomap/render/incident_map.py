"""`IncidentMap`: a folium map of one period, saved as one file that asks nothing of the network."""

from functools import cached_property
from importlib.resources import files
from os import PathLike, fsdecode
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import folium

from geomap.atomic_file import write_together, write_whole
from geomap.incidents import Incidents, Period
from geomap.render.assets import AssetPaths
from geomap.render.bounds import box_of_columns
from geomap.render.column_records import payload_from_columns
from geomap.render.compose import columns_from_incidents
from geomap.render.inline import style_text
from geomap.render.page import PageFigure
from geomap.render.page_language import title_of_payload
from geomap.render.payload import Lang, Payload
from geomap.render.program import PageProgram
from geomap.render.sheet import sheet_from_payload
from geomap.render.since import OlderEdition
from geomap.render.split_files import write_with_files
from geomap.render.verbatim import OwnScript, Verbatim

if TYPE_CHECKING:
    from geomap.render.columns import PageColumns

_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
_ZOOM_BEFORE_THE_PAGE_FITS = 6
# Beyond these the embedded borders are too coarse, or show nothing.
_DEFAULT_ZOOMS = {"min_zoom": 5, "max_zoom": 14}


class IncidentMap(folium.Map):
    """A map of incidents as `folium.Map`: add your own layers, then `save` it.

    The page carries everything it needs. What you add may not load anything: tiles, icon fonts and
    plug-ins whose script is not in the page are refused with an `ExternalAssetError` that says
    what to do. Text of your own popups and tooltips goes into the page as folium writes it, HTML
    and JavaScript template literals included, so do not put other people's text there: incidents
    never pass that way.

    Parameters
    ----------
    incidents
        A dataset, or a view of it.
    period
        `"2022-02"`, a `Period` …; left out, all that `incidents` holds.
    lang
        `en` or `ar`: the page's language and direction.
    title
        Title of the page; the dataset's own when left out.
    since
        An older edition: the edition line then tells what changed, with a list.
    assets
        Local files for scripts and style sheets of folium plug-ins, by folium's name of the link.
    is_split
        Whether the data stands in a folder beside the page, in parts by period and cell that are
        loaded when they are shown: for hundreds of thousands of incidents. Such a map is written
        with `save(path)` alone.
    **options
        Passed to `folium.Map`. With `location` the map opens there instead of where the incidents
        are.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with the dataset.
    LanguageError
        When the page has no words in `lang`.
    OtherPeriodError
        When `since` is an older map of other days.
    TypeError
        At rendering, when the map was moved into a figure that would not keep the page safe.

    Examples
    --------
    >>> import geomap
    >>> month = geomap.IncidentMap(geomap.read_incidents(), period="2022-02")
    >>> month.save("february.html")  # doctest: +SKIP
    """

    default_js = [("leaflet", "leaflet.js")]  # noqa: RUF012 - folium's way
    default_css = [("leaflet_css", "leaflet.css")]  # noqa: RUF012

    def __init__(  # noqa: PLR0913 - each is one thing a page is made from
        self,
        incidents: Incidents,
        *,
        period: str | Period | None = None,
        lang: Lang = "en",
        title: str | None = None,
        since: OlderEdition | None = None,
        assets: AssetPaths | None = None,
        is_split: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**{"tiles": None, **options})
        view = incidents if period is None else incidents.period(period)
        shown = view.shown_period or Period.everything()
        change = since.diff(incidents, shown) if since else None
        self.columns: PageColumns = columns_from_incidents(
            view, lang=lang, title=title, since=change, is_split=is_split
        )
        """All that the page knows, as columns: see docs/payload.md."""
        self._gazetteer = view.gazetteer
        self._box = box_of_columns(self.columns, gazetteer=view.gazetteer)
        for name, zoom in _DEFAULT_ZOOMS.items():
            self.options.setdefault(name, options.get(name, zoom))
        head = self.columns.head
        page_title = f"{title_of_payload(head)} · {head['period']['label']}"
        figure = PageFigure(title=page_title, lang=lang, assets=assets, loads_files=is_split)
        figure.add_child(self)
        keeps_view = options.get("location") is not None
        if not keeps_view:
            # The page fits itself to what it shows, its panels considered; this is for before that.
            west, south, east, north = self._box
            self.location = [(south + north) / 2, (west + east) / 2]
            self.options["zoom"] = _ZOOM_BEFORE_THE_PAGE_FITS
        self._program = PageProgram(
            self.columns, records=lambda: self.payload, keeps_view=keeps_view
        )
        self.add_child(self._program, name="geomap")

    @cached_property
    def payload(self) -> Payload:
        """All that the page knows as records, made when first asked for.

        See geomap/render/payload.py. It is for reading: the page is written from `columns`.
        """
        return payload_from_columns(self.columns)

    def render(self, **kwargs: Any) -> Any:
        """Render into the figure; `get_root().render()` returns the page."""
        header = self._figure().header
        switches = self.global_switches
        if switches.no_touch or switches.disable_3d:
            # Leaflet reads them while it loads.
            names = {"L_NO_TOUCH": switches.no_touch, "L_DISABLE_3D": switches.disable_3d}
            code = "".join(f"{name} = {str(value).lower()};" for name, value in names.items())
            header.add_child(OwnScript(code), name="leaflet_switches")
        rendered = super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium's own
        # folium's own header forbids readers to zoom the page, and brings a script of its own.
        header.add_child(Verbatim(self._head()), name=self.get_name())
        stand_ins = files("geomap.render") / "folium_stand_ins.js"
        header.add_child(OwnScript(stand_ins.read_text("utf-8")), name="folium_stand_ins")
        return rendered

    def save(
        self,
        outfile: str | bytes | PathLike[str] | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002 - folium's signature
        **kwargs: Any,
    ) -> None:
        """Write the page whole or not at all.

        Parameters
        ----------
        outfile
            A path, or a binary file to write into. Beside the page of a split map a folder is
            written: of `map.html` it is `map.data`.
        close_file
            Whether a file that was passed is closed afterwards.
        **kwargs
            Passed to the elements' `render`.
        """
        if isinstance(outfile, str | bytes | PathLike):
            path = Path(fsdecode(outfile))
            self._put({path: self._rendered(path, **kwargs)})
            return
        page = self.get_root().render(**kwargs).encode()
        outfile.write(page)
        if close_file:
            outfile.close()

    def save_svg(self, outfile: str | PathLike[str]) -> None:
        """Write the map as one printable A4 page of vector text and paths, whole or not at all.

        It shows the incidents alone: layers of your own stay on the page.

        Parameters
        ----------
        outfile
            A path; `.svg` is its usual ending.
        """
        write_whole(fsdecode(outfile), sheet_from_payload(self.payload).encode())

    def write(self, path: str | PathLike[str]) -> list[Path]:
        """Write the page with all that stands beside it, and return the paths, the page first.

        Beside a split page that is the folder with its data and, when anything has a place, the
        same incidents as PMTiles. Folders are made when they are not there, once the page could be
        made.

        Parameters
        ----------
        path
            Of the page; `.html` is its usual ending.
        """
        target = Path(path)
        page = self._rendered(target)
        tiles = self.pmtiles() if self.columns.cuts is not None else None
        target.parent.mkdir(parents=True, exist_ok=True)
        archive = target.with_suffix(".pmtiles")
        paths = self._put({target: page} | ({archive: tiles} if tiles else {}))
        if self.columns.cuts is not None and not tiles:
            archive.unlink(missing_ok=True)  # an older edition's, in which something had a place
        return paths

    def pmtiles(self) -> bytes | None:
        """Return points, areas and counts as a PMTiles archive; None when nothing has a place.

        docs/scale.md tells what is in it.
        """
        # GDAL takes its time to load, and few maps need it.
        from geomap.render.pmtiles_file import pmtiles_from_layers  # noqa: PLC0415
        from geomap.render.tile_layers import layers_of_columns  # noqa: PLC0415

        layers = layers_of_columns(self.columns, gazetteer=self._gazetteer)
        if not layers:
            return None
        head = self.columns.head
        counts = ", ".join(f"{count} {name}" for name, count in head["counts"].items())
        title = f"{head['title']}, {head['period']['label']}"
        return pmtiles_from_layers(layers, title=title, description=counts)

    def _rendered(self, path: Path, **kwargs: Any) -> bytes:
        self._program.folder = f"{path.stem}.data"
        page: str = self.get_root().render(**kwargs)
        return page.encode()

    def _put(self, pages: dict[Path, bytes]) -> list[Path]:
        page = next(iter(pages))
        if self.columns.cuts is None:
            write_together(pages)
            return [page]
        folder = page.with_name(f"{page.stem}.data")
        write_with_files(pages, files=self._program.files, folder=folder)
        return [page, folder, *list(pages)[1:]]

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self._box
        return [[south, west], [north, east]]

    def _figure(self) -> PageFigure:
        figure = self.get_root()
        if isinstance(figure, PageFigure):
            return figure
        message = (
            f"an IncidentMap stands in its own page, found it in a {type(figure).__name__}: add "
            "your elements to the map, not the map to a figure"
        )
        raise TypeError(message)

    def _head(self) -> str:
        sides = {
            "position": self.position,
            **{
                side: "".join(map(str, getattr(self, side)))
                for side in ("width", "height", "left", "top")
            },
        }
        placed = "; ".join(f"{side}: {value}" for side, value in sides.items())
        size = f".leaflet-container {{ font-size: {self.font_size}; }}"
        style = style_text(f".folium-map {{ {placed}; }}\n{size}")
        return f"{_VIEWPORT}\n<style>{style}</style>"
