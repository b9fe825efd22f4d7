"""A first look into an upload: what the first step shows of it, small enough to be kept while its sender thinks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from landtrack.domain.intake.findings import reading_problems
from landtrack.domain.intake.legacy_text import to_unicode
from landtrack.domain.intake.source import column_letters
from landtrack.usecases.intake.read_drafts import read_drafts
from landtrack.usecases.intake.read_source import read_source
from landtrack.web.intake.choices_form import TOGETHER
from landtrack.web.intake.coordinate_choice import proposals
from landtrack.web.intake.kept_choices import import_choices
from landtrack.web.intake.values import cell_text, shortened
from landtrack.web.signed_in import database, scope
from landtrack.web.uploads.service import uploads
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from landtrack.domain.diagnosis import Diagnosis
    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.problem import Problem
    from landtrack.domain.intake.reading import Column, Reading
    from landtrack.domain.intake.source import SourceRow, SourceTable, Value
    from landtrack.domain.intake.words import CodeWords
    from landtrack.usecases.intake.read_drafts import Drafts
    from landtrack.usecases.intake.read_source import ReadSource, ReadTable
    from landtrack.web.uploads.upload import Upload

MOST_SAMPLES = 3
PREVIEW_ROWS = 20
# Where the samples of a column are looked for.
ROWS_SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """A value of a column: as it stands in the file, and as it is read; ``changed`` where letters were converted."""

    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Say whether the two differ in more than how Unicode composes letters."""
        return unicodedata.normalize("NFC", self.before) != self.after


@dataclass(frozen=True, slots=True)
class Look:
    """What was understood of an upload. ``names`` are the columns as their program names them ("F", "DT_M2").

    ``lettered`` says which columns hold letters beyond ASCII: only there is a question how they are written.
    ``preview`` are the first rows, ``doubted`` whether their coordinate system must be chosen, ``proposals`` what the
    coordinate doctor makes of it; ``remembered``: the file is read as another with the same headings was. ``frame`` is
    the day whose units it names, ``joined`` are the sheets that are read together, none if it is one.
    """

    form: str
    sheets: tuple[str, ...]
    reading: Reading
    names: tuple[str, ...]
    samples: tuple[tuple[Sample, ...], ...]
    lettered: tuple[bool, ...]
    preview: tuple[RowDraft, ...]
    problems: tuple[Problem, ...]
    rows: int
    hidden: int
    has_shapes: bool
    headings_given: bool
    declared: str | None
    doubted: bool
    proposals: tuple[Diagnosis, ...]
    remembered: bool
    frame: date
    joined: tuple[str, ...]

    @property
    def sheet_choice(self) -> str:
        """Return the choice of the form that is made: one sheet, or those that are read together."""
        return TOGETHER if self.joined else self.reading.sheet


def look_at(upload: Upload) -> Look:
    """Return the look into an upload with its choices, kept since the last request if nothing else was chosen."""
    # What was added to a table meanwhile is understood when its sender comes back.
    key = f"look {upload.digest} {hash(repr(vocabulary()))}"
    kept = uploads().reports.get(key)
    if kept is None:
        kept = _look(read_source(database(), scope(), upload.path, upload.name, import_choices(upload)))
        uploads().reports[key] = kept
    look: Look = kept
    return look


def _look(found: ReadSource) -> Look:
    table, reading = found.table, found.reading
    within = _rows(found.parts[0])
    first = _first_drafts(found)
    columns = [_values(within, place) for place in range(len(reading.columns))]
    return Look(
        form=found.form,
        sheets=tuple(found.sheets),
        reading=reading,
        names=tuple(_name(table, place) for place in range(len(reading.columns))),
        samples=tuple(_samples(values, column) for values, column in zip(columns, reading.columns, strict=True)),
        lettered=tuple(any(isinstance(value, str) and not value.isascii() for value in values) for values in columns),
        preview=tuple(first.rows),
        problems=tuple(chain.from_iterable(_problems(part, found.words) for part in found.parts)),
        rows=sum(len(_rows(part)) for part in found.parts),
        hidden=sum(row.hidden for part in found.parts for row in _rows(part)),
        has_shapes=table.shapes is not None,
        headings_given=table.headings is not None,
        declared=table.system,
        doubted=first.doubted,
        proposals=proposals(first, reading) if first.doubted else (),
        remembered=found.remembered,
        frame=found.frame,
        joined=found.joined,
    )


def _rows(part: ReadTable) -> list[SourceRow]:
    return [row for row in part.table.rows if part.reading.first_row <= row.number <= part.reading.last_row]


def _problems(part: ReadTable, words: CodeWords) -> tuple[Problem, ...]:
    return (*part.table.problems, *reading_problems(part.table, part.reading, words))


def _first_drafts(found: ReadSource) -> Drafts:
    """Return the first rows of cases as they are understood, with the shapes that belong to them."""
    table, reading = found.table, found.reading
    first = [place for place, row in enumerate(table.rows) if reading.first_row <= row.number <= reading.last_row]
    # What stands above belongs to them: a commune's name over its cases.
    cut = first[PREVIEW_ROWS - 1] + 1 if len(first) >= PREVIEW_ROWS else len(table.rows)
    shapes = None if table.shapes is None else list(table.shapes[:cut])
    return read_drafts(replace(found, table=replace(table, rows=list(table.rows[:cut]), shapes=shapes)))


def _values(rows: Sequence[SourceRow], place: int) -> list[Value]:
    return [row.values[place] for row in rows[:ROWS_SEARCHED] if place < len(row.values)]


def _name(table: SourceTable, place: int) -> str:
    return table.headings[place] if table.headings is not None else column_letters(place)


def _samples(values: Sequence[Value], column: Column) -> tuple[Sample, ...]:
    """Return a few different values, those whose letters are converted first: they are what a person must look at."""
    found: dict[str, Sample] = {}
    for value in values:
        before = cell_text(value)
        if before and before not in found:
            after = shortened(to_unicode(value, column.spelling)) if isinstance(value, str) else before
            found[before] = Sample(before, after)
    ordered = sorted(found.values(), key=lambda sample: not sample.changed)
    return tuple(ordered[:MOST_SAMPLES])
