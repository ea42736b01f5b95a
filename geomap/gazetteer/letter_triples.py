"""Runs of three letters of a romanised name: the loosest way in which two spellings are alike."""

LEAST_SHARED = 2
"""Fewer triples than this in common are chance."""
LEAST_SHARE = 0.35
"""Of a longer name so large a share of the letters must begin a common triple."""


def triples_of(roman: str) -> set[str]:
    """Return the letter triples of a name, its start and its end marked.

    Examples
    --------
    >>> sorted(triples_of("bab"))
    ['^ba', 'ab$', 'bab']
    """
    framed = f"^{roman}$"
    return {framed[start : start + 3] for start in range(len(framed) - 2)}


def least_shared(roman: str) -> int:
    """Return how many triples a name must share with this one to be looked at.

    Examples
    --------
    >>> least_shared("bab"), least_shared("dairalzaur")
    (2, 3)
    """
    return max(LEAST_SHARED, int(LEAST_SHARE * len(roman)))
