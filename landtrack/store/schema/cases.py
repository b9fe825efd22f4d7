"""The one log, the cases, and what happened to them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from landtrack.store.geometry import Geometry
from landtrack.store.schema.naming import ENTRY, entry_column, metadata

# The one log. recorded_at is in microseconds since 1970 UTC: exact, and in the same order on both engines.
log_entry = Table(
    "log_entry",
    metadata,
    Column("number", ENTRY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("actor", String(100), nullable=False),
    Column("details", Text),
    Column("content_hash", String(64), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

violation_case = Table(
    "violation_case",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String(40), nullable=False, unique=True),
    # A random key without meaning; the row behind it can be erased without touching the log.
    Column("holder_key", String(36)),
)

# Personal data, apart from the log and erasable.
identity = Table(
    "identity",
    metadata,
    Column("key", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", Text, nullable=False),
    # The same values in the one spelling they are searched by (landtrack.domain.identity.search_key).
    Column("name_key", Text, nullable=False, server_default="", index=True),
    Column("id_number_key", Text, nullable=False, server_default="", index=True),
    Column("phone_key", Text, nullable=False, server_default="", index=True),
)

revision = Table(
    "revision",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False),
    Column("unit_id", Integer, ForeignKey("area_unit.id"), nullable=False),
    Column("parcel_unit_id", Integer, ForeignKey("area_unit.id")),
    Column("kind", String(40), nullable=False),
    Column("land_type", String(40), nullable=False),
    Column("hamlet", Text, nullable=False),
    Column("map_sheet", Text, nullable=False),
    Column("parcel", Text, nullable=False),
    Column("part_of_parcel", Boolean, nullable=False),
    Column("occurred_earliest", Date),
    Column("occurred_latest", Date, nullable=False),
    Column("found_on", Date, nullable=False),
    Column("area", BigInteger, nullable=False),  # tenths of m²
    Column("geometry", Geometry),
    # Bounds of the geometry in degrees: what the R*Tree of SQLite is filled from (by a trigger).
    Column("west", Float),
    Column("south", Float),
    Column("east", Float),
    Column("north", Float),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("area > 0", name="area_positive"),
    CheckConstraint("occurred_latest <= found_on", name="occurred_before_found"),
)

# With the entry: which cases had a revision between two moments is told without a look at the rows, which are long.
# SQLite keeps the key in every index.
Index("ix_revision_case_id", revision.c.case_id, postgresql_include=["entry"])

status_change = Table(
    "status_change",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("form", String(20)),
    Column("resolved_area", BigInteger),  # tenths of m²
    Column("exclusion", String(20)),
    Column("decision_number", Text, nullable=False),
    Column("note", Text, nullable=False),
)

status_void = Table(
    "status_void",
    metadata,
    entry_column(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("change", BigInteger, ForeignKey("status_change.entry"), nullable=False, unique=True),
    Column("note", Text, nullable=False),
)
