"""By what a row without a case code is known again: a digest of what it says, counted where rows say the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.intake.field import HOLDER_FIELDS, Field

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.draft import RowDraft

BASE_LENGTH = 56
# A running number says nothing; and who holds the land may be erased one day, then no digest of it may remain.
_LEFT_OUT = frozenset({Field.CODE, Field.VERSION, Field.ORDER, Field.COMPUTED, Field.GEOMETRY, *HOLDER_FIELDS})
_PER_DEGREE = 10_000_000
"""Coordinates count to a centimetre: what the datum shift leaves in the last digits is not the row's."""


def row_base(draft: RowDraft) -> str:
    """Return the digest of the row's values but the holder's, 56 hexadecimal letters."""
    # str() of every value is the same on every machine: texts, whole numbers, ISO days, values of terms.
    said = sorted(f"{name}={value}" for name, value in draft.values.items() if value and name not in _LEFT_OUT)
    if draft.geometry is not None:
        said.append(_shape(draft.geometry))
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:BASE_LENGTH]


def row_digest(base: str, number: int) -> str:
    """Return the digest of the ``number``-th row (from 1) with this base, 64 letters."""
    return f"{base}{number:08x}"


def _shape(geometry: BaseGeometry) -> str:
    whole = (shapely.get_coordinates(geometry) * _PER_DEGREE).round().astype("<i8")
    return hashlib.sha256(whole.tobytes()).hexdigest()
