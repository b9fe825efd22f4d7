"""What should be known of a question before its figures are read: beside them, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.usecases.question_notes import question_notes

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def tell_notes(register: Database, scope: Scope, question: Question, *, empty: bool) -> None:
    """Print a sentence for each; ``empty`` says that the figures are nothing."""
    for note in question_notes(register, scope, question, words(), empty=empty):
        click.echo(note, err=True)
