"""The register itself, its area units with their boundaries, and the cutoffs."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from landtrack.store.geometry import Geometry
from landtrack.store.schema.naming import entry_column, metadata

# What this database is: whether it holds the demo register, when it was made.
register = Table(
    "register",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

area_unit = Table(
    "area_unit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String(20), nullable=False),
    Column("name", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
    Column("legal_basis", Text, nullable=False),
    Column("registry_area_km2", String(20), nullable=False),
    Column("centre_lon", String(20)),
    Column("centre_lat", String(20)),
    UniqueConstraint("code", "valid_from"),
)

succession = Table(
    "succession",
    metadata,
    Column("old_id", Integer, ForeignKey("area_unit.id"), primary_key=True),
    Column("new_id", Integer, ForeignKey("area_unit.id"), primary_key=True),
    Column("day", Date, nullable=False),
    Column("legal_basis", Text, nullable=False),
)

# One row per unit and load of boundaries; the newest load known at a moment is in force at it.
boundary = Table(
    "boundary",
    metadata,
    entry_column(),
    Column("unit_id", Integer, ForeignKey("area_unit.id"), primary_key=True),
    Column("source", String(20), nullable=False),
    Column("schematic", Boolean, nullable=False),
    Column("geometry", Geometry, nullable=False),
)

cutoff = Table(
    "cutoff",
    metadata,
    Column("side", String(10), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("name", Text, nullable=False),
    Column("legal_basis", Text, nullable=False),
)
