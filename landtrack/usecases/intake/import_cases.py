"""An import: read, compare, and, unless it is a dry run or something is wrong, write. One path for all three."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.outcome import Action, ImportReport, RowOutcome
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.messages import catalogue
from landtrack.store.log import head_at
from landtrack.usecases.collecting import without_collecting
from landtrack.usecases.intake.all_drafts import read_all_drafts
from landtrack.usecases.intake.apply_plan import ImportedFile, apply_plan
from landtrack.usecases.intake.difference_words import cell_changes, with_values
from landtrack.usecases.intake.exported_cases import gone_problems
from landtrack.usecases.intake.imported_again import refuse_again
from landtrack.usecases.intake.place_checks import place_problems
from landtrack.usecases.intake.plan_import import plan_import
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.same_case import same_case_problems
from landtrack.usecases.intake.standing import standing_of
from landtrack.usecases.intake.system_doubts import system_problems, without_false_alarms
from landtrack.usecases.intake.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.messages import Catalogue
    from landtrack.store.database import Database, Transaction, View
    from landtrack.usecases.intake.all_drafts import AllDrafts
    from landtrack.usecases.intake.import_choices import ImportChoices
    from landtrack.usecases.intake.plan_import import ImportPlan
    from landtrack.usecases.intake.read_source import ReadSource
    from landtrack.usecases.intake.standing import Standing

PATIENCE = 30
"""How often an import waits for the write lock: on SQLite each wait is ten seconds."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, what it was made against, and the file that it is of."""

    source: ReadSource
    drafts: AllDrafts
    standing: Standing
    plan: ImportPlan


def import_cases(  # noqa: PLR0913 - what a person may ask for, each by its name
    database: Database,
    scope: Scope,
    path: Path,
    name: str | None,
    choices: ImportChoices,
    *,
    dry_run: bool,
    only_clean: bool = False,
    report: Callable[[int, int], None] = lambda _done, _all: None,
    language: str = "vi",
) -> ImportReport:
    """Bring the cases of a file into the register, all or nothing; with ``only_clean`` all rows without an error.

    ``name`` is what its owner calls the file. ``dry_run`` stops before the write. ``report(done, all)`` tells of
    progress; ``language`` is that of the values in the report. Raises what reading a file refuses.
    """
    scope.require(Right.CHANGE_CASES)
    with uncollected():
        source = read_source(database, scope, path, name, choices)
        return import_source(
            database, scope, source, dry_run=dry_run, only_clean=only_clean, report=report, language=language
        )


@without_collecting()
def import_source(
    database: Database,
    scope: Scope,
    source: ReadSource,
    *,
    dry_run: bool,
    only_clean: bool = False,
    report: Callable[[int, int], None] = lambda _done, _all: None,
    language: str = "vi",
) -> ImportReport:
    """Do the same with a file that was read already."""
    scope.require(Right.CHANGE_CASES)
    drafts = read_all_drafts(source, report)
    with database.reading() as view:
        prepared = _prepare(view, scope, source, drafts, day_in_vietnam(database.now()))
    entry = None
    if not dry_run and prepared.plan.cases and (only_clean or not prepared.plan.has_errors):
        prepared, entry = _run(database, scope, prepared, report, only_clean=only_clean)
    report(drafts.steps, drafts.steps)
    return _report(prepared, entry, language)


def _prepare(view: View, scope: Scope, source: ReadSource, drafts: AllDrafts, today: date) -> Prepared:
    reading = source.reading
    standing = standing_of(view, scope, drafts.rows, reading, today, source.frame)
    plan = plan_import(view, drafts, reading, standing)
    by_row = {draft.row: draft for draft in drafts.rows}
    measured = {draft.row: area for draft, area in zip(drafts.rows, drafts.measured, strict=True)}
    found = [*drafts.problems, *refuse_again(view, scope, source, plan, standing), *plan.problems]
    found += place_problems([*plan.cases, *plan.refused], by_row, measured, reading.sheet, standing)
    found += same_case_problems(view, plan.cases, by_row, reading.sheet, standing)
    found += gone_problems(view, scope, source.manifest, reading.sheet, drafts.rows)
    for part, own in drafts.parts:
        found += system_problems(own, part, standing)
        found, doubted = without_false_alarms(found, own, part, standing)
        plan.refuse(doubted)
    found.sort(key=lambda problem: problem.row or 0)
    plan.problems = [drafts.placed(problem) for problem in found]
    return Prepared(source, drafts, standing, plan)


def _run(
    database: Database, scope: Scope, prepared: Prepared, report: Callable[[int, int], None], *, only_clean: bool
) -> tuple[Prepared, int | None]:
    """Write the plan; if anything was recorded since it was made, make it anew first, with the log held."""
    for attempt in range(PATIENCE):
        try:
            with database.transaction(scope.actor) as tx:
                if head_at(tx.connection).number != prepared.plan.head:
                    today = day_in_vietnam(database.now())
                    prepared = _prepare(tx, scope, prepared.source, prepared.drafts, today)
                if not prepared.plan.cases or (prepared.plan.has_errors and not only_clean):
                    return prepared, None
                return prepared, _applied(tx, scope, prepared, report)
        except Refusal as refusal:
            # Somebody else's import may take minutes; within the transaction the lock is ours.
            if refusal.code != "database.locked" or attempt == PATIENCE - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _applied(tx: Transaction, scope: Scope, prepared: Prepared, report: Callable[[int, int], None]) -> int:
    source, steps = prepared.source, prepared.drafts.steps
    before = steps - len(prepared.drafts.rows)
    file = ImportedFile(source.name, source.sha256, source.form, source.reading)
    registry = prepared.standing.units.registry
    return apply_plan(tx, scope, prepared.plan, file, registry, lambda done: report(before + done, steps))


def _report(prepared: Prepared, entry: int | None, language: str) -> ImportReport:
    plan, source, say = prepared.plan, prepared.source, catalogue(language)
    rows = sorted(_outcomes(prepared, say), key=itemgetter(0))
    return ImportReport(
        file_name=source.name,
        file_hash=source.sha256,
        form=source.form,
        reading=source.reading,
        rows=tuple(row for _, row in rows),
        problems=with_values(plan.problems, [row for _, row in rows], say),
        added=plan.counts[Action.ADDED],
        changed=plan.counts[Action.CHANGED],
        unchanged=plan.counts[Action.UNCHANGED],
        refused=plan.counts[Action.REFUSED],
        entry=entry,
        frame=source.frame,
        sheets=source.joined,
    )


def _outcomes(prepared: Prepared, say: Catalogue) -> Iterator[tuple[int, RowOutcome]]:
    """Give what becomes of every row that is not unchanged, with the number that no other row of the file has."""
    plan, drafts = prepared.plan, prepared.drafts
    by_row = {draft.row: draft for draft in drafts.rows}
    for planned, cases in ((Action.CHANGED, plan.cases), (Action.REFUSED, plan.refused)):
        for case in cases:
            action = Action.ADDED if planned is Action.CHANGED and case.new else planned
            changes = cell_changes(case.differences, by_row[case.row], prepared.standing, say)
            sheet, number = drafts.place(case.row)
            yield case.row, RowOutcome(number, action, case.code, changes, sheet)
