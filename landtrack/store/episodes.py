"""Keeping the derived table of episodes: after every append for the cases it touched, or for all of them anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from landtrack.domain.boundary import judge
from landtrack.domain.episode import JudgedAt
from landtrack.store import schema
from landtrack.store.bulk import insert_plain
from landtrack.store.episode_rows import (
    BAND_NUMBER,
    BANDS,
    EPISODE_COLUMNS,
    STATUS_NUMBER,
    STATUSES,
    EpisodeRows,
)
from landtrack.store.histories import read_histories
from landtrack.store.steps import add_steps, fill_steps
from landtrack.store.units import boundary_entries, read_boundaries, read_cutoffs, read_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import CaseHistory, Revision
    from landtrack.store.database import Transaction, View

CASES_AT_ONCE = 20_000

__all__ = [
    "BANDS",
    "BAND_NUMBER",
    "STATUSES",
    "STATUS_NUMBER",
    "judgements",
    "maker",
    "rebuild",
    "refresh",
    "write_rows",
]


def refresh(tx: Transaction, histories: Sequence[CaseHistory], registry: UnitRegistry | None = None) -> None:
    """Write the episodes of these cases anew, and the steps that follow; what waits is flushed first."""
    tx.flush()
    ids = [history.case_id for history in histories]
    if tx.connection.execute(select(schema.episode.c.id).limit(1)).first() is not None:
        _remove(tx, ids)
    add_steps(tx, _write(tx, histories, registry), 1)


def _remove(tx: Transaction, ids: Sequence[int]) -> None:
    """Take away the episodes of these cases and what they contribute to the steps."""
    for start in range(0, len(ids), 500):
        mine = schema.episode.c.case_id.in_(ids[start : start + 500])
        old = tx.connection.execute(select(schema.episode).where(mine)).all()
        if old:
            add_steps(tx, [tuple(row) for row in old], -1)
            tx.connection.execute(delete(schema.episode).where(mine))


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
    return EpisodeRows(registry, read_cutoffs(view), last)


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
