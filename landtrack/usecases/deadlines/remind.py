"""One digest for each chair and officer: what is overdue and what is due soon within his own area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right, Role, make_scope
from landtrack.mail.digest import LISTED, Digest
from landtrack.store.units import read_registry
from landtrack.store.users import read_accounts
from landtrack.usecases.deadlines.show_due import due_lines_in
from landtrack.usecases.deadlines.waiting_cases import waiting_cases_in

if TYPE_CHECKING:
    from landtrack.domain.deadlines.due import DueLine, DueSummary
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View

REMINDED = frozenset({Role.OFFICER, Role.COMMUNE_OFFICER, Role.CHAIR})

_Found = tuple["DueSummary", "tuple[DueLine, ...]", "tuple[DueLine, ...]"]


def remind(database: Database, scope: Scope, question: Question, days: int) -> list[Digest]:
    """Return a digest for each such user by name, whether anything is due or not; disabled ones get none.

    Asks for the right to see the accounts and the cases of all: only the system account has both.
    """
    scope.require(Right.MANAGE_USERS)
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        registry, today = read_registry(view), day_in_vietnam(database.now())
        # Whoever sees the same area is told the same.
        known: dict[frozenset[int] | None, _Found] = {}
        digests = []
        for account in read_accounts(view):
            if account.disabled or account.role not in REMINDED:
                continue
            own = make_scope(account.name, account.role, account.unit_ids, registry, today)
            if own.places not in known:
                known[own.places] = _found(view, own, question, days)
            units = tuple(unit.full_name for unit in registry.on(today) if unit.id in (own.units or ()))
            digests.append(Digest(account.name, account.email, account.role, units, *known[own.places]))
        return digests


def _found(view: View, scope: Scope, question: Question, days: int) -> _Found:
    waiting = waiting_cases_in(view, scope, question, days)
    overdue, soon = (
        due_lines_in(view, scope, waiting.point, waiting.listed(standing, count=LISTED))
        for standing in (DueStanding.OVERDUE, DueStanding.SOON)
    )
    return waiting.summary(), overdue, soon
