"""The first step of an import: what a file is, and what is understood of it. Nothing is compared yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.reading_json import override, reading_from_json, reading_to_json
from landtrack.domain.intake.understand import signature, understand
from landtrack.domain.intake.words import CodeWords, code_words
from landtrack.domain.scope import Right
from landtrack.formats.code_words import read_code_words
from landtrack.formats.coordinates import SYSTEMS
from landtrack.formats.headings import read_headings
from landtrack.formats.intake.open_source import open_source
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS
from landtrack.settings import LANGUAGES
from landtrack.store.imports import remember, remembered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from landtrack.domain.intake.headings import HeadingWord
    from landtrack.domain.intake.problem import Problem
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable
    from landtrack.domain.scope import Scope
    from landtrack.formats.intake.open_source import Source
    from landtrack.store.database import Database
    from landtrack.usecases.intake.import_choices import ImportChoices

PREVIEW_ROWS = 20
MOST_SHEETS = 40
"""So many sheets of a file are looked at for the one with the cases."""
LIKE_CASES = 3
"""A sheet with so many columns that are understood looks like a list of cases."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file as it is understood; ``remembered`` tells whether a person's earlier choices for this source are in it."""

    name: str
    form: str
    sha256: str
    sheets: tuple[str, ...]
    table: SourceTable
    reading: Reading
    remembered: bool
    others: tuple[tuple[str, int], ...] = ()
    """Other sheets that look like lists of cases, each with its rows: nobody may believe that they are read."""

    @property
    def preview(self) -> tuple[SourceRow, ...]:
        """Return the first rows of cases, as they stand in the file."""
        first, last = self.reading.first_row, self.reading.last_row
        rows = (row for row in self.table.rows if first <= row.number <= last)
        return tuple(row for _, row in zip(range(PREVIEW_ROWS), rows, strict=False))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the reader of the file saw."""
        return self.table.problems


def read_source(database: Database, scope: Scope, path: Path, name: str | None, choices: ImportChoices) -> ReadSource:
    """Open a file that its owner calls ``name``, guess how it is to be read, and put what he chose in place of guesses.

    Raises what opening a file refuses, ``mapping.*`` for choices that mean nothing, ``crs.unsupported``.
    """
    scope.require(Right.CHANGE_CASES)
    source = open_source(path, name, encoding=choices.encoding)
    table, others = _table(source, choices)
    guess = understand(table, shipped_headings())
    earlier = _remembered(database, scope, guess)
    rows = choices.mapping.get("heading_rows")
    reading = understand(table, shipped_headings(), earlier, heading_rows=rows)
    reading = override(reading, choices.mapping)
    reading = _decided(reading, choices, guess)
    return ReadSource(
        source.name, source.form, source.sha256, source.sheets, table, reading, earlier is not None, others
    )


def _table(source: Source, choices: ImportChoices) -> tuple[SourceTable, tuple[tuple[str, int], ...]]:
    """Return the sheet that was chosen, else the one that looks most like a list of cases; and others that do."""
    chosen = choices.sheet or choices.mapping.get("sheet")
    if len(source.sheets) == 1:
        return source.table(chosen, choices.system), ()
    lists: dict[str, tuple[int, SourceTable]] = {}
    for sheet in source.sheets[:MOST_SHEETS]:
        try:
            table = source.table(sheet, choices.system)
        except Refusal:
            continue
        reading = understand(table, shipped_headings())
        if sum(column.meaning is not None for column in reading.columns) >= LIKE_CASES:
            lists[sheet] = (max(reading.last_row - reading.first_row + 1, 0), table)
    best = chosen or max(lists, key=lambda sheet: lists[sheet][0], default=None)
    table = lists[best][1] if best in lists else source.table(best, choices.system)
    return table, tuple((sheet, rows) for sheet, (rows, _table) in lists.items() if sheet != table.sheet and rows)


def remember_reading(database: Database, scope: Scope, reading: Reading) -> None:
    """Keep what a person decided about a source, so that its next file is read so without being told."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        remember(tx, signature(reading), json.dumps(reading_to_json(reading), ensure_ascii=False))


@cache
def shipped_headings() -> tuple[HeadingWord, ...]:
    """Return the headings that are known."""
    return read_headings()


@cache
def shipped_words() -> CodeWords:
    """Return the words of the office: the labels in every language, and those of the shipped table."""
    labels = [(term, catalogue(language).label(term)) for language in LANGUAGES for term in LABELS]
    return code_words(read_code_words(), labels)


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
    return earlier if found[1] == scope.actor else replace(earlier, unit="", found_on=None)


def _decided(changed: Reading, choices: ImportChoices, guess: Reading) -> Reading:
    """Return the reading with the decisions that were made against the guess."""
    if choices.system is not None:
        changed = replace(changed, system=choices.system)
    if changed.system is not None and changed.system.strip().upper() in SYSTEMS:
        changed = replace(changed, system=changed.system.strip().upper())
    decisions: Mapping[str, Any] = {
        # Named by the person, it is decided, also where it is what the file declares.
        "system": (guess.system or "" if choices.system is None else "", changed.system or ""),
        "encoding": ("", choices.encoding or ""),
        "axes": (guess.axes.value, changed.axes.value),
        "sheet": ("", choices.sheet or ""),
    }
    made = {key: now for key, (before, now) in decisions.items() if now and now != before}
    return replace(changed, decisions={**changed.decisions, **made})
