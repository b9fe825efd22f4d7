"""The very file of an import that stands, read otherwise: its rows without a code would all be there twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.store.imports import BASE_LENGTH, run_rows, standing_runs
from landtrack.usecases.intake.apply_plan import HOLDER_ROW

if TYPE_CHECKING:
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.store.imports import ImportRun
    from landtrack.usecases.intake.plan_import import ImportPlan
    from landtrack.usecases.intake.read_source import ReadSource
    from landtrack.usecases.intake.standing import Standing


def refuse_again(view: View, scope: Scope, source: ReadSource, plan: ImportPlan, standing: Standing) -> list[Problem]:
    """Take the new rows without a code out of the plan where they are those of an earlier import, and say so once.

    Such rows are known by what they say; read with another mapping they say something else. As long as all rows of the
    earlier import are found again, what is new was refused then, and comes in.
    """
    new = [case.row for case in plan.cases if case.digest and case.new]
    if not new:
        return []
    bases = set(standing.bases.values())
    for run in standing_runs(view, scope, source.sha256):
        if _same_rows(run, source.reading) and _lost(view, run, bases):
            plan.refuse(frozenset(new))
            arguments = {"entry": str(run.entry), "cases": len(new)}
            return [Problem(Severity.ERROR, "import.file_again", arguments, source.reading.sheet)]
    return []


def _same_rows(run: ImportRun, reading: Reading) -> bool:
    """Say whether the import read rows of the same sheet; two lists may share a file."""
    then = json.loads(run.reading)
    same = (then["sheet"], then["first_row"] <= reading.last_row, reading.first_row <= then["last_row"])
    return same == (reading.sheet, True, True)


def _lost(view: View, run: ImportRun, bases: set[str]) -> bool:
    """Say whether the file has not all of the rows any more that became cases in the import."""
    digests = (digest for digest in run_rows(view, run.entry) if not digest.startswith(HOLDER_ROW))
    return any(digest[:BASE_LENGTH] not in bases for digest in digests)
