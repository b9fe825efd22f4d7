"""Where in a sheet the headings stand: one to three rows, merged cells among them, below titles and above the cases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.intake.field import Field
from landtrack.domain.intake.headings import UNKNOWN, HeadingTable, Meaning, heading_unit
from landtrack.domain.intake.table_rows import filled, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from landtrack.domain.intake.source import SourceRow, SourceTable, Value

_SEARCHED = 60
"""Rows with something in them among which the headings are looked for."""
_DEEPEST = 3
_SEPARATOR = " / "
_LEAST = 1.5
_NARROW = 2
_UNSURE, _NOT_A_FIELD = 0.5, 0.2
_OF_RESULT = {
    Field.EFFECTIVE_ON: Field.EFFECTIVE_ON,
    Field.DECISION_NUMBER: Field.DECISION_NUMBER,
    Field.AREA: Field.RESOLVED_AREA,
}
"""What an ambiguous heading means under a heading of results, by what it can mean elsewhere."""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """Headings of all columns, what each means, and the rows (by number) in which they stand."""

    rows: tuple[int, ...]
    headings: tuple[str, ...]
    meanings: tuple[Meaning, ...]


def given_headings(table: SourceTable, known: HeadingTable) -> HeadingBlock:
    """Return the headings of a format that has them."""
    headings = table.headings or ()
    return HeadingBlock((), headings, tuple(known.meaning(heading) for heading in headings))


def find_headings(table: SourceTable, known: HeadingTable) -> HeadingBlock | None:
    """Return the rows whose texts are headings most of all; None where no two texts are known headings."""
    rows = _first_rows(table)
    spread = _spread(table, rows)
    best, most, width = None, _LEAST, table.width
    for start in range(len(rows)):
        for depth in range(1, min(_DEEPEST, len(rows) - start) + 1):
            chosen = rows[start : start + depth]
            if chosen[-1].number - chosen[0].number > _DEEPEST or not _can_be_headings(chosen[-1], spread, width):
                break
            score = _score(_block(chosen, spread, width, known, near=False))
            if score > most:
                best, most = chosen, score
    return None if best is None else _block(best, spread, width, known)


def headings_in(table: SourceTable, known: HeadingTable, numbers: Sequence[int]) -> HeadingBlock:
    """Return the headings that stand in the given rows, as a person said."""
    rows = [row for row in table.rows if row.number in set(numbers)]
    return _block(rows, _spread(table, rows), table.width, known)


def _first_rows(table: SourceTable) -> list[SourceRow]:
    found: list[SourceRow] = []
    for row in table.rows:
        if not is_blank(row.values):
            found.append(row)
        if len(found) == _SEARCHED:
            break
    return found


def _spread(table: SourceTable, rows: Sequence[SourceRow]) -> Mapping[tuple[int, int], Value]:
    """Return the value of every cell of merged ranges, by row number and column."""
    wanted = {row.number: row for row in rows}
    cells: dict[tuple[int, int], Value] = {}
    for top, left, bottom, right in table.merged:
        first = wanted.get(top)
        if first is not None and left < len(first.values):
            cells.update(
                {
                    (row, column): first.values[left]
                    for row in range(top, bottom + 1)
                    if row in wanted
                    for column in range(left, right + 1)
                }
            )
    return cells


def _can_be_headings(row: SourceRow, spread: Mapping[tuple[int, int], Value], width: int) -> bool:
    """Say whether a row can be one of headings: dates and numbers belong to cases, one text over all is a title."""
    values = [spread.get((row.number, column), value) for column, value in enumerate(row.values)]
    present = [value for value in values if value is not None]
    if len(filled(row.values)) == 1 and 2 * _reach(row, spread) > width > _NARROW:
        return False
    return 2 * sum(isinstance(value, str) for value in present) > len(present)


def _reach(row: SourceRow, spread: Mapping[tuple[int, int], Value]) -> int:
    """Return over how many columns the only text of a row is merged."""
    text = row.values[filled(row.values)[0]]
    return sum(number == row.number and value == text for (number, _), value in spread.items())


def _block(
    rows: Sequence[SourceRow],
    spread: Mapping[tuple[int, int], Value],
    width: int,
    known: HeadingTable,
    *,
    near: bool = True,
) -> HeadingBlock:
    headings, meanings = [], []
    for column in range(width):
        parts = list(_parts(rows, spread, column))
        headings.append(_SEPARATOR.join(parts))
        meanings.append(_meaning(parts, known, near=near))
    return HeadingBlock(tuple(row.number for row in rows), tuple(headings), tuple(meanings))


def _parts(rows: Sequence[SourceRow], spread: Mapping[tuple[int, int], Value], column: int) -> Iterator[str]:
    """Give the texts of one column from top to bottom, each once."""
    before = ""
    for row in rows:
        value = spread.get((row.number, column), row.values[column] if column < len(row.values) else None)
        text = " ".join(str(value).split()) if value is not None else ""
        if text and text != before:
            yield text
            before = text


def _meaning(parts: Sequence[str], known: HeadingTable, *, near: bool) -> Meaning:
    """Return what headings over each other mean: all of them read together, or the lowest if that alone is clear.

    What is only nearly, or perhaps, meant by all of them gives way to a lower one that is clear: "Thửa đất / Tờ" is a
    sheet, though "Thửa đất tờ" is nearly "Thửa đất số".
    """
    together = UNKNOWN
    for start in range(len(parts)):
        text = " ".join(parts[start:])
        found = known.meaning(text, near=near)
        found = replace(found, area_unit=found.area_unit or heading_unit(" ".join(parts)))
        if found.known and found.sure:
            return found
        if start == 0 and found.known:
            together = found
    return _of_result(parts, known) or together


def _of_result(parts: Sequence[str], known: HeadingTable) -> Meaning | None:
    """Return what an ambiguous heading means under one of results: "Kết quả xử lý / Thời điểm" is the status's day."""
    above = (known.meaning(part, near=False) for part in parts[:-1])
    if not any(found.field is Field.STATUS and found.sure for found in above):
        return None
    lowest = known.meaning(parts[-1], near=False)
    if lowest.sure:
        return None
    unit = lowest.area_unit or heading_unit(" ".join(parts))
    fields = (_OF_RESULT[choice] for choice in lowest.choices if choice in _OF_RESULT)
    return next((replace(lowest, field=field, area_unit=unit, sure=True) for field in fields), None)


def _score(block: HeadingBlock) -> float:
    """Return how much of a block is known; every row beyond the first must add to it."""
    sure = {meaning.field for meaning in block.meanings if meaning.field is not None and meaning.sure}
    unsure = {meaning.field for meaning in block.meanings if meaning.field is not None} - sure
    none = sum(meaning.known and meaning.field is None for meaning in block.meanings)
    return len(sure) + _UNSURE * len(unsure) + _NOT_A_FIELD * none - 0.01 * len(block.rows)
