"""Tell at once which texts cannot be place phrases, and say why in one sentence."""

import re

from geomap.gazetteer.folding import clean, scripts_of, words

LONGEST_TEXT = 300
HALF = "Half a phrase: {} needs {}."
_SHORTEST_NAME = 2
_MARKUP = re.compile(r"<[/!a-zA-Z][^>]*>|\{\{|\{%|\$\{")
# A word of one script with a look-alike letter of another is damage or deceit, not a name.
_CONFUSABLE = ({"LATIN", "CYRILLIC"}, {"LATIN", "GREEK"}, {"LATIN", "ARABIC"})


def reason_to_refuse(text: str) -> str | None:
    """Return why a text cannot be a place phrase, or None when it may be one."""
    if len(text) > LONGEST_TEXT:
        return (
            f"The text has {len(text):,} characters; a place phrase has at most {LONGEST_TEXT}. "
            "Give the phrase alone."
        )
    if _MARKUP.search(text):
        return "The text contains markup or template code; give the plain words."
    readable = clean(text)
    if not readable:
        return "The text is empty."
    return _reason_in_letters(readable) or _reason_in_scripts(readable)


def _reason_in_letters(readable: str) -> str | None:
    """Digits alone name no place, but a pair of decimal numbers is a coordinate."""
    letters = sum(character.isalpha() for character in readable)
    has_digits = any(character.isdigit() for character in readable)
    if letters == 0 and not has_digits:
        return "The text has no letters."
    if letters == 0 and readable.count(".") < _SHORTEST_NAME and "°" not in readable:
        return "The text is a number; a coordinate needs two decimal numbers, latitude first."
    if letters == 1 and not has_digits:
        return "One letter is not a name."
    return None


def _reason_in_scripts(readable: str) -> str | None:
    for word in words(readable):
        scripts = scripts_of(word)
        if any(pair <= scripts for pair in _CONFUSABLE):
            return f"The word {word!r} mixes {' and '.join(sorted(scripts)).lower()} letters."
    return None
