"""Sheets as a test writes them, read with the tables that are shipped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.source import SourceRow, SourceTable
from landtrack.domain.intake.understand import understand
from landtrack.domain.intake.word_list import code_words
from landtrack.formats.code_words import read_code_words
from landtrack.formats.headings import read_headings
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.domain.intake.fault import Fault, Understood
    from landtrack.domain.intake.headings import HeadingWord
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import Value
    from landtrack.domain.intake.words import CodeWords


@cache
def shipped_words() -> CodeWords:
    """Return what offices write, with the labels of both languages."""
    labels = [(term, catalogue(language).label(term)) for language in ("vi", "en") for term in LABELS]
    return code_words(read_code_words(), labels, shipped_vocabulary())


@cache
def shipped_headings() -> tuple[HeadingWord, ...]:
    """Return the shipped headings."""
    return read_headings()


def sheet(
    *rows: Sequence[Value], merged: Sequence[tuple[int, int, int, int]] = (), hidden: Sequence[int] = ()
) -> SourceTable:
    """Return a sheet with rows from number 1 on; () is a blank row that is there."""
    width = max((len(row) for row in rows), default=0)
    padded = [
        SourceRow(number, (*row, *[None] * (width - len(row))), number in hidden) for number, row in enumerate(rows, 1)
    ]
    return SourceTable("Sheet1", padded, merged=tuple(merged))


def layer(headings: Sequence[str], *rows: Sequence[Value]) -> SourceTable:
    """Return a layer with named columns; features are numbered from 1."""
    return SourceTable("layer", [SourceRow(number, tuple(row)) for number, row in enumerate(rows, 1)], tuple(headings))


def read(table: SourceTable, **options: Any) -> Reading:
    """Return how a table is understood with the shipped headings."""
    return understand(table, shipped_headings(), **options)


def faulty(understood: Understood) -> tuple[Any, Fault]:
    """Return a value and what is wrong with it; something is."""
    value, fault = understood
    assert fault is not None
    return value, fault
