"""Archives of strangers: broken and hostile ones are refused, with what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from geomap.gazetteer.store import ImportFileError
from geomap.gazetteer.store.archives import open_archive, text_of_member, unpack_flat


def write_zip(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    "name", ["../SY.txt", "/etc/SY.txt", "a/../../SY.txt", "C:/SY.txt", "..\\SY.txt"]
)
def test_an_archive_whose_member_leaves_its_folder_is_refused_whole(
    tmp_path: Path, name: str
) -> None:
    path = write_zip(tmp_path / "SY.zip", {"SY.txt": "fine", name: "not"})
    with pytest.raises(ImportFileError, match="points outside the archive"):
        open_archive(path)
    assert [file.name for file in tmp_path.iterdir()] == ["SY.zip"]


def test_a_bomb_is_left_when_it_grows_too_large(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "SY.zip", {"SY.txt": "0" * 5_000_000})
    assert path.stat().st_size < 10_000
    with pytest.raises(ImportFileError, match="looks like a bomb"):
        text_of_member(path, "SY.txt", largest=1_000_000)


def test_a_member_that_claims_to_be_huge_is_not_even_opened(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "SY.zip", {"SY.txt": "fine"})
    data = bytearray(path.read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (0xFFFFFF00).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match="unpacks to 4,294,967,040 bytes"):
        open_archive(path)


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "SY.zip", {"SY.txt": "Atmeh" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ImportFileError, match="its end is missing: fetch it again"):
        text_of_member(path, "SY.txt")


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "SY.zip", {"SY.txt": "Atmeh, Idlib; " * 1000})
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)
    with pytest.raises(ImportFileError, match="cannot be unpacked"):
        text_of_member(path, "SY.txt")


def test_a_web_page_instead_of_an_archive_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    path.write_text("<!DOCTYPE html><title>Log in</title>", "utf-8")
    with pytest.raises(ImportFileError, match="it is a web page"):
        text_of_member(path, "SY.txt")


def test_a_text_that_is_no_utf8_says_where(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("SY.txt", "Atmeh \xe9".encode("latin-1"))
    path.write_bytes(buffer.getvalue())
    with pytest.raises(ImportFileError, match="at byte 6"):
        text_of_member(path, "SY.txt")


def test_members_are_unpacked_flat_under_their_last_name_only(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "cod.zip", {"deep/down/a.shp": "1", "a.txt": "2"})
    folder = tmp_path / "out"
    folder.mkdir()
    assert unpack_flat(path, folder, suffixes={".shp"}) == [folder / "a.shp"]


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "cod.zip", {"one/a.shp": "1", "two/a.shp": "2"})
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(ImportFileError, match=r"two members are called 'a\.shp'"):
        unpack_flat(path, folder, suffixes={".shp"})
