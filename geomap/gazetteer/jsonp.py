"""JSON, or a script that hands JSON to a function of the client's choice (JSONP).

Older clients of the reconciliation protocol read across origins in this way. The function's name is
put into a script, so it must be a plain JavaScript name: anything else is refused, not cleaned.
"""

import json
import re
from typing import Any

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,3}", re.ASCII)


def json_or_script(answer: dict[str, Any], callback: str | None) -> tuple[str, str]:
    r"""Return the text of an answer and its media type.

    Raises
    ------
    ValueError
        When the callback is no JavaScript name.

    Examples
    --------
    >>> json_or_script({"a": 1}, None)
    ('{"a": 1}', 'application/json')
    >>> json_or_script({"a": "<b>"}, "jQuery1_2")
    ('/**/jQuery1_2({"a": "\\u003cb\\u003e"});', 'application/javascript')
    """
    if callback is None:
        return json.dumps(answer, ensure_ascii=False), "application/json"
    if not _CALLBACK.fullmatch(callback):
        message = "callback must be a JavaScript name such as jQuery123_456"
        raise ValueError(message)
    # ASCII escapes keep U+2028 and angle brackets out of the script.
    plain = json.dumps(answer).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"/**/{callback}({plain});", "application/javascript"
