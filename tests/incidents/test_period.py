"""Periods: months, reporting months and their turning day, certain and possible."""

from datetime import date

import pytest

from geomap.incidents import Period, PeriodError


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),  # leap year
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), "December 2021"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022"),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), "January – March 2022"),
        ("2024-q4", date(2024, 10, 1), date(2024, 12, 31), "October – December 2024"),
        ("2021-Q4..2022-Q1", date(2021, 10, 1), date(2022, 3, 31), "1 Oct 2021 – 31 Mar 2022"),
        ("2022-02-03", date(2022, 2, 3), date(2022, 2, 3), "3 February 2022"),
        (" 2022-02 ", date(2022, 2, 1), date(2022, 2, 28), "February 2022"),
        (
            "2022-01-20..2022-02-05",
            date(2022, 1, 20),
            date(2022, 2, 5),
            "20 Jan 2022 – 5 Feb 2022",
        ),
        ("2021-12..2022-01", date(2021, 12, 1), date(2022, 1, 31), "1 Dec 2021 – 31 Jan 2022"),
    ],
)
def test_a_period_is_read_from_text(text: str, start: date, end: date, label: str) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)


def test_all_is_every_day() -> None:
    assert Period.parse("all").is_everything
    assert Period.parse("all").certainty_of(date(1, 1, 1), date(9999, 12, 31)) == "certain"


@pytest.mark.parametrize(
    "text",
    ["", "february", "2022-13", "2022-02-30", "2022-2", "22-02", "2022-02..", "٢٠٢٢-٠٢", "{{7*7}}"],
)
def test_what_is_not_a_period_is_refused_with_the_text_and_what_to_write(text: str) -> None:
    with pytest.raises(PeriodError, match="write a month") as caught:
        Period.parse(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022-13", "months 01 to 12, found 13"),
        ("2022-Q5", "quarters Q1 to Q4, found Q5"),
        ("2022-Q0", "quarters Q1 to Q4, found Q0"),
        ("2022-02-30", "February 2022 has the days 01 to 28, found 30"),
        ("2022-01..2022-02-29", "February 2022 has the days 01 to 28, found 29"),
        ("0000", "numbered from 1"),
    ],
)
def test_a_day_month_or_quarter_that_does_not_exist_is_named(text: str, reason: str) -> None:
    with pytest.raises(PeriodError, match=reason) as caught:
        Period.parse(text)
    assert repr(text) in str(caught.value)


def test_quarters_and_years_stay_those_of_the_calendar_when_months_turn_on_another_day() -> None:
    assert Period.parse("2022-Q1", month_starts=23) == Period.quarter(2022, 1)
    assert Period.parse("2022", month_starts=23) == Period.year(2022)


@pytest.mark.parametrize(
    ("period", "start", "end", "certainty"),
    [
        # a day may be that of something dated to its month, never of something dated to its year
        (Period.parse("2022-02-03"), date(2022, 2, 1), date(2022, 2, 28), "possible"),
        (Period.parse("2022-02-03"), date(2022, 1, 1), date(2022, 12, 31), None),
        # two months are the vaguest that a month shows
        (Period.month(2022, 2), date(2022, 1, 1), date(2022, 3, 3), "possible"),
        (Period.month(2022, 2), date(2022, 1, 1), date(2022, 3, 4), None),
        (Period.quarter(2022, 1), date(2022, 3, 1), date(2022, 8, 27), "possible"),
        (Period.quarter(2022, 1), date(2022, 3, 1), date(2022, 8, 28), None),
        (Period.year(2022), date(2021, 9, 1), date(2022, 8, 31), "possible"),
    ],
)
def test_what_is_too_vague_for_a_period_is_not_possible_in_it(
    period: Period, start: date, end: date, certainty: str | None
) -> None:
    assert period.certainty_of(start, end) == certainty


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(PeriodError, match="2022-02-05 to 2022-02-03"):
        Period.parse("2022-02-05..2022-02-03")


def test_reporting_month_88_ends_on_23_january_2022() -> None:
    month = Period.reporting_month(88)
    assert month.label == "month 88 · 23 Dec 2021 – 23 Jan 2022"
    assert (month.start, month.end, month.number) == (date(2021, 12, 23), date(2022, 1, 23), 88)
    assert Period.parse("2022-01", month_starts=23, epoch=date(2014, 9, 23)) == month


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (1, date(2014, 9, 23), date(2014, 10, 23)),
        (4, date(2014, 12, 23), date(2015, 1, 23)),
        (85, date(2021, 9, 23), date(2021, 10, 23)),
        (89, date(2022, 1, 23), date(2022, 2, 23)),
    ],
)
def test_reporting_month_n_ends_n_months_after_the_epoch(
    number: int, start: date, end: date
) -> None:
    month = Period.reporting_month(number)
    assert (month.start, month.end) == (start, end)


def test_months_that_turn_on_the_31st_turn_on_the_last_day_of_shorter_months() -> None:
    month = Period.parse("2022-02", month_starts=31)
    assert (month.start, month.end) == (date(2022, 1, 31), date(2022, 2, 28))


def test_calendar_months_can_be_numbered_and_share_no_day() -> None:
    month = Period.reporting_month(2, month_starts=1, epoch=date(2014, 9, 1))
    assert month.label == "month 2 · October 2014"
    assert not month.shares_turning_days


def test_without_an_epoch_a_reporting_month_has_no_number() -> None:
    assert Period.parse("2022-01", month_starts=23).label == "23 Dec 2021 – 23 Jan 2022"


@pytest.mark.parametrize("number", [0, -1])
def test_reporting_months_are_numbered_from_one(number: int) -> None:
    with pytest.raises(PeriodError, match=f"found {number}"):
        Period.reporting_month(number)


def test_the_epoch_falls_on_the_turning_day() -> None:
    with pytest.raises(PeriodError, match="2014-09-23"):
        Period.parse("2022-01", month_starts=15, epoch=date(2014, 9, 23))


@pytest.mark.parametrize(
    ("start", "end", "certainty"),
    [
        (date(2022, 2, 3), date(2022, 2, 3), "certain"),
        (date(2022, 2, 1), date(2022, 2, 28), "certain"),  # month-only date
        (date(2022, 2, 1), date(2022, 2, 1), "certain"),  # calendar months share no day
        (date(2022, 1, 23), date(2022, 2, 23), "possible"),  # reporting month
        (date(2022, 1, 1), date(2022, 12, 31), None),  # year-only date: too vague for a month
        (date(2022, 1, 31), date(2022, 1, 31), None),
        (date(2022, 3, 1), date(2022, 3, 1), None),
        (date(2019, 10, 27), date(2019, 10, 27), None),  # background
    ],
)
def test_certain_lies_inside_the_month_possible_overlaps_it(
    start: date, end: date, certainty: str | None
) -> None:
    assert Period.month(2022, 2).certainty_of(start, end) == certainty


@pytest.mark.parametrize(
    ("start", "end", "in_88", "in_89"),
    [
        (date(2022, 1, 22), date(2022, 1, 22), "certain", None),
        (date(2022, 1, 23), date(2022, 1, 23), "possible", "possible"),  # the turning day alone
        (date(2022, 1, 24), date(2022, 1, 24), None, "certain"),
        (date(2021, 12, 23), date(2022, 1, 23), "certain", None),  # month 88 itself
        (date(2022, 1, 22), date(2022, 1, 23), "certain", None),
        (date(2022, 1, 23), date(2022, 1, 24), None, "certain"),
        (date(2022, 1, 22), date(2022, 1, 24), "possible", "possible"),
    ],
)
def test_the_turning_day_belongs_to_both_reporting_months(
    start: date, end: date, in_88: str | None, in_89: str | None
) -> None:
    assert Period.reporting_month(88).certainty_of(start, end) == in_88
    assert Period.reporting_month(89).certainty_of(start, end) == in_89


@pytest.mark.parametrize(
    ("day", "month_starts", "label"),
    [
        (date(2022, 1, 22), 23, "23 Dec 2021 – 23 Jan 2022"),
        (date(2022, 1, 23), 23, "23 Dec 2021 – 23 Jan 2022"),  # ends the one, starts the next
        (date(2022, 1, 24), 23, "23 Jan 2022 – 23 Feb 2022"),
        (date(2021, 12, 24), 23, "23 Dec 2021 – 23 Jan 2022"),  # across the year
        (date(2022, 1, 31), 1, "January 2022"),
    ],
)
def test_the_month_that_holds_a_day(day: date, month_starts: int, label: str) -> None:
    assert Period.month_holding(day, month_starts=month_starts).label == label


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("2022-02", "2022-02"),
        ("2022", "2022"),
        ("2022-Q3", "2022-Q3"),
        ("2022-07..2022-09", "2022-Q3"),
        ("2022-02-03", "2022-02-03"),
        ("2022-01-20..2022-02-05", "2022-01-20_2022-02-05"),
        ("all", "all"),
    ],
)
def test_a_period_names_its_files(text: str, slug: str) -> None:
    assert Period.parse(text).slug == slug
    assert Period.reporting_month(88).slug == "2021-12-23_2022-01-23"
