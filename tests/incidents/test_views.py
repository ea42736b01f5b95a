"""Views of a dataset: what certainly and possibly happened in a period, and chosen incidents."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from geomap.incidents import (
    InvalidDatasetError,
    Period,
    PeriodError,
    UnknownIncidentError,
    read_incidents,
)
from geomap.incidents.view import certainties
from tests.incidents.conftest import WriteDataset


def ids_by_certainty(incidents: pd.DataFrame) -> dict[str, str]:
    return dict(zip(incidents["incident_id"], incidents["certainty"], strict=True))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2022-02", {"raid": "certain"}),
        ("2022-01", {"convoy": "possible"}),  # a reporting month reaches into January
        ("2021-12", {"convoy": "possible"}),
        ("2019-10", {"barisha": "certain"}),  # background, by its own date
        ("2019", {"barisha": "certain"}),
        ("2022", {"raid": "certain", "convoy": "possible"}),
        ("2020", {}),
        ("all", {"raid": "certain", "convoy": "certain", "barisha": "certain"}),
    ],
)
def test_a_period_holds_what_happened_in_it_and_background_only_by_its_own_date(
    write_dataset: WriteDataset, period: str, expected: dict[str, str]
) -> None:
    view = read_incidents(write_dataset()).period(period)
    assert ids_by_certainty(view.incidents) == expected
    assert view.shown_period == Period.parse(period)
    assert set(view.locations["incident_id"]) == set(expected)


def test_the_reporting_month_holds_its_own_convoy_for_certain(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    view = incidents.period(Period.reporting_month(88))
    assert ids_by_certainty(view.incidents) == {"convoy": "certain"}
    assert view.totals["certainty"].tolist() == ["certain"]
    assert len(incidents.period(Period.reporting_month(89))) == 1  # the raid, not the convoy


def test_undated_incidents_are_shown_only_with_everything(write_dataset: WriteDataset) -> None:
    changes = {"date_start": "", "date_end": "", "date_precision": "unknown"}
    incidents = read_incidents(write_dataset({("incidents", 2): changes}))
    assert incidents.undated["incident_id"].tolist() == ["barisha"]
    assert "barisha" not in ids_by_certainty(incidents.period("2019-10").incidents)
    assert ids_by_certainty(incidents.period("all").incidents)["barisha"] == "possible"


@pytest.mark.parametrize(
    ("period", "statuses", "changed"),
    [
        ("2021-12", {}, {}),  # before anything is known of it
        ("2022-01", {"tanf": "active"}, {"tanf": True}),  # left and returned on one day
        ("2022-02", {"tanf": "active"}, {"tanf": False}),  # standing
    ],
)
def test_a_site_is_shown_from_its_first_known_change_with_its_last_status(
    write_dataset: WriteDataset, period: str, statuses: dict[str, str], changed: dict[str, bool]
) -> None:
    sites = read_incidents(write_dataset()).period(period).sites
    assert dict(zip(sites["site_id"], sites["status"], strict=True)) == statuses
    assert dict(zip(sites["site_id"], sites["changed"], strict=True)) == changed


def test_site_changes_after_the_period_are_not_known_yet(write_dataset: WriteDataset) -> None:
    changes = [
        {
            "change_id": "tanf-closes",
            "site_id": "tanf",
            "date_start": "2022-02-10",
            "date_end": "2022-02-10",
            "date_precision": "day",
            "change": "closed",
            "status_after": "closed",
            "source_id": "local",
        }
    ]
    incidents = read_incidents(write_dataset(site_changes=changes))
    assert incidents.period("2022-01").sites["status"].tolist() == ["active"]
    assert incidents.period("2022-02").sites["status"].tolist() == ["closed"]
    february = incidents.period("2022-02").site_changes
    assert february["certainty"].tolist() == ["", "", "certain"]


def test_a_view_keeps_only_the_sources_it_refers_to(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    assert incidents.period("2022-02").sources["source_id"].tolist() == ["sohr-88", "local"]
    assert incidents.period("2019-10").sources["source_id"].tolist() == ["local"]


def test_a_selection_keeps_what_belongs_to_the_chosen_incidents(
    write_dataset: WriteDataset,
) -> None:
    incidents = read_incidents(write_dataset({("site_changes", 0): {"incident_id": "raid"}}))
    chosen = incidents.period("all").select(pd.Series(["raid"]))
    assert chosen.incidents["incident_id"].tolist() == ["raid"]
    assert set(chosen.claims["claim_id"]) == {"toll-morning", "toll-evening", "toll-local"}
    assert chosen.sites["site_id"].tolist() == ["tanf"]
    assert chosen.totals.empty
    assert incidents.select(["barisha"]).sites.empty
    assert len(incidents.select([])) == 0


def test_choosing_an_unknown_incident_names_it_and_suggests_one(
    write_dataset: WriteDataset,
) -> None:
    incidents = read_incidents(write_dataset())
    with pytest.raises(UnknownIncidentError, match=r"'rade'.*did you mean 'raid'") as caught:
        incidents.select(["rade"])
    assert caught.value.incident_ids == ("rade",)
    assert isinstance(caught.value, KeyError)


def test_a_period_that_is_none_is_refused(write_dataset: WriteDataset) -> None:
    with pytest.raises(PeriodError, match="'spring'"):
        read_incidents(write_dataset()).period("spring")


def test_a_dataset_with_problems_answers_only_what_they_are(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset({("incidents", 0): {"date_start": "soon"}}))
    assert len(incidents.problems) == 1
    assert repr(incidents) == "<Incidents 'small': 3 incidents, 1 sites, 1 problems>"
    for ask in (
        lambda: incidents.incidents,
        lambda: incidents.period("all"),
        incidents.months,
        incidents.located,
        incidents.counts,
        incidents.to_geodataframe,
    ):
        with pytest.raises(InvalidDatasetError, match="soon"):
            ask()


def test_changing_a_frame_does_not_change_the_dataset(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    frame = incidents.incidents
    frame.loc[0, "title"] = "changed"
    assert incidents.incidents.loc[0, "title"] == "Night raid"


def test_months_are_those_with_anything_in_them(write_dataset: WriteDataset) -> None:
    incidents = read_incidents(write_dataset())
    assert [month.label for month in incidents.months()] == [
        "October 2019",
        "December 2021",
        "January 2022",
        "February 2022",
    ]
    numbered = incidents.months(23, date(2014, 9, 23))
    assert [month.number for month in numbered] == [61, 62, 88, 89]
    assert numbered[2].label == "month 88 · 23 Dec 2021 – 23 Jan 2022"


def test_a_year_alone_opens_no_month_and_is_possible_in_none(write_dataset: WriteDataset) -> None:
    changes = {"date_start": "2019-01-01", "date_end": "2019-12-31", "date_precision": "year"}
    incidents = read_incidents(write_dataset({("incidents", 2): changes}))
    assert "2019" not in {month.label[-4:] for month in incidents.months()}
    assert ids_by_certainty(incidents.period("2019-05").incidents) == {}
    assert ids_by_certainty(incidents.period("2019-Q2").incidents) == {}
    assert ids_by_certainty(incidents.period("2019").incidents) == {"barisha": "certain"}
    assert ids_by_certainty(incidents.period("2019-07..2020-02").incidents) == {
        "barisha": "possible"
    }


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.parse("2022-01"), ["possible"]),  # the count ends here
        (Period.reporting_month(88), ["possible"]),  # and on its last day
        (Period.reporting_month(89), []),  # which the next month shares, and does not count
        (Period.parse("2021-12"), []),
        (Period.parse("2022-02"), []),
        (Period.parse("2022-Q1"), ["possible"]),
        (Period.parse("2021"), []),
        (Period.everything(), ["certain"]),
    ],
)
def test_a_total_that_counts_from_long_ago_stands_where_its_count_ends(
    write_dataset: WriteDataset, period: Period, expected: list[str]
) -> None:
    since_2014 = {"period_start": "2014-09-23", "period_end": "2022-01-23"}
    incidents = read_incidents(write_dataset({("totals", 0): since_2014}))
    assert incidents.period(period).totals["certainty"].tolist() == expected


def test_the_span_runs_from_the_first_to_the_last_dated_day(write_dataset: WriteDataset) -> None:
    span = read_incidents(write_dataset()).span
    assert span is not None
    assert (span.start, span.end) == (date(2019, 10, 1), date(2022, 2, 3))


@pytest.mark.parametrize(
    "period",
    [Period.month(2022, 1), Period.reporting_month(88), Period.year(2022), Period.everything()],
)
def test_whole_columns_are_as_certain_as_single_spans(period: Period) -> None:
    generator = np.random.default_rng(88)
    starts = date(2021, 12, 20).toordinal() + generator.integers(0, 40, 300)
    ends = starts + generator.choice([0, 1, 2, 3, 4, 61, 62, 63, 400], 300)
    spans = [
        (date.fromordinal(int(start)), date.fromordinal(int(end)))
        for start, end in zip(starts, ends, strict=True)
    ]
    columns = [pd.Series(pd.to_datetime(pd.Series(days))) for days in zip(*spans, strict=True)]
    found = certainties(period, *columns)
    assert found.tolist() == [period.certainty_of(*span) or "" for span in spans]


def test_the_hash_follows_the_data_and_not_how_it_is_written(write_dataset: WriteDataset) -> None:
    folder = write_dataset()
    before = read_incidents(folder)
    text = (folder / "sources.csv").read_text(encoding="utf-8")
    rewritten = "\ufeff" + text.replace("\n", "\r\n").replace("SOHR", '"SOHR"') + ",,,,,,,,\r\n"
    (folder / "sources.csv").write_bytes(rewritten.encode())
    after = read_incidents(folder)
    assert after.problems == []
    assert after.data_hash == before.data_hash == before.period("2022-02").data_hash
    assert len(before.data_hash) == 64
    changed = read_incidents(write_dataset({("incidents", 0): {"title": "Another"}}))
    assert changed.data_hash != before.data_hash
