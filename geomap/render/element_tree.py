"""Read a folium page's tree of elements, and leave it as it was found.

Rendering adds to the tree (a marker gains its icon again, a layer its `addTo`), so that a second
rendering differs from the first; and each element carries a random id, so that a second process
differs from the first. Here are the two cures.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from branca.element import Element

# An id follows its element's kind and an underscore: marker_5f0c….
_ID = re.compile(r"(?<=_)[0-9a-f]{32}")


def walk_elements(root: Element) -> Iterator[Element]:
    """Yield an element and all below it: children first to last, then what popups hold."""
    yield root
    held = [getattr(root, part, None) for part in ("header", "html", "script")]
    below = [*root._children.values(), *(part for part in held if isinstance(part, Element))]  # noqa: SLF001
    for element in below:
        yield from walk_elements(element)


@contextmanager
def restored_afterwards(root: Element) -> Iterator[None]:
    """Undo, at the end, what rendering adds to the tree."""
    before = [(element, OrderedDict(element._children)) for element in walk_elements(root)]  # noqa: SLF001
    try:
        yield
    finally:
        for element, children in before:
            element._children = children  # noqa: SLF001


def stable_ids(root: Element) -> dict[str, str]:
    """Give a number to each of the random ids in a tree, in the order of the tree."""
    ids: dict[str, str] = {}
    for element in walk_elements(root):
        ids.setdefault(element._id, str(len(ids) + 1))  # noqa: SLF001
    return ids


def with_stable_ids(text: str, ids: Mapping[str, str]) -> str:
    """Replace the random ids in rendered text by their numbers.

    The text is changed and not the elements, because folium keeps names that it took when an
    element was made: of layers, of method calls, of a caller's own JavaScript.
    """
    return _ID.sub(lambda found: ids.get(found.group(), found.group()), text)
