"""A page tells what changed since an older edition, and which sites changed in its period."""

import json
from pathlib import Path
from typing import Any

import pytest

import geomap
from geomap.incidents import InvalidDatasetError, Period
from geomap.render import OlderEdition, OldPageError, OtherPeriodError, editions_to_compare
from geomap.render.old_page import read_old_page
from geomap.render.plain_list import noscript_from_payload
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder
from tests.render.conftest import HOSTILE, MakeIncidents, ReadPage

FEBRUARY = Period.parse("2022-02")


def rows_with(table: str, key: str, **cells: str) -> list[Row]:
    return [{**row, **cells} if key in row.values() else dict(row) for row in VALID_ROWS[table]]


def rows_without(table: str, key: str) -> list[Row]:
    return [dict(row) for row in VALID_ROWS[table] if key not in row.values()]


def since_of(
    incidents: geomap.Incidents, older: OlderEdition, period: str = "2022-02"
) -> dict[str, Any]:
    payload = geomap.IncidentMap(incidents, period=period, since=older).payload
    return dict(payload["edition"]["since"])


def save_map(incidents: geomap.Incidents, path: Path, **options: Any) -> str:
    geomap.IncidentMap(incidents, **options).save(path)
    return str(path)


def test_without_an_older_edition_the_page_says_nothing_of_one(incidents: geomap.Incidents) -> None:
    assert "since" not in geomap.IncidentMap(incidents).payload["edition"]


def test_the_edition_line_counts_and_lists_what_changed(make_incidents: MakeIncidents) -> None:
    older = OlderEdition(make_incidents("old"))
    new = make_incidents("new", claims=rows_with("claims", "toll-local", low="12", high="12"))
    since = since_of(new, older)
    assert [since[name] for name in ("added", "corrected", "withdrawn")] == [0, 1, 0]
    assert since["changes"] == [
        {
            "change": "corrected",
            "table": "claims",
            "owner": "raid",
            "title": "Night raid",
            "codes": ["killed"],
            "text": "at_least 12",
            "fields": [{"field": "figure", "old": "at_least 10", "new": "at_least 12"}],
            "sources": [{"publisher": "إعلام محلي", "published": None}],
        }
    ]


def test_a_change_elsewhere_is_not_told_on_this_month_s_page(make_incidents: MakeIncidents) -> None:
    older = OlderEdition(make_incidents("old"))
    new = make_incidents("new", claims=rows_with("claims", "lorries", low="131", high="131"))
    assert since_of(new, older)["changes"] == []
    assert since_of(new, older, "2022-01")["corrected"] == 1


def test_an_incident_whose_day_moved_is_corrected_on_both_months_pages(
    make_incidents: MakeIncidents,
) -> None:
    older = OlderEdition(make_incidents("old"))
    moved = {"date_start": "2022-03-03", "date_end": "2022-03-03"}
    new = make_incidents("new", incidents=rows_with("incidents", "raid", **moved))
    for period in ("2022-02", "2022-03"):
        (change,) = since_of(new, older, period)["changes"]
        assert change["fields"] == [{"field": "date", "old": "2022-02-03", "new": "2022-03-03"}]


def test_the_data_of_an_older_page_is_read_back_without_loss(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    for lang in ("en", "ar"):
        path = save_map(incidents, tmp_path / f"{lang}.html", period="2022-01", lang=lang)
        assert since_of(incidents, OlderEdition.read(path), "2022-01")["changes"] == []


def test_the_shipped_series_read_back_from_a_page_says_the_same(tmp_path: Path) -> None:
    shipped = geomap.read_incidents()
    period = Period.reporting_month(88)
    path = save_map(shipped, tmp_path / "88.html", period=period)
    assert read_old_page(path).period.shares_turning_days
    assert OlderEdition.read(path).diff(shipped, period).entries == ()


def test_an_older_page_shows_what_was_withdrawn_with_its_summary(
    make_incidents: MakeIncidents, tmp_path: Path
) -> None:
    told = rows_with("incidents", "raid", summary="Helicopters landed.")
    path = save_map(make_incidents("old", incidents=told), tmp_path / "old.html", period="2022-02")
    new = make_incidents(
        "new", **{name: rows_without(name, "raid") for name in ("incidents", "locations", "claims")}
    )
    changes = since_of(new, OlderEdition.read(path))["changes"]
    assert (changes[0]["change"], changes[0]["text"]) == ("withdrawn", "Helicopters landed.")
    assert changes[0]["sources"][0] == {"publisher": "SOHR", "published": None}


def test_a_page_of_other_days_is_refused(incidents: geomap.Incidents, tmp_path: Path) -> None:
    january = save_map(incidents, tmp_path / "january.html", period="2022-01")
    february = save_map(incidents, tmp_path / "february.html", period="2022-02")
    with pytest.raises(OtherPeriodError, match="shows January 2022, this one February 2022"):
        OlderEdition.read(january).diff(incidents, FEBRUARY)
    with pytest.raises(OtherPeriodError):
        editions_to_compare(january, february)


@pytest.mark.parametrize(
    "text",
    [
        "<p>no map at all</p>",
        '<script type="application/json" id="geomap-data">{"version":1}</script>',
        '<script type="application/json" id="geomap-data">[1]</script>',
        '<script type="application/json" id="geomap-data">{"version":2}</script>',
        '<script type="application/json" id="geomap-data">{"version":1,"lang":"en","items":[{}]}',
        '<script type="application/json" id="geomap-data">not json</script>',
        '<script type="application/json" id="geomap-head">{"version":2}</script>',
        '<script type="application/json" id="geomap-head">{"version":3}</script>',
        (
            '<script type="application/json" id="geomap-head">{"version":2,"blocks":{"numbers":1,'
            '"answers":0,"texts":[]}}</script>'
            '<script type="application/gzip" id="geomap-numbers-0">H4sIAAAA</script>'
        ),
    ],
)
def test_what_is_no_page_of_ours_is_one_clear_message(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.html"
    path.write_text(text, "utf-8")
    with pytest.raises(OldPageError, match="holds no data that this geomap can compare"):
        read_old_page(str(path))


def page_with(tmp_path: Path, incidents: geomap.Incidents, old: str, new: str) -> OlderEdition:
    """Return a page of version 1, whose records stand in it plain, with something changed.

    It knows nothing of what later versions added.
    """
    records = dict(geomap.IncidentMap(incidents, period="2022-02").payload)
    del records["texts_ar"]
    text = json.dumps(records | {"version": 1}, separators=(",", ":"))
    assert old in text
    path = tmp_path / "tampered.html"
    block = f'<script type="application/json" id="geomap-data">{text.replace(old, new)}</script>'
    path.write_text(block, "utf-8")
    return OlderEdition.read(str(path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # half of a pair, which no file can hold
        ('"target":""', '"target":"\\ud800"'),
        # cells that are not there, or are of another kind
        ('"title":"Night raid",', ""),
        ('"summary":""', '"summary":{"a":1}'),
        ('"published":null', '"published":"yesterday"'),
    ],
)
def test_a_page_that_somebody_changed_breaks_nothing(
    incidents: geomap.Incidents, tmp_path: Path, old: str, new: str
) -> None:
    older = page_with(tmp_path, incidents, old, new)
    page = geomap.IncidentMap(incidents, period="2022-02", since=older).get_root().render()
    assert ReadPage(page.encode().decode()).blocks["geomap-head"]["edition"]["since"]


def test_a_number_beyond_all_numbers_is_refused(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    with pytest.raises(OldPageError):
        page_with(tmp_path, incidents, '"low":13', f'"low":{"9" * 400}')


def test_a_page_that_is_not_there_is_one_clear_message(tmp_path: Path) -> None:
    with pytest.raises(OldPageError, match="No such file"):
        OlderEdition.read(str(tmp_path / "gone.html"))


def test_a_bad_dataset_lists_its_problems(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError):
        OlderEdition.read(str(tmp_path / "gone"))


def test_two_datasets_and_a_page_with_a_dataset_are_cut_to_the_same_days(
    incidents: geomap.Incidents, tmp_path: Path
) -> None:
    folder = str(write_dataset_folder(tmp_path / "again", VALID_ROWS))
    page = save_map(incidents, tmp_path / "page.html", period="2022-02")
    old, new = editions_to_compare(page, folder)
    assert [row["incident_id"] for row in new.tables["incidents"]] == ["raid"]
    assert len(old.tables["claims"]) == len(new.tables["claims"])
    whole, _ = editions_to_compare(folder, folder)
    assert len(whole.tables["incidents"]) == len(VALID_ROWS["incidents"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_a_changed_field_stays_text(
    make_incidents: MakeIncidents, hostile: str, tmp_path: Path
) -> None:
    older = make_incidents("old", incidents=rows_with("incidents", "raid", target=hostile))
    path = save_map(older, tmp_path / "old.html", period="2022-02")
    new = make_incidents("new", incidents=rows_with("incidents", "raid", target="a house"))
    page = geomap.IncidentMap(new, period="2022-02", since=OlderEdition.read(path))
    read = ReadPage(page.get_root().render())
    (change,) = read.blocks["geomap-head"]["edition"]["since"]["changes"]
    assert change["fields"] == [{"field": "target", "old": hostile, "new": "a house"}]
    assert len(read.blocks) == 2
    assert read.handlers == []


def test_the_same_editions_give_the_same_bytes(make_incidents: MakeIncidents) -> None:
    old, new = make_incidents("old"), make_incidents("new", totals=[])
    pages = [
        geomap.IncidentMap(new, period="2022-01", since=OlderEdition(old)).get_root().render()
        for _ in range(2)
    ]
    assert pages[0] == pages[1]


SITE = {"site_id": "omar", "kind": "base", "name": "Al-Omar", "place_id": "al-tanf-base"}


def change(day: str, what: str, status: str = "active", *, last: str = "") -> Row:
    return {
        "site_id": "omar",
        "date_start": day,
        "date_end": last or day,
        "date_precision": "range" if last else "day",
        "change": what,
        "status_after": status,
        "source_id": "sohr-88",
    }


STOOD = change("2021-05-01", "in_use")


@pytest.mark.parametrize(
    ("changes", "news"),
    [
        # stood before, and goes on
        ([STOOD], None),
        ([STOOD, change("2022-02-05", "in_use")], None),
        ([STOOD, change("2022-02-05", "mentioned")], None),
        # happened to it
        ([STOOD, change("2022-02-05", "attacked")], ("changed", "certain")),
        ([STOOD, change("2022-02-05", "returned")], ("changed", "certain")),
        # named for the first time is no claim that it was set up
        ([change("2022-02-05", "in_use")], ("first", "certain")),
        ([change("2022-02-05", "established")], ("new", "certain")),
        ([STOOD, change("2022-02-05", "withdrawn", "withdrawn")], ("left", "certain")),
        ([STOOD, change("2022-02-05", "withdrawn", "partly_withdrawn")], ("left", "certain")),
        # left before, and still empty
        (
            [
                change("2022-01-05", "withdrawn", "closed"),
                change("2022-02-05", "mentioned", "closed"),
            ],
            None,
        ),
        # went and came back within the period
        (
            [
                STOOD,
                change("2022-02-05", "withdrawn", "withdrawn"),
                change("2022-02-05", "returned"),
            ],
            ("changed", "certain"),
        ),
        # the day may lie outside the period
        ([STOOD, change("2022-01-20", "attacked", last="2022-02-05")], ("changed", "possible")),
        # what became known is no change of the ground
        ([change("2021-05-01", "in_use", "unknown"), change("2022-02-05", "in_use")], None),
    ],
)
def test_a_site_is_news_only_when_something_became_of_it(
    make_incidents: MakeIncidents,
    changes: list[Row],
    news: tuple[str, str] | None,
) -> None:
    numbered = [{**row, "change_id": f"c{number}"} for number, row in enumerate(changes)]
    incidents = make_incidents(sites=[SITE], site_changes=numbered)
    items = geomap.IncidentMap(incidents, period="2022-02").payload["items"]
    found = next(item for item in items if item["type"] == "site").get("news")
    assert found == (None if news is None else {"kind": news[0], "certainty": news[1]})


def test_a_map_of_all_dates_has_no_time_before_it(incidents: geomap.Incidents) -> None:
    items = geomap.IncidentMap(incidents).payload["items"]
    assert all("news" not in item for item in items)


def test_readers_without_scripts_learn_it_too(make_incidents: MakeIncidents) -> None:
    older = OlderEdition(make_incidents("old", totals=[]))
    new = make_incidents("new", incidents=rows_with("incidents", "convoy", target="{{7*7}} <b>"))
    payload = geomap.IncidentMap(new, period="2022-01", since=older).payload
    text = " ".join(ReadPage(noscript_from_payload(payload)).text.split())
    assert "first named in this period" in text
    assert "added 1 · corrected 1 · withdrawn 0" in text
    assert "corrected: Four batches of lorries · target: → {{7*7}} <b>" in text
