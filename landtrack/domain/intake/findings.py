"""What a person should know of how a table was read, before any row is: guesses, columns left out, old spellings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.intake.case_rows import read_columns
from landtrack.domain.intake.columns import AREAS
from landtrack.domain.intake.fault import quoted
from landtrack.domain.intake.left_rows import rows_left_out
from landtrack.domain.intake.legacy_text import spelled_heading, to_unicode
from landtrack.domain.intake.missing_columns import heading_cell, missing_columns
from landtrack.domain.intake.parcel_texts import column_of_both
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.reading import Spelling
from landtrack.domain.intake.source import column_letters
from landtrack.domain.intake.table_rows import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable
    from landtrack.domain.intake.words import CodeWords


def reading_problems(table: SourceTable, reading: Reading, words: CodeWords | None = None) -> tuple[Problem, ...]:
    """Return what is remarkable about the reading of a table (``sheet.*``), one for each column or range of rows.

    An error only where no column is read at all and nothing is drawn either; with ``words`` also where the status of
    new cases stands in a column that is not read.
    """
    if not read_columns(reading.columns) and not any(shape is not None for shape in table.shapes or ()):
        return (Problem(Severity.ERROR, "sheet.headings_unknown", {}, reading.sheet),)
    missing = () if words is None else missing_columns(table, reading, words)
    return (*missing, *_of_columns(table, reading), *_of_rows(table, reading), *_without_cases(table, reading))


def _of_columns(table: SourceTable, reading: Reading) -> Iterator[Problem]:
    read, both = read_columns(reading.columns), column_of_both(reading)
    for place, column in enumerate(reading.columns):
        cell = heading_cell(table, reading, place)
        heading = quoted(spelled_heading(column.heading, column.spelling)) or column_letters(place)
        if column.meaning is None:
            if not column.sure and _used(table, reading, place):
                arguments = {"heading": heading}
                yield Problem(Severity.WARNING, "sheet.column_unread", arguments, reading.sheet, cell=cell)
            continue
        if place in read and reading.column_of(column.meaning) != place:
            arguments = {"heading": heading, "field": column.meaning}
            yield Problem(Severity.WARNING, "sheet.column_twice", arguments, reading.sheet, cell=cell)
        elif not column.sure:
            arguments = {"heading": heading, "field": column.meaning, "unit": column.area_unit or ""}
            code = "sheet.unit_unsure" if column.meaning in AREAS else "sheet.column_unsure"
            yield Problem(Severity.WARNING, code, arguments, reading.sheet, cell=cell)
        if column is both:
            yield Problem(Severity.NOTE, "sheet.sheet_and_parcel", {"heading": heading}, reading.sheet, cell=cell)
        if column.spelling is not Spelling.UNICODE:
            before, after = _example(table, reading, place)
            arguments = {"heading": heading, "spelling": column.spelling, "before": before, "after": after}
            yield Problem(Severity.NOTE, "sheet.spelling", arguments, reading.sheet, cell=cell)


def _of_rows(table: SourceTable, reading: Reading) -> Iterator[Problem]:
    hidden = [row.number for row in _cases(table, reading) if row.hidden and filled(row.values)]
    if hidden:
        code = "sheet.hidden_rows_read" if reading.hidden_rows else "sheet.hidden_rows_left"
        yield Problem(Severity.NOTE, code, {"count": len(hidden), "first": str(hidden[0])}, reading.sheet)
    left = rows_left_out(table, reading)
    if left and table.headings is None:
        arguments = {"count": len(left), "rows": quoted(_ranges(left))}
        yield Problem(Severity.NOTE, "sheet.rows_left", arguments, reading.sheet)


def _without_cases(table: SourceTable, reading: Reading) -> Iterator[Problem]:
    if not any(filled(row.values) for row in _cases(table, reading)) and not (table.shapes and table.rows):
        yield Problem(Severity.WARNING, "sheet.no_case", {}, reading.sheet)


def _ranges(numbers: Sequence[int]) -> str:
    """Return row numbers as people list them: "9, 14–16"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _cases(table: SourceTable, reading: Reading) -> Iterator[SourceRow]:
    return (row for row in table.rows if reading.first_row <= row.number <= reading.last_row)


def _used(table: SourceTable, reading: Reading, place: int) -> bool:
    """Say whether a column holds anything beside the cases' own columns."""
    return any(place < len(row.values) and row.values[place] not in {None, ""} for row in _cases(table, reading))


def _example(table: SourceTable, reading: Reading, place: int) -> tuple[str, str]:
    """Return the first text that the spelling changes, before and after."""
    spelling = reading.columns[place].spelling
    for row in _cases(table, reading):
        text = row.values[place] if place < len(row.values) else None
        if isinstance(text, str) and (turned := to_unicode(text, spelling)) != text:
            return quoted(text), quoted(turned)
    heading = reading.columns[place].heading
    return quoted(heading), quoted(spelled_heading(heading, spelling))
