import json
import re
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

import geomap
from geomap.render import compose, split_files
from geomap.render.column_records import payload_from_columns
from geomap.render.columns import PageColumns
from geomap.render.compose import columns_from_incidents
from geomap.render.old_page import OldPageError, payload_in_page, read_old_page
from geomap.render.page_blocks import blocks_from_columns
from geomap.render.part_cuts import cuts_of_parts
from geomap.render.period_groups import EVERY_PERIOD, ranks_of_periods
from geomap.render.read_blocks import columns_from_blocks
from geomap.render.since import OlderEdition
from geomap.render.split_files import SplitPageError
from tests.render.conftest import HOSTILE, MakeIncidents
from tests.render.page_fixture import rows_of_every_kind

MOST = 4


@pytest.fixture
def mixed(make_incidents: MakeIncidents) -> geomap.Incidents:
    return make_incidents("mixed", **rows_of_every_kind())


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "NUMBERS_A_BLOCK", MOST)


def items_from(days: list[tuple[str, str] | None], sites: tuple[int, ...] = ()) -> dict:
    spans = [np.array(span or ("1970-01-01",) * 2, dtype="datetime64[D]") for span in days]
    first, last = (np.array([span[k] for span in spans]).astype(np.int64) for k in (0, 1))
    return {
        "dated": np.array([int(span is not None) for span in days]),
        "first": first,
        "span": last - first,
        "site": np.isin(np.arange(len(days)), sites).astype(int),
    }


def on(day: str) -> tuple[str, str]:
    return (day, day)


# --- which items belong together in time


def test_an_item_stands_with_the_year_that_holds_all_its_days() -> None:
    days = [
        on("2019-05-01"),
        on("2018-01-01"),
        ("2018-12-31", "2019-01-01"),
        None,
        on("2019-01-01"),
    ]
    ranks = ranks_of_periods(items_from(days, sites=(4,)), most=2)
    assert ranks.tolist() == [2, 1, EVERY_PERIOD, EVERY_PERIOD, EVERY_PERIOD]


def test_a_crowded_year_is_cut_by_quarters_and_a_crowded_quarter_by_months() -> None:
    days = [on("2018-02-01"), on("2018-02-03"), on("2018-01-09"), on("2018-05-02")]
    vague = [("2018-01-01", "2018-12-31"), ("2018-01-20", "2018-02-10")]
    ranks = ranks_of_periods(items_from([*days, *vague]), most=2).tolist()
    february, january, spring = ranks[0], ranks[2], ranks[3]
    assert ranks[1] == february
    # What lies in no quarter of the year comes before its quarters, and so on.
    assert ranks[4] < ranks[5] < january < february < spring


def test_neighbouring_years_with_few_incidents_are_one_period() -> None:
    years = [1990, *[1991] * 3, 1992, 1993, *[1994] * 20]
    ranks = ranks_of_periods(items_from([on(f"{year}-06-01") for year in years]), most=40)
    expected = {1990: 1, 1991: 1, 1992: 1, 1993: 2, 1994: 3}  # five at most are few
    assert dict(zip(years, ranks.tolist(), strict=True)) == expected


# --- where they are cut


def test_no_part_is_too_large_and_none_holds_two_periods() -> None:
    chance = np.random.default_rng(5)
    ranks = np.sort(chance.integers(1, 5, 900))
    codes = chance.integers(0, 2**50, 900).astype(np.uint64)
    codes = codes[np.lexsort((codes, ranks))]
    cuts = cuts_of_parts(ranks, codes, most=60)
    assert cuts[0] == (0, 0)
    assert [start for start, _ in cuts[1:]] == [end for _, end in cuts[:-1]]
    assert cuts[-1][1] == 900
    assert all(end - start <= 60 for start, end in cuts)
    assert all(len(set(ranks[start:end])) == 1 for start, end in cuts[1:])
    # Small neighbours are one part: two that follow each other would not fit into one.
    in_one_period = [(b[1] - a[0]) for a, b in pairwise(cuts[1:]) if ranks[a[0]] == ranks[b[0]]]
    assert min(in_one_period) > 60


def test_a_part_is_a_patch_of_the_map() -> None:
    quarter = 2**48
    codes = np.sort(np.repeat(np.array([0, 1, 2, 3], dtype=np.uint64) * np.uint64(quarter), 10))
    cuts = cuts_of_parts(np.ones(40, dtype=np.int64), codes, most=25)
    assert cuts == ((0, 0), (0, 20), (20, 40))


def test_many_at_one_spot_and_many_nowhere_are_cut_all_the_same() -> None:
    codes = np.array([7] * 9 + [2**63] * 9, dtype=np.uint64)
    cuts = cuts_of_parts(np.zeros(18, dtype=np.int64), codes, most=4)
    assert cuts == ((0, 4), (4, 8), (8, 9), (9, 13), (13, 17), (17, 18))


# --- what is written


def read_back(columns: PageColumns) -> PageColumns:
    written = blocks_from_columns(columns)
    return columns_from_blocks(json.loads(json.dumps(written.head)), written.blocks.__getitem__)


@pytest.mark.parametrize("most_in_head", [0, 1, 1000])
def test_a_split_page_has_the_same_records_as_one_file(
    most_in_head: int, mixed: geomap.Incidents
) -> None:
    whole = payload_from_columns(columns_from_incidents(mixed))
    split = columns_from_incidents(mixed, most_sources_in_head=most_in_head, is_split=True)
    assert len(split.cuts or ()) > 3
    for columns in (split, read_back(split)):
        payload = payload_from_columns(columns)
        assert sorted(payload["items"], key=str) == sorted(whole["items"], key=str)
        assert sorted(payload["sources"], key=str) == sorted(whole["sources"], key=str)


def test_every_part_has_all_the_sources_that_its_items_cite() -> None:
    frame = pd.DataFrame(
        {
            "date": [f"{year}-0{month}-01" for year in range(2015, 2023) for month in (1, 5)],
            "kind": "strike",
            "lon": 36.5,
            "lat": 36.2,
            "url": "https://a.example/one",
        }
    )
    columns = columns_from_incidents(
        geomap.read_incidents(frame), most_sources_in_head=0, is_split=True
    )
    items, sources = columns.tables["items"], columns.tables["sources"]
    cuts = columns.cuts or ()
    assert len(cuts) > 3
    cited = columns.tables["places"]["source"]
    starts = np.concatenate(([0], np.cumsum(items["places"])))
    for start, end in cuts:
        own = np.flatnonzero((sources["item"] >= start) & (sources["item"] < end)) + 1
        assert set(cited[starts[start] : starts[end]]) - {0} <= set(own)
    assert len(sources["id"]) == len(cuts) - 1  # one in each but the first, which is empty
    payload = payload_from_columns(columns)
    assert [source["url"] for source in payload["sources"]] == ["https://a.example/one"]


def test_the_head_tells_of_each_part_how_many_incidents_begin_when(
    mixed: geomap.Incidents,
) -> None:
    columns = columns_from_incidents(mixed, is_split=True)
    parts = blocks_from_columns(columns).head["blocks"]["parts"]
    assert sum(part["rows"]["items"] for part in parts) == len(columns)
    counted = {
        tuple(np.array([day], dtype="datetime64[D]").astype(str)): count
        for part in parts
        for day, _, count in part["when"]["months"]
    }
    assert counted.keys() == {("2019-10-01",), ("2021-12-01",), ("2022-02-01",)}
    assert [part["when"]["always"] for part in parts] == [True] + [False] * (len(parts) - 1)


def files_beside(page: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in page.with_suffix(".data").iterdir()}


@pytest.fixture
def page(mixed: geomap.Incidents, tmp_path: Path) -> Path:
    path = tmp_path / "map.html"
    geomap.IncidentMap(mixed, is_split=True).save(path)
    return path


def test_a_file_holds_one_call_with_base64_and_no_more(page: Path) -> None:
    found = files_beside(page)
    assert len(found) > 6
    for name, text in found.items():
        assert re.fullmatch(rb'geomapChunk\("geomap-[a-z]+-\d+","[A-Za-z0-9+/]+=*"\);\n', text)
        assert re.fullmatch(r"(numbers|ids|text)-\d{4}-[0-9a-f]{8}\.js", name)


def test_the_page_has_all_but_what_stands_beside_it(page: Path) -> None:
    ids = set(re.findall(r'id="(geomap-[a-z0-9-]+)"', page.read_text("utf-8")))
    assert ids == {"geomap-head", "geomap-answers-0", "geomap-basemap"}


def test_the_same_dataset_gives_the_same_bytes(
    page: Path, mixed: geomap.Incidents, tmp_path: Path
) -> None:
    again = tmp_path / "again" / "map.html"
    geomap.IncidentMap(mixed, is_split=True).write(again)
    assert again.read_bytes() == page.read_bytes()
    assert files_beside(again) == files_beside(page)


def test_no_file_of_an_older_edition_stays_and_none_of_the_users_goes(
    page: Path, mixed: geomap.Incidents
) -> None:
    before = set(files_beside(page))
    page.with_suffix(".data").joinpath("mine.txt").write_text("mine", "utf-8")
    geomap.IncidentMap(mixed.period("2022-02"), is_split=True).save(page)
    after = set(files_beside(page))
    assert "mine.txt" in after
    named = set(re.findall(r"(?:numbers|ids|text)-\d{4}-[0-9a-f]{8}\.js", page.read_text("utf-8")))
    assert after - {"mine.txt"} == named
    assert before - after


def test_what_cannot_be_written_whole_leaves_the_older_edition(
    page: Path, mixed: geomap.Incidents
) -> None:
    before, text = files_beside(page), page.read_bytes()
    written: list[str] = []

    def fail_late(path: Path, data: bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(str(path))
        path.write_bytes(data)

    other = geomap.IncidentMap(mixed.period("2022-02"), is_split=True)
    with (
        patch.object(split_files, "write_whole", fail_late),
        pytest.raises(OSError, match="No space"),
    ):
        other.save(page)
    assert page.read_bytes() == text
    assert files_beside(page) == before


def test_a_split_map_is_more_than_one_file(mixed: geomap.Incidents) -> None:
    with pytest.raises(SplitPageError, match=r"write it with save\(path\)"):
        geomap.IncidentMap(mixed, is_split=True).get_root().render()


def test_its_scripts_may_load_what_is_near_and_nothing_else(page: Path) -> None:
    text = page.read_text("utf-8")
    policies = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    allowed = [re.sub(r"'sha256-[^']*' ", "", policy) for policy in policies]
    rest = "style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    assert allowed == [
        f"default-src 'none'; script-src 'strict-dynamic'; {rest}",
        f"default-src 'none'; script-src 'self' file:; {rest}",
    ]


# --- and read again


def test_an_older_split_page_can_be_compared_with(page: Path, mixed: geomap.Incidents) -> None:
    payload = payload_in_page(page.read_text("utf-8"), str(page))
    whole = payload_from_columns(columns_from_incidents(mixed))
    assert sorted(payload["items"], key=str) == sorted(whole["items"], key=str)


def test_an_older_edition_is_the_same_whether_it_was_split_or_not(
    page: Path, mixed: geomap.Incidents, tmp_path: Path
) -> None:
    one_file = tmp_path / "one.html"
    geomap.IncidentMap(mixed).save(one_file)
    told = [
        geomap.IncidentMap(mixed, since=OlderEdition.read(str(path))).columns.head["edition"]
        for path in (page, one_file)
    ]
    assert told[0] == told[1]


def test_a_missing_part_is_named_with_what_to_do(page: Path) -> None:
    lost = min(page.with_suffix(".data").glob("text-*.js"))
    lost.unlink()
    with pytest.raises(OldPageError, match=rf"map\.data/{lost.name}.*with its folder beside it"):
        read_old_page(str(page))


@pytest.mark.parametrize("text", ["alert(1);\n", 'geomapChunk("geomap-ids-0","AAAA");\n', ""])
def test_a_file_that_is_no_part_is_refused(text: str, page: Path) -> None:
    lost = min(page.with_suffix(".data").glob("numbers-*.js"))
    lost.write_text(text, "utf-8")
    with pytest.raises(OldPageError, match="holds no data"):
        read_old_page(str(page))


@pytest.mark.parametrize("folder", ["..", "../other", "/etc"])
def test_a_page_reads_no_file_but_those_that_geomap_writes(folder: str, page: Path) -> None:
    text = page.read_text("utf-8").replace('"folder":"map.data"', f'"folder":"{folder}"')
    page.write_text(text, "utf-8")
    with pytest.raises(OldPageError):
        read_old_page(str(page))


def test_hostile_text_stays_text(make_incidents: MakeIncidents, tmp_path: Path) -> None:
    rows = rows_of_every_kind()
    rows["incidents"][0]["summary"] = " ".join(HOSTILE)
    path = tmp_path / "map.html"
    geomap.IncidentMap(make_incidents("hostile", **rows), is_split=True).save(path)
    summaries = {item["summary"] for item in read_old_page_items(path)}
    assert " ".join(HOSTILE) in summaries


def read_old_page_items(path: Path) -> list:
    return payload_in_page(path.read_text("utf-8"), str(path))["items"]
