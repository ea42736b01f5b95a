"""The HTML that Python writes from data: Jinja templates that escape every value.

These are geomap's own files, compiled once; data is only ever a value in them, never a template.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def fill_template(name: str, **values: Any) -> str:
    """Return a template of the package filled with values, all of them escaped."""
    return _environment().get_template(name).render(**values)


def read_style(name: str) -> str:
    """Return a style sheet that stands beside the templates."""
    return (files("geomap.render") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("geomap.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
