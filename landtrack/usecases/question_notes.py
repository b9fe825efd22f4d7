"""What a reader should be told of his question: why its figures are nothing, or not what he may think."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.question import day_in_vietnam
from landtrack.store.first_known import first_found_on, first_recorded
from landtrack.usecases.counting_notes import not_counted_words, show_counted_forms
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.messages.catalogue import Catalogue
    from landtrack.store.database import Database


def question_notes(
    database: Database, scope: Scope, question: Question, say: Catalogue, *, empty: bool
) -> tuple[str, ...]:
    """Return a sentence for each thing worth saying of a question that can be answered; mostly none.

    One of them names the forms of resolution that do not count at its moment: see also :func:`surprises`.
    """
    uncounted = not_counted_words(show_counted_forms(database, question.known_at).not_counted, say)
    return (*([uncounted] if uncounted else []), *surprises(database, scope, question, say, empty=empty))


def due_surprises(
    database: Database, scope: Scope, question: Question, say: Catalogue, *, empty: bool
) -> tuple[str, ...]:
    """Return the same for a list of what is due, which may well be about a coming day: what it counts then is said."""
    ahead = ""
    if question.as_of > day_in_vietnam(database.now()):
        ahead = say.text(
            "{day} lies in the future: what will be due by then is counted from what is recorded so far.",
            day=question.as_of,
        )
    return (*([ahead] if ahead else []), *_of_moment(database, scope, question, say, empty=empty))


def surprises(database: Database, scope: Scope, question: Question, say: Catalogue, *, empty: bool) -> tuple[str, ...]:
    """Return a sentence for each thing for which the answer may surprise.

    ``empty`` says that its figures are nothing: only then it is asked why. What is told of other people's cases is
    nothing: the first case is the first of the reader's own area.
    """
    notes = []
    if question.as_of > day_in_vietnam(database.now()):
        notes.append(
            say.text(
                "{day} lies in the future: these are the figures of what is recorded so far, not a forecast.",
                day=question.as_of,
            )
        )
    return (*notes, *_of_moment(database, scope, question, say, empty=empty))


def _of_moment(database: Database, scope: Scope, question: Question, say: Catalogue, *, empty: bool) -> tuple[str, ...]:
    notes = []
    if question.known_at > database.known_now():
        notes.append(
            say.text(
                "“As known at {moment}” lies in the future: nothing more is known by then than now.",
                moment=question.known_at,
            )
        )
    if empty:
        notes += _why_nothing(database, scope, question, say)
    return tuple(notes)


def _why_nothing(database: Database, scope: Scope, question: Question, say: Catalogue) -> list[str]:
    with database.reading() as view:
        point = stand(view, scope, question)
        first = first_recorded(view, scope)
        if first is None:
            return [say.text("No case is recorded in your area yet.")]
        entry, moment = first
        if point.entry < entry:
            return [
                say.text(
                    "By {moment} no case was recorded in your area: the first one was recorded on {first}. "
                    "Choose a later moment.",
                    moment=question.known_at,
                    first=moment,
                )
            ]
        day = first_found_on(view, scope, point.entry)
        if day is not None and question.as_of < day:
            return [
                say.text(
                    "By {day} no case had been found in your area: the first one was found on {first}. "
                    "Choose a later day.",
                    day=question.as_of,
                    first=day,
                )
            ]
    return []
