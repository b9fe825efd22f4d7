"""Columns of a layer as the values of an intake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from landtrack.formats.intake.cell_number import whole
from landtrack.formats.intake.text_encoding import LEGACY, ONE_TO_ONE

if TYPE_CHECKING:
    from landtrack.domain.intake.source import Value


def column_values(column: pa.ChunkedArray) -> list[Value]:
    """Return the values of a column, None for empty ones.

    Whole floats become int, so that a sheet number stays "12"; bytes, which no field of a case holds, become None;
    lists and structures become their text.
    """
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [value if value and not value.isspace() else None for value in _texts(column)]
    values: list[Any] = column.to_pylist()
    if pa.types.is_floating(kind):
        # A missing number is the one value unequal to itself.
        return [None if value is None or value != value else whole(value) for value in values]  # noqa: PLR0124
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None] * len(values)
    if pa.types.is_nested(kind):
        return [None if value is None else str(value) for value in values]
    return values


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    """Return texts; drivers that do not know the letters of a file hand over its bytes as if they were UTF-8."""
    try:
        texts: list[str | None] = column.to_pylist()
    except UnicodeDecodeError:
        wide = pa.types.is_large_string(column.type)
        raw: list[bytes | None] = column.cast(pa.large_binary() if wide else pa.binary()).to_pylist()
        texts = [None if one is None else _decoded(one) for one in raw]
    return texts


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(LEGACY, ONE_TO_ONE)
