"""A row that is a new case: its facts and its first status, by the same rules as a case typed in by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT, Facts, Occurred, ViolationKind, fact_faults
from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.merge_facts import parcel_unit, said_occurred
from landtrack.domain.intake.merge_status import change_on, part_fault, said_status
from landtrack.domain.intake.planned import NO_CODE
from landtrack.domain.status import Status, change_faults
from landtrack.domain.text import clean_text
from landtrack.usecases.intake.judged_row import quoted
from landtrack.usecases.record_case import check_unit

if TYPE_CHECKING:
    from collections.abc import Collection

    from landtrack.domain.intake.merge_status import Said
    from landtrack.domain.status import ChangeDraft
    from landtrack.usecases.intake.judged_row import JudgedRow

OPEN_KEEPS_NOTHING = (
    Field.EFFECTIVE_ON, Field.FORM, Field.RESOLVED_AREA, Field.EXCLUSION, Field.DECISION_NUMBER, Field.NOTE
)  # fmt: skip
"""Fields of a status change that an open case has no place for."""


def new_facts(row: JudgedRow, *, alone: bool = False) -> Facts:
    """Return the facts of a new case, with stand-ins for what is wrong or missing, and all their problems added.

    What stands in is told by ``row.unknown``. Where the file has no column for areas the measured area stands for the
    declared one. ``alone``: only what the row says is judged, not what it lacks.
    """
    said = row.draft.values.get
    area = said(Field.AREA)
    if not area and Field.AREA not in row.draft.cells:
        area = row.measured or None
    found_on, kind = said(Field.FOUND_ON) or row.reading.found_on, said(Field.KIND)
    unit_id = meant_unit(row, alone=alone)
    if found_on is None or kind is None or area is None:
        for field, value in ((Field.FOUND_ON, found_on), (Field.KIND, kind), (Field.AREA, area)):
            if value is None:
                _missing(row, field, alone=alone)
    # The last of all days: nothing is after it, and what rests on it is not judged.
    found_on = found_on or date.max
    happened = said_occurred(row.draft, None, found_on, three_way=True)
    facts = Facts(
        unit_id or 0,
        kind or ViolationKind.OTHER,
        happened[1] if happened else Occurred(None, found_on),
        found_on,
        area or row.measured or 1,
        said(Field.LAND_TYPE) or "",
        said(Field.HAMLET) or "",
        said(Field.MAP_SHEET) or "",
        said(Field.PARCEL) or "",
        part_of_parcel=bool(said(Field.PART_OF_PARCEL)),
        parcel_unit_id=_old_commune(row, unit_id) if unit_id else None,
        geometry=row.draft.geometry,
    )
    judge_facts(row, facts)
    return facts


def judge_facts(row: JudgedRow, facts: Facts, resolved: int = 0, before: Facts | None = None) -> None:
    """Add every problem for which the rules of the register do not let the facts stand.

    Texts of drafts are in their one spelling already. ``resolved`` is the largest part already resolved,
    ``before`` the facts that these correct.
    """
    if not row.faulty(Field.UNIT):
        try:
            check_unit(row.standing.units.registry, row.standing.scope, facts)
        except Refusal as refusal:
            row.refuse_as(refusal)
    code, today = row.value(Field.CODE) or NO_CODE, row.standing.today
    # The shapes of drafts were judged all at once.
    sound, words = facts.geometry is row.draft.geometry, row.standing.words
    for fault in fact_faults(facts, code, today, resolved, land_types=words.land_types, shape_is_sound=sound):
        row.refuse_as(fault)
    for fault in words.facts_faults(facts, code, before):
        row.refuse_as(fault)


def meant_unit(row: JudgedRow, *, alone: bool = False) -> int | None:
    """Return the unit that the row means, in the reader's area; else None, with the problem."""
    text = row.value(Field.UNIT) or row.reading.unit
    if not text:
        _missing(row, Field.UNIT, alone=alone)
        return None
    unit_id = row.standing.units.on(text, row.standing.day)
    if unit_id is None or not row.standing.scope.sees(unit_id):
        standing = row.standing
        seen = [unit.id for unit in standing.units.registry.units if standing.scope.sees(unit.id)]
        suggestion = standing.units.nearest(text, standing.day, seen)
        row.refuse("import.unit_unknown", Field.UNIT, suggestion=suggestion, text=quoted(text), day=standing.day)
        return None
    return unit_id


def new_change(row: JudgedRow, facts: Facts) -> ChangeDraft | None:
    """Return the status change that a new case begins with, all its problems added; None for an open one."""
    broken = part_fault(row.draft, facts.area)
    if broken is not None:
        row.refuse_as(broken)
    said = said_status(row.draft, facts.area, three_way=False)
    # A status that nobody can read is not open; what does not rest on it is judged all the same.
    status = Status.IN_HAND if row.faulty(Field.STATUS) else said.get(Field.STATUS, Status.OPEN)
    if status is Status.OPEN:
        warn_open(row, {row.value(Field.NOTE)})
        return None
    change = judged_change(row, said, status)
    code, today = row.value(Field.CODE) or NO_CODE, row.standing.today
    for fault in change_faults(change, code, now=Status.OPEN, found_on=facts.found_on, area=facts.area, today=today):
        row.refuse_as(fault)
    for fault in row.standing.words.form_faults(change.form, change.effective_on, code):
        row.refuse_as(fault)
    return change


def judged_change(row: JudgedRow, said: Said, status: Status) -> ChangeDraft:
    """Return the change that a row says; where it has no day, another stands in, and the problem is added."""
    day = said.get(Field.EFFECTIVE_ON)
    if day is None:
        row.refuse_as(Refusal("import.status_day_missing", status=status))
        row.unknown.add(Field.EFFECTIVE_ON)
    change = change_on(said, status, day or date.max)
    if change.decision_number or change.note:
        try:
            clean_text(change.decision_number, LONGEST_TEXT)
            clean_text(change.note, LONGEST_TEXT * 4)
        except Refusal as refusal:
            row.refuse_as(refusal)
    return change


def warn_open(row: JudgedRow, kept: Collection[str] = ()) -> None:
    """Warn of every value that an open case has no place for: it is not kept. ``kept`` are texts that are."""
    for field in OPEN_KEEPS_NOTHING:
        # Exports give an open case a resolved area of 0.
        value = row.value(field)
        if value and value not in kept:
            row.warn("import.open_keeps_nothing", field)


def open_note(row: JudgedRow) -> str:
    """Return the note of a new case without a change: what its revision says beside the facts."""
    note: str = row.value(Field.NOTE) or ""
    if not note:
        return ""
    try:
        return clean_text(note, LONGEST_TEXT * 4)
    except Refusal as refusal:
        row.refuse_as(refusal, Field.NOTE)
        return ""


def _old_commune(row: JudgedRow, unit_id: int) -> int | None:
    text = row.value(Field.PARCEL_UNIT)
    if not text:
        return None
    told, old = parcel_unit(text, unit_id, row.standing.units)
    if not told:
        row.refuse("import.parcel_unit_unknown", Field.PARCEL_UNIT, text=quoted(text))
    return old


def _missing(row: JudgedRow, field: Field, *, alone: bool) -> None:
    """Say that a cell is empty, unless it was spoken of already; a column that is missing is spoken of once for all."""
    row.unknown.add(field)
    if alone:
        return
    if field in row.draft.cells and not row.spoken_of(field):
        measured = f"{row.measured / 10:.1f}" if field is Field.AREA and row.measured else ""
        row.refuse("import.cell_missing", field, suggestion=measured, field=field)
    elif field is Field.AREA and field not in row.draft.cells and row.standing.has_shapes:
        row.refuse("import.area_unknown")
