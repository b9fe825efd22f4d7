"""The area wall as a condition of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import false, true

from landtrack.domain.scope import Right

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from landtrack.domain.scope import Scope


def within(scope: Scope, place: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a place lies in the reader's area; it fails closed."""
    if Right.SEE_CASES not in scope.rights:
        return false()
    return true() if scope.places is None else place.in_(sorted(scope.places))
