"""`geomap gazetteer install | add | remove | learn`, with publishers on the loopback."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
from click.testing import CliRunner, Result
from shapely.geometry import box

from geomap.cli.gazetteer import gazetteer
from geomap.cli.store_commands import COMMANDS
from geomap.errors import GeomapError
from geomap.gazetteer.store import Store
from tests.gazetteer.store.conftest import SHARED, dump_text
from tests.gazetteer.store.publisher import Publisher, running_publisher
from tests.gazetteer.store.test_boundaries import write_cod

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

BY_NAME = {command.name: command for command in COMMANDS}
PACKAGE = "/api/3/action/package_show?id=cod-ab-syr"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return buffer.getvalue()


def ocha_package(publisher: Publisher) -> dict[str, object]:
    resources = [
        {"format": "XLSX", "url": f"{publisher.url}/syr.xlsx"},
        {"format": "SHP", "url": f"{publisher.url}/syr_shp.zip", "last_modified": "2025-01-30"},
    ]
    return {"result": {"license_title": "CC BY IGO", "resources": resources}}


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    with running_publisher() as running:
        running.files["/SY.zip"] = zipped(SY_txt=dump_text())
        alternate = "1\t170789\ten\tDeir Balout\t\t\t\t\t\t\n"
        running.files["/alternatenames/SY.zip"] = zipped(SY_txt=alternate)
        running.serve_json(PACKAGE, ocha_package(running))
        source = tmp_path / "cod"
        source.mkdir()
        running.files["/syr_shp.zip"] = write_cod(source).read_bytes()
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "home" / "gazetteer.sqlite"


def run(name: str, *arguments: str, store: Path) -> Result:
    return CliRunner().invoke(BY_NAME[name], [*arguments, "--store", str(store)])


def install(publisher: Publisher, store: Path, *arguments: str) -> Result:
    urls = [f"--{name}-url={publisher.url}" for name in ("geonames", "ocha", "geoboundaries")]
    return run("install", *(arguments or ("syria",)), *urls, store=store)


def refused(result: Result) -> str:
    assert isinstance(result.exception, GeomapError), result.output
    return str(result.exception)


def test_install_fetches_places_and_units_and_says_what_came(
    publisher: Publisher, store: Path
) -> None:
    result = install(publisher, store)
    assert result.exit_code == 0, result.output
    assert "geonames-sy: 6 places (CC BY 4.0, Sun, 01 Nov 2026 04:00:00 GMT)" in result.stdout
    assert "ocha-sy: 4 units (CC BY IGO, 2025-01-30)" in result.stdout
    assert "1 rows left out: feature code H.WAD 1" in result.stdout
    assert "1 aliases unlike every other name of their place are not used:" in result.stdout
    assert "Kobani  (of Afrin)" in result.stdout
    with closing(Store(store)) as opened:
        assert [source.source_id for source in opened.sources] == ["geonames-sy", "ocha-sy"]
        assert opened.sources[0].url == f"{publisher.url}/SY.zip"
        place = opened.place_with_id("geonames-170789")
        assert place is not None
        assert "Deir Balout" in [name.text for name in place.names]
    assert [path.name for path in store.parent.rglob("*") if path.is_file()] == [store.name]


@pytest.mark.parametrize("country", ["SY", "syr", "Syrian Arab Republic", "سوريا"])
def test_a_country_has_many_names(publisher: Publisher, store: Path, country: str) -> None:
    assert install(publisher, store, country, "--no-boundaries").exit_code == 0
    assert publisher.paths_asked() == ["/SY.zip", "/alternatenames/SY.zip"]


def test_an_unknown_country_is_refused_with_those_that_come_near(
    publisher: Publisher, store: Path
) -> None:
    assert "Near: " in refused(install(publisher, store, "Jord"))
    assert publisher.asked == []


def test_geoboundaries_stand_in_where_ocha_has_none(publisher: Publisher, store: Path) -> None:
    del publisher.files[PACKAGE]
    frame = gpd.GeoDataFrame(
        {"shapeName": ["Aleppo"], "shapeISO": ["SY-HL"], "shapeID": ["1"], "shapeType": ["ADM1"]},
        geometry=[box(36.2, 35.5, 38.0, 36.8)],
        crs=4326,
    )
    publisher.files["/adm1.geojson"] = frame.to_json().encode()
    answer = {"gjDownloadURL": f"{publisher.url}/adm1.geojson", "boundaryLicense": "ODbL"}
    publisher.serve_json("/api/current/gbOpen/SYR/ADM1/", answer)
    result = install(publisher, store)
    assert "geoboundaries-sy: 1 units (ODbL, " in result.stdout
    assert "note: OCHA has no boundaries (COD-AB) of Syria." in result.stderr


def test_places_are_installed_alone_where_nobody_has_boundaries(
    publisher: Publisher, store: Path
) -> None:
    del publisher.files[PACKAGE], publisher.files["/alternatenames/SY.zip"]
    result = install(publisher, store)
    assert result.exit_code == 0
    assert "its places are installed without units" in result.stderr
    assert "no separate alternate names" in result.stderr


BROKEN = {
    "truncated": (lambda good: good[:-40], "only a part of one"),
    "a web page": (lambda _: b"<html>Log in</html>", "it is a web page"),
    "empty": (lambda _: b"", "it is empty"),
    "path traversal": (
        lambda _: zipped(**{"SY_txt": dump_text(), "../SY_txt": "x"}),
        "points outside the archive",
    ),
    "wrong columns": (lambda _: zipped(SY_txt="a\tb\tc\n"), "expected the 19 tab-separated"),
    "another country": (lambda _: zipped(IQ_txt=dump_text()), "no member 'SY.txt'"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_hostile_archive_leaves_the_store_as_it_was(
    publisher: Publisher, store: Path, name: str
) -> None:
    assert install(publisher, store).exit_code == 0
    before = store.read_bytes()
    spoil, said = BROKEN[name]
    publisher.files["/SY.zip"] = spoil(publisher.files["/SY.zip"])
    assert said in refused(install(publisher, store))
    assert store.read_bytes() == before
    assert not list(store.parent.glob(".*.part"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "expected a CKAN answer with 'result'"),
        ({"result": {"resources": [{"format": "SHP", "url": "file:///etc/x"}]}}, "begins with"),
    ],
)
def test_a_strange_answer_about_boundaries_leaves_the_store_as_it_was(
    publisher: Publisher, store: Path, answer: object, said: str
) -> None:
    publisher.serve_json(PACKAGE, answer)
    assert said in refused(install(publisher, store))
    assert not store.exists()


def test_the_environment_can_name_the_publishers(
    publisher: Publisher, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEOMAP_GEONAMES_URL", f"{publisher.url}/")
    assert run("install", "SY", "--no-boundaries", store=store).exit_code == 0


def test_own_places_are_added_replaced_and_removed(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "My Villages.csv"
    rows = "place_id,name,lon,lat,kind\nmine,Mine,38,36,village\n"
    path.write_text(rows, "utf-8")
    added = run("add", str(path), "--licence", "own work", store=store)
    assert added.stdout.startswith("my-villages: 1 places (own work, sha256 ")
    path.write_text(f"{rows}yours,Yours,38,36,village\n", "utf-8")
    assert "2 places" in run("add", str(path), store=store).stdout
    assert run("remove", "my-villages", store=store).stdout == "my-villages: removed\n"
    assert "it has: none" in refused(run("remove", "my-villages", store=store))


def test_a_spelling_is_learned_for_a_place_that_ships_or_is_stored(
    store: Path, publisher: Publisher
) -> None:
    result = run("learn", "Atmehh", "atmeh", "--source", "desk", store=store)
    assert result.stdout.splitlines()[0] == "Atmehh: Atmeh (atmeh), as desk says"
    install(publisher, store)
    assert run("learn", "Efrin", "geonames-173000", "--source", "desk", store=store).exit_code == 0
    with closing(Store(store)) as opened:
        assert opened.learned("atmehh") == [("atmeh", "Atmehh", "desk")]
    assert "no place with the id 'nowhere'" in refused(
        run("learn", "x", "nowhere", "--source", "desk", store=store)
    )
    assert "no letters" in refused(run("learn", "!", "atmeh", "--source", "desk", store=store))


def test_whoever_writes_into_the_store_is_told_where_it_lies(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("place_id,name,lon,lat,kind\nmine-1,Qarqashand,36.9,36.1,village\n", "utf-8")
    for told in (
        run("add", str(own), store=store),
        run("learn", "Atmehh", "atmeh", "--source", "desk", store=store),
    ):
        assert told.output.splitlines()[-1].startswith(f"store: {store} (")


def test_an_unknown_place_is_not_learned_and_those_it_may_be_are_named(store: Path) -> None:
    result = run("learn", "Deir Balot", "deir-balut", "--source", "desk", store=store)
    assert "did you mean deir-ballut" in refused(result)
    assert not store.exists()


def test_an_address_that_is_none_is_refused_as_it_was_given(store: Path) -> None:
    result = run("install", "syria", "--geonames-url=mirror.example", store=store)
    assert "mirror.example/SY.zip cannot be fetched: expected a base address" in refused(result)
    assert not store.exists()


def test_what_was_learned_is_listed_and_can_be_taken_back(store: Path) -> None:
    run("learn", "Deir Balot", "deir-ballut", "--source", "desk", store=store)
    told = CliRunner().invoke(gazetteer, ["list", "--store", str(store)]).stdout
    assert told.splitlines()[-1] == "learned: desk: corrected spellings 1"
    assert "the store has no source 'desks'; it has: 'desk'" in refused(
        run("remove", "desks", store=store)
    )
    assert run("remove", "desk", store=store).exit_code == 0
    listed = CliRunner().invoke(gazetteer, ["list", "--format", "json", "--store", str(store)])
    assert json.loads(listed.stdout)["corrections"] == {}


def test_without_a_store_there_is_nowhere_to_write() -> None:
    result = CliRunner().invoke(BY_NAME["remove"], ["mine"], env={"GEOMAP_STORE": "none"})
    assert "name one with --store PATH" in refused(result)


@pytest.mark.skipif(not (SHARED / "cod-ab").is_dir(), reason="no shared data here")
def test_syria_is_installed_whole(publisher: Publisher, store: Path) -> None:
    publisher.files["/SY.zip"] = (SHARED / "geonames" / "SY.zip").read_bytes()
    del publisher.files["/alternatenames/SY.zip"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted((SHARED / "cod-ab").iterdir()):
            archive.write(file, file.name)
    publisher.files["/syr_shp.zip"] = buffer.getvalue()
    result = install(publisher, store)
    assert "geonames-sy: 10,314 places" in result.stdout
    assert "ocha-sy: 349 units" in result.stdout
    assert store.stat().st_size < 50_000_000
    with closing(Store(store)) as opened:
        chain, away_m = opened.units_of_place("geonames-170789")
        assert [unit.code for unit in chain] == ["SY", "SY02", "SY0203", "SY020302"]
        assert away_m == 0
