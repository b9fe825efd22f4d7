"""Why a case is in no unit of a frame: the units its land went to, or that nobody knows where."""

from __future__ import annotations

from datetime import date

from landtrack.domain.frame import UnitRegistry
from landtrack.messages import catalogue
from landtrack.usecases.unplaced_reason import unplaced_reason
from tests.area_builders import step, unit

OLD, NEW = date(2020, 1, 1), date(2025, 7, 1)


def test_a_split_unit_is_told_with_those_that_its_land_lies_in():
    """A split today, and a merger seen from before it: both ways the units of the day are named, in order."""
    registry = UnitRegistry(
        (unit(1, OLD, NEW, name="Cũ"), unit(2, NEW, name="Thượng"), unit(3, NEW, name="Hạ")),
        (step(1, 2, NEW), step(1, 3, NEW)),
    )
    told = unplaced_reason(registry, 1, NEW, catalogue("en"))
    assert told.startswith("Xã Cũ lies in more than one unit of 01/07/2025: Xã Hạ, Xã Thượng.")
    merged = UnitRegistry(
        (unit(1, OLD, NEW, name="Một"), unit(2, OLD, NEW, name="Hai"), unit(3, NEW, name="Chung")),
        (step(1, 3, NEW), step(2, 3, NEW)),
    )
    told = unplaced_reason(merged, 3, OLD, catalogue("vi"))
    assert told.startswith("Xã Chung nằm trong nhiều đơn vị của ngày 01/01/2020: Xã Hai, Xã Một.")


def test_a_unit_that_nothing_followed_is_told_so():
    registry = UnitRegistry((unit(1, OLD, NEW, name="Cũ"), unit(2, NEW, name="Khác")), ())
    assert unplaced_reason(registry, 1, NEW, catalogue("en")).endswith("what became of Xã Cũ.")
