"""Giving back the rows that were refused, each with the reason, so that they can be corrected and sent again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.intake.legacy_text import spelled_heading, to_unicode
from landtrack.domain.intake.outcome import Action
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.source import CellError, cell_address
from landtrack.formats.intake.placed_shapes import decoded
from landtrack.formats.intake.refused_workbook import NO_VALUE, write_refused_workbook
from landtrack.messages import catalogue
from landtrack.usecases.intake.report_words import problem_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from landtrack.domain.intake.outcome import ImportReport
    from landtrack.domain.intake.reading import Column
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value
    from landtrack.usecases.intake.read_source import ReadSource

FORMULA = "intake.formula_without_value"
SHAPE_HEADING = "WKT"
"""The heading of a geometry in a cell; the import knows it."""


def write_refused(report: ImportReport, source: ReadSource, out: Path, language: str = "vi") -> int:
    """Write the refused rows to ``out`` (.xlsx) and return how many there are.

    They have the columns of the file, texts in Unicode, the geometry as WKT in the file's own coordinates, and the
    reason in ``language``.
    """
    say = catalogue(language)
    reasons, whole = defaultdict[tuple[str, int], list[str]](list), list[str]()
    for problem in report.problems:
        if problem.severity is Severity.ERROR:
            sentence = problem_sentence(problem, say)
            if problem.row is None:
                whole.append(sentence)
            else:
                for row in range(problem.row, problem.row + problem.rows):
                    reasons[problem.sheet, row].append(f"{problem.cell}: {sentence}" if problem.cell else sentence)
    refused = {(row.sheet, row.row) for row in report.rows if row.action is Action.REFUSED}
    headings = [spelled_heading(column.heading, column.spelling) for column in source.reading.columns]
    if any(part.table.shapes is not None for part in source.parts):
        headings.append(SHAPE_HEADING)
    rows = ((values, "\n".join(reasons.get(place) or whole)) for place, values in _rows(source) if place in refused)
    write_refused_workbook(out, source.reading.sheet, headings, rows, say.text("Reason for refusal"))
    return len(refused)


def _rows(source: ReadSource) -> Iterator[tuple[tuple[str, int], tuple[Value, ...]]]:
    """Give place (sheet and number) and cells of every row, the geometry as one more cell."""
    for part in source.parts:
        shapes = part.table.shapes
        bare = {one.cell for one in part.table.problems if one.code == FORMULA}
        for place, row in enumerate(part.table.rows):
            values, where = _spelled(row, part.reading.columns), (part.reading.sheet, row.number)
            if bare:
                values = tuple(_not_empty(part.table, row, at, value, bare) for at, value in enumerate(values))
            if shapes is None:
                yield where, values
            else:
                shape = decoded([shapes[place]])[0]
                text = None if shape is None else shapely.to_wkt(shape, rounding_precision=9)
                yield where, (*values, text)


def _not_empty(table: SourceTable, row: SourceRow, column: int, value: Value, bare: Collection[str]) -> Value:
    """Return an error for a formula without a value: left empty, the row would come in as if nothing stood there."""
    return CellError(NO_VALUE) if value is None and cell_address(table, column, row.number) in bare else value


def _spelled(row: SourceRow, columns: Sequence[Column]) -> tuple[Value, ...]:
    cells = [*row.values, *[None] * (len(columns) - len(row.values))]
    return tuple(
        to_unicode(value, column.spelling) if isinstance(value, str) else value
        for value, column in zip(cells, columns, strict=False)
    )
