"""What all tables share: how constraints are named, and the column that ties a row to its log entry."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

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


def entry_column(*, primary: bool = True) -> Column[int]:
    """Return the column that names the log entry of a row."""
    return Column("entry", ENTRY, ForeignKey("log_entry.number"), primary_key=primary, autoincrement=False)
