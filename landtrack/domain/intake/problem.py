"""What is wrong, or only remarkable, in a file: where, how bad, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How bad: an error refuses its row, a warning lets it through but asks to look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, reported once. ``code`` and ``arguments`` name its sentence in :mod:`landtrack.messages`.

    ``cell`` is an address ("F12"), "" when the whole row (``row``) or, with row None, the whole sheet is meant.
    ``suggestion`` is a value to put there instead, "" where none can be told. ``rows`` is how many rows from ``row`` on
    share what is wrong: those of a merged cell.
    """

    severity: Severity
    code: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""
    row: int | None = None
    cell: str = ""
    suggestion: str = ""
    rows: int = 1
