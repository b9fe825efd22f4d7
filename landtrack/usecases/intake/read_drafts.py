"""The rows of a file as drafts of cases, their shapes put where they lie: what needs no register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.diagnosis_json import reading_from_json as turned_from_json
from landtrack.domain.intake.cell_shapes import shapes_in_cells
from landtrack.domain.intake.fault import Fault
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.missing_columns import STATUS_UNREAD
from landtrack.domain.intake.point_order import other_way_round
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.reading import AxisOrder
from landtrack.domain.intake.rows import drafts
from landtrack.domain.intake.seen_cells import not_told
from landtrack.formats.intake.placed_shapes import (
    MISPLACED,
    PlacedShapes,
    decoded,
    measured_tenths,
    named_xy,
    place_shapes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.diagnosis import Reading as Turned
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceTable
    from landtrack.usecases.intake.read_source import ReadSource

    Raw = Sequence[bytes | BaseGeometry | None]

SHEETS_NAMED = 10
CELL_SHAPES = frozenset({Field.GEOMETRY, Field.X, Field.Y})
STEPS_A_ROW = 3
"""A row is read, compared and written."""
NO_SYSTEM, OTHER_SYSTEM = "intake.no_system", "intake.other_system"
SWAP, SCALE, SHIFT = "swapped", "scale", "shift"
"""Decisions of a reading about the numbers of shapes, with the values of :mod:`landtrack.domain.diagnosis`."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts, the area of each one's geometry (tenths of m², 0 for none), and what is wrong with the whole table.

    ``raw`` are the shapes of the rows as they lie in the file. ``doubted``: their coordinate system is not known, or
    most lie outside Việt Nam in it; then none of them has a geometry, and every row with a shape is ``blocked``.
    """

    rows: list[RowDraft]
    measured: list[int]
    problems: list[Problem]
    raw: Mapping[int, bytes | BaseGeometry] = field(default_factory=dict)
    doubted: bool = False

    @property
    def blocked(self) -> frozenset[int]:
        """Return the rows that cannot be taken before the coordinate system, or the column of the status, is chosen."""
        if any(problem.code == STATUS_UNREAD for problem in self.problems):
            return frozenset(draft.row for draft in self.rows)
        return frozenset(self.raw) if self.doubted else frozenset()


def read_drafts(source: ReadSource) -> Drafts:
    """Return the drafts of a file's (first) table.

    Raises Refusal ``crs.unsupported`` for a system that names none, ``coordinates.reading`` for no decision.
    """
    table, reading = source.table, source.reading
    problems = [*reading_problems(table, reading, source.words), *_file_values(source)]
    shapes = _raw_shapes(table, reading)
    axes = AxisOrder.X_EAST if shapes is table.shapes else reading.axes
    placed, doubted = _placed(shapes, reading, axes)
    given = None if shapes is None else (placed.geometries if placed is not None else [None] * len(shapes))
    read = reading if shapes is None or shapes is not table.shapes else _without_cell_shapes(reading)
    found = list(drafts(table, read, source.words, None if given is None else list(given)))
    problems[:0] = _of_reader(not_told(table, found), table.system, reading, doubted=doubted)
    if shapes is None:
        return Drafts(found, [0] * len(found), problems)
    places = {row.number: place for place, row in enumerate(table.rows)}
    if placed is not None:
        problems += _height_problems(placed, reading)
        found = [_with_faults(draft, placed.faults.get(places[draft.row], ()), reading) for draft in found]
    turned_rows = _other_way_round(shapes, axes) if reading.system is None else {}
    found = [_with_faults(draft, turned_rows.get(places[draft.row], ()), reading) for draft in found]
    raw = {
        draft.row: shape
        for draft in found
        if (shape := shapes[places[draft.row]]) is not None and places[draft.row] not in turned_rows
    }
    flat = None
    if placed is not None and placed.flat is not None:
        flat = placed.flat[[places[draft.row] for draft in found]]
    areas = measured_tenths(np.array([draft.geometry for draft in found], dtype=object), flat)
    return Drafts(found, areas, problems, raw, doubted)


def turned(reading: Reading) -> Turned | None:
    """Return what a person decided about the numbers of the shapes; None for nothing."""
    said = reading.decisions
    if not {SWAP, SCALE, SHIFT} & set(said) or reading.system is None:
        return None
    kept = {key: said[key] for key in (SCALE, SHIFT) if key in said}
    return turned_from_json({**kept, "system": reading.system, "swapped": said.get(SWAP) == "yes"})


def _raw_shapes(table: SourceTable, reading: Reading) -> Raw | None:
    """Return the shapes of all rows: the file's own, else those in its cells; None where there are none at all."""
    shapes: Raw | None = table.shapes
    if shapes is None or all(shape is None for shape in shapes):
        shapes = shapes_in_cells(table, reading)
    return None if shapes is None or all(shape is None for shape in shapes) else shapes


def _without_cell_shapes(reading: Reading) -> Reading:
    """Return the reading for a file with shapes of its own: what stands of them in cells is a copy, and not read."""
    columns = tuple(
        replace(column, meaning=Field.COMPUTED) if column.meaning in CELL_SHAPES else column
        for column in reading.columns
    )
    return replace(reading, columns=columns)


def _placed(shapes: Raw | None, reading: Reading, axes: AxisOrder) -> tuple[PlacedShapes | None, bool]:
    """Return the shapes where they lie, and whether their system is in doubt: unknown, or wrong for most of them."""
    if shapes is None:
        return None, False
    if reading.system is None:
        return None, True
    placed = place_shapes(shapes, reading.system, turned(reading), axes)
    codes = Counter(fault.code for faults in placed.faults.values() for fault in faults)
    lost = sum(codes[code] for code in MISPLACED)
    doubted = lost > 1 and 2 * lost > sum(shape is not None for shape in shapes)
    return (None if doubted else placed), doubted


def _other_way_round(shapes: Raw, axes: AxisOrder) -> dict[int, tuple[Fault, ...]]:
    """Return an error for every row whose numbers are exchanged, where those of the others are not.

    Where the coordinate system is known, such a row lies outside Việt Nam and is told by that.
    """
    given = decoded(shapes).tolist()
    found: dict[int, tuple[Fault, ...]] = {}
    for place in other_way_round(given):
        x, y = named_xy(shapely.get_coordinates(given[place])[0], axes)
        found[place] = (Fault(Severity.ERROR, "import.shape_other_way", {"x": x, "y": y}, f"X {y} · Y {x}"),)
    return found


def _with_faults(draft: RowDraft, faults: Sequence[Fault], reading: Reading) -> RowDraft:
    if not faults:
        return draft
    cell = next((draft.cells[name] for name in (Field.GEOMETRY, Field.X) if name in draft.cells), "")
    problems = tuple(fault.at(reading.sheet, draft.row, cell) for fault in faults)
    return replace(draft, problems=(*draft.problems, *problems))


def _of_reader(problems: Iterable[Problem], declared: str | None, reading: Reading, *, doubted: bool) -> list[Problem]:
    """Return what the reader saw; nothing of the coordinate system where it is chosen, or asked for anyway."""
    settled = doubted or reading.system not in {None, declared}
    left_out = {NO_SYSTEM, OTHER_SYSTEM} if settled else {NO_SYSTEM}
    return [problem for problem in problems if problem.code not in left_out]


def _file_values(source: ReadSource) -> Iterator[Problem]:
    """Say which values stand for the whole file; those given for an earlier one should be looked at."""
    for name, text in source.reading.defaults.items():
        severity = Severity.WARNING if name in source.inherited else Severity.NOTE
        code = "import.file_value_kept" if name in source.inherited else "import.file_value"
        yield Problem(severity, code, {"field": Field(name), "text": text}, source.reading.sheet)


def other_sheets(source: ReadSource) -> list[Problem]:
    """Warn of sheets that look like lists of cases, with their rows; only name the rest."""
    lists = dict(source.others)
    read = {part.table.sheet for part in source.parts} | source.empty
    rest = [sheet for sheet in source.sheets if sheet not in read and sheet not in lists]
    found = []
    if lists:
        named = _named([f"{sheet} ({rows})" for sheet, rows in lists.items()])
        found.append(Problem(Severity.WARNING, "import.other_lists", {"sheets": named}, source.table.sheet))
    if rest:
        found.append(Problem(Severity.NOTE, "import.other_sheets", {"sheets": _named(rest)}, source.table.sheet))
    return found


def _named(sheets: list[str]) -> str:
    return ", ".join(sheets[:SHEETS_NAMED]) + (", …" if len(sheets) > SHEETS_NAMED else "")


def _height_problems(placed: PlacedShapes, reading: Reading) -> list[Problem]:
    if not placed.flattened:
        return []
    return [Problem(Severity.NOTE, "import.heights_dropped", {"shapes": placed.flattened}, reading.sheet)]
