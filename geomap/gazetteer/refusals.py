"""Tell at once which texts cannot be place phrases, and say why in one sentence."""

import re

from geomap.gazetteer.folding import clean, scripts_of, words

LONGEST_TEXT = 300
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
    if not any(character.isalnum() for character in readable):
        return "The text has no letters."
    if not any(character.isalpha() for character in readable):
        return _reason_for_digits(readable)
    if sum(character.isalpha() for character in readable) < _SHORTEST_NAME:
        return "One letter is not a name." if not _has_digits(readable) else None
    for word in words(readable):
        scripts = scripts_of(word)
        if any(pair <= scripts for pair in _CONFUSABLE):
            return f"The word {word!r} mixes {' and '.join(sorted(scripts)).title()} letters."
    return None


def _reason_for_digits(readable: str) -> str | None:
    """Digits alone name no place, but a pair of decimal numbers is a coordinate."""
    if readable.count(".") >= _SHORTEST_NAME or "°" in readable:
        return None
    return "The text is a number; a coordinate needs two decimal numbers, latitude first."


def _has_digits(readable: str) -> bool:
    return any(character.isdigit() for character in readable)
