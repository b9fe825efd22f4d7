"""The steps of a case and what is due in it: shown in the panel, recorded, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.deadlines.case_step import CaseStep, StepDraft
from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.question import parse_day
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.usecases.deadlines.due_words import span_of
from landtrack.usecases.record_step import record_step, void_step
from landtrack.usecases.show_steps import show_steps
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import CONFLICT, page_choice, spelled
from landtrack.web.api.draft import read_note
from landtrack.web.api.sent import about, one_of, read_seen, sent_body, sent_text
from landtrack.web.failures import REFUSED, error_block, status_of
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from flask import Response

    from landtrack.domain.deadlines.case_step import RecordedStep
    from landtrack.domain.deadlines.deadline import Due
    from landtrack.usecases.show_steps import CaseSteps

routes = Routes()


@routes.get("/api/case/<code>/steps", needs(Right.SEE_CASES))
def api_case_steps(code: str) -> Response:
    """Return the steps and what is due, in the question of the page."""
    return feed(_block(spelled(code)))


@routes.post("/api/case/<code>/step", needs(Right.CHANGE_CASES))
def api_case_step(code: str) -> Response:
    """Record a step."""
    case = spelled(code)
    return _answered(case, lambda: record_step(database(), scope(), case, _read_draft(), seen=read_seen()))


@routes.post("/api/case/<code>/step/undo", needs(Right.CHANGE_CASES))
def api_case_step_undo(code: str) -> Response:
    """Take back the step of a kind."""
    case = spelled(code)
    return _answered(
        case,
        lambda: void_step(database(), scope(), case, _read_step(), read_note(), seen=read_seen(), day=_read_day()),
    )


def _answered(code: str, change: Callable[[], object]) -> Response:
    """Make the change and return the steps anew; of a conflict, the steps as somebody else left them."""
    # Before what was sent is looked at: of a foreign case one hears nothing but that there is none.
    show_steps(database(), scope(), code, page_choice().question)
    try:
        change()
    except Conflict as conflict:
        return feed({"error": error_block(conflict), **_block(code)}, CONFLICT)
    except Refusal as refusal:
        if status_of(refusal) != REFUSED:
            raise
        field = refusal.arguments.get("field") or ("day" if refusal.code in _ABOUT_THE_DAY else None)
        return feed({"error": error_block(refusal), "field": field}, REFUSED)
    return feed(_block(code))


_ABOUT_THE_DAY = frozenset({"step.in_future", "step.before_found", "step.order"})


def _read_step() -> CaseStep:
    with about("step"):
        return CaseStep(one_of(sent_text(sent_body(), "step"), [step.value for step in CaseStep]))


def _read_draft() -> StepDraft:
    step, sent = _read_step(), sent_body()
    day = _read_day()
    with about("number"):
        number = clean_text(sent_text(sent, "number"), LONGEST_TEXT)
    return StepDraft(step, day, number, read_note())


def _read_day() -> date:
    with about("day"):
        return parse_day(sent_text(sent_body(), "day"))


def _block(code: str) -> dict[str, Any]:
    choice = page_choice()
    found = show_steps(database(), scope(), code, choice.question)
    looking_back = "known_at" in choice.query
    terms = say().label
    return {
        "version": found.version,
        "steps": [_step(row, found) for row in found.steps],
        "earlier": _earlier(found),
        "due": [_due(row, choice.question.as_of) for row in found.due],
        "standing": found.waiting.standing.value if found.waiting else None,
        "nothing": _nothing(found),
        "missing": [] if looking_back else [{"value": step.value, "label": terms(step)} for step in found.missing],
        "may_undo": [] if looking_back else sorted(found.standing),
    }


def _nothing(found: CaseSteps) -> str | None:
    """Return why nothing is listed as due; None where something is."""
    if found.waiting is None:
        return say().text("Nothing is due in this case.")
    if found.waiting.standing is DueStanding.SETTLED:
        return say().text("Nothing is due in this case: it came to an end in a form that does not count as resolved.")
    if found.waiting.standing is DueStanding.UNKNOWN:
        return say().text("No rule was in force for this case on the day that counts: no deadline is known.")
    return None


def _earlier(found: CaseSteps) -> str | None:
    """Return what is said where the work began anew; None for a case in its first round."""
    return (
        say().text("Taken up again on {day}: what is due counts from there.", day=found.since) if found.again else None
    )


def _step(row: RecordedStep, found: CaseSteps) -> dict[str, Any]:
    words, known = say(), found.entries[row.entry]
    return {
        "entry": row.entry,
        "step": row.step.value,
        "label": words.label(row.step),
        "day": words.day(row.day),
        "number": row.number,
        "note": row.note,
        "void": row.void_entry is not None,
        "past": row.day < found.since,
        "recorded_at": words.moment(known.moment),
        "who": known.actor,
    }


def _due(row: Due, as_of: date) -> dict[str, Any]:
    words, late = say(), row.days_late(as_of)
    left = words.text("{days} days late", days=late) if late > 0 else words.text("{days} days left", days=-late)
    return {
        "label": words.label(row.duty),
        "day": words.day(row.due),
        "late": late > 0,
        "left": words.text("today") if late == 0 else left,
        "basis": row.rule.legal_basis,
        "span": span_of(row.rule, words),
    }
