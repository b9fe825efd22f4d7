"""What is shipped: the registry as the resolutions have it, and schematic boundaries that can stand for real ones."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import shapely
from shapely.geometry import Point

from geodata.build_schematic import build
from landtrack.formats.area_units import schematic_boundaries
from landtrack.formats.coordinates import area_tenths
from tests.area_builders import GEODATA, PHUONG, THE_5, THE_17, THE_19, shipped_boundaries, shipped_registry

ROUNDING_DEGREES = 2e-7
"""What is drawn anew on another machine may differ in the last of the seven decimals."""


@pytest.mark.parametrize("unit_id", [unit.id for unit in shipped_registry().units])
def test_every_boundary_is_schematic_and_one_piece_of_the_registered_area(unit_id: int) -> None:
    boundary = shipped_boundaries()[unit_id]
    registered = float(shipped_registry().find(unit_id).registry_area_km2)
    assert boundary.schematic
    assert boundary.geometry.is_valid
    assert boundary.geometry.geom_type == "Polygon"
    assert len(boundary.geometry.interiors) == 0
    assert area_tenths(boundary.geometry) / 1e7 == pytest.approx(registered, rel=0.02)


@pytest.mark.parametrize("unit_id", range(1, 20))
def test_the_19_come_within_a_thousandth_of_their_area_and_hold_their_centre(unit_id: int) -> None:
    unit, drawn = shipped_registry().find(unit_id), schematic_boundaries(GEODATA)[unit_id]
    assert area_tenths(drawn) / 1e7 == pytest.approx(float(unit.registry_area_km2), rel=0.001)
    assert unit.centre is not None
    assert drawn.contains(Point(unit.centre))


@pytest.mark.parametrize("day", [THE_19, THE_17, THE_5, PHUONG])
def test_the_units_of_a_day_tile_the_same_district_without_gaps_or_overlaps(day: date) -> None:
    drawn = [shipped_boundaries()[unit.id].geometry for unit in shipped_registry().on(day)]
    district = shapely.union_all(drawn)
    assert district.geom_type == "Polygon"
    assert len(district.interiors) == 0
    assert district.equals(shapely.union_all(list(schematic_boundaries(GEODATA).values())))
    assert sum(one.area for one in drawn) == pytest.approx(district.area, rel=1e-12)


def test_the_19_share_every_vertex_along_a_border() -> None:
    assert shapely.coverage_is_valid(list(schematic_boundaries(GEODATA).values()))


def test_the_file_says_that_it_is_schematic_and_keeps_seven_decimals() -> None:
    content = json.loads((GEODATA / "schematic.geojson").read_text(encoding="utf-8"))
    assert content["schematic"] is True
    numbers = [number for one in content["features"] for point in one["geometry"]["coordinates"][0] for number in point]
    assert all(number == round(number, 7) for number in numbers)


def test_the_file_is_what_the_builder_draws_from_centres_and_areas() -> None:
    drawn = build(shipped_registry().on(THE_19))
    for unit_id, boundary in zip(range(1, 20), drawn, strict=True):
        assert schematic_boundaries(GEODATA)[unit_id].normalize().equals_exact(boundary.normalize(), ROUNDING_DEGREES)


def test_the_registry_areas_of_every_frame_are_those_of_one_district() -> None:
    areas = [sum(unit.registry_area_km2 for unit in shipped_registry().on(day)) for day in (THE_19, THE_17, THE_5)]
    assert areas[0] == areas[1] == Decimal("306.43")
    assert areas[2] == Decimal("306.44")


def test_every_change_has_its_legal_basis() -> None:
    bases = {step.day: step.legal_basis for step in shipped_registry().successions}
    assert bases == {
        date(2025, 1, 1): "NQ 1191/NQ-UBTVQH15",
        date(2025, 7, 1): "NQ 1658/NQ-UBTVQH15",
        date(2026, 9, 20): "NQ 388/NQ-UBTVQH16",
    }
    for unit in shipped_registry().units:
        assert unit.legal_basis == bases.get(unit.valid_from, "NQ 813/NQ-UBTVQH14")
