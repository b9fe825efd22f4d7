"""Cells of a column read together say what each says alone, and each different one is read once."""

from __future__ import annotations

from datetime import date, datetime

from landtrack.domain.intake.fault import note
from landtrack.domain.intake.remembering import Remembering, worth

CELLS = ["a", None, 1, True, 1.0, "a", " ", "-", "é", date(2020, 1, 1), datetime(2020, 1, 1), 1, None]  # noqa: DTZ001 - as workbooks give days


def reading(seen, *, most=100):
    def read(value):
        seen.append(value)
        return (type(value).__name__, value), note("cell.area_rounded") if value == "é" else None

    return Remembering(read, read, empty={"-"}, most=most)


def test_a_column_says_what_its_cells_say_alone():
    together, alone = reading([]), reading([])
    values, faults = together.column(CELLS)
    assert values == [None if cell is None else alone(cell)[0] for cell in CELLS]
    assert [type(value[1]) for value in values[2:5]] == [int, bool, float]
    assert list(faults) == [8]


def test_columns_of_one_sort_are_looked_up_and_each_cell_read_once():
    seen: list[object] = []
    column = reading(seen)
    for cells in (["a", "b", None, "a"], ["b", "a"], [date(2020, 1, 1)] * 3, [None, None], []):
        values, faults = column.column(cells)
        assert [value and value[1] for value in values] == cells
        assert not faults
    assert seen == ["a", "b", date(2020, 1, 1)]


def test_what_hardly_repeats_is_not_remembered():
    seen: list[object] = []
    reading(seen, most=0).column(["a", "b", "a"])
    assert seen == ["a", "b", "a"]
    assert worth(str(number) for number in range(1000)) == 0
    assert worth(str(number % 10) for number in range(1000)) > 0
