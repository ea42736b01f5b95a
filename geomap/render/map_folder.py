"""Writes a dataset's maps into a folder: one page a period, and the atlas over them."""

import re
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from geomap.atomic_file import write_whole
from geomap.errors import GeomapError
from geomap.incidents import Incidents, Period
from geomap.incidents.period import VAGUEST_FOR_A_MONTH_DAYS
from geomap.render.compose import edition_record
from geomap.render.incident_map import IncidentMap
from geomap.render.index import index_page
from geomap.render.index_entry import IndexEntry, entry_from_map
from geomap.render.page_language import ShownText, shown_text
from geomap.render.payload import Lang
from geomap.render.since import OlderEdition

INDEX = "index.html"
_NOT_IN_FILE_NAMES = re.compile(r"[\W_]+")
_LONGEST_NAME = 60


class FolderError(GeomapError, OSError):
    """The maps cannot be written where they were asked for."""


def write_maps(  # noqa: PLR0913 - each is one thing the pages are made from
    incidents: Incidents,
    periods: Iterable[Period],
    folder: str | PathLike[str],
    *,
    lang: Lang = "en",
    title: str | None = None,
    since: OlderEdition | None = None,
    svg: bool = False,
    is_split: bool = False,
) -> list[Path]:
    """Write a map of each period and the atlas, and return their paths, the atlas last.

    Each file is written whole or not at all; the same dataset gives the same bytes.

    Parameters
    ----------
    incidents
        A dataset.
    periods
        The periods to map, in the order of the result.
    folder
        Where to; made when it is not there.
    lang
        Language of the pages.
    title
        Title of the pages; the dataset's own when left out.
    since
        An older edition: each page then tells what changed about its period.
    svg
        Whether each map is written as a printable vector sheet as well, beside its page.
    is_split
        Whether the data of each map stands beside its page, in parts by period and cell.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with the dataset; nothing is written then.
    FolderError
        When the folder cannot be written to.
    """
    incidents.require_valid()
    try:
        return _write_all(
            incidents,
            periods,
            Path(folder),
            lang=lang,
            title=title,
            since=since,
            svg=svg,
            is_split=is_split,
        )
    except GeomapError:
        raise  # says already what is wrong, though some of ours are OSErrors as well
    except OSError as error:
        message = (
            f"the maps cannot be written into {str(folder)!r} ({error.strerror}): name a folder "
            "that can be written to"
        )
        raise FolderError(message) from None


def _write_all(  # noqa: PLR0913 - as `write_maps`
    incidents: Incidents,
    periods: Iterable[Period],
    target: Path,
    *,
    lang: Lang,
    title: str | None,
    since: OlderEdition | None,
    svg: bool,
    is_split: bool,
) -> list[Path]:
    paths: list[Path] = []
    entries: list[IndexEntry] = []
    for period in periods:
        view = IncidentMap(
            incidents, period=period, lang=lang, title=title, since=since, is_split=is_split
        )
        path = target / file_name(incidents.name, period)
        paths += view.write(path)
        if svg:
            sheet = path.with_suffix(".svg")
            view.save_svg(sheet)
            paths.append(sheet)
        entries.append(entry_from_map(view, file=path.name))
    index = index_page(
        entries,
        title=title or shown_text(incidents.title, incidents.title_ar, lang).text,
        edition=edition_record(incidents, since=since.series_diff(incidents) if since else None),
        gazetteer=incidents.gazetteer,
        lang=lang,
        vague=_vague_titles(incidents, entries, lang),
    )
    write_whole(target / INDEX, index.encode())
    return [*paths, target / INDEX]


def _vague_titles(
    incidents: Incidents, entries: Iterable[IndexEntry], lang: Lang
) -> list[ShownText]:
    """Return the titles of incidents too vague for a month, which no dated map shows."""
    frame = incidents.incidents
    days = (frame["date_end"] - frame["date_start"]).dt.days
    is_vague = days.isna() | (days >= VAGUEST_FOR_A_MONTH_DAYS)
    shown = {incident for entry in entries if entry.end for incident in entry.incident_ids}
    found = frame[is_vague & ~frame["incident_id"].isin(shown)]
    titles = zip(found["title"], found["title_ar"], strict=True)
    return [shown_text(title, in_arabic, lang) for title, in_arabic in titles]


def file_name(dataset: str, period: Period) -> str:
    """Return the name of a map's file: letters, digits and hyphens, whatever the dataset's name.

    Examples
    --------
    >>> file_name("coalition-syria", Period.parse("2022-02"))
    'coalition-syria-2022-02.html'
    >>> file_name("../../etc/My data", Period.reporting_month(88))
    'etc-my-data-month-088.html'
    >>> file_name("mine", Period.parse("2022-01-01..2022-02-28"))
    'mine-2022-01-01--2022-02-28.html'
    """
    slug = _NOT_IN_FILE_NAMES.sub("-", dataset.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{slug or 'map'}-{_slug_of_period(period)}.html"


def _slug_of_period(period: Period) -> str:
    if period.number is not None:
        return f"month-{period.number:03d}"
    return period.slug.replace("_", "--")
