"""A stored name without its type word: "Al-Sha'er gas field" is the Al-Sha'er of the gas fields.

Reports set the type word before, after or elsewhere ("Tiyas airbase", "T4 military airport"). The
reader of phrases takes it off what is asked, so a facility must be found by the rest of its name
too, but only where a type word says that a facility is meant: Tiyas alone is the village.
"""

from geomap.gazetteer.folding import fold_letters, without_arabic_article, words
from geomap.gazetteer.model import FACILITY_KINDS, Place, PlaceName
from geomap.gazetteer.vocabulary import WordList

BARE = "bare"
"""The kind of a name that stands for its place only behind a type word."""


def bare_names(place: Place, types: WordList) -> list[PlaceName]:
    """Return the names of a facility without their type words; none for other places.

    Examples
    --------
    >>> types = WordList({"field": ["gas field"]})
    >>> name = PlaceName("Al-Sha'er gas field", "en", "official", "")
    >>> [name.text for name in bare_names(Place("shaer", "gas_plant", (name,)), types)]
    ["al sha'er"]
    """
    if place.kind not in FACILITY_KINDS:
        return []
    found = [(name, _without_type(name.text, types)) for name in place.names]
    once = {text: PlaceName(text, name.lang, BARE, name.source_id) for name, text in found if text}
    return list(once.values())


def _without_type(text: str, types: WordList) -> str:
    plain = words(text)
    folded = [fold_letters(word) for word in plain]
    for at in range(1, len(folded)):
        match = types.match(folded, at)
        if match and at + match[1] == len(folded):
            return " ".join(plain[:at])
    match = types.match(folded, 0)
    if not match or match[1] >= len(folded):
        return ""
    # Arabic sets the name between the two words of a type: مطار كويرس العسكري.
    around = [*folded[: match[1]], without_arabic_article(folded[-1])]
    wider = types.match(around, 0) if len(folded) > len(around) else None
    end = -1 if wider and wider[1] == len(around) else None
    return " ".join(plain[match[1] : end])
