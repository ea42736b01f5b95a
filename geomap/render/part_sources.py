"""Sources of a split page: a part that is loaded alone must have all that its items cite."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from geomap.render.columns import Column, Table
from geomap.render.part_cuts import Cut
from geomap.render.source_columns import CITING


def sources_by_part(
    frame: pd.DataFrame,
    tables: Mapping[str, Table],
    *,
    cuts: Iterable[Cut],
    in_head: Iterable[str],
) -> tuple[pd.DataFrame, dict[str, Table]]:
    """Return the sources with a row of their own for each part that cites them.

    Parameters
    ----------
    frame
        The sources.
    tables
        In the order of the page. A source is 0 for none, else 1 + its row in `frame`.
    cuts
        The parts of the page.
    in_head
        Ids of the sources that stand in the head whoever cites them, and so stand once.

    Returns
    -------
    tuple
        `frame` with further rows at its end, and the tables that refer to them.
    """
    ends = np.array([end for _, end in cuts])
    is_once = np.append(True, frame["source_id"].isin(list(in_head)).to_numpy())
    keys = {name: _keys(tables, name, ends, is_once) for name in CITING}
    key = np.unique(np.concatenate(list(keys.values())))
    source = key // len(ends)
    is_first = np.concatenate(([True], source[1:] != source[:-1])) if len(key) else key > 0
    further = np.flatnonzero(~is_first)
    row = source.copy()
    row[further] = len(frame) + 1 + np.arange(len(further))
    cited = {
        name: {**tables[name], "source": row[np.searchsorted(key, keys[name])]} for name in CITING
    }
    longer = pd.concat([frame, frame.iloc[source[further] - 1]], ignore_index=True)
    return longer, {**tables, **cited}


def _keys(tables: Mapping[str, Table], name: str, ends: Column, is_once: Column) -> Column:
    """Return a number for each source and part that cites it; one part for what stands once."""
    counts = tables["items"][name]
    part = np.searchsorted(ends, np.arange(len(counts)), side="right")
    source = tables[name]["source"]
    return source * len(ends) + np.where(is_once[source], 0, np.repeat(part, counts))
