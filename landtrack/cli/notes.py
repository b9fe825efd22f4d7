"""What should be known of a question before its figures are read: beside them, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.usecases.counting_notes import counting_notes
from landtrack.usecases.question_notes import due_surprises, question_notes, surprises

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def tell_notes(register: Database, scope: Scope, question: Question, *, empty: bool) -> None:
    """Print a sentence for each; ``empty`` says that the figures are nothing."""
    _tell(question_notes(register, scope, question, words(), empty=empty))


def tell_surprises(register: Database, scope: Scope, question: Question, *, empty: bool) -> None:
    """Print the same without the forms that do not count: for a list whose rule names them."""
    _tell(surprises(register, scope, question, words(), empty=empty))


def tell_due_surprises(register: Database, scope: Scope, question: Question, *, empty: bool) -> None:
    """Print the same for a list of what is due, which may be about a coming day."""
    _tell(due_surprises(register, scope, question, words(), empty=empty))


def tell_notes_of_several(register: Database, scope: Scope, asked: Iterable[tuple[Question, bool]]) -> None:
    """Print what is to be said of several questions, each with whether its figures are nothing; each sentence once."""
    notes: dict[str, None] = {}
    for question, empty in asked:
        notes |= dict.fromkeys(question_notes(register, scope, question, words(), empty=empty))
    _tell(notes)


def tell_notes_of_two(register: Database, scope: Scope, ends: Sequence[tuple[Question, bool]]) -> None:
    """Print a sentence for each of both ends of a comparison, and for what they count differently.

    ``ends`` are the two questions, each with whether its figures are nothing.
    """
    (opening, _), (closing, _) = ends
    notes = list(counting_notes(register, (opening.known_at, closing.known_at), words()))
    for question, empty in ends:
        notes += surprises(register, scope, question, words(), empty=empty)
    _tell(dict.fromkeys(notes))


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        click.echo(note, err=True)
