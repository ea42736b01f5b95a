"""Read a place phrase."""

from geomap.gazetteer.expressions import Expression, Named
from geomap.gazetteer.folding import clean
from geomap.gazetteer.matching import NameIndex
from geomap.gazetteer.vocabulary import Vocabulary


def read_phrase(text: str, vocabulary: Vocabulary, index: NameIndex) -> Expression:
    """Return what a text says."""
    return Named((clean(text),))
