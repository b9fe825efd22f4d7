"""Who may sign in, and for which units."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from landtrack.store.schema.naming import metadata

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
    # Where digests go; NULL for most.
    Column("email", String(254), nullable=True),
)

user_unit = Table(
    "user_unit",
    metadata,
    Column("user_id", Integer, ForeignKey("user_account.id"), primary_key=True),
    Column("unit_id", Integer, ForeignKey("area_unit.id"), primary_key=True),
)
