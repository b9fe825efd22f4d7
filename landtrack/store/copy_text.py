"""Columns of plain values as the text that PostgreSQL's COPY reads, made column by column and not value by value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.store.geometry import SRID

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = r"\N"
ESCAPED = {ord("\\"): r"\\", ord("\n"): r"\n", ord("\r"): r"\r", ord("\t"): r"\t"}
AS_WRITTEN = frozenset({int, float, bool})
"""Types whose ``str`` PostgreSQL reads as it is."""


def copy_text(columns: Sequence[Sequence[Any]]) -> bytes:
    """Return rows of these columns in UTF-8, for ``COPY … FROM STDIN (ENCODING 'UTF8')``.

    Bytes are little-endian, flat WKB: PostGIS takes a geometry from the hex of its EWKB.
    """
    rows = map("\t".join, zip(*map(_texts, columns), strict=True))
    return "\n".join([*rows, ""]).encode()


def _texts(values: Sequence[Any]) -> Sequence[str]:
    sorts = set(map(type, values))
    if sorts == {str}:
        return _escaped(values)
    if sorts <= AS_WRITTEN:
        return list(map(str, values))
    if type(None) in sorts:
        there = iter(_texts([value for value in values if value is not None]))
        return [NOTHING if value is None else next(there) for value in values]
    if sorts == {bytes}:
        return [ewkb(value) for value in values]
    raise TypeError(sorts)


def _escaped(values: Sequence[str]) -> Sequence[str]:
    every = "".join(values)
    if not any(chr(letter) in every for letter in ESCAPED):
        return values
    return [value.translate(ESCAPED) for value in values]


def ewkb(wkb: bytes) -> str:
    """Return the hex of the EWKB of a little-endian WKB: with the flag that an SRID follows, and the SRID."""
    body = wkb.hex()
    return f"{body[:8]}20{SRID.to_bytes(4, 'little').hex()}{body[10:]}"
