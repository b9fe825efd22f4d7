"""Keeping ``figure_step``: by how much the counts known now change in each span of days."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import delete, func, insert, literal, select, union_all

from landtrack.domain.episode import FOREVER
from landtrack.store import schema
from landtrack.store.bulk import insert_values, packing_of, write
from landtrack.store.grouping import summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Select

    from landtrack.store.database import Transaction

EPISODE, STEP = schema.episode, schema.figure_step
CELL = ("place_id", "band", "status", "gap")
KEY = ("days", "number", *CELL)
SUMS = ("cases", "area", "resolved_area")

Row = tuple[Any, ...]
Contributions = tuple[np.ndarray, np.ndarray]

_PLACES = {column.name: place for place, column in enumerate(EPISODE.columns)}
_UNTIL_ENTRY = _PLACES["until_entry"]
_CONTRIBUTED = ("from_day", "until_day", *CELL, *SUMS[1:])
_CONTRIBUTION = itemgetter(*(_PLACES[name] for name in _CONTRIBUTED))
_NAMES = ", ".join((*KEY, *SUMS))
_ADDING = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET " + ", ".join(
    f"{name} = figure_step.{name} + excluded.{name}" for name in SUMS
)


def add_steps(tx: Transaction, rows: Iterable[Row], sign: int) -> None:
    """Add (``sign`` 1) or take away (-1) what episodes contribute; rows of the past log contribute nothing.

    ``rows`` are rows of the table of episodes, values in its order of columns.
    """
    write_steps(tx, [contributions(rows, sign)])


def contributions(rows: Iterable[Row], sign: int) -> Contributions:
    """Return what the episodes contribute, for :func:`write_steps`: keys (day, *CELL) and their SUMS, int64."""
    current = [_CONTRIBUTION(row) for row in rows if row[_UNTIL_ENTRY] == FOREVER]
    found = np.array(current, dtype=np.int64).reshape(-1, len(_CONTRIBUTED))
    ending = found[found[:, 1] != FOREVER]
    cells = np.concatenate([found[:, [0, 2, 3, 4, 5]], ending[:, 1:6]])
    return cells, np.concatenate([_sums(found, sign), _sums(ending, -sign)])


def write_steps(tx: Transaction, gathered: Sequence[Contributions]) -> None:
    """Add them all to the table: the more at once, the fewer of its rows are written twice."""
    keys = np.concatenate([some for some, _ in gathered] or [np.empty((0, len(CELL) + 1), np.int64)])
    if not len(keys):
        return
    by_day = summed(keys, np.concatenate([some for _, some in gathered]))
    put = _upsert if tx.connection.execute(select(STEP.c.days).limit(1)).first() else _fill
    for days in schema.SPANS:
        spans = by_day[0].copy()
        spans[:, 0] //= days
        keys, sums = summed(spans, by_day[1])
        put(tx, [column.tolist() for column in (np.full(len(keys), days), *keys.T, *sums.T)])


def _sums(found: np.ndarray, sign: int) -> np.ndarray:
    cases = np.ones((len(found), 1), dtype=np.int64)
    return np.hstack([cases, found[:, 6:]]) * sign


def _fill(tx: Transaction, columns: Sequence[list[int]]) -> None:
    """Write them into a table that has no rows for them."""
    packed = packing_of(tx.connection).columns(STEP, dict(zip((*KEY, *SUMS), columns, strict=True)))
    write(tx.connection, packed)


def _upsert(tx: Transaction, columns: Sequence[list[int]]) -> None:
    if tx.engine_name == "sqlite":
        rows = list(zip(*columns, strict=True))
        insert_values(tx.connection, f"INSERT INTO figure_step ({_NAMES}) VALUES", rows, _ADDING)
    else:
        arrays = ", ".join(["%s::bigint[]"] * len(columns))
        statement = f"INSERT INTO figure_step ({_NAMES}) SELECT * FROM unnest({arrays}) {_ADDING}"  # noqa: S608 - names of the schema
        # As the text of an array: the driver would look at each number.
        texts = tuple("{" + ",".join(map(str, column)) + "}" for column in columns)
        tx.connection.exec_driver_sql(statement, texts)


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
