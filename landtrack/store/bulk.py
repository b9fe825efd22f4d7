"""Writing many rows: executemany on SQLite, COPY on PostgreSQL from a few hundred rows on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry.base import BaseGeometry

from landtrack.store.geometry import SRID, to_wkb

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg
    from sqlalchemy import Connection, Table

COPY_FROM = 200


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns; the caller's transaction decides whether they stay."""
    if connection.dialect.name == "postgresql" and len(rows) >= COPY_FROM:
        _copy(connection, table, rows)
    else:
        connection.execute(table.insert(), list(rows))


def _copy(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]  # SQLAlchemy types it as any driver
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([_plain(row[name]) for name in names])


def _plain(value: object) -> object:
    """Return the value in COPY's text form; PostGIS reads a geometry from the hex of its EWKB."""
    if isinstance(value, BaseGeometry):
        body = to_wkb(value)
        kind = int.from_bytes(body[1:5], "little") | 0x20000000  # EWKB's flag: an SRID follows
        return (body[:1] + kind.to_bytes(4, "little") + SRID.to_bytes(4, "little") + body[5:]).hex()
    return value
