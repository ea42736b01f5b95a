"""The files beside a split page: each is one call that hands the page's program a block.

A block is base64, so that nothing of the data is ever code. A file is named by what is in it: a
page and the files of another edition never go together. New files are written first, then the page
is put in its place at once, then the files of older editions go: whoever opens the page meanwhile
meets the one edition or the other.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from geomap.atomic_file import write_together, write_whole
from geomap.errors import GeomapError
from geomap.render.page_blocks import PageBlocks
from geomap.render.payload import BlocksRecord

_ELSEWHERE = re.compile(r"geomap-(numbers|ids|text)-(\d+)")
_FILE = re.compile(r"(?:numbers|ids|text)-\d{4,}-[0-9a-f]{8}\.js", re.ASCII)
_CALL = re.compile(r'geomapChunk\("([a-z0-9-]+)","([A-Za-z0-9+/=]*)"\);\n')
_DIGITS = 8


class SplitPageError(GeomapError, ValueError):
    """A split page cannot be used as one file."""


def with_files_beside(written: PageBlocks, *, folder: str) -> tuple[PageBlocks, dict[str, str]]:
    """Return the page without the blocks that stand beside it, and the texts of their files.

    Parameters
    ----------
    written
        Head and blocks.
    folder
        Name of the folder that takes the files.
    """
    beside = {id_: text for id_, text in written.blocks.items() if _ELSEWHERE.fullmatch(id_)}
    files = {id_: _file_name(id_, text) for id_, text in beside.items()}
    blocks: BlocksRecord = {**written.head["blocks"], "folder": folder, "files": files}
    inside = {id_: text for id_, text in written.blocks.items() if id_ not in beside}
    texts = {files[id_]: f'geomapChunk("{id_}","{text}");\n' for id_, text in beside.items()}
    return PageBlocks({**written.head, "blocks": blocks}, inside), texts


def write_with_files(
    pages: Mapping[Path, bytes], *, files: Mapping[str, str], folder: Path
) -> None:
    """Write a split page and the files of its parts, all or nothing.

    Parameters
    ----------
    pages
        The page, and what else is put in its place together with it, by path.
    files
        Texts of the parts by file name.
    folder
        Where they go.

    Raises
    ------
    OSError
        When something cannot be written. What stood there before still stands there.
    """
    is_new = not folder.exists()
    before = set() if is_new else {found.name for found in folder.iterdir()}
    try:
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            write_whole(folder / name, text.encode("ascii"))
        write_together(pages)
    except OSError:
        _remove(folder, [name for name in files if name not in before], is_new=is_new)
        raise
    _remove(folder, [name for name in before - set(files) if _FILE.fullmatch(name)], is_new=False)


def texts_beside(page: Path, blocks: BlocksRecord) -> Callable[[str], str]:
    """Return what gives the text of a block that stands beside a page, by the block's id.

    Raises
    ------
    ValueError
        When the head names files that geomap does not write; asked for a block, when its file is
        missing or holds anything else.
    """
    files, folder = blocks["files"], blocks["folder"]
    if Path(folder).name != folder or not all(map(_FILE.fullmatch, files.values())):
        message = "the head names files that geomap does not write"
        raise ValueError(message)

    def text_of(block: str) -> str:
        try:
            text = (page.parent / folder / files[block]).read_text("ascii")
        except OSError as error:
            message = f"{folder}/{files[block]} cannot be read ({error.strerror})"
            raise MissingPartError(message) from None
        found = _CALL.fullmatch(text)
        if not found or found[1] != block:
            message = f"{folder}/{files[block]} is not the part {block!r}"
            raise ValueError(message)
        return found[2]

    return text_of


class MissingPartError(GeomapError, ValueError):
    """A file that belongs to a split page is not beside it."""


def _file_name(block: str, text: str) -> str:
    found = _ELSEWHERE.fullmatch(block)
    kind, number = found.groups() if found else (block, "0")
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]
    return f"{kind}-{int(number):04d}-{digest}.js"


def _remove(folder: Path, names: list[str], *, is_new: bool) -> None:
    for name in names:
        with suppress(FileNotFoundError):
            (folder / name).unlink()
    if is_new:
        with suppress(OSError):
            folder.rmdir()
