"""What an import does, row by row, and as a whole: the same for a dry run and for the run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Severity

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.intake.field import Field
    from landtrack.domain.intake.problem import Problem
    from landtrack.domain.intake.reading import Reading


class Action(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A field in three states, as people read it: as exported ("before"), as the register has it now, as the file says.

    ``before`` None where nothing tells what the file was made from. ``clean`` False is a conflict: both changed, and
    differently; it is never applied.
    """

    field: Field
    cell: str
    before: str | None
    theirs: str
    yours: str
    clean: bool = True


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of a sheet: what becomes of it, the case it is (or will be; "" for a refused new one), its changes."""

    row: int
    action: Action
    code: str = ""
    changes: tuple[CellChange, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result. ``entry`` is the log entry of the import, None for a dry run or when nothing was applied.

    ``rows`` leaves out unchanged rows. With errors and without ``only_clean`` nothing is applied at all. ``sheets`` are
    those that were read together, none where it was one. ``frame`` is the day that the names of area units are of.
    """

    file_name: str
    file_hash: str
    form: str
    reading: Reading
    rows: tuple[RowOutcome, ...]
    problems: tuple[Problem, ...]
    added: int
    changed: int
    unchanged: int
    refused: int
    entry: int | None = None
    frame: date | None = None
    sheets: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Return whether anything refuses a row or the file."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)
