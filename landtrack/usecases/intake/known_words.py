"""The headings that the program knows, and the words that the office has for its terms and codes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from landtrack.domain.intake.word_list import CodeWord, code_words
from landtrack.domain.intake.words import TABLES, CodeWords
from landtrack.formats.code_words import read_code_words
from landtrack.formats.headings import read_headings
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS
from landtrack.settings import LANGUAGES
from landtrack.store.office_rows import every_row
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.intake.field import Field
    from landtrack.domain.intake.headings import HeadingWord
    from landtrack.domain.office.office_table import OfficeTable
    from landtrack.store.database import View

NAMES = ("name_vi", "name_en")


@cache
def shipped_headings() -> tuple[HeadingWord, ...]:
    """Return the headings that are known."""
    return read_headings()


def office_words(view: View) -> CodeWords:
    """Return the words of the office as known now: to be read once for each file.

    They are the names in its tables, the labels in every language, the shipped words, and the names that rows had
    before: a workbook that was sent out under the old name may come back.
    """
    labels = [(term, catalogue(language).label(term)) for language in LANGUAGES for term in LABELS]
    former = [word for field, table in TABLES.items() for word in _former(view, field, table)]
    return code_words(_shipped_words(), labels, read_vocabulary(view), former)


@cache
def _shipped_words() -> tuple[CodeWord, ...]:
    return read_code_words()


def _former(view: View, field: Field, table: OfficeTable) -> Iterator[CodeWord]:
    """Give the names that the rows of a table ever had, the newest first, the shipped ones last."""
    for row in reversed(every_row(view, table)):
        if row.texts is not None:
            yield from (CodeWord(field, row.texts[name], row.key) for name in NAMES if row.texts.get(name))
    for code, known in shipped_vocabulary().rows(table).items():
        yield from (CodeWord(field, known.name(language), code) for language in LANGUAGES)
