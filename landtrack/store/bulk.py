"""Writing many rows: as many as one statement takes on SQLite, COPY on PostgreSQL, each from a few hundred rows on.

Rows are tuples of plain values: what both engines take as it is, days as ISO texts, geometries as the bytes of
:func:`landtrack.store.geometry.to_wkb`.
"""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date

from landtrack.store.geometry import SRID, Geometry, wkb_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import psycopg
    from sqlalchemy import Column, Connection, Table

    Row = tuple[Any, ...]

MANY = 200
MOST_VALUES = 32_000
"""In one statement; fewer where SQLite is built for fewer. Rows by the thousand, not the dozen, also let another thread
work meanwhile: SQLite is left and entered again between statements only."""


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; the caller's transaction decides whether they stay."""
    if len(rows) < MANY:
        connection.execute(table.insert(), list(rows))
        return
    names = list(rows[0])
    columns = [_plain(table.c[name], [row[name] for row in rows]) for name in names]
    insert_plain(connection, table, names, list(zip(*columns, strict=True)))


def insert_plain(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows of plain values in the order of ``names``; like :func:`insert`, but nothing is converted."""
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, rows)
    else:
        insert_values(connection, f'INSERT INTO "{table.name}" ({_listed(names)}) VALUES', rows)


def insert_values(connection: Connection, statement: str, rows: Sequence[Row], ending: str = "") -> None:
    """Run an SQLite statement that ends with VALUES for rows of equal length; ``ending`` follows the values."""
    if not rows:
        return
    width = len(rows[0])
    driver: Any = connection.connection.driver_connection
    at_once = min(MOST_VALUES, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)) // width
    whole = len(rows) // at_once * at_once
    one = f"({', '.join('?' * width)})"
    if whole:
        many = f"{statement} {', '.join([one] * at_once)} {ending}"
        values = [tuple(chain.from_iterable(rows[start : start + at_once])) for start in range(0, whole, at_once)]
        connection.exec_driver_sql(many, values)
    if whole < len(rows):
        connection.exec_driver_sql(f"{statement} {one} {ending}", list(rows[whole:]))


def _copy(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    shapes = [position for position, name in enumerate(names) if isinstance(table.c[name].type, Geometry)]
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]  # SQLAlchemy types it as any driver
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({_listed(names)}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(_with_ewkb(row, shapes) if shapes else row)


def _with_ewkb(row: Row, places: Sequence[int]) -> list[Any]:
    """Return the row as COPY reads it: PostGIS takes a geometry from the hex of its EWKB."""
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = ewkb(values[place])
    return values


def ewkb(wkb: bytes) -> str:
    """Return the hex of the EWKB of a little-endian WKB: with the flag that an SRID follows, and the SRID."""
    body = wkb.hex()
    return f"{body[:8]}20{SRID.to_bytes(4, 'little').hex()}{body[10:]}"


def _plain(column: Column[Any], values: list[Any]) -> Sequence[Any]:
    if isinstance(column.type, Geometry):
        return wkb_of(values)
    return iso_days(values) if isinstance(column.type, Date) else values


def iso_days(days: Sequence[date | None]) -> list[str | None]:
    """Return days as ISO texts."""
    return [None if day is None else day.isoformat() for day in days]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
