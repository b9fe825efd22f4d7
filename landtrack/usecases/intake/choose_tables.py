"""Which sheets or layers of a file are read: the one that was chosen, else all with the headings of the likeliest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.understand import signature, understand
from landtrack.usecases.intake.known_words import shipped_headings

if TYPE_CHECKING:
    from landtrack.domain.intake.source import SourceTable
    from landtrack.formats.intake.open_source import Source

MOST_SHEETS = 40
"""So many sheets of a file are looked at for those with cases."""
LIKE_CASES = 3
"""A sheet with so many columns that are understood looks like a list of cases."""


@dataclass(frozen=True, slots=True)
class ChosenTables:
    """The tables to read, the first of them the one whose guesses a person sees.

    ``others`` look like lists of cases as well, each with its rows: nobody may believe that they are read.
    """

    first: SourceTable
    more: tuple[SourceTable, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    empty: frozenset[str] = frozenset()
    """Sheets with the same headings and nothing below them: there is nothing to say of them."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    table: SourceTable
    signature: str
    rows: int


def chosen_tables(source: Source, sheet: str | None, system: str | None) -> ChosenTables:
    """Return the sheet that was chosen; else the one that looks most like a list of cases, and all with its headings.

    A hidden sheet is taken only where there is no other. ``system`` stands for the coordinate system that the file
    declares.
    """
    if len(source.sheets) == 1:
        return ChosenTables(source.table(sheet, system))
    found = _candidates(source, system)
    if sheet is not None:
        first = next((one.table for one in found if one.table.sheet == sheet), None) or source.table(sheet, system)
        return ChosenTables(first, (), _others(found, {first.sheet}))
    if not found:
        return ChosenTables(source.table(None, system))
    best = max(found, key=lambda one: (not one.table.hidden, one.rows))
    alike = [one for one in found if one.signature == best.signature and one is not best]
    more = [one for one in alike if one.rows and not one.table.hidden]
    read = {one.table.sheet for one in (best, *more)}
    empty = frozenset(one.table.sheet for one in alike if not one.rows)
    return ChosenTables(best.table, tuple(one.table for one in more), _others(found, read), empty)


def _candidates(source: Source, system: str | None) -> list[_Candidate]:
    """Return the sheets that look like lists of cases; where none does, those with shapes: drawings have no columns."""
    lists, drawn = list[_Candidate](), list[_Candidate]()
    for sheet in source.sheets[:MOST_SHEETS]:
        try:
            table = source.table(sheet, system)
        except Refusal:
            continue
        reading = understand(table, shipped_headings())
        found = _Candidate(table, signature(reading), max(reading.last_row - reading.first_row + 1, 0))
        if sum(column.meaning is not None for column in reading.columns) >= LIKE_CASES:
            lists.append(found)
            drawn.clear()
        elif not lists and any(shape is not None for shape in table.shapes or ()):
            drawn.append(found)
    return lists or drawn


def _others(found: list[_Candidate], read: set[str]) -> tuple[tuple[str, int], ...]:
    return tuple((one.table.sheet, one.rows) for one in found if one.table.sheet not in read and one.rows)
