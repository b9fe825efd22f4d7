"""The shipped names of land types: one for every code that a case may have, in both languages."""

from __future__ import annotations

from datetime import date

from landtrack.domain.case import LAND_TYPES
from landtrack.formats.land_types import read_land_types
from landtrack.resources import shipped


def test_every_code_has_its_names_and_those_that_ended_say_when() -> None:
    rows = read_land_types(shipped("geodata"))
    assert {row.code for row in rows} == LAND_TYPES
    assert len(rows) == len(LAND_TYPES)
    assert all(row.name("vi") and row.name("en") for row in rows)
    assert len({row.name_vi for row in rows}) == len(rows)
    assert {row.code: row.ended for row in rows if row.ended} == dict.fromkeys(
        ("LUN", "BHK", "NHK", "SKX"), date(2024, 7, 31)
    )
