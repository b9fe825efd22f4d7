"""The geometry column: a WKB blob in SQLite, ``geometry(Geometry, 4326)`` in PostGIS, shapely values in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from sqlalchemy import LargeBinary
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import Function
from sqlalchemy.types import UserDefinedType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Dialect
    from sqlalchemy.sql.compiler import SQLCompiler, TypeCompiler

SRID = 4326


def to_wkb(geometry: BaseGeometry) -> bytes:
    """Return the one byte form of a geometry: little-endian, flat WKB without SRID; what log entries hash."""
    return bytes(shapely.to_wkb(geometry, byte_order=1, output_dimension=2, include_srid=False))


def wkb_of(geometries: Sequence[BaseGeometry | None]) -> list[bytes | None]:
    """Return :func:`to_wkb` of every geometry, None for None."""
    wkb: list[bytes | None] = shapely.to_wkb(geometries, byte_order=1, output_dimension=2, include_srid=False).tolist()
    return wkb


class Geometry(UserDefinedType["BaseGeometry"]):
    """A column of EPSG:4326 geometries (own type: see docs/decisions/embedded-store.md)."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[BaseGeometry | None], bytes | None]:
        """Return the conversion of shapely values to bytes."""
        del dialect
        return lambda value: None if value is None else to_wkb(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], BaseGeometry | None]:
        """Return the conversion of bytes to shapely values."""
        del dialect, coltype
        return lambda value: None if value is None else shapely.from_wkb(bytes(value))

    def bind_expression(self, bindvalue: ColumnElement[Any]) -> ColumnElement[Any]:
        """Wrap the value going in; PostGIS makes a geometry of it, SQLite takes the bytes."""
        return _FromWkb(bindvalue, type_=self)

    def column_expression(self, colexpr: ColumnElement[Any]) -> ColumnElement[Any]:
        """Wrap the value coming out; plain WKB on both engines."""
        return _AsWkb(colexpr, type_=self)


class _FromWkb(Function[Any]):
    inherit_cache = True

    def __init__(self, value: ColumnElement[Any], type_: Geometry) -> None:
        super().__init__("ST_GeomFromWKB", value, type_=type_)


class _AsWkb(Function[Any]):
    inherit_cache = True

    def __init__(self, value: ColumnElement[Any], type_: Geometry) -> None:
        super().__init__("ST_AsBinary", value, type_=type_)


class WkbBytes(LargeBinary):
    """The same column read as the bytes it is, without making shapely values: for maps and exports."""


@compiles(Geometry, "sqlite")
def _sqlite_column(_type: Geometry, _compiler: TypeCompiler, **_kw: object) -> str:
    return "BLOB"


@compiles(Geometry, "postgresql")
def _postgis_column(_type: Geometry, _compiler: TypeCompiler, **_kw: object) -> str:
    return f"geometry(Geometry,{SRID})"


@compiles(_FromWkb, "sqlite")
@compiles(_AsWkb, "sqlite")
def _as_it_is(element: Function[Any], compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.clauses.clauses[0], **kw)


@compiles(_FromWkb, "postgresql")
def _from_wkb(element: Function[Any], compiler: SQLCompiler, **kw: Any) -> str:
    return f"ST_GeomFromWKB({compiler.process(element.clauses.clauses[0], **kw)}, {SRID})"
