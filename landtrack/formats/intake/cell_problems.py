"""Problems that the readers of workbooks see themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.source import column_letters
from landtrack.formats.intake.limits import MOST_REPORTED
from landtrack.formats.intake.text_encoding import BROKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.source import SourceRow

_BROKEN = "intake.broken_letters"


def formulas_without_value(sheet: str, cells: Sequence[tuple[int, int]]) -> list[Problem]:
    """Return a warning for each formula, by (row, column), that was never computed; its cell reads as empty."""
    problems = [
        Problem(
            Severity.WARNING, "intake.formula_without_value", sheet=sheet, row=row, cell=f"{column_letters(at)}{row}"
        )
        for row, at in cells[:MOST_REPORTED]
    ]
    if more := len(cells) - len(problems):
        problems.append(Problem(Severity.WARNING, "intake.formulas_without_value", {"count": more}, sheet=sheet))
    return problems


def epoch_of_1904(sheet: str) -> Problem:
    """Return the note that numbers which mean days count from another day than in other workbooks."""
    return Problem(Severity.NOTE, "intake.other_epoch", sheet=sheet)


def broken_letters(sheet: str, rows: Sequence[SourceRow]) -> list[Problem]:
    """Return an error for each cell, of the first ones, that holds bytes which are no letters."""
    problems = [
        Problem(Severity.ERROR, _BROKEN, sheet=sheet, row=row.number, cell=f"{column_letters(at)}{row.number}")
        for row in rows
        for at, value in enumerate(row.values)
        if isinstance(value, str) and BROKEN in value
    ]
    return problems[:MOST_REPORTED]
