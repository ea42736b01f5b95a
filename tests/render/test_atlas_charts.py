"""Charts of the atlas: bars of incidents, lines of totals, and the time that they share."""

import re
from datetime import date

import pytest

import geomap
from geomap.render.payload import SourceRecord, TotalRecord
from geomap.render.period_bars import Bar, bars_markup, bars_overlap
from geomap.render.time_axis import TimeAxis
from geomap.render.total_lines import figure_text, total_charts, total_rows
from tests.render.conftest import HOSTILE

JANUARY = Bar("January", "1.html", "2022-01-01", "2022-01-31", (("strike", 3, 1),))
MARCH = Bar("March", "3.html", "2022-03-01", "2022-03-31", (("convoy", 2, 0),))
SOURCE: SourceRecord = {
    "id": "a",
    "publisher": HOSTILE[3],
    "title": "",
    "language": "en",
    "published": None,
    "url": "javascript:alert(1)",
    "archive_url": None,
}


def total(start: str, end: str, low: float, high: float, **texts: str | None) -> TotalRecord:
    record: TotalRecord = {
        "source": "a",
        "period_start": start,
        "period_end": end,
        "measure": "arrested",
        "who": "all",
        "qualifier": "exactly",
        "low": low,
        "high": high,
        "place_as_written": "",
        "actors": [],
        "note": "",
        "part_of": None,
    }
    return {**record, **texts}  # type: ignore[typeddict-item]


def rects_of(chart: str) -> list[tuple[float, float, float, float]]:
    number = r'="([\d.]+)"'
    found = re.findall(rf"x{number} y{number} width{number} height{number}", chart)
    return [tuple(map(float, row)) for row in found]


def test_a_bar_is_solid_up_to_what_is_certain_and_hatched_above() -> None:
    chart = bars_markup([JANUARY, MARCH], is_rtl=False, label="Over time")
    (_, solid_y, _, solid_tall), (_, maybe_y, _, maybe_tall), *_ = rects_of(chart)
    assert solid_tall == pytest.approx(3 * maybe_tall, rel=0.05)
    assert maybe_y < solid_y
    assert 'fill="url(#b-strike)"' in chart


def test_months_without_reports_are_gaps_and_time_follows_the_reading_direction() -> None:
    left_to_right = rects_of(bars_markup([JANUARY, MARCH], is_rtl=False, label=""))
    right_to_left = rects_of(bars_markup([JANUARY, MARCH], is_rtl=True, label=""))
    assert left_to_right[0][0] < left_to_right[-1][0]
    assert right_to_left[0][0] > right_to_left[-1][0]
    x, _, width, _ = left_to_right[0]
    assert left_to_right[-1][0] - (x + width) > 28 / 365 * 1000  # all of February


def test_periods_that_share_days_make_no_chart() -> None:
    year = Bar("2022", "y.html", "2022-01-01", "2022-12-31", JANUARY.kinds)
    assert bars_overlap([year, MARCH])
    assert bars_markup([year, MARCH], is_rtl=False, label="") == ""
    months = [geomap.Period.reporting_month(n) for n in (88, 89)]
    turning = [Bar("", "", str(m.start), str(m.end), ()) for m in months]
    assert not bars_overlap(turning)  # only the day on which they turn


def test_an_axis_holds_whole_years() -> None:
    axis = TimeAxis.over(["2021-05-01", "2022-02-03"], is_rtl=False)
    assert (axis.first, axis.last) == (date(2021, 1, 1), date(2022, 12, 31))
    assert axis.span("2021-01-01", "2022-12-31") == (0, 1000)
    assert axis.span("2014-01-01", "2021-12-31")[0] == 0  # from before the axis


def test_rival_totals_of_the_same_days_stand_side_by_side_and_are_not_added() -> None:
    totals = [
        total("2023-04-23", "2023-05-23", 23, 23),
        total("2023-04-23", "2023-05-23", 25, 25, qualifier="nearly"),
        total("2023-04-23", "2023-05-23", 5, 5, part_of="first"),
    ]
    (chart,) = total_charts(totals, {"a": SOURCE}, lang="en", is_rtl=False)
    assert chart.heading == "Arrested"
    assert ">23 / ≈25</text>" in chart.chart
    assert "48" not in re.findall(r">(\d+)</text>", chart.chart)
    assert len(rects_of(chart.chart)) == 2  # the part stands in the table alone


def test_a_range_is_as_tall_as_its_ends_are_apart() -> None:
    totals = [total("2022-01-01", "2022-01-31", 10, 20), total("2022-06-01", "2022-06-30", 20, 20)]
    (chart,) = total_charts(totals, {}, lang="en", is_rtl=False)
    (_, _, _, ranged), (_, _, _, exact) = rects_of(chart.chart)
    assert ranged > 2 * exact
    assert ">10–20</text>" in chart.chart


def test_counts_that_run_from_long_ago_have_a_chart_of_their_own() -> None:
    totals = [
        total("2014-09-23", "2022-09-23", 14424, 14424, measure="killed"),
        total("2022-09-01", "2022-09-30", 18, 18, measure="killed"),
    ]
    month, running = total_charts(totals, {}, lang="en", is_rtl=False)
    assert (month.heading, running.heading) == ("Killed", "Killed · running counts")
    assert "14\u202f424" in running.chart
    assert "14\u202f424" not in month.chart


def test_the_table_says_every_total_its_parts_and_its_hedge() -> None:
    totals = [
        total("2022-02-01", "2022-02-28", 24, 24, qualifier="at_least", who="isis_members"),
        total("2022-01-01", "2022-01-31", 9, 13, part_of="x"),
    ]
    rows = total_rows(totals, {"a": SOURCE}, lang="en")
    assert [(row.days, row.what, row.figure, row.is_part) for row in rows] == [
        ("Jan 2022", "Arrested", "9–13", True),
        ("Feb 2022", "Arrested: ISIS members", "at least 24", False),
    ]
    assert rows[0].url is None  # `javascript:` is no address to follow
    assert figure_text(totals[0], lang="ar") == "ما لا يقل عن 24"


def test_names_of_publishers_stay_text() -> None:
    totals = [total("2022-01-01", "2022-01-31", 9, 9)]
    (chart,) = total_charts(totals, {"a": SOURCE}, lang="en", is_rtl=False)
    assert "<script" not in chart.chart
