"""All consonant keys that are one edit away from a key: few enough to ask the index for each."""

_CONSONANTS = "'bcdfghjklmnrstwxyz"
"""The alphabet of `folding`'s consonant keys; q is k there, p is b, v is w."""


def one_edit_away(key: str) -> list[str]:
    """Return every key with one consonant more, less or another one.

    Examples
    --------
    >>> "blt" in one_edit_away("brt"), "blt" in one_edit_away("blt")
    (True, False)
    """
    halves = [(key[:index], key[index:]) for index in range(len(key) + 1)]
    less = {start + end[1:] for start, end in halves if end}
    other = {start + letter + end[1:] for start, end in halves if end for letter in _CONSONANTS}
    more = {start + letter + end for start, end in halves for letter in _CONSONANTS}
    return sorted((less | other | more) - {key, ""})
