"""What a row would do to the register, once it is compared: nothing of it is written yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landtrack.domain.case import Facts
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.identity import Identity
    from landtrack.domain.intake.field import Field
    from landtrack.domain.status import ChangeDraft

NO_CODE = "–"
"""What stands for the code of a case that has none yet, where a rule of the register names the case."""
FUTURE = 1 << 60
"""An entry later than all: of what is tried on a history before it is recorded."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in three states: when the file was exported (None: nobody knows), in the register now, in the file.

    ``clean`` False: both changed it, differently.
    """

    field: Field
    before: Any
    now: Any
    said: Any
    clean: bool = True


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A row that would be applied: ``history`` None is a new case.

    In this order: the change ``void`` is taken back, ``facts`` become a revision (None: they stay), ``change`` is
    recorded. ``holder`` is kept where the case has none. ``digest`` is set for a row without a code. ``note`` is what
    the list notes of a new case that is open, and so has no change which it could belong to: its revision keeps it.
    """

    row: int
    code: str
    history: CaseHistory | None = None
    facts: Facts | None = None
    void: int | None = None
    change: ChangeDraft | None = None
    holder: Identity | None = None
    digest: str = ""
    differences: tuple[Difference, ...] = ()
    note: str = ""

    @property
    def new(self) -> bool:
        """Return whether the row is a case that the register does not have (or has only as undone)."""
        return self.history is None or self.history.revisions[-1].withdrawn

    @property
    def empty(self) -> bool:
        """Return whether nothing would be recorded."""
        return self.facts is None and self.void is None and self.change is None and self.holder is None
