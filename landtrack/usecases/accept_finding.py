"""Accepting a finding: somebody looked at it, says why it may stand, and the log keeps that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.question import Question, day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.store.acceptances import record_acceptance
from landtrack.store.histories import find_history
from landtrack.store.log import from_microseconds
from landtrack.usecases.check_register import check_in

if TYPE_CHECKING:
    from decimal import Decimal

    from landtrack.domain.finding import Finding
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a person accepts, as he saw it: kind and codes of the finding, its state, and his reason."""

    kind: str
    code: str
    other: str | None
    state: str
    reason: str


def accept_finding(database: Database, scope: Scope, wanted: Accepted, tolerance: Decimal) -> Finding:
    """Record the acceptance and return the finding; accepting it again in the same state records nothing.

    Refuses a missing reason, an unknown case (or a neighbour's), and a finding that is no longer there as it was seen
    (Conflict ``finding.gone``).
    """
    scope.require(Right.CHANGE_CASES)
    reason = clean_text(wanted.reason, LONGEST_TEXT)
    if not reason:
        raise Refusal("finding.no_reason")
    with database.transaction(scope.actor) as tx:
        codes = [code for code in (wanted.code, wanted.other) if code]
        for code in codes:
            find_history(tx, scope, code)
        known = max(database.now(), from_microseconds(tx.journal.moment))
        question = Question(day_in_vietnam(database.now()), known)
        report = check_in(tx, scope, question, tolerance, codes)
        for finding, _acceptance in report.accepted:
            if _is(finding, wanted):
                return finding
        for finding in report.open:
            if _is(finding, wanted):
                record_acceptance(tx, finding, reason)
                return finding
        raise Conflict("finding.gone", case=wanted.code)


def _is(finding: Finding, wanted: Accepted) -> bool:
    other = None if finding.other is None else finding.other.code
    cases = {(finding.case.code, other), (other, finding.case.code)}
    return finding.kind.value == wanted.kind and finding.state == wanted.state and (wanted.code, wanted.other) in cases
