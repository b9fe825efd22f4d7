"""The problems of all rows, where what is wrong with a cell that many rows share is one problem."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from landtrack.usecases.intake.all_drafts import SHEET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.intake.problem import Problem


@dataclass(slots=True)
class ToldOnce:
    """A cell merged over several rows, or the name of a commune over its cases, is wrong once and not in every row."""

    problems: list[Problem] = field(default_factory=list)
    _places: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def add(self, row: int, found: Iterable[Problem]) -> None:
        """Take the problems of a row; one that an earlier row has at the same cell is said to be of both."""
        for problem in found:
            key = (row // SHEET, problem.cell, problem.code)
            place = self._places.get(key) if problem.cell else None
            before = None if place is None else self.problems[place]
            if place is None or before is None or before.row is None or before.row == row:
                self._places[key] = len(self.problems)
                self.problems.append(problem)
            else:
                self.problems[place] = replace(before, rows=row - before.row + 1)
