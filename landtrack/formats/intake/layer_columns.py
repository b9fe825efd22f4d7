"""Columns of a layer as the values of an intake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
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
        texts = _texts(column)
        blank = {text for text in set(texts) if text is not None and (not text or text.isspace())}
        return [None if text in blank else text for text in texts] if blank else [*texts]
    if pa.types.is_floating(kind):
        # A missing number is the one value unequal to itself.
        numbers: list[float] = column.to_numpy().tolist()
        return [None if value != value else value if value % 1 else whole(value) for value in numbers]  # noqa: PLR0124
    if pa.types.is_integer(kind) or pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return _shared(column)
    values: list[Any] = column.to_pylist()
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [None] * len(values)
    if pa.types.is_nested(kind):
        return [None if value is None else str(value) for value in values]
    return values


def _shared(column: pa.ChunkedArray) -> list[Any]:
    """Return the values, each different one made once: a column repeats its words and days."""
    encoded = column.combine_chunks().dictionary_encode()
    words = np.empty(len(encoded.dictionary) + 1, dtype=object)
    words[:-1] = encoded.dictionary.to_pylist()
    found: list[Any] = words[encoded.indices.fill_null(len(words) - 1).to_numpy()].tolist()
    return found


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    """Return texts; drivers that do not know the letters of a file hand over its bytes as if they were UTF-8."""
    try:
        texts: list[str | None] = _shared(column)
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
