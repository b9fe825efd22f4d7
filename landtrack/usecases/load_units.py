"""Loading official boundaries: a recorded version, from which every map and every judgement of "outside" follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.boundary import derive_boundaries
from landtrack.domain.boundary_match import match_units
from landtrack.domain.scope import Right
from landtrack.formats.boundary_file import read_boundary_file
from landtrack.store import episodes
from landtrack.store.log import head_at
from landtrack.store.units import read_boundaries, read_registry, record_boundaries
from landtrack.usecases.collecting import without_collecting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.boundary_file import BoundaryFile
    from landtrack.domain.boundary_match import BoundaryMatch
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a load did: the match of the file, its log entry, and which units are official or schematic now."""

    file: BoundaryFile
    match: BoundaryMatch
    entry: int
    registry: UnitRegistry
    schematic: tuple[AreaUnit, ...]
    unions: tuple[AreaUnit, ...]


def load_units(
    database: Database, scope: Scope, path: Path, day: date, report: Callable[[int, int], None]
) -> LoadSummary:
    """Read the file, match it with the units valid on ``day``, record the boundaries of all units that follow from it.

    Every case is judged anew, for what is known from now on; what was known before stays as it was. All or nothing.
    """
    scope.require(Right.MANAGE_TABLES)
    file = read_boundary_file(path)
    with database.transaction(scope.actor) as tx:
        registry = read_registry(tx)
        _, before = read_boundaries(tx, head_at(tx.connection).number)
        match = match_units(file, registry.frame(day), registry=registry, before=before)
        boundaries = derive_boundaries(registry, match.geometries, before)
        entry = record_boundaries(tx, boundaries, source_of(file, day, match))
        with without_collecting():
            episodes.rebuild(tx, report)
    return LoadSummary(file, match, entry, registry, *_states(registry, boundaries))


def source_of(file: BoundaryFile, day: date, match: BoundaryMatch) -> dict[str, object]:
    """Return what the log says of a load beside the boundaries themselves."""
    return {
        "file": file.name,
        "sha256": file.sha256,
        "system": file.system,
        "day": day,
        "matched": [pair.unit.code for pair in match.matched],
        "unmatched": [one.feature.number for one in match.unmatched],
        "missing": [unit.code for unit in match.missing],
    }


def _states(
    registry: UnitRegistry, boundaries: Mapping[int, Boundary]
) -> tuple[tuple[AreaUnit, ...], tuple[AreaUnit, ...]]:
    schematic = tuple(unit for unit in registry.units if boundaries[unit.id].schematic)
    unions = tuple(
        unit for unit in registry.units if boundaries[unit.id].source == "union" and not boundaries[unit.id].schematic
    )
    return schematic, unions
