"""A folder of one's own: what it needs, and how its faults are told."""

from pathlib import Path

import pytest

from geomap.gazetteer import Gazetteer, GazetteerDataError
from geomap.gazetteer.gazetteer import EMBEDDED

PLACES = (
    "place_id,kind,lon,lat,radius_m,grade,parent,units,line,seat,code,rank,source_id,source_ref,"
    "note\n"
)
NAMES = "place_id,text,lang,kind,source_id\n"
CLAIMS = "place_id,level,admin_id,source_id,note\n"
SYRIA = "syria,country,,,,A,,SYR,,,SY,1,ne,,\n"
BALLUT = "ballut,village,36.665,36.34,1500,A,syria,,,,,,me,,\n"


def write_folder(
    folder: Path,
    *,
    places: str = SYRIA + BALLUT,
    names: str = "syria,Syria,en,official,ne\nballut,Deir Ballut,en,official,me\n",
    claims: str = "",
) -> Path:
    (folder / "places.csv").write_text(PLACES + places, "utf-8-sig")
    (folder / "names.csv").write_text(NAMES + names, "utf-8")
    (folder / "admin_claims.csv").write_text(CLAIMS + claims, "utf-8")
    return folder


def test_three_tables_are_enough(tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(write_folder(tmp_path))
    assert set(gazetteer.places) == {"syria", "ballut"}
    assert gazetteer.resolve("Dayr Ballout").place_ids == ("ballut",)
    # Borders and relation words come from the embedded data.
    assert gazetteer.resolve("west of Deir Ballut").precision == "area"


def test_opening_a_folder_twice_gives_the_same_gazetteer(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    assert Gazetteer.open(folder) is Gazetteer.open(folder)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        places=SYRIA
        + BALLUT
        + BALLUT
        + "lost,town,,,,A,nowhere,,,,,,me,,\n"
        + "wrong,town,east,36,1,A,syria,,,,,first,me,,\n",
        names="syria,Syria,en,official,ne\nballut,,en,official,me\nghost,Ghost,en,official,me\n",
        claims="ballut,1,atlantis,me,\n",
    )
    with pytest.raises(GazetteerDataError) as caught:
        Gazetteer.open(folder)
    told = "\n".join(caught.value.problems)
    for part in (
        "names.csv line 3: the column text is empty",
        "places.csv line 4: place_id 'ballut' stands twice",
        "'lost' has no lon, lat, units or line",
        "parent 'nowhere' of 'lost' is no place",
        "lon is 'east', expected a number",
        "rank is 'first', expected a number",
        "no place has the id 'ghost'",
        "admin_id 'atlantis' is no place",
    ):
        assert part in told
    assert isinstance(caught.value, ValueError)


def test_a_missing_folder_names_each_missing_table(tmp_path: Path) -> None:
    with pytest.raises(GazetteerDataError, match=r"places\.csv: there is no such file"):
        Gazetteer.open(tmp_path / "nothing")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "names.csv").write_text("place_id,text\nsyria,Syria\n", "utf-8")
    with pytest.raises(GazetteerDataError, match=r"names\.csv: no column lang, kind, source_id"):
        Gazetteer.open(folder)


def test_a_unit_or_river_that_the_borders_lack_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, places="syria,country,,,,A,,SYX,,,SY,1,ne,,\n" + BALLUT)
    with pytest.raises(GazetteerDataError, match="'SYX'"):
        Gazetteer.open(folder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("home = ", "relations.toml: "),
        ('home = "syria"', "no section distances_m"),
    ],
)
def test_relation_words_that_cannot_be_read_are_told(tmp_path: Path, text: str, told: str) -> None:
    folder = write_folder(tmp_path)
    (folder / "relations.toml").write_text(text, "utf-8")
    with pytest.raises(GazetteerDataError, match=told):
        Gazetteer.open(folder)


def test_a_word_cannot_stand_for_two_relations(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    embedded = Path(__file__).parents[2] / "gazetteer" / "relations.toml"
    text = embedded.read_text("utf-8").replace(
        'between = ["between"', 'between = ["near", "between"'
    )
    (folder / "relations.toml").write_text(text, "utf-8")
    with pytest.raises(GazetteerDataError, match="'near' stands under both 'near' and 'between'"):
        Gazetteer.open(folder)


def test_relation_words_without_a_distance_they_need_say_which(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    lines = (EMBEDDED / "relations.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("opposite = 1", "between_lines"))]
    (folder / "relations.toml").write_text("\n".join(kept), "utf-8")
    with pytest.raises(GazetteerDataError, match="no distance opposite, between_lines"):
        Gazetteer.open(folder)
