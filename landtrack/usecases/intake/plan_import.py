"""What an import would do, row by row: the same for a dry run and for the run. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from landtrack.domain.case import check_code
from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import HOLDER_FIELDS, Field
from landtrack.domain.intake.outcome import Action
from landtrack.domain.intake.planned import PlannedCase
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.usecases.intake.judged_row import JudgedRow
from landtrack.usecases.intake.known_case import compare_case
from landtrack.usecases.intake.known_row import KnownRows
from landtrack.usecases.intake.new_case import new_change, new_facts, open_note
from landtrack.usecases.intake.row_holder import planned_holder
from landtrack.usecases.intake.standing import spelled
from landtrack.usecases.intake.told_once import ToldOnce
from landtrack.usecases.next_code import code_series

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from landtrack.domain.intake.reading import Reading
    from landtrack.store.database import View
    from landtrack.usecases.intake.all_drafts import AllDrafts
    from landtrack.usecases.intake.standing import Standing

NEEDED = (Field.UNIT, Field.FOUND_ON, Field.KIND, Field.AREA)
"""What a new case always has; a column that is missing is said once, not in every row."""


@dataclass(slots=True)
class ImportPlan:
    """The rows by what becomes of them, and every problem that they have."""

    head: int
    cases: list[PlannedCase] = field(default_factory=list)
    refused: list[PlannedCase] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[Action] = field(default_factory=Counter)

    @property
    def has_errors(self) -> bool:
        """Return whether anything refuses a row or the file."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def refuse(self, rows: Collection[int]) -> None:
        """Take what these rows would record out of the plan."""
        refused = [case for case in self.cases if case.row in rows]
        self.cases = [case for case in self.cases if case.row not in rows]
        self.refused += refused
        self.counts[Action.REFUSED] += len(refused)
        for case in refused:
            self.counts[Action.ADDED if case.new else Action.CHANGED] -= 1


@dataclass(slots=True)
class Seen:
    """What was seen of the file so far: rows that came before, codes and their rows, refused rows, new cases."""

    known: KnownRows
    named: dict[str, int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    new: int = 0


def plan_import(view: View, drafts: AllDrafts, reading: Reading, standing: Standing) -> ImportPlan:
    """Compare every draft with the register."""
    plan, seen, told = ImportPlan(standing.head), Seen(KnownRows(standing)), ToldOnce()
    blocked = drafts.blocked
    for draft, area in zip(drafts.rows, drafts.measured, strict=True):
        row = JudgedRow(draft, reading, standing, area)
        case, action = _judged(row, seen) if not draft.stray else (PlannedCase(draft.row, ""), Action.REFUSED)
        lost = draft.row in blocked
        if row.problems or draft.problems:
            # What has no place yet cannot be measured either: that is said of all of them at once.
            own = [one for one in row.problems if not (lost and one.code == "import.area_unknown")]
            told.add(draft.row, (*draft.problems, *own))
        if row.refused or action is Action.REFUSED or lost:
            plan.refused.append(case)
            plan.counts[Action.REFUSED] += 1
            seen.refused.add(draft.row)
        else:
            plan.counts[action] += 1
            if action is not Action.UNCHANGED:
                plan.cases.append(case)
    plan.problems = [*_missing_columns(seen.new, drafts, reading, standing), *told.problems]
    if noted := sum(bool(case.note) for case in plan.cases):
        plan.problems.append(Problem(Severity.NOTE, "import.notes_kept", {"cases": noted}, reading.sheet))
    plan.cases = list(_with_codes(view, plan.cases, seen.named, standing))
    return plan


def _judged(row: JudgedRow, seen: Seen) -> tuple[PlannedCase, Action]:
    """Return what the row would record and what becomes of it; a refused row has an error among its problems."""
    code = row.value(Field.CODE)
    if not code:
        return _without_code(row, seen)
    code = spelled(code)
    nothing = PlannedCase(row.draft.row, code)
    try:
        check_code(code)
    except Refusal as refusal:
        row.refuse_as(refusal)
        return nothing, Action.REFUSED
    if code in seen.named:
        first = seen.named[code]
        told = "import.code_twice_refused" if first in seen.refused else "import.code_twice"
        row.refuse(told, Field.CODE, case=code, row=str(first))
        return _judged_alone(row, nothing)
    seen.named[code] = row.draft.row
    history = row.standing.histories.get(code)
    if history is not None and not history.revisions[-1].withdrawn:
        case = compare_case(row, history)
        case = replace(case, holder=planned_holder(row, history))
        return case, Action.UNCHANGED if case.empty else Action.CHANGED
    if code in row.standing.taken:
        row.refuse("import.code_unusable", Field.CODE, case=code)
    elif history is not None and not row.standing.was_undone(history):
        row.refuse("import.withdrawn", Field.CODE, case=code)
    elif row.value(Field.VERSION) is not None and history is None:
        row.refuse("import.version_unknown", Field.VERSION, Field.CODE, case=code)
    if row.problems:
        return _judged_alone(row, nothing)
    return _new(row, seen, nothing if history is None else replace(nothing, history=history))


def _judged_alone(row: JudgedRow, nothing: PlannedCase) -> tuple[PlannedCase, Action]:
    """Judge what a row says by itself, whose code cannot stand: all of its faults are to be known at once."""
    new_change(row, new_facts(row, alone=True))
    return nothing, Action.REFUSED


def _without_code(row: JudgedRow, seen: Seen) -> tuple[PlannedCase, Action]:
    version = row.value(Field.VERSION)
    if version is not None:
        # Only an export gives versions: as a new case the row would be there twice.
        case = row.standing.versions.get(version)
        told = "import.code_emptied" if case is None else "import.code_emptied_of"
        row.refuse(told, Field.CODE, Field.VERSION, **({} if case is None else {"case": case}))
        return _judged_alone(row, PlannedCase(row.draft.row, ""))
    code, digest = seen.known.match(row)
    if code:
        return PlannedCase(row.draft.row, code), Action.UNCHANGED
    return _new(row, seen, PlannedCase(row.draft.row, "", digest=digest))


def _new(row: JudgedRow, seen: Seen, case: PlannedCase) -> tuple[PlannedCase, Action]:
    seen.new += 1
    facts = new_facts(row)
    change = new_change(row, facts)
    note = "" if change is not None else open_note(row)
    holder = planned_holder(row, None)
    if row.refused or row.unknown:
        # Where it lies can be judged all the same.
        placed = None if row.faulty(Field.UNIT) else facts
        return PlannedCase(case.row, case.code, case.history, placed, digest=case.digest), Action.REFUSED
    # Made anew, not by replace(): of these there may be hundreds of thousands.
    return PlannedCase(
        case.row, case.code, case.history, facts, None, change, holder, case.digest, (), note
    ), Action.ADDED


def _missing_columns(new: int, drafts: AllDrafts, reading: Reading, standing: Standing) -> Iterator[Problem]:
    """Give an error for every column that the new cases of the file need and it does not have.

    A commune may stand over its cases instead of in a column.
    """
    placed = reading.column_of(Field.UNIT) is None and all(draft.values.get(Field.UNIT) for draft in drafts.rows)
    stands_in = {Field.UNIT: placed, Field.FOUND_ON: reading.found_on is not None,
                 Field.KIND: Field.KIND in reading.defaults, Field.AREA: standing.has_shapes}  # fmt: skip
    for field_ in NEEDED if new else ():
        if reading.column_of(field_) is None:
            if not stands_in.get(field_, False):
                yield Problem(Severity.ERROR, "import.column_missing", {"field": field_}, reading.sheet)
            elif field_ is Field.AREA:
                yield Problem(Severity.WARNING, "import.area_measured", {"cases": new}, reading.sheet)
    if not standing.keeps_holders and any(column.meaning in HOLDER_FIELDS for column in reading.columns):
        yield Problem(Severity.WARNING, "import.holders_not_kept", {}, reading.sheet)


def _with_codes(
    view: View, cases: Sequence[PlannedCase], named: dict[str, int], standing: Standing
) -> Iterator[PlannedCase]:
    """Give the cases, those without a code with the next one of their unit and year."""
    # By the unit's code, not its id: old and new units share codes, and the series of a code is one.
    series: dict[tuple[str, int], Iterator[str]] = {}
    for case in cases:
        if case.code or case.facts is None:
            yield case
            continue
        unit = standing.units.registry.find(case.facts.unit_id)
        key = (unit.code, case.facts.found_on.year)
        if key not in series:
            series[key] = code_series(view, unit, key[1])
        code = next(code for code in series[key] if code not in named)
        yield PlannedCase(
            case.row, code, None, case.facts, None, case.change, case.holder, case.digest, case.differences, case.note
        )
