"""The first step of an import: what a file is, and what is understood of it. Nothing is compared yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.days_of_1904 import with_days_of_1904
from landtrack.domain.intake.file_values import file_values
from landtrack.domain.intake.reading import FRAME
from landtrack.domain.intake.reading_json import override, reading_from_json, reading_to_json
from landtrack.domain.intake.understand import signature, understand
from landtrack.domain.intake.unit_texts import unit_texts
from landtrack.domain.intake.unit_words import UnitWords
from landtrack.domain.question import day_in_vietnam, parse_day
from landtrack.domain.scope import Right
from landtrack.formats.coordinates import SYSTEMS
from landtrack.formats.exports.workbook_reading import without_lists
from landtrack.formats.intake.open_source import open_source
from landtrack.store.imports import remember, remembered
from landtrack.store.units import read_registry
from landtrack.usecases.intake.choose_tables import chosen_tables
from landtrack.usecases.intake.exported_cases import manifest_of
from landtrack.usecases.intake.known_words import office_words, shipped_headings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from landtrack.domain.intake.problem import Problem
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable
    from landtrack.domain.intake.words import CodeWords
    from landtrack.domain.scope import Scope
    from landtrack.formats.manifest import Manifest
    from landtrack.store.database import Database
    from landtrack.usecases.intake.import_choices import ImportChoices

PREVIEW_ROWS = 20
OF_ONE_SHEET = frozenset({"sheet", "heading_rows", "first_row", "last_row"})
"""What a mapping says of the first sheet only, where several are read together."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A sheet or layer, and how it is read."""

    table: SourceTable
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file as it is understood; ``remembered`` tells whether a person's earlier choices for this source are in it.

    ``table`` and ``reading`` are those of the first sheet; ``more`` are others with the same headings, read with it.
    ``frame`` is the day whose area units the names and codes of the file are taken for; ``words`` are those that its
    cells may hold.
    """

    name: str
    form: str
    sha256: str
    sheets: tuple[str, ...]
    table: SourceTable
    reading: Reading
    remembered: bool
    frame: date
    words: CodeWords
    more: tuple[ReadTable, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    """Other sheets that look like lists of cases, each with its rows: nobody may believe that they are read."""
    inherited: frozenset[str] = frozenset()
    """Fields whose value for the whole file was given for an earlier file of the source."""
    empty: frozenset[str] = frozenset()
    """Sheets with the same headings and no cases."""
    manifest: Manifest | None = None
    """What a workbook of ours says of the export that it came from."""

    @property
    def preview(self) -> tuple[SourceRow, ...]:
        """Return the first rows of cases, as they stand in the file."""
        first, last = self.reading.first_row, self.reading.last_row
        rows = (row for row in self.table.rows if first <= row.number <= last)
        return tuple(row for _, row in zip(range(PREVIEW_ROWS), rows, strict=False))

    @property
    def parts(self) -> tuple[ReadTable, ...]:
        """Return every sheet that is read."""
        return (ReadTable(self.table, self.reading), *self.more)

    @property
    def joined(self) -> tuple[str, ...]:
        """Return the sheets that are read together, none where there is only one."""
        return tuple(part.table.sheet for part in self.parts) if self.more else ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the reader of the file saw."""
        return self.table.problems


def read_source(database: Database, scope: Scope, path: Path, name: str | None, choices: ImportChoices) -> ReadSource:
    """Open a file that its owner calls ``name``, guess how it is to be read, and put what he chose in place of guesses.

    Without a choice of the sheet all that have the headings of the likeliest one are read together. Raises what
    opening a file refuses, ``mapping.*`` for choices that mean nothing, ``crs.unsupported``.
    """
    scope.require(Right.CHANGE_CASES)
    source = open_source(path, name, encoding=choices.encoding)
    manifest = manifest_of(source)
    listed = without_lists(source.sheets)
    if (choices.sheet or choices.mapping.get("sheet")) not in set(source.sheets).difference(listed):
        source = replace(source, sheets=listed)
    found = chosen_tables(source, choices.sheet or choices.mapping.get("sheet"), choices.system)
    table = found.first
    guess = understand(table, shipped_headings())
    earlier = _remembered(database, scope, guess)
    reading = _understood(table, choices, guess, earlier, choices.mapping)
    table = with_days_of_1904(table, reading)
    with database.reading() as view:
        words = office_words(view)
    file_values(reading, words)
    more = tuple(_alike(one, choices, earlier, reading) for one in found.more)
    # Where other rows were said to be its headings, the first may be like no other.
    parts = [one for one in (ReadTable(table, reading), *more) if signature(one.reading) == signature(reading)]
    others = found.others + tuple((one.table.sheet, _rows(one.reading)) for one in more if one not in parts)
    return ReadSource(
        source.name,
        source.form,
        source.sha256,
        source.sheets,
        table,
        reading,
        earlier is not None,
        _frame(database, parts),
        words,
        tuple(parts[1:]),
        others,
        frozenset(set(reading.defaults) - set(choices.mapping.get("defaults") or {})),
        found.empty,
        manifest,
    )


def _understood(
    table: SourceTable,
    choices: ImportChoices,
    guess: Reading,
    earlier: Reading | None,
    mapping: Mapping[str, Any],
) -> Reading:
    rows = mapping.get("heading_rows")
    # Where nothing else is known of the table, it would be understood a second time as it was.
    known = earlier is None and rows is None
    reading = guess if known else understand(table, shipped_headings(), earlier, heading_rows=rows)
    return _decided(override(reading, mapping), choices, guess)


def _alike(table: SourceTable, choices: ImportChoices, earlier: Reading | None, first: Reading) -> ReadTable:
    """Return a further sheet; what was chosen of the columns of the first holds for its own."""
    of_all = {key: value for key, value in choices.mapping.items() if key not in OF_ONE_SHEET}
    columns_chosen = of_all.pop("columns", None) is not None
    guess = understand(table, shipped_headings())
    reading = _understood(table, choices, guess, earlier, of_all)
    if columns_chosen and len(reading.columns) == len(first.columns):
        pairs = zip(reading.columns, first.columns, strict=True)
        columns = tuple(replace(own, meaning=one.meaning, area_unit=one.area_unit, sure=one.sure) for own, one in pairs)
        reading = replace(reading, columns=columns)
    return ReadTable(with_days_of_1904(table, reading), reading)


def _rows(reading: Reading) -> int:
    return max(reading.last_row - reading.first_row + 1, 0)


def _frame(database: Database, parts: Sequence[ReadTable]) -> date:
    """Return the day of the file's area units: the decided one, else the newest on which most of them mean something.

    Raises Refusal ``day.…`` for a decision that is no day.
    """
    decided = parts[0].reading.decisions.get(FRAME)
    if decided:
        return parse_day(decided)
    texts = frozenset[str]().union(*(unit_texts(part.table, part.reading) for part in parts))
    with database.reading() as view:
        units = UnitWords(read_registry(view))
    return units.frame_day(texts, day_in_vietnam(database.now()))


def remember_reading(database: Database, scope: Scope, reading: Reading) -> None:
    """Keep what a person decided about a source, so that its next file is read so without being told."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        remember(tx, signature(reading), json.dumps(reading_to_json(reading), ensure_ascii=False))


def _remembered(database: Database, scope: Scope, guess: Reading) -> Reading | None:
    with database.reading() as view:
        found = remembered(view, signature(guess))
    if found is None:
        return None
    try:
        earlier = reading_from_json(json.loads(found[0]))
    except Refusal:
        # Kept by another version of the program: then it is guessed anew.
        return None
    # The values that one person gave his file are not another's.
    return earlier if found[1] == scope.actor else replace(earlier, unit="", found_on=None, defaults={})


def _decided(changed: Reading, choices: ImportChoices, guess: Reading) -> Reading:
    """Return the reading with the decisions that were made against the guess."""
    if choices.system is not None:
        changed = replace(changed, system=choices.system)
    if changed.system is not None and changed.system.strip().upper() in SYSTEMS:
        changed = replace(changed, system=changed.system.strip().upper())
    decisions: Mapping[str, Any] = {
        # Named by the person, it is decided, also where it is what the file declares.
        "system": ("" if choices.system or choices.mapping.get("system") else guess.system or "", changed.system or ""),
        "encoding": ("", choices.encoding or ""),
        "axes": (guess.axes.value, changed.axes.value),
        "sheet": ("", choices.sheet or ""),
    }
    made = {key: now for key, (before, now) in decisions.items() if now and now != before}
    return replace(changed, decisions={**changed.decisions, **made})
