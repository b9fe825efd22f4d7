"""What the reader of a file saw wrong with single cells, told with their rows: such a cell is said to be wrong once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.source import SourceTable

_FORMULA = "intake.formula_without_value"


def seen_cells(table: SourceTable) -> Mapping[int, Mapping[str, Problem]]:
    """Return the problems of single cells by row and address."""
    found: dict[int, dict[str, Problem]] = defaultdict(dict)
    for problem in table.problems:
        if problem.row is not None and problem.cell:
            found[problem.row][problem.cell] = problem
    return found


def with_seen(problems: Sequence[Problem], seen: Mapping[str, Problem], read: Collection[str]) -> list[Problem]:
    """Return the problems of a row with those that the reader saw in cells that are ``read``.

    A cell whose content nobody knows refuses its row: to read it as empty would be a guess.
    """
    own = {cell: replace(problem, severity=Severity.ERROR) for cell, problem in seen.items() if cell in read}
    return [*(problem for problem in problems if problem.cell not in own), *own.values()]


def not_told(table: SourceTable, drafts: Sequence[RowDraft]) -> list[Problem]:
    """Return the problems of the reader that no draft tells of, without formulas in rows that are no cases."""
    if not any(problem.cell for problem in table.problems):
        return list(table.problems)
    told = {(one.row, one.cell, one.code) for draft in drafts for one in draft.problems}
    cases = {draft.row for draft in drafts}
    return [
        one
        for one in table.problems
        if not one.cell or ((one.row, one.cell, one.code) not in told and (one.row in cases or one.code != _FORMULA))
    ]
