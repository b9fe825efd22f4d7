"""What new cases silently lack where no column is read as their status, or as the time of the violation."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from landtrack.domain.intake.case_rows import is_case, read_columns
from landtrack.domain.intake.fault import quoted
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import spelled_heading, to_unicode
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.domain.intake.source import cell_address, column_letters
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable
    from landtrack.domain.intake.words import CodeWords

STATUS_UNREAD = "sheet.status_unread"
"""No row of such a file is taken before a person has decided about the column."""
_TIMES = frozenset({Field.OCCURRED, Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST})
_CASES = frozenset({Field.UNIT, Field.KIND, Field.FOUND_ON, Field.AREA})
_MISSING = {Field.STATUS: "sheet.status_missing", Field.OCCURRED: "sheet.time_missing"}
_SAMPLE = 2_000
_FEW, _ENOUGH = 6, 2
_SHORT = len("open")
"""Words of so few letters ("chưa", "đang") are those of columns about something else as well."""


def missing_columns(table: SourceTable, reading: Reading, words: CodeWords) -> Iterator[Problem]:
    """Give an error where the status stands in a column that is not read, and a warning where there is none.

    A file with case codes is not warned of: it may be about cases that the register has, and change only what it names.
    Nor is one that is no list of cases; a value that is given for the whole file is as good as a column.
    """
    known = {column.meaning for column in reading.columns} | {Field(name) for name in reading.defaults}
    if not known & _CASES:
        return
    unread = None if Field.STATUS in known else _status_column(table, reading, words)
    if unread is not None:
        yield _status_unread(table, reading, *unread)
    needed = [Field.STATUS] if Field.STATUS not in known and unread is None else []
    needed += [] if known & _TIMES else [Field.OCCURRED]
    count = sum(1 for _ in _cases(table, reading)) if needed and Field.CODE not in known else 0
    for field in needed if count else ():
        arguments = {"field": field, "count": count, "status": Status.OPEN}
        yield Problem(Severity.WARNING, _MISSING[field], arguments, reading.sheet)


def _status_unread(table: SourceTable, reading: Reading, place: int, example: str) -> Problem:
    column = reading.columns[place]
    heading = quoted(spelled_heading(column.heading, column.spelling)) or column_letters(place)
    arguments = {"field": Field.STATUS, "status": Status.OPEN, "heading": heading, "text": quoted(example)}
    cell = heading_cell(table, reading, place)
    return Problem(Severity.ERROR, STATUS_UNREAD, arguments, reading.sheet, cell=cell)


def heading_cell(table: SourceTable, reading: Reading, place: int) -> str:
    """Return where the heading stands; a format that has headings of its own has no cell for them."""
    if table.headings is not None or not reading.heading_rows:
        return ""
    return cell_address(table, place, reading.heading_rows[-1])


def _status_column(table: SourceTable, reading: Reading, words: CodeWords) -> tuple[int, str] | None:
    """Return the first column that nobody decided about and whose cells mostly are words for a status, with one."""
    rows = list(islice(_cases(table, reading), _SAMPLE))
    for place, column in enumerate(reading.columns):
        if column.meaning is None and not column.sure:
            cells = [row.values[place] for row in rows if place < len(row.values)]
            texts = [to_unicode(cell, column.spelling) for cell in cells if isinstance(cell, str) and cell.strip()]
            meant = [text for text in texts if words.is_status(text)]
            longer = [text for text in meant if len(text.strip()) > _SHORT]
            if longer and 2 * len(meant) >= len(texts):
                return place, longer[0]
    return None


def _cases(table: SourceTable, reading: Reading) -> Iterator[SourceRow]:
    """Give the rows that are cases, as far as their own cells tell."""
    read = read_columns(reading.columns)
    enough = min(_ENOUGH, len(read))
    for row in table.rows:
        if not reading.first_row <= row.number <= reading.last_row or (row.hidden and not reading.hidden_rows):
            continue
        # What is well filled is no total, which takes its time to see: there may be hundreds of thousands.
        if len(row.values) - row.values.count(None) > _FEW or is_case(row, read, enough=enough):
            yield row
