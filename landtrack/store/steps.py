"""Keeping ``figure_step``: by how much the counts known now change in each span of days."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, literal, select, union_all
from sqlalchemy.dialects import postgresql, sqlite

from landtrack.domain.episode import FOREVER
from landtrack.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Select

    from landtrack.store.database import Transaction

EPISODE, STEP = schema.episode, schema.figure_step
CELL = ("place_id", "band", "status", "gap")
KEY = ("days", "number", *CELL)
SUMS = ("cases", "area", "resolved_area")

Row = dict[str, Any]


def add_steps(tx: Transaction, rows: Iterable[Row], sign: int) -> None:
    """Add (``sign`` 1) or take away (-1) what episodes contribute; rows of the past log contribute nothing."""
    changes: dict[tuple[int, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        if row["until_entry"] != FOREVER:
            continue
        cell = tuple(row[name] for name in CELL)
        for day, direction in ((row["from_day"], sign), (row["until_day"], -sign)):
            for days in schema.SPANS if day != FOREVER else ():
                sums = changes[days, day // days, *cell]
                sums[0] += direction
                sums[1] += direction * row["area"]
                sums[2] += direction * row["resolved_area"]
    if changes:
        _upsert(tx, [dict(zip((*KEY, *SUMS), (*key, *sums), strict=True)) for key, sums in changes.items()])


def _upsert(tx: Transaction, rows: Sequence[Row]) -> None:
    dialect = sqlite if tx.engine_name == "sqlite" else postgresql
    statement = dialect.insert(STEP)
    sums = {name: STEP.c[name] + statement.excluded[name] for name in SUMS}
    tx.connection.execute(statement.on_conflict_do_update(index_elements=KEY, set_=sums), list(rows))


def fill_steps(tx: Transaction) -> None:
    """Compute all steps anew from the episodes."""
    tx.connection.execute(delete(STEP))
    cell = [EPISODE.c[name] for name in CELL]

    def ends(day: ColumnElement[int], days: int, sign: int) -> Select[Any]:
        span = (literal(days).label("days"), (day // days).label("number"))
        sums = (literal(sign).label("cases"), *((EPISODE.c[name] * sign).label(name) for name in SUMS[1:]))
        return select(*span, *cell, *sums).where(EPISODE.c.until_entry == FOREVER, day != FOREVER)

    for days in schema.SPANS:
        both = union_all(ends(EPISODE.c.from_day, days, 1), ends(EPISODE.c.until_day, days, -1)).subquery()
        keys = [both.c[name] for name in KEY]
        summed = select(*keys, *(func.sum(both.c[name]) for name in SUMS)).group_by(*keys)
        tx.connection.execute(insert(STEP).from_select([*KEY, *SUMS], summed))
