"""Cells of an exported row that were emptied and cannot be: what they held stays, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.history import latest, state
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.merge_status import NAMES
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from landtrack.domain.case import Facts
    from landtrack.domain.history import CaseHistory
    from landtrack.usecases.intake.judged_row import JudgedRow

OF_CHANGE = (Field.EFFECTIVE_ON, Field.FORM, Field.EXCLUSION)


def warn_emptied(row: JudgedRow, history: CaseHistory, before: Facts, version: int) -> None:
    """Warn of every cell that was emptied though the register keeps its value; refuse a violation without any day.

    ``before`` are the facts at ``version``, when the row was exported.
    """
    now = history.revisions[-1].facts
    if _emptied(row, Field.UNIT):
        row.warn("import.left_empty", Field.UNIT, field=Field.UNIT, value=row.standing.units.registry.find(now.unit_id))
    _warn_status(row, history, version)
    if not _emptied(row, Field.OCCURRED_LATEST) or row.value(Field.OCCURRED) is not None:
        return
    if _emptied(row, Field.OCCURRED_EARLIEST) and before.occurred.earliest is not None:
        row.refuse("import.days_emptied", Field.OCCURRED_LATEST, day=now.found_on)
    else:
        field = Field.OCCURRED_LATEST
        row.warn("import.left_empty", field, field=field, value=now.occurred.latest)


def _warn_status(row: JudgedRow, history: CaseHistory, version: int) -> None:
    today = row.standing.today
    now, then = latest(history, today), state(history, today, version)
    held = Status.OPEN if now is None else now.status
    recorded = held if now is None or now.change is None else now.change.status
    if row.value(Field.STATUS) not in {None, held, recorded} or row.spoken_of(Field.STATUS):
        return
    if _emptied(row, Field.STATUS):
        row.warn("import.left_empty", Field.STATUS, field=Field.STATUS, value=held)
    current, exported = now and now.change, then and then.change
    if current is None or exported is None:
        return
    for field in OF_CHANGE:
        value = getattr(current, NAMES[field])
        if value is not None and getattr(exported, NAMES[field]) is not None and _emptied(row, field):
            row.warn("import.left_empty", field, field=field, value=value)


def _emptied(row: JudgedRow, field: Field) -> bool:
    """Say whether the file has a column for the field and the row's cell there is empty, not only unreadable."""
    return field in row.draft.values and not row.value(field) and not row.spoken_of(field)
