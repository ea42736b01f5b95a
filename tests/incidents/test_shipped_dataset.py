"""The dataset that ships, read as a reader's map reads it."""

from pathlib import Path

import pytest

from geomap.errors import GeomapError
from geomap.incidents import Incidents, Period, ShippedDatasetMissingError, read_incidents

FOLDER = Path(__file__).parents[2] / "incidents" / "coalition-syria"


@pytest.fixture(scope="module")
def incidents() -> Incidents:
    return read_incidents(FOLDER)


def test_nothing_is_wrong_with_it(incidents: Incidents) -> None:
    incidents.require_valid()
    assert incidents.name == "coalition-syria"


@pytest.mark.parametrize("period", ["2022-01", "2022-02"])
def test_background_never_appears_under_the_reports_month(
    incidents: Incidents, period: str
) -> None:
    assert not incidents.period(period).incidents["background"].any()


def test_background_appears_under_its_own_date(incidents: Incidents) -> None:
    found = incidents.period("2019-03").incidents
    assert len(found) == 1
    assert found["background"].all()


def test_the_convoy_is_certain_in_its_reporting_month_and_possible_in_january(
    incidents: Incidents,
) -> None:
    for period, certainty in (
        (Period.reporting_month(88), "certain"),
        (Period.parse("2022-01"), "possible"),
    ):
        frame = incidents.period(period).incidents
        assert frame.loc[frame["kind"] == "convoy", "certainty"].tolist() == [certainty]


def test_the_raid_near_atmeh_is_an_area_and_no_pin(incidents: Incidents) -> None:
    february = incidents.period("2022-02").to_geodataframe()
    raid = february[february["kind"] == "operation"]
    assert raid["drawn"].tolist() == ["area"]
    assert raid.geometry.iloc[0].geom_type in ("Polygon", "MultiPolygon")


def test_every_geometry_is_valid_and_points_are_only_where_mapped(incidents: Incidents) -> None:
    frame = incidents.to_geodataframe()
    located = frame[frame["drawn"] != "unlocated"]
    assert located.geometry.is_valid.all()
    has_points = located.geometry.geom_type.str.endswith("Point")
    assert (located.loc[has_points, "drawn"] == "mapped").all()
    beside_areas = located[~has_points & (located["drawn"] == "mapped")]
    assert set(beside_areas["incident_id"]) == {
        "deir-ezzor-massing-2020-05",  # two towns and an oil field
        "us-strikes-2024-02-02",  # four places of towns, a stretch of desert, two shrines
    }
    assert set(beside_areas["precision"]) == {"area"}


def test_what_is_at_points_and_areas_keeps_both(incidents: Incidents) -> None:
    strikes = incidents.period("2024-02").to_geodataframe().set_index("incident_id")
    geometry = strikes.geometry["us-strikes-2024-02-02"]
    for text in ("Haidariya region in the desert of al-Mayadeen city", "the city of Deir ez-Zur"):
        location = incidents.gazetteer.resolve(text)
        assert location.geometry is not None
        assert geometry.intersects(location.geometry), text
    assert geometry.geom_type == "MultiPolygon"


def test_al_tanf_is_active_again_at_the_end_of_january(incidents: Incidents) -> None:
    sites = incidents.period("2022-01").sites
    tanf = sites[sites["place_id"] == "al-tanf-base"]
    assert tanf["status"].tolist() == ["active"]
    assert tanf["changed"].tolist() == [True]


def test_an_installation_without_it_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geomap.incidents.reader.SHIPPED_DATASET", "nowhere")
    with pytest.raises(ShippedDatasetMissingError, match=r"pip install -e \.") as caught:
        read_incidents()
    assert isinstance(caught.value, GeomapError)
    assert isinstance(caught.value, FileNotFoundError)
