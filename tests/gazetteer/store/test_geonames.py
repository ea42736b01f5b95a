"""The GeoNames dump: what is read, what is left out, and every problem at once."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from geomap.gazetteer.store import ImportFileError
from geomap.gazetteer.store.geonames import read_geonames
from tests.gazetteer.store.conftest import ROWS, SHARED, SOURCE, dump_text

Write = Callable[[str], Path]


def test_a_dump_becomes_places_with_their_kind_and_all_spellings(write_dump: Write) -> None:
    batch = read_geonames(write_dump(dump_text()), SOURCE)
    kinds = {place.spellings[0].text: place.kind for place in batch.places}
    assert kinds["Dayr Ballut"] == "village"
    assert kinds["`Atmah"] == "town"  # by its inhabitants
    assert kinds["Tabqa Dam"] == "dam"
    texts = [spelling.text for spelling in batch.places[0].spellings]
    assert texts == ["Dayr Ballut", "Dayr Ballut", "Dayr Ballūţ", "دير بلوط"]
    assert (batch.places[0].lon, batch.places[0].lat) == (36.665, 36.34)


def test_what_reports_never_name_is_left_out_and_counted(write_dump: Write) -> None:
    assert read_geonames(write_dump(dump_text()), SOURCE).skipped == {"feature code H.WAD": 1}


def test_alternate_names_add_spellings_but_no_links_codes_or_historic_names(
    write_dump: Write, tmp_path: Path
) -> None:
    alternates = tmp_path / "SY-alternates.zip"
    lines = [
        "1\t170789\ten\tDeir Balout\t\t\t\t\t\t",
        "2\t170789\tlink\thttps://example.org\t\t\t\t\t\t",
        "3\t170789\ten\tOld Balout\t\t\t\t1\t\t",
    ]
    with zipfile.ZipFile(alternates, "w") as archive:
        archive.writestr("SY.txt", "\n".join(lines))
    path = write_dump(dump_text())
    with pytest.raises(ImportFileError, match=r"no member 'SY-ALTERNATES.txt'"):
        read_geonames(path, SOURCE, alternates=alternates)
    (tmp_path / "alternatenames").mkdir()
    moved = alternates.rename(tmp_path / "alternatenames" / "SY.zip")
    place = read_geonames(path, SOURCE, alternates=moved).places[0]
    assert [spelling.text for spelling in place.spellings[-2:]] == ["دير بلوط", "Deir Balout"]


def test_every_problem_is_listed_at_once_with_row_column_value_and_expectation(
    write_dump: Write,
) -> None:
    first, second, *_ = ROWS
    bad = (first[0], "Nowhere", "", "north", 200.0, "P", "PPL", 0)
    text = dump_text((first, bad, second, first)) + "one\ttwo\n"
    with pytest.raises(ImportFileError) as caught:
        read_geonames(write_dump(text), SOURCE)
    assert caught.value.problems == [
        "row 2, column longitude: '200.0', expected degrees from -180 to 180",
        "row 2, column latitude: 'north', expected degrees from -90 to 90",
        "row 4, column geonameid: '170789', expected an id that stands once",
        "row 5: 2 columns, expected the 19 tab-separated columns of a GeoNames dump",
    ]


@pytest.mark.parametrize("degrees", ["nan", "inf", "", "-181"])
def test_a_longitude_that_is_none_is_a_problem(write_dump: Write, degrees: str) -> None:
    row = (1, "Nowhere", "", 35.0, degrees, "P", "PPL", 0)
    with pytest.raises(ImportFileError, match="column longitude"):
        read_geonames(write_dump(dump_text((row,))), SOURCE)


def test_an_empty_dump_is_no_dump(write_dump: Write) -> None:
    with pytest.raises(ImportFileError, match="no place in it"):
        read_geonames(write_dump(""), SOURCE)


def test_the_text_itself_can_be_read_without_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(dump_text(), "utf-8")
    assert len(read_geonames(path, SOURCE).places) == 6


@pytest.mark.skipif(not (SHARED / "geonames").is_dir(), reason="no shared data here")
def test_the_whole_of_syria_is_read() -> None:
    batch = read_geonames(SHARED / "geonames" / "SY.zip", SOURCE)
    assert len(batch.places) == 10_314
    assert {place.kind for place in batch.places} >= {"village", "governorate"}
