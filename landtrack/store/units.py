"""Area units, cutoffs and boundaries in the database."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from landtrack.domain.area_unit import AreaUnit, Succession, UnitKind
from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.cutoff import Cutoff, Cutoffs, Side, cutoffs_of
from landtrack.domain.frame import UnitRegistry
from landtrack.domain.office.cutoff_row import parse_cutoff
from landtrack.domain.office.office_cells import RowCells
from landtrack.domain.office.office_table import OfficeTable
from landtrack.store import log, schema
from landtrack.store.geometry import to_wkb
from landtrack.store.office_rows import rows_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from landtrack.store.database import Transaction, View


def seed_registry(tx: Transaction, registry: UnitRegistry, cutoffs: Iterable[Cutoff]) -> None:
    """Write the units, their succession and the cutoffs of a new register."""
    for unit in registry.units:
        lon, lat = unit.centre or (None, None)
        tx.add(
            schema.area_unit,
            {
                "id": unit.id,
                "code": unit.code,
                "name": unit.name,
                "kind": unit.kind.value,
                "valid_from": unit.valid_from,
                "valid_until": unit.valid_until,
                "legal_basis": unit.legal_basis,
                "registry_area_km2": str(unit.registry_area_km2),
                "centre_lon": None if lon is None else repr(lon),
                "centre_lat": None if lat is None else repr(lat),
            },
        )
    for step in registry.successions:
        tx.add(
            schema.succession,
            {"old_id": step.old_id, "new_id": step.new_id, "day": step.day, "legal_basis": step.legal_basis},
        )
    for row in cutoffs:
        tx.add(
            schema.cutoff,
            {"side": row.side.value, "day": row.day, "name": row.name, "legal_basis": row.legal_basis},
        )


def read_registry(view: View) -> UnitRegistry:
    """Return all area units and their succession."""
    units = tuple(_unit(row) for row in view.connection.execute(select(schema.area_unit).order_by("id")))
    steps = view.connection.execute(select(schema.succession).order_by("old_id", "new_id"))
    return UnitRegistry(units, tuple(Succession(*row) for row in steps))


def _unit(row: Any) -> AreaUnit:
    centre = None if row.centre_lon is None else (float(row.centre_lon), float(row.centre_lat))
    return AreaUnit(
        row.id, row.code, row.name, UnitKind(row.kind), row.valid_from, row.valid_until, row.legal_basis,
        Decimal(row.registry_area_km2), centre,
    )  # fmt: skip


def read_cutoff_base(view: View) -> list[Cutoff]:
    """Return the cutoffs that the register began with."""
    rows = view.connection.execute(select(schema.cutoff).order_by("day"))
    return [Cutoff(Side(row.side), row.day, row.name, row.legal_basis) for row in rows]


def read_cutoff_rows(view: View, entry: int | None = None) -> list[Cutoff]:
    """Return the register's own cutoffs in force at log entry ``entry`` (None: now), by their day.

    Those that it began with, until the office's table has others.
    """
    found = {row.side.value: row for row in read_cutoff_base(view)}
    for key, row in rows_in_force(view, OfficeTable.CUTOFF, entry).items():
        if row.texts is not None:
            found[key] = parse_cutoff(RowCells(OfficeTable.CUTOFF, key, row.texts))
    return sorted(found.values(), key=lambda row: row.day)


def read_cutoffs(view: View, entry: int | None = None) -> Cutoffs:
    """Return the register's own pair of cutoffs in force at log entry ``entry`` (None: now)."""
    return cutoffs_of(read_cutoff_rows(view, entry))


def record_boundaries(tx: Transaction, boundaries: Mapping[int, Boundary], source: Mapping[str, Any]) -> int:
    """Record a load of boundaries, a complete set for every unit; return its entry.

    ``source`` is what the log says of it: file name, hash, day, report. The hash of every boundary is added.
    """
    content = log.canonical({**source, "boundaries": boundary_hashes(boundaries)})
    entry = tx.append(log.EntryKind.BOUNDARIES, content, details=True)
    for unit_id, boundary in sorted(boundaries.items()):
        tx.add(
            schema.boundary,
            {
                "entry": entry,
                "unit_id": unit_id,
                "source": boundary.source.value,
                "schematic": boundary.schematic,
                "geometry": boundary.geometry,
            },
        )
    return entry


def boundary_hashes(boundaries: Mapping[int, Boundary]) -> dict[str, str]:
    """Return the hash of each unit's boundary, by unit id: what the log keeps of it."""
    return {
        str(unit_id): hashlib.sha256(f"{row.source.value}{row.schematic}".encode() + to_wkb(row.geometry)).hexdigest()
        for unit_id, row in sorted(boundaries.items())
    }


def boundary_entries(view: View) -> list[int]:
    """Return the entries of all loads of boundaries, oldest first."""
    return list(view.connection.execute(select(schema.boundary.c.entry).distinct().order_by("entry")).scalars())


def read_boundaries(view: View, entry: int) -> tuple[int, dict[int, Boundary]]:
    """Return the load in force at log entry ``entry`` and its boundary of every unit, by unit id."""
    table = schema.boundary
    load = view.connection.execute(select(func.max(table.c.entry)).where(table.c.entry <= entry)).scalar() or 0
    rows = view.connection.execute(select(table).where(table.c.entry == load).order_by(table.c.unit_id))
    return load, {
        row.unit_id: Boundary(row.unit_id, row.geometry, BoundarySource(row.source), schematic=row.schematic)
        for row in rows
    }
