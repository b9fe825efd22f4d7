"""Keeping ``figure_step``: by how much the counts known now change in each span of days."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import delete, func, insert, literal, select, union_all

from landtrack.domain.episode import FOREVER
from landtrack.store import schema
from landtrack.store.bulk import insert_values
from landtrack.store.grouping import summed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select

    from landtrack.store.database import Transaction

EPISODE, STEP = schema.episode, schema.figure_step
CELL = ("place_id", "band", "status", "gap")
KEY = ("days", "number", *CELL)
SUMS = ("cases", "area", "resolved_area")

Row = tuple[Any, ...]

_PLACES = {column.name: place for place, column in enumerate(EPISODE.columns)}
_UNTIL_ENTRY = _PLACES["until_entry"]
_CONTRIBUTION = itemgetter(*(_PLACES[name] for name in ("from_day", "until_day", *CELL, *SUMS[1:])))
_NAMES = ", ".join((*KEY, *SUMS))
_ADDING = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET " + ", ".join(
    f"{name} = figure_step.{name} + excluded.{name}" for name in SUMS
)


def add_steps(tx: Transaction, rows: Iterable[Row], sign: int) -> None:
    """Add (``sign`` 1) or take away (-1) what episodes contribute; rows of the past log contribute nothing.

    ``rows`` are rows of the table of episodes, values in its order of columns.
    """
    current = [_CONTRIBUTION(row) for row in rows if row[_UNTIL_ENTRY] == FOREVER]
    if not current:
        return
    found = np.array(current, dtype=np.int64)
    ending = found[found[:, 1] != FOREVER]
    cells = np.concatenate([found[:, [0, 2, 3, 4, 5]], ending[:, 1:6]])
    sums = np.concatenate([_sums(found, sign), _sums(ending, -sign)])
    for days in schema.SPANS:
        keys = cells.copy()
        keys[:, 0] //= days
        _upsert(tx, days, *summed(keys, sums))


def _sums(found: np.ndarray, sign: int) -> np.ndarray:
    cases = np.ones((len(found), 1), dtype=np.int64)
    return np.hstack([cases, found[:, 6:]]) * sign


def _upsert(tx: Transaction, days: int, keys: np.ndarray, sums: np.ndarray) -> None:
    columns = [np.full(len(keys), days), *keys.T, *sums.T]
    if tx.engine_name == "sqlite":
        rows = list(zip(*(column.tolist() for column in columns), strict=True))
        insert_values(tx.connection, f"INSERT INTO figure_step ({_NAMES}) VALUES", rows, _ADDING)
    else:
        arrays = ", ".join(["%s::bigint[]"] * len(columns))
        statement = f"INSERT INTO figure_step ({_NAMES}) SELECT * FROM unnest({arrays}) {_ADDING}"  # noqa: S608 - names of the schema
        tx.connection.exec_driver_sql(statement, tuple(column.tolist() for column in columns))


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
