"""A row that is a case of the register: what the file changes of it, judged by the rules of a correction by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.history import Revision, Void, latest
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.merge_facts import REQUIRED, merge_facts, parcel_unit, said_shape
from landtrack.domain.intake.merge_status import NOTHING, StatusStep, merge_status, part_fault, said_status
from landtrack.domain.intake.planned import FUTURE, PlannedCase
from landtrack.domain.status import Status, change_faults
from landtrack.usecases.change_status import checked_change
from landtrack.usecases.intake.emptied_cells import warn_emptied
from landtrack.usecases.intake.judged_row import quoted
from landtrack.usecases.intake.new_case import judge_facts, judged_change, warn_open
from landtrack.usecases.intake.turned_days import refuse_turned

if TYPE_CHECKING:
    from landtrack.domain.case import Facts
    from landtrack.domain.history import CaseHistory
    from landtrack.domain.status import ChangeDraft
    from landtrack.usecases.intake.judged_row import JudgedRow


def compare_case(row: JudgedRow, history: CaseHistory) -> PlannedCase:
    """Return what the row changes of the case; what cannot be is added to the row's problems."""
    nothing = PlannedCase(row.draft.row, history.code, history)
    version = row.value(Field.VERSION)
    before = None if version is None else history.revision_at(version)
    if version is not None and (before is None or version > history.version):
        row.refuse("import.version_unknown", Field.VERSION, Field.CODE, case=history.code)
        return nothing
    if version is None and Field.VERSION in row.draft.values:
        row.warn("import.version_empty", Field.VERSION, Field.CODE, case=history.code)
    now = history.revisions[-1].facts
    _refuse_unreadable(row, now, three_way=before is not None)
    # What is wrong by itself is left out, so that the rest can be judged.
    draft, units, day = row.sound(), row.standing.units, row.standing.day
    facts, differences = merge_facts(draft, now, None if before is None else before.facts, units, day)
    step = _status(row, history, facts, version)
    differences += step.differences
    for one in differences:
        if not one.clean:
            row.refuse("import.conflict", one.field, Field.CODE, field=one.field)
    refuse_turned(row, differences)
    _warn_kept(row, now, three_way=before is not None)
    if before is not None and version is not None:
        warn_emptied(row, history, before.facts, version)
    left = _without(history, step.void)
    if facts is not now:
        _judge_correction(row, facts, left)
    changed = None if facts is now else facts
    change = _changed(row, step, _with(left, changed))
    if not row.refused:
        nothing = replace(nothing, facts=changed, void=step.void, change=change)
    return replace(nothing, differences=differences)


def _refuse_unreadable(row: JudgedRow, now: Facts, *, three_way: bool) -> None:
    """Add an error for a unit that is none, and for a cell emptied of what a case always has."""
    units, unit_id = row.standing.units, now.unit_id
    text = row.value(Field.UNIT)
    if text and not units.meant(text) & units.kin(unit_id):
        meant = units.on(text, row.standing.day)
        if meant is None or not row.standing.scope.sees(meant):
            row.refuse("import.unit_unknown", Field.UNIT, text=quoted(text), day=row.standing.day)
        unit_id = meant or unit_id
    text = row.value(Field.PARCEL_UNIT)
    own = not text or (now.parcel_unit_id or now.unit_id) in units.meant(text)
    if not own and not parcel_unit(text, unit_id, units)[0]:
        row.refuse("import.parcel_unit_unknown", Field.PARCEL_UNIT, text=quoted(text))
    for field in REQUIRED:
        if three_way and field in row.draft.values and row.value(field) is None and not row.spoken_of(field):
            row.refuse("import.cell_missing", field, field=field)


def _status(row: JudgedRow, history: CaseHistory, facts: Facts, version: int | None) -> StatusStep:
    draft = row.sound()
    broken = part_fault(draft, facts.area)
    if broken is not None:
        row.refuse_as(broken)
    said = said_status(draft, facts.area, three_way=version is not None)
    try:
        step = merge_status(said, history, row.standing.today, version)
    except Refusal as refusal:
        row.refuse_as(refusal)
        if refusal.code == "import.status_day_missing":
            return StatusStep(change=judged_change(row, said, said[Field.STATUS]))
        return NOTHING
    untouched = not history.changes_at(history.version)
    if untouched and step.change is None and said.get(Field.STATUS, Status.OPEN) is Status.OPEN:
        warn_open(row, {revision.reason for revision in history.revisions})
    return step


def _warn_kept(row: JudgedRow, now: Facts, *, three_way: bool) -> None:
    """Warn where the file has less of a geometry than the register, which keeps what it has."""
    drawn, held = row.draft.geometry, now.geometry
    if held is None:
        return
    if drawn is None:
        if three_way and row.draft.has_geometry:
            row.warn("import.shape_kept", Field.GEOMETRY, Field.X)
    elif said_shape(row.draft, held) is None and not held.intersects(drawn):
        # A point inside stands for the area: tables give one of every drawing, for orientation.
        row.warn("import.point_for_area", Field.GEOMETRY, Field.X)


def _without(history: CaseHistory, void: int | None) -> CaseHistory:
    return history if void is None else replace(history, voids=(*history.voids, Void(FUTURE, void)))


def _with(history: CaseHistory, facts: Facts | None) -> CaseHistory:
    return history if facts is None else replace(history, revisions=(*history.revisions, Revision(FUTURE + 1, facts)))


def _judge_correction(row: JudgedRow, facts: Facts, history: CaseHistory) -> None:
    """Judge the corrected facts like a correction by hand."""
    judge_facts(row, facts, history.largest_resolved(), history.revisions[-1].facts)
    first = min((change.effective_on for change in history.changes_at(history.version)), default=facts.found_on)
    if facts.found_on > first:
        row.refuse_as(Refusal("case.found_after_change", case=history.code, found_on=facts.found_on, day=first))


def _changed(row: JudgedRow, step: StatusStep, history: CaseHistory) -> ChangeDraft | None:
    change, today = step.change, row.standing.today
    if change is None:
        return None
    facts, before = history.revisions[-1].facts, latest(history, change.effective_on)
    now = Status.OPEN if before is None else before.status
    for fault in change_faults(change, history.code, now=now, found_on=facts.found_on, area=facts.area, today=today):
        row.refuse_as(fault)
    taken_back = next((made.form for made in history.changes if made.entry == step.void), None)
    if change.form != taken_back:
        for fault in row.standing.words.form_faults(change.form, change.effective_on, history.code):
            row.refuse_as(fault)
    if row.refused:
        return None
    try:
        return checked_change(history, change, today)
    except Refusal as refusal:
        row.refuse_as(refusal)
        return None
