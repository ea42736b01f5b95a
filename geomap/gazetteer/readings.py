"""Read geometry out of an expression."""

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.context import Context
from geomap.gazetteer.expressions import Expression, Named
from geomap.gazetteer.footprints import Footprint
from geomap.gazetteer.naming import Unreadable, locate_name
from geomap.gazetteer.vocabulary import Vocabulary

__all__ = ["Unreadable", "evaluate"]


def evaluate(expression: Expression, atlas: Atlas, vocabulary: Vocabulary, context: Context, *, prefer_units: bool = False) -> Footprint | Unreadable:
    """Evaluate."""
    assert isinstance(expression, Named)
    return locate_name(expression, atlas, vocabulary, context, prefer_units=prefer_units)
