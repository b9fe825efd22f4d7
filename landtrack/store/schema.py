"""The tables. Logged tables are append-only (triggers refuse UPDATE and DELETE); ``episode`` is derived from them."""

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
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from landtrack.store.geometry import Geometry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

# SQLite keeps a table by its key only if the key's type is INTEGER to the letter; it holds 64 bits all the same.
ENTRY = BigInteger().with_variant(Integer(), "sqlite")


def _entry(*, primary: bool = True) -> Column[int]:
    return Column("entry", ENTRY, ForeignKey("log_entry.number"), primary_key=primary, autoincrement=False)


# What this database is: whether it holds the demo register, when it was made.
register = Table(
    "register",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

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
    _entry(),
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
)

revision = Table(
    "revision",
    metadata,
    _entry(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
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

status_change = Table(
    "status_change",
    metadata,
    _entry(),
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
    _entry(),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("change", BigInteger, ForeignKey("status_change.entry"), nullable=False, unique=True),
    Column("note", Text, nullable=False),
)

user_account = Table(
    "user_account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    # Part of every session: a new password or a lost right ends the sessions signed in before.
    Column("session_key", String(36), nullable=False),
)

user_unit = Table(
    "user_unit",
    metadata,
    Column("user_id", Integer, ForeignKey("user_account.id"), primary_key=True),
    Column("unit_id", Integer, ForeignKey("area_unit.id"), primary_key=True),
)

# Derived: the rectangles of landtrack.domain.episode; days are proleptic ordinals, ends exclusive. Never the truth.
episode = Table(
    "episode",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("violation_case.id"), nullable=False, index=True),
    Column("from_day", Integer, nullable=False),
    Column("until_day", Integer, nullable=False),
    Column("from_entry", BigInteger, nullable=False),
    Column("until_entry", BigInteger, nullable=False),
    Column("revision", BigInteger, ForeignKey("revision.entry"), nullable=False),
    Column("change", BigInteger, ForeignKey("status_change.entry")),
    Column("place_id", Integer, nullable=False),
    Column("band", SmallInteger, nullable=False),
    Column("status", SmallInteger, nullable=False),
    Column("gap", SmallInteger, nullable=False),
    Column("area", BigInteger, nullable=False),
    Column("resolved_area", BigInteger, nullable=False),
)

# Everything that progress asks, in the order in which it groups: one scan of this index is the answer.
Index(
    "ix_episode_figures",
    *(
        episode.c[name]
        for name in (
            "place_id", "band", "status", "gap",
            "from_day", "until_day", "from_entry", "until_entry", "area", "resolved_area",
        )
    ),
)  # fmt: skip

# Derived from what is known now: by how much counts change in a day, and in longer spans (two-clocks.md).
SPANS = (1, 32, 1024)
figure_step = Table(
    "figure_step",
    metadata,
    Column("days", Integer, primary_key=True, autoincrement=False),  # length of the span, one of SPANS
    Column("number", Integer, primary_key=True, autoincrement=False),  # day ordinal // days
    Column("place_id", Integer, primary_key=True, autoincrement=False),
    Column("band", SmallInteger, primary_key=True, autoincrement=False),
    Column("status", SmallInteger, primary_key=True, autoincrement=False),
    Column("gap", SmallInteger, primary_key=True, autoincrement=False),
    Column("cases", BigInteger, nullable=False),
    Column("area", BigInteger, nullable=False),
    Column("resolved_area", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

LOGGED = (log_entry, revision, status_change, status_void, boundary)
"""Tables that the database itself keeps append-only."""
