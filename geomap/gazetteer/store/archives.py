"""Read zip archives that strangers made: only members that are asked for, never beyond a size.

Nothing is unpacked under a name that the archive chooses, so a member cannot leave its folder; an
archive that tries ("../", "/etc", "C:") is refused whole all the same. The size of a member is
counted while it is read, because its header may lie.
"""

import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from geomap.gazetteer.store.errors import ImportFileError

LARGEST_MEMBER = 1 << 30
"""Bytes of one member; the dump of a large country has a fifth of it."""
LARGEST_ARCHIVE = 3 << 30
_MOST_MEMBERS = 10_000
_CHUNK = 1 << 20
_START_OF_A_ZIP = b"PK\x03\x04"


def text_of_member(path: Path, member: str, *, largest: int = LARGEST_MEMBER) -> str:
    """Return the UTF-8 text of a member of a zip, or of the file itself if it is no zip.

    Raises
    ------
    ImportFileError
        When the archive is broken or hostile, has no such member, or it is no UTF-8 text.
    """
    if path.suffix.lower() != ".zip":
        data = path.read_bytes()
    else:
        with open_archive(path) as archive:
            if member not in archive.namelist():
                listed = ", ".join(archive.namelist()[:5]) or "nothing"
                raise ImportFileError(path, [f"it has no member {member!r}; it has: {listed}"])
            data = read_member(archive, member, path=path, largest=largest)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"{member} is no UTF-8 text ({error.reason} at byte {error.start})"
        raise ImportFileError(path, [what]) from error


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip after a look at its list of members.

    Raises
    ------
    ImportFileError
        When it is no zip, or its list is that of no honest archive.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        what = f"it is no zip archive, or only a part of one; {_seen(path)}"
        raise ImportFileError(path, [what]) from error
    problems = _problems_of(archive.infolist())
    if problems:
        archive.close()
        raise ImportFileError(path, problems)
    return archive


def read_member(
    archive: zipfile.ZipFile, member: str, *, path: Path, largest: int = LARGEST_MEMBER
) -> bytes:
    """Return the bytes of a member, stopping as soon as they are too many.

    Raises
    ------
    ImportFileError
        When the member is broken, cut short or larger than allowed.
    """
    data = bytearray()
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > largest:
                    what = f"{member} unpacks to more than {largest:,} bytes: it looks like a bomb"
                    raise ImportFileError(path, [what])
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        what = f"{member} cannot be unpacked ({error}); fetch the archive again"
        raise ImportFileError(path, [what]) from error
    return bytes(data)


def unpack_flat(path: Path, folder: Path, *, suffixes: Collection[str]) -> list[Path]:
    """Unpack the members with these suffixes side by side into a folder, by their last name.

    Raises
    ------
    ImportFileError
        When the archive is broken or hostile, or two members would get one name.
    """
    written: list[Path] = []
    with open_archive(path) as archive:
        left = LARGEST_ARCHIVE
        for member in archive.namelist():
            target = folder / PurePosixPath(member).name
            if target.suffix.lower() not in suffixes:
                continue
            if target.exists():
                raise ImportFileError(path, [f"two members are called {target.name!r}"])
            data = read_member(archive, member, path=path, largest=min(left, LARGEST_MEMBER))
            left -= len(data)
            target.write_bytes(data)
            written.append(target)
    return written


def _problems_of(members: list[zipfile.ZipInfo]) -> list[str]:
    problems = []
    if len(members) > _MOST_MEMBERS:
        problems.append(f"it has {len(members):,} members, expected at most {_MOST_MEMBERS:,}")
    for member in members[:_MOST_MEMBERS]:
        parts = PurePosixPath(member.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in member.filename:
            problems.append(f"member {member.filename!r} points outside the archive")
        if member.file_size > LARGEST_MEMBER:
            problems.append(
                f"member {member.filename!r} unpacks to {member.file_size:,} bytes, expected at "
                f"most {LARGEST_MEMBER:,}"
            )
    return problems


def _seen(path: Path) -> str:
    """Say what a file that should be a zip looks like."""
    with path.open("rb") as file:
        start = file.read(256).lstrip()
    if not start:
        return "it is empty"
    if start.startswith(_START_OF_A_ZIP):
        return "its end is missing: fetch it again"
    if start.lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "it is a web page, perhaps of a proxy or of a login: open its address in a browser"
    return f"it starts with {start[:8]!r}"
