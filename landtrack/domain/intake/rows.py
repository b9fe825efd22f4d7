"""Rows of a table as drafts of cases: typed values with the addresses of their cells, each fault once.

Only what a row says by itself is judged here; what it lacks, and what contradicts the register or the calendar, is for
those who compare it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.case_rows import read_columns
from landtrack.domain.intake.cell_places import CellPlaces, column_names
from landtrack.domain.intake.cell_readers import reader_of
from landtrack.domain.intake.draft import RowDraft
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.file_values import file_values, fill_in
from landtrack.domain.intake.merged_cells import NOT_SHARED, SharedCell, shared_cells
from landtrack.domain.intake.other_rows import OtherRows
from landtrack.domain.intake.parcel_texts import column_of_both, split_parcel, told_of_split
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.read_cells import ColumnCells, read_together
from landtrack.domain.intake.seen_cells import seen_cells, with_seen
from landtrack.domain.intake.shape_fit import fit_shapes
from landtrack.domain.intake.stray_rows import stray_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.read_cells import ReadCells
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.remembering import Remembering
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value
    from landtrack.domain.intake.words import CodeWords

_FEW = 6
"""Filled cells up to which it is looked at whether a row is a case at all."""
_NOWHERE: Mapping[Field, str] = MappingProxyType({})
"""One for all rows of which nothing stands elsewhere: there may be hundreds of thousands."""
_AT_ONCE = 5_000
"""Rows whose cells are read together."""


def drafts(
    table: SourceTable,
    reading: Reading,
    words: CodeWords,
    shapes: Sequence[BaseGeometry | None] | None = None,
) -> Iterator[RowDraft]:
    """Give a draft of every case of the table.

    ``shapes`` are those of all rows of the table in EPSG:4326, None for a file without any. Blank rows, totals,
    signatures and the names of communes and hamlets over their cases are no cases; such a name is that of the rows
    below it where the file has no column for it.
    """
    reader = _RowReader.of(table, reading, words)
    fitted = fit_shapes(shapes) if shapes is not None else None
    others, seen = OtherRows(table, reading), seen_cells(table)
    for place, row, told_cells in reader.cells_of(table.rows, reading):
        shape, found = fitted[place] if fitted is not None else (None, ())
        drawn = table.shapes is not None and table.shapes[place] is not None
        if others.is_other(row, has_shape=drawn or shape is not None or bool(found)):
            continue
        values, elsewhere, problems = reader.read(row, told_cells, others.unit, others.hamlet)
        problems += (fault.at(table.sheet, row.number) for fault in found)
        if row.number in seen:
            problems = with_seen(problems, seen[row.number], {f"{name}{row.number}" for name in reader.names.values()})
        stray = None if drawn or shape is not None or found else reader.stray(row, values, problems)
        cells = CellPlaces(reader.names, row.number, elsewhere or _NOWHERE)
        if stray is not None and row.number == reading.first_row and reading.heading_rows:
            stray = replace(stray, code="row.perhaps_headings")
        told = tuple(problems) if stray is None else (stray,)
        yield RowDraft(row.number, values, shape, shapes is not None, cells, told, stray=stray is not None)


@dataclass(frozen=True, slots=True)
class _RowReader:
    """How each column is read: place, field, reader and what it remembers; and what stands for missing columns."""

    sheet: str
    columns: tuple[tuple[int, Field, Remembering], ...]
    fields: tuple[Field, ...]
    width: int
    names: Mapping[Field, str]
    shared: Mapping[int, Mapping[int, SharedCell]]
    stand_ins: Mapping[Field, Any]
    has_unit: bool
    has_parcel: bool
    has_sheet: bool
    has_both: bool
    has_point: bool
    given: Mapping[Field, Any]

    @classmethod
    def of(cls, table: SourceTable, reading: Reading, words: CodeWords) -> _RowReader:
        """Return the reader of a table's rows."""
        read = read_columns(reading.columns)
        taken: dict[Field, int] = {}
        for place in sorted(read):
            taken.setdefault(reading.columns[place].meaning or Field.ORDER, place)
        readers = {
            field: reader_of(reading.columns[place], ColumnCells(table.rows, place, reading), words, reading.axes)
            for field, place in taken.items()
        }
        stand_ins = {Field.UNIT: reading.unit or None, Field.FOUND_ON: reading.found_on}
        return cls(
            table.sheet,
            tuple((place, field, readers[field]) for field, place in taken.items()),
            tuple(taken),
            len(reading.columns),
            column_names(table, reading),
            shared_cells(table, read),
            {field: value for field, value in stand_ins.items() if value is not None and field not in taken},
            Field.UNIT in taken,
            Field.PARCEL in taken,
            Field.MAP_SHEET in taken,
            column_of_both(reading) is not None,
            {Field.X, Field.Y} <= set(taken),
            file_values(reading, words),
        )

    def cells_of(self, rows: Sequence[SourceRow], reading: Reading) -> Iterator[tuple[int, SourceRow, ReadCells]]:
        """Give the rows of cases with their place in the table and what their cells hold, read column by column."""
        for start in range(0, len(rows), _AT_ONCE):
            part = [
                (place, row)
                for place, row in enumerate(rows[start : start + _AT_ONCE], start)
                if reading.first_row <= row.number <= reading.last_row and (reading.hidden_rows or not row.hidden)
            ]
            cells = [self._own(row) for _, row in part]
            for (place, row), found in zip(part, read_together(self.columns, cells), strict=True):
                yield place, row, found

    def read(
        self,
        row: SourceRow,
        cells: ReadCells,
        unit: tuple[str, str] | None,
        hamlet: tuple[str, str] | None = None,
    ) -> tuple[dict[Field, Any], dict[Field, str], list[Problem]]:
        """Return the values of a row, the cells of those that stand elsewhere, and the problems.

        ``unit`` and ``hamlet`` are those named above the row, with their cells.
        """
        values = dict(zip(self.fields, cells.values, strict=True))
        values.update(self.stand_ins)
        elsewhere, problems = self._shared(row) if row.number in self.shared else ({}, [])
        for field, fault in cells.faults:
            problems.append(fault.at(self.sheet, row.number, elsewhere.get(field) or self._cell(field, row)))
        if self.has_point:
            problems += self._half_points(values, row, elsewhere, problems)
        if unit is not None and not self.has_unit:
            values[Field.UNIT], elsewhere[Field.UNIT] = unit
        if hamlet is not None and Field.HAMLET not in self.names:
            values[Field.HAMLET], elsewhere[Field.HAMLET] = hamlet
        if (self.has_parcel or self.has_sheet) and not _is_number(values.get(Field.PARCEL)):
            elsewhere.update(self._split(values, row, problems))
        if self.given:
            wrong = {problem.cell for problem in problems if problem.severity is Severity.ERROR}
            fill_in(values, self.given, [field for field in self.names if self._cell(field, row) in wrong])
        return values, elsewhere, problems

    def _padded(self, row: SourceRow) -> tuple[Value, ...]:
        """Return the cells of a row, as many as there are columns."""
        missing = self.width - len(row.values)
        return row.values if missing <= 0 else (*row.values, *[None] * missing)

    def stray(self, row: SourceRow, values: Mapping[Field, Any], problems: Sequence[Problem]) -> Problem | None:
        """Return the error of a row that is no case at all."""
        if len(row.values) - row.values.count(None) > _FEW:
            return None
        filled = {
            self._cell(field, row): cell
            for place, field, _ in self.columns
            if place < len(row.values) and (cell := row.values[place]) is not None and str(cell).strip()
        }
        errors = {problem.cell for problem in problems if problem.severity is Severity.ERROR}
        wrong = [field for field in self.names if self._cell(field, row) in errors]
        return stray_row(filled, values, wrong, (self.sheet, row.number))

    def _own(self, row: SourceRow) -> Sequence[Value]:
        """Return the cells of a row, as many as there are columns, with the value of merged ones where it is shared."""
        if row.number not in self.shared:
            return row.values if len(row.values) >= self.width else self._padded(row)
        own, shared = list(self._padded(row)), self.shared[row.number]
        for place, field, _ in self.columns:
            if place in shared:
                own[place] = None if field in NOT_SHARED else shared[place].value
        return own

    def _shared(self, row: SourceRow) -> tuple[dict[Field, str], list[Problem]]:
        """Return the cells in which shared values stand, and the errors of what none shares."""
        elsewhere, problems = dict[Field, str](), list[Problem]()
        for place, field, _ in self.columns:
            if place not in self.shared[row.number]:
                continue
            shared = self.shared[row.number][place]
            elsewhere[field] = f"{self.names[field]}{shared.top}"
            if field in NOT_SHARED:
                problems.append(shared.problem(self.sheet, row.number, self.names[field]))
        return elsewhere, problems

    def _half_points(
        self,
        values: Mapping[Field, Any],
        row: SourceRow,
        elsewhere: Mapping[Field, str],
        problems: Sequence[Problem],
    ) -> Iterator[Problem]:
        """Give an error where only one of two coordinates is there."""
        missing = [field for field in (Field.X, Field.Y) if values[field] is None]
        if len(missing) == 1:
            cell = elsewhere.get(missing[0], self._cell(missing[0], row))
            if all(problem.cell != cell for problem in problems):
                yield Problem(Severity.ERROR, "cell.coordinate_missing", {}, self.sheet, row.number, cell)

    def _split(self, values: dict[Field, Any], row: SourceRow, problems: list[Problem]) -> Iterator[tuple[Field, str]]:
        """Take "12/345" and "một phần thửa 345" apart; give the fields that stand in no cell of their own."""
        found = split_parcel(values)
        told = told_of_split(values, found, both=self.has_both)
        if not found and told is None:
            return
        source = self._cell(Field.PARCEL if found and Field.MAP_SHEET not in found else Field.MAP_SHEET, row)
        if told is not None:
            problems.append(told.at(self.sheet, row.number, source))
        for field, spelled in found.items():
            values[field] = spelled
            if field not in self.names or (field is Field.PARCEL and Field.MAP_SHEET in found):
                yield field, source

    def _cell(self, field: Field, row: SourceRow) -> str:
        return f"{self.names[field]}{row.number}"


def _is_number(parcel: Any) -> bool:
    """Say whether a parcel is a plain number, of which nothing is to be taken apart."""
    return isinstance(parcel, str) and parcel.isdigit()
