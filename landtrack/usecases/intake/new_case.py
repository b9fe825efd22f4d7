"""A row that is a new case: its facts and its first status, by the same rules as a case typed in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT, Facts, Occurred, ViolationKind, check_facts
from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.merge_facts import parcel_unit, said_occurred
from landtrack.domain.intake.merge_status import first_change, said_status
from landtrack.domain.status import ChangeDraft, Status, check_change
from landtrack.domain.text import clean_text
from landtrack.usecases.intake.judged_row import quoted
from landtrack.usecases.record_case import check_unit

if TYPE_CHECKING:
    from landtrack.usecases.intake.judged_row import JudgedRow

OPEN_KEEPS_NOTHING = (Field.EFFECTIVE_ON, Field.DECISION_NUMBER, Field.NOTE)
"""Fields of a status change that an open case has no place for."""
NO_CODE = "–"
"""What a sentence calls a case whose code is not given out yet."""


def new_facts(row: JudgedRow) -> Facts | None:
    """Return the facts of a new case; None, with the problems added, where they are not complete.

    Where the file has no column for areas the measured area stands for the declared one.
    """
    unit_id = meant_unit(row)
    said = row.draft.values.get
    found_on = said(Field.FOUND_ON) or row.reading.found_on
    kind = said(Field.KIND)
    area = said(Field.AREA) if Field.AREA in row.draft.cells else row.measured or None
    if found_on is None or kind is None or area is None:
        for field, value in ((Field.FOUND_ON, found_on), (Field.KIND, kind), (Field.AREA, area)):
            if value is None:
                _missing(row, field)
    if unit_id is None or found_on is None:
        return None
    happened = said_occurred(row.draft, None, found_on, three_way=True)
    # A stand-in for what is missing: that is refused already, and the rules judge the rest.
    facts = Facts(
        unit_id,
        kind or ViolationKind.OTHER,
        happened[1] if happened else Occurred(None, found_on),
        found_on,
        1 if area is None else area,
        said(Field.LAND_TYPE) or "",
        said(Field.HAMLET) or "",
        said(Field.MAP_SHEET) or "",
        said(Field.PARCEL) or "",
        part_of_parcel=bool(said(Field.PART_OF_PARCEL)),
        parcel_unit_id=_old_commune(row, unit_id),
        geometry=row.draft.geometry,
    )
    return facts if is_possible(row, facts) and kind is not None and area is not None else None


def is_possible(row: JudgedRow, facts: Facts, resolved: int = 0) -> bool:
    """Say whether the rules of the register let the facts stand; else the problem is added.

    Texts of drafts are in their one spelling already. ``resolved`` is the largest part already resolved.
    """
    try:
        check_unit(row.standing.units.registry, row.standing.scope, facts)
        check_facts(facts, row.value(Field.CODE) or NO_CODE, row.standing.today, resolved)
    except Refusal as refusal:
        row.refuse_as(refusal)
        return False
    return True


def meant_unit(row: JudgedRow) -> int | None:
    """Return the unit that the row means, in the reader's area; else None, with the problem."""
    text = row.value(Field.UNIT) or row.reading.unit
    if not text:
        _missing(row, Field.UNIT)
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
    """Return the status change that a new case begins with; None for an open one, or with the problem added."""
    try:
        change = first_change(said_status(row.draft, facts.area, three_way=False))
        if change is None:
            warn_open(row)
            return None
        clean_text(change.decision_number, LONGEST_TEXT)
        clean_text(change.note, LONGEST_TEXT * 4)
        code, today = row.value(Field.CODE) or NO_CODE, row.standing.today
        check_change(change, code, now=Status.OPEN, found_on=facts.found_on, area=facts.area, today=today)
    except Refusal as refusal:
        row.refuse_as(refusal)
        return None
    return change


def warn_open(row: JudgedRow) -> None:
    """Warn of every value that an open case has no place for: it is not kept."""
    for field in OPEN_KEEPS_NOTHING:
        if row.value(field) not in {None, ""}:
            row.warn("import.open_keeps_nothing", field)


def _old_commune(row: JudgedRow, unit_id: int) -> int | None:
    text = row.value(Field.PARCEL_UNIT)
    if not text:
        return None
    told, old = parcel_unit(text, unit_id, row.standing.units)
    if not told:
        row.refuse("import.parcel_unit_unknown", Field.PARCEL_UNIT, text=quoted(text))
    return old


def _missing(row: JudgedRow, field: Field) -> None:
    """Say that a cell is empty, unless it was spoken of already; a column that is missing is spoken of once for all."""
    if field in row.draft.cells and not row.spoken_of(field):
        measured = f"{row.measured / 10:.1f}" if field is Field.AREA and row.measured else ""
        row.refuse("import.cell_missing", field, suggestion=measured, field=field)
    elif field is Field.AREA and field not in row.draft.cells and row.standing.has_shapes:
        row.refuse("import.area_unknown")
