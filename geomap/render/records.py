"""Sources, totals and labels as the page's records."""

from collections.abc import Iterable

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.gazetteer import Gazetteer, Place
from geomap.incidents import Incidents
from geomap.render.cells import day_or_none, list_from_cell, number_or_none, rows_of, text_or_none
from geomap.render.payload import LabelRecord, SourceRecord, TotalRecord

_DECIMALS = 5
_GOVERNORATE_RANK = 3
_HOME = "syria"


def source_records(sources: pd.DataFrame) -> list[SourceRecord]:
    """Return rows of the sources, in the order of their table."""
    return [
        {
            "id": row.source_id,
            "publisher": row.publisher,
            "title": row.title,
            "language": row.language,
            "published": day_or_none(row.published),
            "url": text_or_none(row.url),
            "archive_url": text_or_none(row.archive_url),
        }
        for row in rows_of(sources)
    ]


def total_records(incidents: Incidents) -> list[TotalRecord]:
    """Return what reports sum up for the period, in the order of their table."""
    return [
        {
            "source": text_or_none(row.source_id),
            "period_start": day_or_none(row.period_start),
            "period_end": day_or_none(row.period_end),
            "measure": row.measure,
            "who": row.who,
            "qualifier": row.qualifier,
            "low": number_or_none(row.low),
            "high": number_or_none(row.high),
            "place_as_written": row.place_as_written,
            "actors": list_from_cell(row.actors),
            "note": row.note,
            "part_of": text_or_none(row.part_of),
        }
        for row in rows_of(incidents.totals)
    ]


def label_records(gazetteer: Gazetteer) -> list[LabelRecord]:
    """Return the names that the basemap may show, most prominent first.

    Ranked places stand at their own point; the home country's governorates inside their polygon,
    for at their seat the name of the seat stands already.
    """
    labels = [
        *_labels_of(place for place in gazetteer.places.values() if place.rank is not None),
        *_labels_of_governorates(gazetteer),
    ]
    return sorted(labels, key=lambda label: (label["rank"], label["name"], label["kind"]))


def _labels_of(places: Iterable[Place]) -> list[LabelRecord]:
    return [
        _label(place, place.lon, place.lat, place.rank)
        for place in places
        if place.lon is not None and place.lat is not None and place.rank is not None
    ]


def _labels_of_governorates(gazetteer: Gazetteer) -> list[LabelRecord]:
    found = []
    for place in gazetteer.places.values():
        if place.kind == "governorate" and place.parent == _HOME and place.rank is None:
            area = shapely.union_all([gazetteer.unit_polygon(code) for code in place.units])
            found.append(_label(place, *_middle_of(area), _GOVERNORATE_RANK))
    return found


def _label(place: Place, lon: float, lat: float, rank: int) -> LabelRecord:
    return {
        "name": place.name,
        "name_ar": place.name_ar or "",
        "lon": round(lon, _DECIMALS),
        "lat": round(lat, _DECIMALS),
        "rank": rank,
        "kind": place.kind,
    }


def _middle_of(area: BaseGeometry) -> tuple[float, float]:
    middle = area.centroid if area.contains(area.centroid) else area.representative_point()
    return middle.x, middle.y
