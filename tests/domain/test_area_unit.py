"""A unit's days and its official name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from landtrack.domain.area_unit import UnitKind
from tests.area_builders import unit

FROM, UNTIL = date(2020, 1, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("day", "valid"),
    [(FROM - timedelta(1), False), (FROM, True), (UNTIL - timedelta(1), True), (UNTIL, False)],
)
def test_the_first_day_counts_and_the_day_until_does_not(day: date, valid: bool) -> None:  # noqa: FBT001 - a column
    assert unit(1, FROM, UNTIL).valid_on(day) is valid


def test_a_unit_without_end_is_valid_for_good() -> None:
    assert unit(1, FROM).valid_on(date.max)


@pytest.mark.parametrize(
    ("kind", "full_name"),
    [(UnitKind.XA, "Xã Bố Hạ"), (UnitKind.THI_TRAN, "Thị trấn Bố Hạ"), (UnitKind.PHUONG, "Phường Bố Hạ")],
)
def test_the_full_name_begins_with_the_kind(kind: UnitKind, full_name: str) -> None:
    assert unit(1, FROM, name="Bố Hạ", kind=kind).full_name == full_name
