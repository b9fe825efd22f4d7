"""The shipped rows are read as they stand, or refused."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.errors import Refusal
from landtrack.formats.area_units import load_registry, schematic_boundaries
from tests.area_builders import GEODATA

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_become_units_and_successions() -> None:
    registry = load_registry(GEODATA)
    assert (len(registry.units), len(registry.successions)) == (27, 22)
    first = registry.find(1)
    assert (first.code, first.full_name, first.legal_basis) == ("07243", "Xã Đồng Tiến", "NQ 813/NQ-UBTVQH14")
    assert first.centre == (106.1453, 21.5793)
    assert registry.find(22).centre is None
    assert registry.find(22).valid_until is None


def test_schematic_boundaries_come_by_unit() -> None:
    boundaries = schematic_boundaries(GEODATA)
    assert sorted(boundaries) == list(range(1, 20))
    assert {boundary.geom_type for boundary in boundaries.values()} == {"Polygon"}


def test_rows_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    shutil.copytree(GEODATA, tmp_path, dirs_exist_ok=True)
    (tmp_path / "successions.csv").write_text("old_id,new_id,day,legal_basis\n1,99,2025-07-01,NQ 1\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"registry\.invalid"):
        load_registry(tmp_path)


def test_boundaries_without_the_mark_are_not_taken(tmp_path: Path) -> None:
    collection = json.loads((GEODATA / "schematic.geojson").read_text(encoding="utf-8"))
    del collection["schematic"]
    (tmp_path / "schematic.geojson").write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(ValueError, match="not marked schematic"):
        schematic_boundaries(tmp_path)
