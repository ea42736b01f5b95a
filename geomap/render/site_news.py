"""What became of a site in the shown period: first named, new, left or changed since before it.

Only what the changes say counts: a site that is named again, or in use as before, has not changed.
`first` is what the dataset names for the first time, which is no claim that it was set up then;
`new` needs a report that says so.
"""

from collections.abc import Collection, Sequence
from typing import Any, Literal, TypeAlias

from geomap.render.payload import NewsRecord

SiteNews: TypeAlias = Literal["first", "new", "left", "changed"]

_LEFT = frozenset({"partly_withdrawn", "withdrawn", "closed"})
_NO_CHANGE = frozenset({"in_use", "mentioned"})


def news_of_site(changes: Sequence[Any]) -> NewsRecord | None:
    """Return what became of a site, None when nothing did.

    Parameters
    ----------
    changes
        Its rows of a view's `site_changes`, in order; `certainty` is "" for those before the
        period.

    Returns
    -------
    NewsRecord or None
        Certain when at least one change that certainly lies in the period says so.
    """
    before = [change for change in changes if not change.certainty]
    now = [change for change in changes if change.certainty]
    certain = [change for change in now if change.certainty == "certain"]
    kind = _kind_of_news(before, certain)
    if kind:
        return {"kind": kind, "certainty": "certain"}
    kind = _kind_of_news(before, now)
    return {"kind": kind, "certainty": "possible"} if kind else None


def _kind_of_news(before: Sequence[Any], now: Sequence[Any]) -> SiteNews | None:
    if not now:
        return None
    said = {change.change for change in now}
    then, at_end = (before[-1].status_after if before else ""), now[-1].status_after
    if at_end in _LEFT and at_end != then:
        return "left"
    if "established" in said:
        return "new"
    if not before:
        return "first"
    return "changed" if _tells_of_a_change(said, then, at_end) else None


def _tells_of_a_change(said: Collection[str], then: str, at_end: str) -> bool:
    # Of "not known" nobody can say that it became something else.
    is_other = "unknown" not in (then, at_end) and then != at_end
    return is_other or not _NO_CHANGE.issuperset(said)
