"""Each rule of the linter finds its fault and names file, row, column and value."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from geomap.gazetteer import GazetteerDataError
from geomap.gazetteer.linting import FaultyTablesError, check_tables

HEADERS = {
    "places": "place_id,kind,lon,lat,radius_m,grade,parent,units,line,seat,code,rank,source_id,"
    "source_ref,note",
    "names": "place_id,text,lang,kind,source_id",
    "sources": "source_id,title,publisher,licence,url,note",
    "admin_claims": "place_id,level,admin_id,source_id,note",
}
SYRIA = "syria,country,38.5,35.0,,A,,SYR,,ballut,SY,1,me,SYR,"
ALEPPO = "aleppo-governorate,governorate,,,,A,syria,SYR-137,,ballut,SY02,,me,SYR-137,"
BALLUT = "ballut,village,36.66503,36.34,1500,A,aleppo-governorate,,,,,,me,170789,"
NAMES = [
    "syria,Syria,en,official,me",
    "syria,سوريا,ar,official,me",
    "aleppo-governorate,Aleppo,en,official,me",
    "aleppo-governorate,حلب,ar,official,me",
    "ballut,Deir Ballut,en,official,me",
    "ballut,دير بلوط,ar,official,me",
]


def write_tables(folder: Path, *, named: bool = True, **more: list[str]) -> Path:
    """Write a sound gazetteer and the rows of a case after it; a new place gets two names."""
    rows = {
        "places": [SYRIA, ALEPPO, BALLUT],
        "names": list(NAMES),
        "sources": ["me,My own,,,,"],
        "admin_claims": [],
    }
    for table, added in more.items():
        rows[table] += added
    for row in more.get("places", []) if named else []:
        place_id = row.split(",")[0]
        rows["names"] += [f"{place_id},Name of {place_id},en,official,me"]
        rows["names"] += [f"{place_id},اسم {len(rows['names'])},ar,official,me"]
    for table, lines in rows.items():
        (folder / f"{table}.csv").write_text("\n".join([HEADERS[table], *lines, ""]), "utf-8")
    return folder


def findings_in(folder: Path, geonames: Path | None = None) -> list[str]:
    return [str(finding) for finding in check_tables(folder, geonames=geonames)[1]]


def test_sound_tables_have_no_finding(tmp_path: Path) -> None:
    assert findings_in(write_tables(tmp_path)) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "x,palace,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'kind': found 'palace'; expected one of airfield, base",
        ),
        (
            "x,town,36.7,36.34,1500,D,aleppo-governorate,,,,,,me,1,",
            "column 'grade': found 'D'; expected one of A, B, C",
        ),
        (
            "x,town,36.7,36.34,1500,A,aleppo-governorate,,,,,7,me,1,",
            "column 'rank': found '7'; expected one of 1, 2, 3, 4, 5",
        ),
        (
            "x,town,east,36.34,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'lon': found 'east'; expected degrees from -180 to 180",
        ),
        (
            "x,town,36.7,nan,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'lat': found 'nan'; expected degrees from -90 to 90",
        ),
        (
            "x,town,36.7,,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'lat': found ''; expected lon and lat, or neither",
        ),
        (
            "x,town,36.7,36.34,0,A,aleppo-governorate,,,,,,me,1,",
            "column 'radius_m': found '0'; expected metres, more than 0",
        ),
        ("x,town,,,,A,aleppo-governorate,,,,,,me,1,", "expected a point, a line, or units with a"),
        (
            "x,governorate,36.7,36.34,1500,A,syria,,,,,,me,1,",
            "column 'code': found ''; expected code for a governorate",
        ),
        (
            "x,town,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,,",
            "column 'source_ref': found ''; expected the id or wording at the source",
        ),
        (
            "x,base,36.7,36.34,900,C,aleppo-governorate,,,,,,me,1,",
            "column 'note': found ''; expected the reason for grade C",
        ),
        (
            "x,base,36.7,36.34,900,C,aleppo-governorate,,,,,,me,1,guessed",
            "column 'radius_m': found '900'; expected at least 1500 for grade C",
        ),
        (
            "x,town,36.7,36.34,1500,A,atlantis,,,,,,me,1,",
            "column 'parent': found 'atlantis'; expected the place_id of a place",
        ),
        (
            "x,town,36.7,36.34,1500,A,,,,,,,me,1,",
            "column 'parent': found ''; expected the unit or country it lies in",
        ),
        (
            "x,town,36.7,36.34,1500,A,x,,,,,,me,1,",
            "column 'parent': found 'x'; expected parents that end at a country, not a circle",
        ),
        (
            "x,town,36.7,36.34,1500,A,aleppo-governorate,,,,,,nobody,1,",
            "column 'source_id': found 'nobody'; expected a source_id of sources.csv",
        ),
        (
            "Big X,town,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'place_id': found 'Big X'; expected lower-case words joined by hyphens",
        ),
        (
            "x,region,,,,A,syria,SYR-9999,,ballut,,,me,1,",
            "column 'units': found 'SYR-9999'; expected codes of the borders; SYR-9999 is none",
        ),
        (
            "x,river,,,,A,,,styx,,,,me,1,",
            "column 'line': found 'styx'; expected the id of a river of the borders",
        ),
        (
            "x,town,40.14084,35.33588,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'lon': found '40.14084'; expected a point in 'aleppo-governorate'; it lies ",
        ),
        (
            "x,town,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,1,,one too many",
            "expected no more cells than the header names",
        ),
        (
            "x,town,36.7, 36.34,1500,A,aleppo-governorate,,,,,,me,1,",
            "column 'lat': found ' 36.34'; expected no blank at either end",
        ),
    ],
)
def test_the_row_of_a_place_is_told_with_its_line_column_and_value(
    tmp_path: Path, row: str, told: str
) -> None:
    (found,) = [line for line in findings_in(write_tables(tmp_path, places=[row])) if told in line]
    assert found.startswith("places.csv, row 5")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "ballut,DEIR BALLUT,en,variant,me",
            "'text': found 'DEIR BALLUT'; expected each spelling of a place once; row 6 has it",
        ),
        ("ballut,دير بلّوط,ar,press,me", "expected each spelling of a place once; row 7 has it"),
        ("ballut,Dayr Ballut,ar,variant,me", "found 'Dayr Ballut'; expected the script of 'ar'"),
        ("ballut,دير بلوت,en,variant,me", "expected the script of 'en'"),
        ("ballut,Dayr Ballut,xx,variant,me", "column 'lang': found 'xx'; expected one of ar, de"),
        ("ballut,Dayr Ballut,en,nick,me", "'kind': found 'nick'; expected one of official, press"),
        ("ballut,–!–,en,variant,me", "expected a spelling; nothing is left of it after folding"),
        (
            "ballut,Dayr Ballut,en,official,me",
            "column 'kind': found 'official'; expected one official name in 'en'; row 6 is one",
        ),
        ("ghost,Ghost,en,official,me", "'place_id': found 'ghost'; expected the place_id of a"),
        ("ballut,Dayr Ballut,en,variant,it", "found 'it'; expected a source_id of sources.csv"),
    ],
)
def test_the_row_of_a_name_is_told_with_its_line_column_and_value(
    tmp_path: Path, row: str, told: str
) -> None:
    (found,) = findings_in(write_tables(tmp_path, names=[row]))
    assert found.startswith("names.csv, row 8, column ")
    assert told in found


def test_a_place_needs_a_name_in_each_script(tmp_path: Path) -> None:
    new = "x,town,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,1,"
    folder = write_tables(tmp_path, named=False, places=[new], names=["x,Tall X,en,official,me"])
    (found,) = findings_in(folder)
    assert found.endswith("found 'x'; expected an official name in 'ar' in names.csv")


def test_an_id_that_stands_twice_and_an_idle_source_are_told(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, named=False, places=[BALLUT], sources=["idle,Idle,,,,"])
    twice, idle = findings_in(folder)
    assert twice.startswith("places.csv, row 5, column 'place_id': found 'ballut'; expected an id ")
    assert idle.startswith("sources.csv, row 3, column 'source_id': found 'idle'; expected a place")


def test_two_places_of_one_kind_and_like_name_need_a_note_that_tells_them_apart(
    tmp_path: Path,
) -> None:
    twin = "ballut-2,village,36.66,36.345,1500,A,aleppo-governorate,,,,,,me,1,"
    names = ["ballut-2,Dayr Balut,en,official,me", "ballut-2,دير بلوط,ar,official,me"]
    folder = write_tables(tmp_path, named=False, places=[twin], names=names)
    (found,) = findings_in(folder)
    assert "row 4 (ballut) is a village of like name 0.7 km away" in found
    noted = f"{twin}Not ballut but its new quarter."
    assert findings_in(write_tables(tmp_path, named=False, places=[noted], names=names)) == []


def test_a_claim_excuses_a_point_outside_its_parent(tmp_path: Path) -> None:
    row = "x,town,40.14084,35.33588,1500,A,aleppo-governorate,,,,,,me,1,"
    claim = "x,1,aleppo-governorate,me,says so"
    assert findings_in(write_tables(tmp_path, places=[row], admin_claims=[claim])) == []


def write_dump(folder: Path, *rows: tuple[str, float, float]) -> Path:
    """Write a dump of GeoNames with (id, lon, lat) in Syria."""
    path = folder / "SY.zip"
    lines = [
        "\t".join([place_id, "Name", "Name", "", str(lat), str(lon), "P", "PPL", "SY", *[""] * 10])
        for place_id, lon, lat in rows
    ]
    with ZipFile(path, "w") as archive:
        archive.writestr("SY.txt", "\n".join(lines))
    return path


@pytest.mark.parametrize(
    ("note", "rows", "told"),
    [
        ("", [("170789", 36.66503, 36.34)], None),
        ("", [("170789", 36.68, 36.34)], "GeoNames has 36.68, 36.34, 1.3 km away"),
        ("", [("1", 36.0, 36.0)], "found '170789'; expected an id of the dump, or 'withdrawn'"),
        ("GeoNames has withdrawn the row.", [("1", 36.0, 36.0)], None),
    ],
)
def test_a_geonames_id_is_compared_with_a_dump(
    tmp_path: Path, note: str, rows: list[tuple[str, float, float]], told: str | None
) -> None:
    cited = f"x,town,36.66503,36.34,1500,A,aleppo-governorate,,,,,,geonames,170789,{note}"
    folder = write_tables(tmp_path, places=[cited], sources=["geonames,GeoNames,,,,"])
    found = findings_in(folder, write_dump(tmp_path, *rows))
    assert (told is None and found == []) or (told is not None and told in found[0])


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "SY.zip"
    dump.write_text("no archive")
    with pytest.raises(GazetteerDataError, match="no dump of GeoNames"):
        check_tables(write_tables(tmp_path), geonames=dump)


def test_every_problem_of_every_table_is_told_at_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("place_id,colour\nx,red\n", "utf-8")
    (tmp_path / "names.csv").write_bytes(b"\xff\xfe")
    found = findings_in(tmp_path)
    assert "places.csv, row 1, column 'kind': expected this column" in found
    assert any(
        "places.csv, row 1, column 'colour': expected only place_id" in line for line in found
    )
    assert any(line.startswith("names.csv: expected a CSV in UTF-8") for line in found)
    assert any(line.startswith("sources.csv: expected such a file in") for line in found)
    files = [line.split(".csv")[0] for line in found]
    assert files == sorted(files, key=["places", "names", "sources", "admin_claims"].index)


def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    row = "x,{{7*7}}\u202e,36.7,36.34,1500,A,aleppo-governorate,,,,,,me,1,"
    (found,) = findings_in(write_tables(tmp_path, places=[row]))
    assert "found '{{7*7}}\\u202e'" in found
    error = FaultyTablesError(tmp_path, check_tables(tmp_path)[1])
    assert isinstance(error, ValueError)
    assert str(error).startswith("1 problem in the gazetteer ")
