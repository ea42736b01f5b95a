"""The page's edition line with an older edition, and the signs of sites that changed."""

from pathlib import Path

import pytest

import geomap
from geomap.render import OlderEdition
from tests.browser.conftest import PHONE, PageOpener
from tests.browser.test_page import keep_screenshot
from tests.incidents.conftest import VALID_ROWS, Row, write_dataset_folder
from tests.render.conftest import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.allow_hosts(["127.0.0.1"])]

SHOWN_HOSTILE = " ".join(HOSTILE)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[geomap.Incidents, OlderEdition]:
    """A dataset, and its older edition: another figure, a hostile target, an incident more."""
    folder = tmp_path_factory.mktemp("editions")
    rows: dict[str, list[Row]] = {
        name: [dict(row) for row in found] for name, found in VALID_ROWS.items()
    }
    new = geomap.read_incidents(write_dataset_folder(folder / "new", rows))
    rows["claims"][2] |= {"low": "7", "high": "7"}
    rows["incidents"][0]["target"] = SHOWN_HOSTILE
    gone = {
        **rows["incidents"][1],
        "incident_id": "gone",
        "title": "Lorries nobody saw",
        "summary": f"It was taken back. {HOSTILE[3]}",
    }
    rows["incidents"].append(gone)
    rows["locations"].append({**rows["locations"][1], "incident_id": "gone"})
    old = geomap.read_incidents(write_dataset_folder(folder / "old", rows))
    return new, OlderEdition(old)


def save(
    compared: tuple[geomap.Incidents, OlderEdition], path: Path, *, period: str, lang: str = "en"
) -> Path:
    incidents, older = compared
    geomap.IncidentMap(incidents, period=period, since=older, lang=lang).save(path)
    return path


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_the_edition_line_opens_a_list_of_what_was_corrected(
    compared: tuple[geomap.Incidents, OlderEdition],
    open_page: PageOpener,
    tmp_path: Path,
    viewport: dict[str, int] | None,
) -> None:
    path = save(compared, tmp_path / "map.html", period="2022-02")
    opened = open_page(path, **({"viewport": viewport} if viewport else {}))
    line = opened.page.locator(".gm-since summary")
    assert "0 added, 2 corrected, 0 withdrawn" in line.inner_text()
    assert opened.page.locator(".gm-edit").count() == 0
    line.scroll_into_view_if_needed()
    line.click()
    opened.page.wait_for_selector(".gm-edit")
    text = opened.page.locator(".gm-edits").inner_text()
    for said in ("Night raid", "at least 7", "at least 10", "by: إعلام محلي", "{{7*7}}"):
        assert said in text
    assert opened.page.evaluate("globalThis.pwned") is None
    opened.page.locator(".gm-edit-title").first.click()
    assert opened.state()["selection"] == "raid"
    opened.assert_asked_nobody()
    assert opened.complaints == []


def test_what_was_withdrawn_is_named_with_its_summary_in_arabic_too(
    compared: tuple[geomap.Incidents, OlderEdition], open_page: PageOpener, tmp_path: Path
) -> None:
    opened = open_page(save(compared, tmp_path / "map.html", period="2022-01", lang="ar"))
    line = opened.page.locator(".gm-since summary")
    assert "أُضيف 0، صُحّح 0، سُحب 1" in line.inner_text()
    line.click()
    opened.page.wait_for_selector(".gm-edit-withdrawn")
    text = opened.page.locator(".gm-edit-withdrawn").inner_text()
    assert "سُحب حادثة" in text
    assert "It was taken back. </script><script>alert(1)</script>" in text
    keep_screenshot(opened, "since-arabic")


def test_sites_that_changed_say_so_in_words_and_can_be_shown_alone(
    open_page: PageOpener, tmp_path: Path
) -> None:
    path = tmp_path / "january.html"
    geomap.IncidentMap(geomap.read_incidents(), period="2022-01").save(path)
    opened = open_page(path)
    sites = opened.state()["layers"]["base"]
    row = opened.page.locator('.gm-item[data-id="al-tanf-base"]')
    assert "in this period: withdrawn, returned" in row.inner_text()
    opened.page.locator(".gm-news-only input").check()
    now = opened.state()
    assert now["changed_sites_only"] is True
    assert now["layers"]["base"] == {"shown": 2, "total": sites["total"]}
    assert "sites=changed" in opened.page.evaluate("location.hash")
    assert sites["total"] > 2
    opened.set({"selection": "al-tanf-base", "changed_sites_only": False})
    assert "in this period: withdrawn, returned" in opened.page.inner_text(".gm-card")
    assert not opened.page.locator(".gm-news-only input").is_checked()
    keep_screenshot(opened, "sites-changed")


def test_a_link_opens_on_the_changed_sites_alone(open_page: PageOpener, tmp_path: Path) -> None:
    path = tmp_path / "january.html"
    geomap.IncidentMap(geomap.read_incidents(), period="2022-01", lang="ar").save(path)
    opened = open_page(path, fragment="#sites=changed")
    assert opened.state()["changed_sites_only"] is True
    assert "المواقع التي تغيّرت فقط" in opened.page.inner_text(".gm-news-only")
    assert "في هذه الفترة: أُخلي، عودة" in opened.page.inner_text(".gm-lists")
