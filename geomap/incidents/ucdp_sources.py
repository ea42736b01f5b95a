"""The reports that UCDP GED cites: each distinct one a source, each citation a statement.

A cell of `source_article` holds one report or several, as `"OFFICE,DATE,HEADLINE"` joined by `;`.
Older files hold free text there: that is then the title.
"""

import pandas as pd

UCDP_SOURCE_ID = "ucdp"

_BETWEEN_REPORTS = r'"\s*;\s*"'
_REPORT = r"^(?P<publisher>[^,]*),\s*(?P<published>\d{4}-\d{2}-\d{2})\s*,(?P<title>.*)$"
_UNNAMED = "publisher not stated by UCDP"


def cited_reports(events: pd.DataFrame, ids: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the rows of `sources`, and the rows of `claims` that tie them to incidents.

    Parameters
    ----------
    events
        As `read_ucdp_table` gives them.
    ids
        The incident_id of each event.
    """
    # Where the whole citation is empty, its office and headline may still be there.
    cells = events["source_article"].where(
        events["source_article"] != "",
        (events["source_office"] + ": " + events["source_headline"]).str.strip(": "),
    )
    texts = cells.str.split(_BETWEEN_REPORTS, regex=True).explode().str.strip('" ')
    cited = pd.DataFrame({"text": texts, "incident_id": ids.reindex(texts.index)})
    cited = cited[cited["text"] != ""].drop_duplicates()
    codes, distinct = pd.factorize(cited["text"])
    source_ids = "report-" + pd.Series(codes + 1, index=cited.index).astype(str)
    number = cited.groupby("incident_id", sort=False).cumcount() + 1
    citations = pd.DataFrame(
        {
            "claim_id": cited["incident_id"] + "-report-" + number.astype(str),
            "incident_id": cited["incident_id"],
            "source_id": source_ids,
            "measure": "statement",
            "note": "UCDP cites this report for the event.",
        }
    )
    return _sources(pd.Series(distinct, dtype=object)), citations


def _sources(texts: pd.Series) -> pd.DataFrame:
    parts = texts.str.extract(_REPORT)
    days = pd.to_datetime(parts["published"], format="%Y-%m-%d", errors="coerce")
    is_day = days.dt.year.between(1800, 2199)
    title = parts["title"].fillna("").str.strip()
    publisher = parts["publisher"].fillna("").str.strip()
    # A day that does not exist stays in the title, for all of the text is kept.
    is_read = is_day & (title != "")
    return pd.DataFrame(
        {
            "source_id": "report-" + (texts.index + 1).astype(str),
            "publisher": publisher.where(publisher != "", _UNNAMED),
            "title": title.where(is_read, texts),
            "published": parts["published"].where(is_day, ""),
            "note": "Cited by UCDP GED.",
            "embed": "rows",
        }
    )
