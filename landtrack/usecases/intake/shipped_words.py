"""The headings and the words that the program knows, read once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from landtrack.domain.intake.words import CodeWords, code_words
from landtrack.formats.code_words import read_code_words
from landtrack.formats.headings import read_headings
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS
from landtrack.settings import LANGUAGES

if TYPE_CHECKING:
    from landtrack.domain.intake.headings import HeadingWord


@cache
def shipped_headings() -> tuple[HeadingWord, ...]:
    """Return the headings that are known."""
    return read_headings()


@cache
def shipped_words() -> CodeWords:
    """Return the words of the office: the labels in every language, and those of the shipped table."""
    labels = [(term, catalogue(language).label(term)) for language in LANGUAGES for term in LABELS]
    return code_words(read_code_words(), labels)
