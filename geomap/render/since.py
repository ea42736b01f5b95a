"""The older edition that a map is compared with, and what a page tells of the difference.

A dataset is compared whole, so that an incident whose day moved to another month is corrected, not
gone; then what concerns the page's period in either edition is kept. An older page knows its own
period alone, so it is compared with that.
"""

from geomap.errors import GeomapError
from geomap.incidents import (
    Edition,
    EditionDiff,
    Incidents,
    Period,
    diff_editions,
    edition_from_incidents,
    read_incidents,
)
from geomap.incidents.diff import DiffEntry
from geomap.render.old_page import OldPage, is_page, read_old_page
from geomap.render.payload import (
    EditionChangeRecord,
    FieldChangeRecord,
    SinceRecord,
    SourceMention,
)


class OtherPeriodError(GeomapError, ValueError):
    """Pages, or a page and a map, that are about different days cannot be compared."""


class OlderEdition:
    """An edition that maps may be compared with: a dataset, or a page built before.

    Parameters
    ----------
    edition
        A dataset without problems, or a page.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with the dataset.
    """

    def __init__(self, edition: Incidents | OldPage) -> None:
        self._older = edition
        self._known: tuple[Incidents, EditionDiff] | None = None
        if isinstance(edition, Incidents):
            edition.require_valid()

    @classmethod
    def read(cls, path: str) -> "OlderEdition":
        """Read an .html page that geomap wrote, or a dataset as `read_incidents` does."""
        return cls(read_old_page(path) if is_page(path) else read_incidents(path))

    def require_period(self, period: Period) -> None:
        """Raise when it cannot be compared with a map of a period.

        Raises
        ------
        OtherPeriodError
            When it is a page of other days.
        """
        if isinstance(self._older, OldPage) and not self._older.shows(period):
            message = (
                f"the older map shows {self._older.label}, this one {period.label}: name the "
                "older map of the same period, or a dataset"
            )
            raise OtherPeriodError(message)

    def series_diff(self, incidents: Incidents) -> EditionDiff | None:
        """Tell what changed in the whole dataset; None of an older page, which has one period."""
        if isinstance(self._older, OldPage):
            return None
        return self.diff(incidents, Period.everything())

    def diff(self, incidents: Incidents, period: Period) -> EditionDiff:
        """Tell what changed about a period since this edition.

        Parameters
        ----------
        incidents
            The newer dataset.
        period
            Days of the map.

        Raises
        ------
        OtherPeriodError
            When this is a page of other days.
        """
        self.require_period(period)
        view = incidents.period(period)
        if isinstance(self._older, OldPage):
            return diff_editions(self._older.edition, edition_from_incidents(view))
        return self._whole_diff(self._older, incidents).within(self._older.period(period), view)

    def _whole_diff(self, older: Incidents, newer: Incidents) -> EditionDiff:
        """Compare the datasets once for all the maps of a series."""
        if self._known is None or self._known[0] is not newer:
            found = diff_editions(edition_from_incidents(older), edition_from_incidents(newer))
            self._known = (newer, found)
        return self._known[1]


def editions_to_compare(old: str, new: str) -> tuple[Edition, Edition]:
    """Read two editions, cut to the same days.

    Parameters
    ----------
    old, new
        Datasets, or .html pages that geomap wrote.

    Raises
    ------
    InvalidDatasetError
        When anything is wrong with a dataset.
    OldPageError
        When a page cannot be read.
    OtherPeriodError
        When two pages are about different days.
    """
    then, now = (read_old_page(path) if is_page(path) else _valid(path) for path in (old, new))
    if isinstance(then, OldPage) and isinstance(now, OldPage):
        OlderEdition(then).require_period(now.period)
        return then.edition, now.edition
    return _edition_beside(then, now), _edition_beside(now, then)


def _valid(path: str) -> Incidents:
    incidents = read_incidents(path)
    incidents.require_valid()
    return incidents


def _edition_beside(one: Incidents | OldPage, other: Incidents | OldPage) -> Edition:
    if isinstance(one, OldPage):
        return one.edition
    return edition_from_incidents(one.period(other.period) if isinstance(other, OldPage) else one)


def since_record(diff: EditionDiff) -> SinceRecord:
    """Return what a page tells of the difference: the counted entries, in their order."""
    counts = diff.counts()
    return {
        "data_hash": diff.old.data_hash,
        "latest_source": diff.old.latest_source or None,
        "added": counts["added"],
        "corrected": counts["corrected"],
        "withdrawn": counts["withdrawn"],
        "changes": [_change_record(entry, diff) for entry in diff.listed],
    }


def _change_record(entry: DiffEntry, diff: EditionDiff) -> EditionChangeRecord:
    fields: list[FieldChangeRecord] = [
        {"field": change.field, "old": change.old, "new": change.new} for change in entry.fields
    ]
    return {
        "change": entry.change,
        "table": entry.table,
        "owner": entry.owner,
        "title": entry.title,
        "codes": list(entry.codes),
        "text": entry.text,
        "fields": fields,
        "sources": [_mention(source, diff) for source in entry.sources],
    }


def _mention(source_id: str, diff: EditionDiff) -> SourceMention:
    # A dataset without problems has every source that it cites, an older page may not.
    source = diff.cited.get(source_id)
    if source is None:
        return {"publisher": source_id, "published": None}
    return {"publisher": source.publisher, "published": source.published or None}
