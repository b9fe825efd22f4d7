"""A new case, a corrected one, a withdrawn one: everything about facts, each with its reason in the log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from landtrack.domain.case import LONGEST_TEXT, check_code, check_facts
from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.history import CaseHistory
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.store import episodes, recording
from landtrack.store.histories import code_is_taken, find_history, next_case_id
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import check_seen
from landtrack.usecases.next_code import next_code
from landtrack.usecases.tables.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.case import Facts
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, Transaction


def record_case(database: Database, scope: Scope, code: str, facts: Facts, reason: str = "") -> CaseHistory:
    """Record a new case; refuse a code that is taken, a unit outside the reader's area, and impossible facts.

    Without a ``code`` it gets the next one of its unit and year. ``reason`` tells how it was entered, "" mostly.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        cleaned = clean_facts(facts)
        registry = read_registry(tx)
        check_unit(registry, scope, cleaned)
        spelled = check_code(code or next_code(tx, registry.find(cleaned.unit_id), cleaned.found_on.year))
        _check_facts(tx, cleaned, spelled, day_in_vietnam(database.now()))
        if code_is_taken(tx, spelled):
            raise Refusal("case.code_taken", case=spelled)
        case_id = next_case_id(tx)
        why = clean_text(reason, LONGEST_TEXT)
        history = CaseHistory(case_id, spelled, (recording.record_case(tx, case_id, spelled, cleaned, reason=why),))
        episodes.refresh(tx, [history])
        return history


def revise_case(
    database: Database, scope: Scope, code: str, facts: Facts, reason: str, *, seen: int | None = None
) -> CaseHistory:
    """Record corrected facts of a case, with the reason; refuse what changes nothing.

    Its area may not fall below what is already resolved.
    """
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        check_seen(history, seen)
        cleaned = clean_facts(facts)
        check_unit(read_registry(tx), scope, cleaned)
        _check_facts(tx, cleaned, code, day_in_vietnam(database.now()), history)
        first = min((row.effective_on for row in history.changes_at(history.version)), default=cleaned.found_on)
        if cleaned.found_on > first:
            raise Refusal("case.found_after_change", case=code, found_on=cleaned.found_on, day=first)
        newest = history.revisions[-1]
        if cleaned == newest.facts and not newest.withdrawn:
            raise Refusal("case.unchanged", case=code)
        why = check_reason(reason)
        row = recording.record_revision(tx, history.case_id, history.code, cleaned, reason=why)
        changed = replace(history, revisions=(*history.revisions, row))
        episodes.refresh(tx, [changed])
        return changed


def withdraw_case(database: Database, scope: Scope, code: str, reason: str, *, seen: int | None = None) -> CaseHistory:
    """Take a case that was entered by mistake out of every figure known from now on."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        check_seen(history, seen)
        if history.revisions[-1].withdrawn:
            raise Refusal("case.withdrawn", case=code)
        why = check_reason(reason)
        facts = history.revisions[-1].facts
        row = recording.record_revision(tx, history.case_id, history.code, facts, withdrawn=True, reason=why)
        changed = replace(history, revisions=(*history.revisions, row))
        episodes.refresh(tx, [changed])
        return changed


def _check_facts(tx: Transaction, facts: Facts, code: str, today: date, history: CaseHistory | None = None) -> None:
    """Refuse facts that cannot be true; ``history`` is that of the case which they correct."""
    words, resolved = read_vocabulary(tx), 0 if history is None else history.largest_resolved()
    check_facts(facts, code, today, resolved, land_types=words.land_types)
    for fault in words.facts_faults(facts, code, None if history is None else history.revisions[-1].facts):
        raise fault


def check_reason(reason: str) -> str:
    """Return the reason in one spelling; refuse none: a correction that nobody can follow later is worth nothing."""
    why = clean_text(reason, LONGEST_TEXT)
    if not why:
        raise Refusal("case.reason_missing")
    return why


def clean_facts(facts: Facts) -> Facts:
    """Return the facts with their texts in one spelling."""
    return replace(
        facts,
        land_type=facts.land_type.strip().upper(),
        hamlet=clean_text(facts.hamlet, LONGEST_TEXT),
        map_sheet=clean_text(facts.map_sheet, LONGEST_TEXT),
        parcel=clean_text(facts.parcel, LONGEST_TEXT),
    )


def check_unit(registry: UnitRegistry, scope: Scope, facts: Facts) -> None:
    """Refuse a unit that does not exist or is not the reader's, and an old commune that never became part of it."""
    unit = registry.find(facts.unit_id)
    if not scope.sees(unit.id):
        raise UnknownUnit("unit.unknown_id", unit_id=str(facts.unit_id))
    if facts.parcel_unit_id is not None and facts.parcel_unit_id not in registry.ancestors(unit.id):
        old = registry.find(facts.parcel_unit_id)
        raise Refusal("case.parcel_unit_elsewhere", unit=unit.full_name, parcel_unit=old.full_name)
