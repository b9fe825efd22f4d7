"""Writing many rows: as many as one statement takes on SQLite, COPY on PostgreSQL, each from a few hundred rows on.

Rows are packed first, into what the driver takes as it is, and that needs no connection: one thread can pack while
another writes. Values are plain: what both engines take, days as ISO texts, geometries as the bytes of
:func:`landtrack.store.geometry.to_wkb`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date

from landtrack.store.copy_text import copy_text
from landtrack.store.geometry import Geometry, wkb_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import psycopg
    from sqlalchemy import Column, Connection, Table

    Row = tuple[Any, ...]

MANY = 200
MOST_VALUES = 32_000
"""In one statement; fewer where SQLite is built for fewer. Rows by the thousand, not the dozen, also let another thread
work meanwhile: SQLite is left and entered again between statements only."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows as the driver takes them: statements with many rows each, or the text of one COPY."""

    statements: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """What packing must know of a database; ``most_values`` go into one statement, 0: it is COPY that takes them."""

    most_values: int

    def rows(self, table: Table, names: Sequence[str], rows: Sequence[Row]) -> Packed:
        """Pack rows of plain values in the order of ``names``."""
        if not self.most_values:
            return self.columns(table, dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {})
        return Packed(tuple(_statements(f"INSERT INTO {_target(table, names)} VALUES", rows, self.most_values)))

    def columns(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> Packed:
        """Pack columns of plain values, by their names."""
        if self.most_values:
            return self.rows(table, list(columns), list(zip(*columns.values(), strict=True)))
        if not columns:
            return Packed(())
        statement = f"COPY {_target(table, list(columns))} FROM STDIN (ENCODING 'UTF8')"
        return Packed(((statement, copy_text(list(columns.values()))),))


def packing_of(connection: Connection) -> Packing:
    """Return how rows for this database are packed."""
    if connection.dialect.name == "postgresql":
        return Packing(0)
    driver: Any = connection.connection.driver_connection
    return Packing(min(MOST_VALUES, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)))


def write(connection: Connection, packed: Packed) -> None:
    """Insert rows that were packed for this database; the caller's transaction decides whether they stay."""
    if connection.dialect.name != "postgresql":
        for statement, values in packed.statements:
            connection.exec_driver_sql(statement, values)
        return
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]  # SQLAlchemy types it as any driver
    for statement, content in packed.statements:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(content)


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, values as the table's types convert them."""
    if len(rows) < MANY:
        connection.execute(table.insert(), list(rows))
        return
    columns = {name: _plain(table.c[name], [row[name] for row in rows]) for name in rows[0]}
    write(connection, packing_of(connection).columns(table, columns))


def insert_plain(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of plain values in the order of ``names``; like :func:`insert`, but nothing is converted."""
    write(connection, packing_of(connection).rows(table, names, rows))


def insert_values(connection: Connection, statement: str, rows: Sequence[Row], ending: str) -> None:
    """Run an SQLite statement that ends with VALUES for rows of equal length; ``ending`` follows the values."""
    most = packing_of(connection).most_values
    write(connection, Packed(tuple(_statements(statement, rows, most, ending))))


def _statements(statement: str, rows: Sequence[Row], most_values: int, ending: str = "") -> list[tuple[str, Any]]:
    if not rows:
        return []
    width = len(rows[0])
    at_once = most_values // width
    whole = len(rows) // at_once * at_once
    one = f"({', '.join('?' * width)})"
    found: list[tuple[str, Any]] = []
    if whole:
        many = f"{statement} {', '.join([one] * at_once)} {ending}"
        values = [tuple(chain.from_iterable(rows[start : start + at_once])) for start in range(0, whole, at_once)]
        found.append((many, values))
    if whole < len(rows):
        found.append((f"{statement} {one} {ending}", list(rows[whole:])))
    return found


def _target(table: Table, names: Sequence[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'"{table.name}" ({listed})'


def _plain(column: Column[Any], values: list[Any]) -> Sequence[Any]:
    if isinstance(column.type, Geometry):
        return wkb_of(values)
    return iso_days(values) if isinstance(column.type, Date) else values


def iso_days(days: Sequence[date | None]) -> list[str | None]:
    """Return days as ISO texts."""
    return [None if day is None else day.isoformat() for day in days]
