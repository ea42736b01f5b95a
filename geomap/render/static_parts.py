"""What the maps of one file draw many times: symbols, areas and hatches, defined once.

A map refers to them by id, so sixty small maps, or a symbol two hundred times over, take little
room. In a picture with few of them each stands where it is seen, which any drawing program reads.
"""

from markupsafe import Markup

from geomap.render.static_glyphs import Look
from geomap.render.static_symbols import hatch_pattern, symbol
from geomap.render.svg_text import element


class SharedParts:
    """Names parts as they are asked for, and defines all of them at the end.

    Parameters
    ----------
    prefix
        Starts every id, so that they are no one else's in the file.
    is_inline
        Whether symbols and areas are drawn in place; hatches are patterns, and always have an id.
    """

    def __init__(self, prefix: str, *, is_inline: bool = False) -> None:
        self._prefix = prefix
        self._is_inline = is_inline
        self._looks: dict[tuple[Look, float], str] = {}
        self._hatches: dict[tuple[str, float, float], str] = {}
        self._areas: dict[str, str] = {}

    def symbol(self, look: Look, x: float, y: float, *, size: float) -> Markup:
        """Return a symbol of a radius at x, y."""
        if self._is_inline:
            return _drawn(look, x, y, size=size)
        name = self._looks.setdefault((look, size), f"{self._prefix}s{len(self._looks)}")
        return element("use", href=f"#{name}", x=round(x, 1), y=round(y, 1))

    def hatch(self, color: str, *, spacing: float, opacity: float) -> str:
        """Return the paint of a hatched area."""
        key = (color, spacing, opacity)
        name = self._hatches.setdefault(key, f"{self._prefix}h{len(self._hatches)}")
        return f"url(#{name})"

    def area(self, path: str, **style: str | float | None) -> Markup:
        """Return an area by its path data, painted in a style."""
        if self._is_inline:
            return element("path", d=path, **style)
        name = self._areas.setdefault(path, f"{self._prefix}a{len(self._areas)}")
        return element("use", href=f"#{name}", **style)

    def definitions(self) -> Markup:
        """Return what was named so far, for a `<defs>`."""
        parts = [element("path", id=name, d=path) for path, name in self._areas.items()]
        for (color, spacing, opacity), name in self._hatches.items():
            parts.append(hatch_pattern(name, color, spacing=spacing, opacity=opacity))
        for (look, size), name in self._looks.items():
            parts.append(element("g", _drawn(look, 0, 0, size=size), id=name))
        return Markup().join(parts)


def _drawn(look: Look, x: float, y: float, *, size: float) -> Markup:
    return symbol(
        look.layer,
        look.status,
        x,
        y,
        size,
        possible=look.is_possible,
        rival=look.is_rival,
        news=look.news,
    )
