"""Counts by month and kind, for readers whose browser runs no scripts, where a list is too long."""

import numpy as np

from geomap.render.columns import PageColumns, Table
from geomap.render.own_templates import fill_template
from geomap.render.page_language import shown_text
from geomap.render.words import WORDS

_Row = dict[str, str | list[int]]


def noscript_from_counts(columns: PageColumns) -> str:
    """Return a `<noscript>` element that counts what the map would show, and says that it counts.

    An item counts in the month in which it began; what has no day stands in a row of its own, with
    the sites that merely stood.
    """
    head = columns.head
    return fill_template(
        "noscript_counts.html",
        words=WORDS[head["lang"]],
        title=shown_text(head["title"], head.get("title_ar", ""), head["lang"]),
        period=head["period"]["label"],
        counts=head["counts"].items(),
        layers=head["layers"],
        rows=_rows(columns.tables["items"], len(head["layers"])),
    )


def _rows(items: Table, layers: int) -> list[_Row]:
    months = items["first"].astype("datetime64[D]").astype("datetime64[M]")
    months[items["dated"] == 0] = np.datetime64("NaT")
    known, row = np.unique(months, return_inverse=True)
    numbers = np.zeros((len(known), layers), dtype=np.int64)
    np.add.at(numbers, (row, items["layer"]), 1)
    names = ["" if np.isnat(month) else str(month) for month in known]
    return [
        {"month": name, "numbers": cells}
        for name, cells in zip(names, numbers.tolist(), strict=True)
    ]
