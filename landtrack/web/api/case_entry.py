"""New cases, corrected facts and withdrawals, as the form on the commune's map sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.scope import Right
from landtrack.usecases.record_case import record_case, revise_case, withdraw_case
from landtrack.usecases.show_case import newest_facts
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import answered, spelled
from landtrack.web.api.facts_draft import field_of, form_values, read_facts, read_reason
from landtrack.web.api.sent import about, read_seen, sent_body, sent_text
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

LARGEST = 4 * 1024 * 1024
"""Bytes: a geometry that is far too long still gets a sentence that says so."""

routes = Routes()


@routes.post("/api/case", needs(Right.CHANGE_CASES, largest=LARGEST))
def api_case_new() -> Response:
    """Record a new case."""
    return answered("", lambda: record_case(database(), scope(), _code(), read_facts(), read_reason()), field_of)


@routes.get("/api/case/<code>/facts", needs(Right.CHANGE_CASES))
def api_case_facts(code: str) -> Response:
    """Return the newest facts as the form shows them, with the version that they are of."""
    return feed(_facts(spelled(code)))


@routes.post("/api/case/<code>/revision", needs(Right.CHANGE_CASES, largest=LARGEST))
def api_case_revision(code: str) -> Response:
    """Record corrected facts."""
    case = spelled(code)
    newest_facts(database(), scope(), case)  # a neighbour's case is not there, whatever else was sent
    return answered(
        case,
        lambda: revise_case(database(), scope(), case, read_facts(), read_reason(), seen=read_seen()),
        field_of,
        theirs=lambda: _facts(case),
    )


@routes.post("/api/case/<code>/withdraw", needs(Right.CHANGE_CASES))
def api_case_withdraw(code: str) -> Response:
    """Withdraw a case that was entered by mistake."""
    case = spelled(code)
    return answered(case, lambda: withdraw_case(database(), scope(), case, read_reason(), seen=read_seen()), field_of)


def _code() -> str:
    with about("code"):
        return sent_text(sent_body(), "code")


def _facts(case: str) -> dict[str, Any]:
    found = newest_facts(database(), scope(), case)
    return {"version": found.version, "facts": form_values(found.revisions[-1].facts)}
