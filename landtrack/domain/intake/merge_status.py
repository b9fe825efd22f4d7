"""What happened to a case against a row of a file: nothing new, a new change, or a correction of the last one."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.history import CaseState, latest, state
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.planned import Difference
from landtrack.domain.status import WITH_FORM, ChangeDraft, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from landtrack.domain.history import CaseHistory, StatusChange
    from landtrack.domain.intake.draft import RowDraft

NAMES = {
    Field.STATUS: "status",
    Field.EFFECTIVE_ON: "effective_on",
    Field.FORM: "form",
    Field.RESOLVED_AREA: "resolved_area",
    Field.EXCLUSION: "exclusion",
    Field.DECISION_NUMBER: "decision_number",
    Field.NOTE: "note",
}
TEXTS = frozenset({Field.DECISION_NUMBER, Field.NOTE})
Said = dict[Field, Any]


@dataclass(frozen=True, slots=True)
class StatusStep:
    """What the row does to the status: take back the change ``void`` and record ``change``; neither is nothing.

    ``differences`` that are not clean are a conflict: then nothing is done.
    """

    void: int | None = None
    change: ChangeDraft | None = None
    differences: tuple[Difference, ...] = ()


NOTHING = StatusStep()


def said_status(draft: RowDraft, area: int, *, three_way: bool) -> Said:
    """Return what the row says of the status, without what goes without saying (resolved: the whole ``area``).

    Empty cells say nothing, but for texts that were there when the file was exported (``three_way``).
    """
    given = draft.values.get
    said: Said = {field: value for field in NAMES if (value := given(field)) is not None and value != ""}
    if three_way:
        said |= {field: "" for field in TEXTS if field in draft.values and field not in said}
    part = said.get(Field.RESOLVED_AREA)
    status = said.get(Field.STATUS)
    if part is not None and (status is Status.RESOLVED or part == 0 or (status is None and part == area)):
        del said[Field.RESOLVED_AREA]
    return said


def part_fault(draft: RowDraft, area: int) -> Refusal | None:
    """Return the refusal of a case resolved for good of which only a part is, or more than all; None for all others."""
    part = draft.values.get(Field.RESOLVED_AREA)
    if part is None or draft.values.get(Field.STATUS) is not Status.RESOLVED or part in {area, 0}:
        return None
    return Refusal("import.resolved_part" if part < area else "import.resolved_more", resolved=part, area=area)


def merge_status(said: Said, history: CaseHistory, today: date, version: int | None) -> StatusStep:
    """Return the step that makes the register agree with the row.

    ``version`` is the entry that the file was exported at, None where nobody knows. Raises Refusal
    ``import.status_day_missing`` or ``import.status_older`` where a new status has no day.
    """
    said = _as_recorded(said, history, today, version)
    if not said or _is_known(said, history):
        return NOTHING
    now = _texts_of(latest(history, today))
    differing = [field for field, value in said.items() if now[field] != value]
    if not differing:
        return NOTHING
    if version is not None:
        before = _texts_of(state(history, today, version))
        yours = [field for field in differing if said[field] != before[field]]
        if not yours:
            return NOTHING
        theirs = any(now[field] != before[field] for field in NAMES)
        rows = tuple(Difference(field, before[field], now[field], said[field], not theirs) for field in yours)
        if theirs:
            return StatusStep(differences=rows)
    else:
        rows = tuple(Difference(field, None, now[field], said[field]) for field in differing)
    return replace(_step(said, history, today), differences=rows)


def change_on(said: Said, status: Status, day: date) -> ChangeDraft:
    """Return the change to ``status`` on ``day`` with all else that the row says of it."""
    said_of = said.get
    return ChangeDraft(
        status,
        day,
        said_of(Field.FORM),
        said_of(Field.RESOLVED_AREA),
        said_of(Field.EXCLUSION),
        said_of(Field.DECISION_NUMBER, ""),
        said_of(Field.NOTE, ""),
    )


def _as_recorded(said: Said, history: CaseHistory, today: date, version: int | None) -> Said:
    """Return what the row says with the status that was recorded, where it says what counts of that.

    An export calls a case in hand that was resolved in a form that does not count, and names the form beside it. Since
    then, the form may have come to count again.
    """
    if said.get(Field.STATUS) is not Status.IN_HAND:
        return said
    now = latest(history, today)
    for found in (now, None if version is None else state(history, today, version)):
        change = None if found is None else found.change
        if found is None or change is None or change.status not in WITH_FORM:
            continue
        # A file that tells its version called it so; any other one that names the very form, or what is so now.
        told = found is not now or found.status is Status.IN_HAND or Field.FORM in said
        named = said.get(Field.FORM, change.form) == change.form
        if told and named and not history.counting.counted_since(change.form, version or 0):
            return {**said, Field.STATUS: change.status}
    return said


def _is_known(said: Said, history: CaseHistory) -> bool:
    """Say whether the register holds this very change already, though others may have followed it."""
    if Field.STATUS not in said or Field.EFFECTIVE_ON not in said:
        return False
    return any(
        all(getattr(row, NAMES[field]) == value for field, value in said.items())
        for row in history.changes_at(history.version)
    )


def _texts_of(found: CaseState | None) -> dict[Field, Any]:
    change = None if found is None else found.change
    if change is None:
        empty: dict[Field, Any] = dict.fromkeys(NAMES)
        return {**empty, Field.STATUS: Status.OPEN, Field.DECISION_NUMBER: "", Field.NOTE: ""}
    return {field: getattr(change, name) for field, name in NAMES.items()}


def _step(said: Said, history: CaseHistory, today: date) -> StatusStep:
    found = latest(history, today)
    current = None if found is None else found.change
    held = Status.OPEN if current is None else current.status
    status = said.get(Field.STATUS, held)
    if status is not held or (found is not None and not found.counted and _is_another(said, current)):
        return StatusStep(change=_new(said, status, older=current))
    if current is None:
        # An open case has no change that a day, a decision or a note could belong to; the plan says so.
        return NOTHING
    day = said.get(Field.EFFECTIVE_ON, current.effective_on)
    more = said.get(Field.RESOLVED_AREA, current.resolved_area) != current.resolved_area
    if status is Status.PARTLY_RESOLVED and more and day > current.effective_on:
        return StatusStep(change=_new(said, status))
    return StatusStep(current.entry, _corrected(current, said))


def _is_another(said: Said, current: StatusChange | None) -> bool:
    """Say whether a row tells of another resolution than one that does not count: in another form, on a later day."""
    if current is None:
        return False
    day = said.get(Field.EFFECTIVE_ON, current.effective_on)
    return said.get(Field.FORM, current.form) != current.form and day > current.effective_on


def _new(said: Said, status: Status, older: StatusChange | None = None) -> ChangeDraft:
    day = said.get(Field.EFFECTIVE_ON)
    if day is None:
        if older is not None and status is Status.OPEN:
            raise Refusal("import.status_older", status=older.status, day=older.effective_on)
        raise Refusal("import.status_day_missing", status=status)
    return change_on(said, status, day)


def _corrected(current: StatusChange, said: Mapping[Field, Any]) -> ChangeDraft:
    held = {field.name: getattr(current, field.name) for field in fields(ChangeDraft)}
    return ChangeDraft(**{**held, **{NAMES[field]: value for field, value in said.items()}})
