import pytest

from geomap.render.leading_periods import leads_of
from geomap.render.period_bars import Bar, kind_markup


def month(number: int, *kinds: tuple[str, int, int]) -> Bar:
    day = f"2022-{number:02d}"
    return Bar(f"2022-{number}", f"{number}.html", f"{day}-01", f"{day}-28", kinds)


@pytest.mark.parametrize(
    ("bars", "figure", "certainty"),
    [
        # what may lie in a month makes no other overtake it
        ([month(1, ("convoy", 6, 1)), month(2, ("convoy", 2, 3))], "6–7", "Surely: no other"),
        ([month(1, ("convoy", 6, 0)), month(2, ("convoy", 6, 0))], "6", "Surely none has more"),
        ([month(1, ("convoy", 3, 0)), month(2, ("convoy", 0, 11))], "3", "Open: possibly more in"),
        # none is certain anywhere: what leads is a possibility too
        ([month(1, ("convoy", 0, 2)), month(2, ("convoy", 0, 1))], "0–2", "Open: possibly more in"),
        ([month(1, ("convoy", 0, 2)), month(2)], "0–2", "Surely: no other"),
    ],
)
def test_the_leading_period_says_how_sure_that_is(
    bars: list[Bar], figure: str, certainty: str
) -> None:
    (lead,) = leads_of(bars, lang="en")
    assert (lead.bar.file, lead.figure) == ("1.html", figure)
    assert lead.certainty.startswith(certainty)


def test_rivals_of_the_leader_are_named_with_their_ranges_and_the_rest_counted() -> None:
    bars = [month(1, ("strike", 2, 0)), *(month(n, ("strike", 1, n)) for n in range(2, 8))]
    (lead,) = leads_of(bars, lang="en")
    assert lead.certainty.replace("\u2060", "").endswith(
        "2022-7 (1–8), 2022-6 (1–7), 2022-5 (1–6), others: 3"
    )


def test_the_commonest_kind_comes_first_and_sites_last() -> None:
    bars = [month(1, ("site", 9, 0), ("strike", 1, 0), ("convoy", 1, 2))]
    assert [lead.kind for lead in leads_of(bars, lang="ar")] == ["convoy", "strike", "site"]


def test_the_chart_of_a_kind_is_hatched_where_it_is_only_possible() -> None:
    bars = [month(1, ("strike", 2, 0)), month(2, ("strike", 0, 1)), month(3)]
    chart = kind_markup("strike", bars, is_rtl=False, label="Strikes")
    assert chart.count("<rect") == 2
    assert chart.count('fill="url(#k-strike)"') == 1
    assert 'id="k-strike"' in chart
