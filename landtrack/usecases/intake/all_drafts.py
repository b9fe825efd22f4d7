"""The drafts of all sheets that are read together: rows are numbered through, and problems find their sheet again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.usecases.intake.read_drafts import STEPS_A_ROW, Drafts, other_sheets, read_drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.reading import Reading
    from landtrack.usecases.intake.read_source import ReadSource

SHEET = 1 << 40
"""By so much the rows of each sheet are counted on: more than any number of a row or a feature."""
NAMING_A_ROW = frozenset({"import.code_twice", "import.code_twice_refused", "import.same_row", "import.same_row_more"})
"""Problems that name another row among those that are read together."""
OF_ALL = frozenset({
    "import.sheets_joined", "import.other_lists", "import.other_sheets", "import.rows_gone", "import.column_missing",
    "import.area_measured", "import.holders_not_kept", "import.notes_kept", "import.file_again",
})  # fmt: skip
"""Problems of no single sheet where several are read together."""


@dataclass(frozen=True, slots=True)
class AllDrafts:
    """The drafts of every sheet with its reading; the rows of the second sheet on have numbers of their own."""

    parts: tuple[tuple[Reading, Drafts], ...]
    problems: list[Problem]
    rows: list[RowDraft]
    measured: list[int]

    @property
    def blocked(self) -> frozenset[int]:
        """Return the rows that cannot be taken before a coordinate system is chosen."""
        return frozenset().union(*(drafts.blocked for _, drafts in self.parts))

    @property
    def steps(self) -> int:
        """Return how many steps the import of these rows has."""
        return STEPS_A_ROW * len(self.rows)

    def place(self, row: int) -> tuple[str, int]:
        """Return the sheet and the number in it of a row."""
        return self.parts[self._sheet(row)][0].sheet, row - SHEET * self._sheet(row)

    def placed(self, problem: Problem) -> Problem:
        """Return a problem with sheet and number of its row; another row that it names has its sheet beside it."""
        if len(self.parts) == 1:
            return problem
        if problem.code in NAMING_A_ROW:
            sheet, number = self.place(int(str(problem.arguments["row"])))
            problem = replace(problem, arguments={**problem.arguments, "row": f"{number} ({sheet})"})
        if problem.row is None:
            return replace(problem, sheet="") if problem.code in OF_ALL else problem
        sheet, number = self.place(problem.row)
        return replace(problem, sheet=sheet, row=number)

    def _sheet(self, row: int) -> int:
        return row // SHEET if len(self.parts) > 1 else 0


def read_all_drafts(source: ReadSource, report: Callable[[int, int], None]) -> AllDrafts:
    """Return the drafts of all sheets that are read. Raises what :func:`read_drafts` raises."""
    parts = [
        (part.reading, _numbered(read_drafts(replace(source, table=part.table, reading=part.reading)), place))
        for place, part in enumerate(source.parts)
    ]
    rows = parts[0][1].rows if len(parts) == 1 else list(chain.from_iterable(drafts.rows for _, drafts in parts))
    measured = [area for _, drafts in parts for area in drafts.measured]
    problems = [problem for _, drafts in parts for problem in drafts.problems]
    report(len(rows), STEPS_A_ROW * len(rows))
    return AllDrafts(tuple(parts), [*other_sheets(source), *_joined(source), *problems], rows, measured)


def _numbered(drafts: Drafts, place: int) -> Drafts:
    if place == 0:
        return drafts
    on = SHEET * place
    rows = [replace(row, row=row.row + on, problems=tuple(_moved(row.problems, place))) for row in drafts.rows]
    raw = {row + on: shape for row, shape in drafts.raw.items()}
    return replace(drafts, rows=rows, raw=raw, problems=list(_moved(drafts.problems, place)))


def _moved(problems: Iterable[Problem], place: int) -> Iterable[Problem]:
    return (one if one.row is None else replace(one, row=one.row + SHEET * place) for one in problems)


def _joined(source: ReadSource) -> list[Problem]:
    if not source.joined:
        return []
    sheets = ", ".join(source.joined)
    return [Problem(Severity.NOTE, "import.sheets_joined", {"sheets": sheets}, source.table.sheet)]
