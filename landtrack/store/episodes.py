"""Keeping the derived table of episodes: after every append for the cases it touched, or for all of them anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from landtrack.domain.boundary import judge
from landtrack.domain.episode import JudgedAt
from landtrack.store import schema
from landtrack.store.bulk import insert_plain
from landtrack.store.counting import read_counting
from landtrack.store.episode_rows import (
    BAND_NUMBER,
    BANDS,
    EPISODE_COLUMNS,
    STATUS_NUMBER,
    STATUSES,
    EpisodeRows,
)
from landtrack.store.histories import read_histories
from landtrack.store.steps import contributions, fill_steps, write_steps
from landtrack.store.units import boundary_entries, read_boundaries, read_cutoffs, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory, Revision
    from landtrack.store.database import Transaction, View
    from landtrack.store.steps import Contributions

CASES_AT_ONCE = 20_000
CASES_REFRESHED = 5_000

__all__ = [
    "BANDS",
    "BAND_NUMBER",
    "STATUSES",
    "STATUS_NUMBER",
    "judgements",
    "maker",
    "rebuild",
    "refresh",
    "refresh_forms",
    "write_rows",
]


def refresh(tx: Transaction, histories: Sequence[CaseHistory], registry: UnitRegistry | None = None) -> None:
    """Write the episodes of these cases anew, and the steps that follow; what waits is flushed first."""
    tx.flush()
    ids = [history.case_id for history in histories]
    steps = []
    if tx.connection.execute(select(schema.episode.c.id).limit(1)).first() is not None:
        steps = _remove(tx, ids)
    steps.append(contributions(_write(tx, histories, registry), 1))
    write_steps(tx, steps)


def _remove(tx: Transaction, ids: Sequence[int]) -> list[Contributions]:
    """Take away the episodes of these cases; return what that takes from the steps."""
    steps = []
    for start in range(0, len(ids), 500):
        mine = schema.episode.c.case_id.in_(ids[start : start + 500])
        old = tx.connection.execute(select(schema.episode).where(mine)).all()
        if old:
            steps.append(contributions(old, -1))
            tx.connection.execute(delete(schema.episode).where(mine))
    return steps


def _write(tx: Transaction, histories: Sequence[CaseHistory], registry: UnitRegistry | None) -> list[tuple[Any, ...]]:
    """Write the episodes of cases that have none; return their rows."""
    registry = registry or read_registry(tx)
    judged = judgements(tx, registry, histories)
    making = maker(tx, registry)
    rows = [row for history in histories for row in making.of_history(history, judged[history.case_id])]
    write_rows(tx, rows)
    return rows


def maker(view: View, registry: UnitRegistry) -> EpisodeRows:
    """Return what makes further rows of the table."""
    last = view.connection.execute(select(func.max(schema.episode.c.id))).scalar() or 0
    return EpisodeRows(registry, read_cutoffs(view), last, read_counting(view))


def write_rows(tx: Transaction, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of the table."""
    insert_plain(tx.connection, schema.episode, EPISODE_COLUMNS, rows)


def rebuild(tx: Transaction, report: Callable[[int, int], None] = lambda _done, _all: None) -> int:
    """Compute all episodes anew from the log; return the last case id. ``report(done, all)`` tells of progress."""
    tx.flush()
    case = schema.violation_case
    tx.connection.execute(delete(schema.episode))
    registry = read_registry(tx)
    last = tx.connection.execute(select(func.max(case.c.id))).scalar() or 0
    for start in range(1, last + 1, CASES_AT_ONCE):
        some = list(read_histories(tx, case.c.id.between(start, start + CASES_AT_ONCE - 1)))
        _write(tx, some, registry)
        report(min(start + CASES_AT_ONCE - 1, last), last)
    fill_steps(tx)
    return last


def refresh_forms(tx: Transaction, forms: Collection[str]) -> int:
    """Write anew the episodes of the cases that ever had a change in one of these forms; return how many they are."""
    if not forms:
        return 0
    tx.flush()
    change = schema.status_change
    having = select(change.c.case_id).where(change.c.form.in_(sorted(forms))).distinct().order_by(change.c.case_id)
    ids = list(tx.connection.execute(having).scalars())
    registry = read_registry(tx)
    for start in range(0, len(ids), CASES_REFRESHED):
        some = ids[start : start + CASES_REFRESHED]
        refresh(tx, list(read_histories(tx, schema.violation_case.c.id.in_(some))), registry)
    return len(ids)


def judgements(
    view: View, registry: UnitRegistry, histories: Iterable[CaseHistory]
) -> dict[int, dict[int, list[JudgedAt]]]:
    """Return for each case id and revision entry how its geometry lies, judged by every load that ever applied to it.

    The load in force when the revision was recorded, and each later one.
    """
    revisions = [
        (history.case_id, row)
        for history in histories
        for row in history.revisions
        if row.facts.geometry is not None and not row.withdrawn
    ]
    found: dict[int, dict[int, list[JudgedAt]]] = defaultdict(lambda: defaultdict(list))
    loads = boundary_entries(view)
    for position, load in enumerate(loads):
        following = loads[position + 1] if position + 1 < len(loads) else None
        some = [pair for pair in revisions if following is None or pair[1].entry < following]
        for (case_id, row), judgement in zip(some, _judge(view, registry, load, [row for _, row in some]), strict=True):
            found[case_id][row.entry].append(JudgedAt(load, judgement))
    return found


def _judge(view: View, registry: UnitRegistry, load: int, revisions: Sequence[Revision]) -> list[Any]:
    if not revisions:
        return []
    _, boundaries = read_boundaries(view, load)
    units = [row.facts.unit_id for row in revisions]
    return list(judge(boundaries, registry, units, [row.facts.geometry for row in revisions if row.facts.geometry]))
