"""Tables as text: .csv, .tsv and .txt, whatever separates their cells and however their letters are written."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.source import SourceRow, SourceTable
from landtrack.formats.exports.formula_guard import unguarded
from landtrack.formats.intake.cell_problems import broken_letters
from landtrack.formats.intake.limits import Room
from landtrack.formats.intake.reader import Reader
from landtrack.formats.intake.text_encoding import marked_encoding, text_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.formats.intake.incoming import Incoming
    from landtrack.formats.intake.text_encoding import Letters

SEPARATORS = ("\t", ";", "|", ",")
"""In the order of trust where two fit equally well."""
LONGEST_CELL = 10_000_000
"""A boundary written out in one cell; a quotation mark that is never closed ends here."""

_ENDINGS = ("csv", "tsv", "txt")
_SAMPLE_LINES = 200
_DIRECTIVE = "sep="
_END = "\0"
"""A line after the last one, which no file can hold: where it is no row of its own, a quotation mark was left open."""
_BINARY = frozenset(range(1, 32)) - {9, 10, 12, 13, 26}
"""Control characters that no text table holds, NUL aside, which is told apart; Ctrl-Z ended files under DOS."""

# The library's own limit, of the whole process, is 128 KiB.
csv.field_size_limit(LONGEST_CELL)


def knows(file: Incoming) -> bool:
    """Say whether this can be a table as text: no archive, no markup, and nothing that no text holds."""
    if file.members is not None:
        return False
    if marked_encoding(file.head).startswith("utf-16"):
        return True
    if b"\0" in file.head and file.ending not in _ENDINGS:
        return False
    start = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return start not in {b"<", b"{"} and not _BINARY & set(file.head)


def sheets(file: Incoming) -> tuple[str, ...]:
    """Return the only sheet, named like the file."""
    return (file.stem,)


def table(file: Incoming, sheet: str, _system: str | None = None) -> SourceTable:
    """Return the table; rows that hold nothing are left out, all cells are texts.

    The apostrophe that keeps a text from being run as a formula is taken off.

    Raises Refusal ``intake.encoding_unknown``, ``intake.encoding_wrong``, ``intake.nul``, ``intake.open_quote``,
    ``intake.too_many_rows``, ``intake.too_many_cells``.
    """
    letters = text_letters(file)
    with _opened(file, letters) as stream:
        start = [line for line in islice(stream, _SAMPLE_LINES) if line.strip()]
    declared = _declared(start)
    separator = declared or _separator(start)
    with _opened(file, letters) as stream:
        rows = list(_rows(file, stream, separator))
    if declared and rows and rows[0].number == 1:
        rows = rows[1:]
    problems = broken_letters(sheet, rows) if letters.errors == "replace" else ()
    return SourceTable(sheet, rows, encoding=letters.name, problems=tuple(problems))


@contextmanager
def _opened(file: Incoming, letters: Letters) -> Iterator[IO[str]]:
    with file.path.open(encoding=letters.codec, errors=letters.errors, newline="") as stream:
        try:
            yield stream
        except UnicodeDecodeError as wrong:
            code = "intake.damaged" if file.encoding is None else "intake.encoding_wrong"
            raise Refusal(code, file=file.name, encoding=letters.name) from wrong


def _rows(file: Incoming, stream: IO[str], separator: str) -> Iterator[SourceRow]:
    room, before, line = Room(file.name), 1, 1
    reader = csv.reader(chain(_without_nul(file, stream), (_END,)), delimiter=separator)
    try:
        for number, cells in enumerate(reader, start=1):
            if cells == [_END]:
                return
            before, line = line, reader.line_num + 1
            values = tuple(unguarded(cell) if cell and not cell.isspace() else None for cell in cells)
            filled = len(values)
            while filled and values[filled - 1] is None:
                filled -= 1
            if filled:
                room.take(filled)
                yield SourceRow(number, values[:filled])
    except csv.Error as broken:
        raise Refusal("intake.open_quote", file=file.name, line=line) from broken
    # The end went into a cell: all lines from there on did, and none of them would be missed.
    raise Refusal("intake.open_quote", file=file.name, line=before)


def _without_nul(file: Incoming, stream: IO[str]) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if "\0" in line:
            raise Refusal("intake.nul", file=file.name, line=number)
        yield line


def _declared(lines: list[str]) -> str:
    """Return the separator that Excel's own first line names ("sep=;"), "" where there is no such line."""
    first = lines[0].strip("\r\n").lower() if lines else ""
    return first[len(_DIRECTIVE) :] if first.startswith(_DIRECTIVE) and len(first) == len(_DIRECTIVE) + 1 else ""


def _separator(lines: list[str]) -> str:
    """Return the separator with which most lines have the same number of cells, two or more."""

    def fit(separator: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader((line.replace("\0", "") for line in lines), delimiter=separator)]
        wide = [width for width in widths if width > 1]
        usual = max(wide, key=lambda width: (wide.count(width), width), default=0)
        return wide.count(usual), usual

    return max(SEPARATORS, key=fit)


READER = Reader("csv", _ENDINGS, knows, sheets, table)
