"""Lists of texts as JSON, many times as fast as `json` where nothing in them has to be escaped."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

_BETWEEN = b"\0"
_FIRST_PLAIN = 32  # what comes before are control characters, which JSON escapes


def json_bytes(value: Any) -> bytes:
    """Return compact JSON in UTF-8, as `json` would write it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Half of a surrogate pair has no UTF-8; Python's escape of it is JSON's own.
    return text.encode("utf-8", "backslashreplace")


def json_bytes_of_texts(values: Sequence[Any]) -> bytes:
    """Return a list as JSON; one of plain texts alone is joined, not written text by text.

    Examples
    --------
    >>> json_bytes_of_texts(["Idlib", "إدلب"]).decode()
    '["Idlib","إدلب"]'
    """
    try:
        joined = _BETWEEN.decode().join(values).encode()
    except (TypeError, UnicodeEncodeError):  # not all are texts, or half of a surrogate pair
        return json_bytes(values)
    signs = np.frombuffer(joined, np.uint8)
    is_plain = np.count_nonzero(signs < _FIRST_PLAIN) == len(values) - 1
    if not is_plain or b'"' in joined or b"\\" in joined:
        return json_bytes(values)
    return b'["' + joined.replace(_BETWEEN, b'","') + b'"]'
