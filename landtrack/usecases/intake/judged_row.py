"""A row while it is judged: the draft, what it is compared with, and the problems found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.refusal_cells import fields_of, rests_on

if TYPE_CHECKING:
    from landtrack.domain.errors import Refusal
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.field import Field
    from landtrack.domain.intake.reading import Reading
    from landtrack.usecases.intake.standing import Standing

LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One row; ``problems`` are those found in comparing, beside those that the draft came with.

    ``measured`` is the area of its geometry in tenths of m², 0 where it has none or a point. ``unknown`` are fields
    that a case must have and the row leaves open: what rests on them is not judged.
    """

    draft: RowDraft
    reading: Reading
    standing: Standing
    measured: int = 0
    problems: list[Problem] = field(default_factory=list)
    unknown: set[Field] = field(default_factory=set)

    def value(self, name: Field) -> Any:
        """Return what the row says in a field; None for nothing."""
        return self.draft.values.get(name)

    @property
    def refused(self) -> bool:
        """Return whether anything found so far refuses the row."""
        if not self.problems and not self.draft.problems:
            return False
        return any(problem.severity is Severity.ERROR for problem in (*self.draft.problems, *self.problems))

    def refuse(self, code: str, *fields: Field, suggestion: str = "", **arguments: object) -> None:
        """Add an error at the first of the fields that the row has a cell for, else for the whole row."""
        self._add(Severity.ERROR, code, fields, arguments, suggestion)

    def warn(self, code: str, *fields: Field, suggestion: str = "", **arguments: object) -> None:
        """Add a warning in the same way."""
        self._add(Severity.WARNING, code, fields, arguments, suggestion)

    def refuse_as(self, refusal: Refusal, *cells: Field) -> None:
        """Add what a rule of the register refused, at the cell that it speaks of.

        A fault is said once: where the rule rests on a value that is wrong or missing itself, nothing is added.
        """
        if not any(map(self.faulty, cells or rests_on(refusal.code))):
            self._add(Severity.ERROR, refusal.code, cells or fields_of(refusal.code), refusal.arguments, "")

    def faulty(self, name: Field) -> bool:
        """Say whether nobody knows what the row says in a field: an error stands there, or nothing at all."""
        if not self.unknown and not self.problems and not self.draft.problems:
            return False
        if name in self.unknown or self.spoken_of(name):
            return True
        cell = self.draft.cells.get(name) if self.problems else None
        return bool(cell) and any(one.cell == cell and one.severity is Severity.ERROR for one in self.problems)

    def sound(self) -> RowDraft:
        """Return the draft without the fields that are faulty, as if the file had no such columns."""
        if not self.refused:
            return self.draft
        values = {name: value for name, value in self.draft.values.items() if not self.faulty(name)}
        return replace(self.draft, values=values)

    def spoken_of(self, name: Field) -> bool:
        """Say whether the draft came with an error in the cell of a field: then it is not called empty as well."""
        errors = [problem.cell for problem in self.draft.problems if problem.severity is Severity.ERROR]
        return bool(errors) and name in self.draft.cells and self.draft.cells[name] in errors

    def _add(
        self, severity: Severity, code: str, fields: tuple[Field, ...], arguments: dict[str, object], suggestion: str
    ) -> None:
        cells = self.draft.cells
        cell = next((cells[name] for name in fields if name in cells), "")
        self.problems.append(Problem(severity, code, arguments, self.reading.sheet, self.draft.row, cell, suggestion))


def quoted(text: str) -> str:
    """Return a text as a sentence quotes it."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
