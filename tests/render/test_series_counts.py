"""Each month of the series shows what the tables have, counted here again from the tables alone.

Nothing of `Period` or of the views is used to say what is expected: a day is compared with a day.
The maps are written as `geomap map --all` writes them, by calendar and by reporting month.
"""

import calendar
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import geomap
from geomap.incidents.period import REPORTING_EPOCH
from geomap.render import payload_from_incidents, write_maps
from geomap.render.old_page import payload_in_page

DATASET = Path(__file__).parent.parent.parent / "incidents" / "coalition-syria"
LONGEST_POSSIBLE = timedelta(days=61)
FIRST_YEAR, LAST_YEAR = 2014, 2026

Row = dict[str, str]


@dataclass(frozen=True)
class Month:
    """First and last day; of a reporting month both belong to the neighbours as well."""

    first: date
    last: date
    shares_its_ends: bool


@dataclass(frozen=True)
class Series:
    months: list[Month]
    pages: dict[date, Path]
    atlas: str


def read_rows(table: str) -> list[Row]:
    with (DATASET / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INCIDENTS = read_rows("incidents")
CHANGES = read_rows("site_changes")
TOTALS = read_rows("totals")


def calendar_months() -> Iterator[Month]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            yield Month(date(year, month, 1), date(year, month, last), shares_its_ends=False)


def reporting_months() -> Iterator[Month]:
    turns = [
        date(year, month, 23)
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for month in range(1, 13)
        if date(year, month, 23) >= REPORTING_EPOCH
    ]
    for first, last in pairwise(turns):
        yield Month(first, last, shares_its_ends=True)


def days_of(row: Row) -> tuple[date, date] | None:
    """First and last day of a row; None without a date."""
    start, end = (
        (row["period_start"], row["period_end"])
        if "period_start" in row
        else (row["date_start"], row["date_end"])
    )
    return (date.fromisoformat(start), date.fromisoformat(end)) if start else None


def certainty(row: Row, month: Month) -> str:
    """Say `certain`, `possible`, or nothing."""
    days = days_of(row)
    if days is None:
        return ""
    first, last = days
    ends = (month.first, month.last)
    if month.shares_its_ends and first == last and first in ends:
        return "possible"
    outside = last < month.first or first > month.last
    if outside or (month.shares_its_ends and (last == month.first or first == month.last)):
        return ""
    if month.first <= first and last <= month.last:
        return "certain"
    return "possible" if last - first <= LONGEST_POSSIBLE else ""


def ends_inside(total: Row, month: Month) -> bool:
    """Whether a count that runs from long ago stops in a month."""
    days = days_of(total)
    assert days is not None
    first = month.first + timedelta(days=month.shares_its_ends)
    return first <= days[1] <= month.last


def is_short(row: Row) -> bool:
    days = days_of(row)
    return days is not None and days[1] - days[0] <= LONGEST_POSSIBLE


def expected_months(months: list[Month]) -> list[Month]:
    rows = [row for row in (*INCIDENTS, *CHANGES, *TOTALS) if is_short(row)]
    return [month for month in months if any(certainty(row, month) for row in rows)]


@pytest.fixture(scope="module")
def dataset() -> geomap.Incidents:
    return geomap.read_incidents(DATASET)


@pytest.fixture(scope="module", params=["calendar", "reporting"])
def series(
    request: pytest.FixtureRequest,
    dataset: geomap.Incidents,
    tmp_path_factory: pytest.TempPathFactory,
) -> Series:
    if request.param == "calendar":
        months, periods = list(calendar_months()), dataset.months()
    else:
        months = list(reporting_months())
        periods = dataset.months(month_starts=23, epoch=REPORTING_EPOCH)
    *pages, atlas = write_maps(dataset, periods, tmp_path_factory.mktemp(request.param))
    by_day = {period.start: path for period, path in zip(periods, pages, strict=True)}
    return Series(months, by_day, atlas.read_text("utf-8"))


def test_each_month_with_anything_in_it_has_a_map_and_no_other(series: Series) -> None:
    expected = [month.first for month in expected_months(series.months)]
    assert sorted(series.pages) == expected
    assert len(expected) > 50


def test_every_page_counts_what_the_tables_have(dataset: geomap.Incidents, series: Series) -> None:
    drawn = {found.incident_id: found.drawn for found in dataset.located()}
    drawn |= {found.site_id: found.drawn for found in dataset.located_sites()}
    for month in expected_months(series.months):
        path = series.pages[month.first]
        payload = payload_in_page(path.read_text("utf-8"))
        sure = {row["incident_id"]: certainty(row, month) for row in INCIDENTS}
        sure = {name: found for name, found in sure.items() if found}
        shown = {
            item["id"]: item["date"]["certainty"]
            for item in payload["items"]
            if item["type"] == "incident"
        }
        assert shown == sure, path.name
        known = {
            row["site_id"] for row in CHANGES if date.fromisoformat(row["date_start"]) <= month.last
        }
        expected = Counter(drawn[name] for name in (*sure, *known))
        assert payload["counts"] == {
            name: expected[name] for name in ("mapped", "area", "unlocated", "withheld")
        }, path.name
        totals = [row for row in TOTALS if certainty(row, month) or ends_inside(row, month)]
        assert len(payload["totals"]) == len(totals), path.name


def test_every_card_of_the_atlas_counts_what_the_tables_have(series: Series) -> None:
    for month in expected_months(series.months):
        name = series.pages[month.first].name
        heading = series.atlas.index(f'<h3><a href="{name}">')
        card = series.atlas[heading : series.atlas.index("</div>", heading)]
        found = [row for row in INCIDENTS if certainty(row, month)]
        expected = Counter(certainty(row, month) for row in found)
        for said, number in (("surely", expected["certain"]), ("possibly", expected["possible"])):
            stated = re.search(rf"<b>(\d+)</b> {said}", card)
            assert int(stated[1] if stated else 0) == number, name
        kinds = re.search(r'<ul class="kinds">(.*?)</ul>', card, flags=re.DOTALL)
        numbers = [int(number) for number in re.findall(r"<b>(\d+)</b>", kinds[1] if kinds else "")]
        assert sorted(numbers) == sorted(Counter(row["kind"] for row in found).values()), name


def test_the_map_of_all_dates_holds_every_row(dataset: geomap.Incidents) -> None:
    payload = payload_from_incidents(dataset)
    kinds = Counter(item["type"] for item in payload["items"])
    assert kinds == {"incident": len(INCIDENTS), "site": len({row["site_id"] for row in CHANGES})}
    assert len(payload["totals"]) == len(TOTALS)
