"""Which units an answer lies in, and who says so.

A place's own row comes first, then rival claims, then the polygon its point falls in. Where they
disagree all are listed and the explanation says it. A point closer to its stated unit than the
embedded border is accurate is snapped to it: there the polygon proves nothing.
"""

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

from geomap.gazetteer.atlas import Atlas
from geomap.gazetteer.borders import BORDER_MEAN_M, BORDER_WORST_M, SNAP_M, Unit
from geomap.gazetteer.footprints import Footprint
from geomap.gazetteer.geodesy import area_m2, distance_to_m
from geomap.gazetteer.model import ADMIN_LEVELS, UNIT_PRECISIONS, AdminUnit, Place

_POLYGON = "embedded border"
# The parent of an installed place is worked out (MergedPlaces): its source says nothing of it.
_WORKED_OUT = "point in polygon"
# A sliver along a line that is itself 1.2 km wrong is no part of the neighbour.
_LEAST_SHARE = 0.02
_LEAST_AREA_M2 = 25e6

Admin = tuple[tuple[AdminUnit, ...], tuple[str, ...]]


def admin_of_place(atlas: Atlas, place: Place) -> Admin:
    """Return the units of a stored point place, stated ones first, and sentences on any doubt."""
    stated = _stated_units(atlas, place)
    own_row = place.place_id in atlas.curated
    stated_by = _source_of(atlas, place.source_id) if own_row else _WORKED_OUT
    units = [_admin_unit(unit, stated_by) for unit in stated]
    said: list[str] = []
    for claim in atlas.claims.get(place.place_id, ()):
        claimed = atlas.places[claim.admin_id]
        if claimed not in stated:
            source = _source_of(atlas, claim.source_id)
            units += [_admin_unit(unit, source) for unit in _stated_units(atlas, claimed)]
        said.append(f"{_source_of(atlas, claim.source_id)} puts it in {claimed.name}")
    sentences = [f"Claims on its unit: {'; '.join(said)}."] if said else []
    lon, lat = atlas.point_of(place)
    governorate = next((unit for unit in stated if unit.kind == "governorate"), None)
    if governorate is None:
        found, extra = admin_of_point(atlas, lon, lat)
        return _without_repeats([*units, *found]), (*sentences, *extra)
    away_m = distance_to_m(atlas.polygon_of(governorate), lon, lat)
    if away_m == 0:
        return _without_repeats(units), tuple(sentences)
    polygon = atlas.borders.containing(lon, lat)
    beside = "no unit" if polygon is None else _name_of(atlas, polygon)
    where = (
        f"Its point falls {away_m / 1000:.1f} km outside the embedded border of "
        f"{governorate.name}, in {beside}"
    )
    if away_m <= BORDER_WORST_M:
        sentences.append(
            f"{where}; that border is only accurate to {_accuracy()}, so it is snapped to "
            f"{governorate.name}, as {(own_row and stated_by) or 'the installed border'} states."
        )
        return _without_repeats(units), tuple(sentences)
    sentences.append(f"{where}: both are listed.")
    return _without_repeats([*units, *_units_of_polygon(atlas, polygon)]), tuple(sentences)


def admin_of_point(atlas: Atlas, lon: float, lat: float) -> Admin:
    """Return the units whose polygon a point falls in, the nearest one if it falls in none."""
    unit = atlas.borders.containing(lon, lat)
    if unit is not None:
        return _with_other_side(atlas, unit, lon, lat)
    unit, away_m = atlas.borders.nearest(lon, lat)
    if away_m > SNAP_M:
        return (), ("It falls in no unit of the embedded borders.",)
    sentence = (
        f"It falls outside every unit and is snapped to {_name_of(atlas, unit)}, "
        f"{away_m / 1000:.1f} km away."
    )
    return _units_of_polygon(atlas, unit), (sentence,)


def admin_of_units(atlas: Atlas, units: Iterable[Unit]) -> Admin:
    """Return the gazetteer's units for those of the borders, in their order."""
    return _without_repeats([one for unit in units for one in _units_of_polygon(atlas, unit)]), ()


def _with_other_side(atlas: Atlas, unit: Unit, lon: float, lat: float) -> Admin:
    """Return the unit a point falls in, and those whose border runs by closer than it is known."""
    units = _units_of_polygon(atlas, unit)
    others = sorted(
        atlas.borders.beside(lon, lat, distance_m=BORDER_MEAN_M), key=lambda pair: pair[1]
    )
    if not others:
        return units, ()
    names = " and ".join(
        f"{_name_of(atlas, other)} ({away_m / 1000:.1f} km)" for other, away_m in others
    )
    sentence = (
        f"The embedded border with {names} runs closer by than it is accurate, "
        f"{_accuracy()}: both sides are listed."
    )
    beside = [one for other, _ in others for one in _units_of_polygon(atlas, other)]
    return _without_repeats([*units, *beside]), (sentence,)


def admin_of_choice(atlas: Atlas, footprint: Footprint) -> Admin:
    """Return the units of all places that a name may mean, those of the first one first."""
    found = [admin_of_place(atlas, atlas.places[place_id]) for place_id in footprint.place_ids]
    return _without_repeats([unit for units, _ in found for unit in units]), ()


def admin_of_area(atlas: Atlas, footprint: Footprint) -> Admin:
    """Return the units that share more than a sliver with an area, the largest share first."""
    places = [atlas.places[place_id] for place_id in footprint.place_ids]
    if footprint.precision == "country":
        countries = (atlas.country_of(place) for place in places)
        units = [
            _admin_unit(place, _source_of(atlas, place.source_id))
            for place in countries
            if place is not None
        ]
        return _without_repeats(units), ()
    if footprint.precision in UNIT_PRECISIONS.values():
        # Their outlines and the embedded ones differ by kilometres: their rows say where they lie.
        stated = [unit for place in places for unit in _stated_units(atlas, place)]
        return _without_repeats(
            [_admin_unit(unit, _source_of(atlas, unit.source_id)) for unit in stated]
        ), ()
    sharing = _units_sharing(atlas, footprint.geometry)
    found = [one for unit in sharing for one in _units_of_polygon(atlas, unit)]
    # The surroundings of a disputed place are as disputed as the place.
    claims = [claim for place in places[:1] for claim in atlas.claims.get(place.place_id, ())]
    for claim in claims:
        claimed = _stated_units(atlas, atlas.places[claim.admin_id])
        found += [_admin_unit(unit, _source_of(atlas, claim.source_id)) for unit in claimed]
    return _without_repeats(found), ()


def _units_sharing(atlas: Atlas, area: BaseGeometry) -> list[Unit]:
    """Return the units that hold more than a sliver of an area, the largest share first."""
    overlapping = atlas.borders.overlapping(area)
    if len(overlapping) == 1 and overlapping[0].geometry.covers(area):
        return overlapping  # far from any border, as most areas are: nothing to measure
    least_m2 = min(_LEAST_SHARE * area_m2(area), _LEAST_AREA_M2)
    shares = [(area_m2(area.intersection(unit.geometry)), unit) for unit in overlapping]
    shares = [share for share in shares if share[0] >= least_m2]
    return [unit for _, unit in sorted(shares, key=lambda share: (-share[0], share[1].code))]


def with_disputes(atlas: Atlas, footprint: Footprint, found: Admin) -> Admin:
    """Return units and sentences with those of the disputed areas that an answer lies in."""
    if footprint.precision == "country":
        return found
    units, sentences = list(found[0]), list(found[1])
    for area in atlas.disputed.holding(footprint.geometry):
        sentences.append(area.sentence)
        claimed = atlas.places.get(area.claimed_by)
        if claimed is not None:
            units += [_admin_unit(unit, area.name) for unit in _stated_units(atlas, claimed)]
    return _without_repeats(units), tuple(sentences)


def lies_in(atlas: Atlas, place: Place, container: Place) -> bool:
    """Whether a place's row, or a claim about it, puts it in another place."""
    claimed = [atlas.places[claim.admin_id] for claim in atlas.claims.get(place.place_id, ())]
    chains = (atlas.chain_of(start) for start in (place, *claimed))
    return any(container in chain for chain in chains)


def _stated_units(atlas: Atlas, place: Place) -> list[Place]:
    return [unit for unit in reversed(atlas.chain_of(place)) if unit.kind in ADMIN_LEVELS]


def _source_of(atlas: Atlas, source_id: str | None) -> str | None:
    return None if source_id is None else atlas.sources.get(source_id, source_id)


def _admin_unit(place: Place, source: str | None) -> AdminUnit:
    return AdminUnit(ADMIN_LEVELS[place.kind], place.name, place.code, source)


def _units_of_polygon(atlas: Atlas, unit: Unit | None) -> tuple[AdminUnit, ...]:
    if unit is None:
        return ()
    country = atlas.admin_by_unit.get(unit.country)
    first = (
        AdminUnit(0, unit.country, unit.country, _POLYGON)
        if country is None
        else _admin_unit(country, _POLYGON)
    )
    governorate = atlas.admin_by_unit.get(unit.code)
    second = (
        AdminUnit(1, unit.name, unit.code, _POLYGON)
        if governorate is None
        else _admin_unit(governorate, _POLYGON)
    )
    return first, second


def _name_of(atlas: Atlas, unit: Unit) -> str:
    known = atlas.admin_by_unit.get(unit.code)
    return unit.name if known is None else known.name


def _without_repeats(units: list[AdminUnit]) -> tuple[AdminUnit, ...]:
    """Keep each unit once, countries first, otherwise in the order of trust."""
    first: dict[tuple[int, str | None, str], AdminUnit] = {}
    for unit in units:
        first.setdefault((unit.level, unit.code, unit.name), unit)
    return tuple(sorted(first.values(), key=lambda unit: unit.level))


def _accuracy() -> str:
    return f"{BORDER_MEAN_M / 1000:.1f} km on average and {BORDER_WORST_M / 1000:.1f} km at worst"
