"""Keeping ``figure_step``: what began in each span of days, as known now and as each block of the log made it known."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import CompoundSelect, Select, and_, delete, func, insert, literal, or_, select, true, union_all

from landtrack.domain.episode import FOREVER
from landtrack.store import schema
from landtrack.store.bulk import insert_values, packing_of, write
from landtrack.store.grouping import summed
from landtrack.store.schema.figures import BLOCK, BLOCK_SPANS, NOT_FOUND, NOW, SPANS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Table

    from landtrack.store.database import Transaction

EPISODE, STEP = schema.episode, schema.figure_step
BEGINNING = ("place_id", "band", "status", "was", "gap")
KEY = ("block", "days", "number", *BEGINNING)
SUMS = ("cases", "area", "resolved_area", "was_resolved")

Row = tuple[Any, ...]
Contributions = tuple[np.ndarray, np.ndarray]
Sums = Select[Any] | CompoundSelect[Any]

_PLACES = {column.name: place for place, column in enumerate(EPISODE.columns)}
_WAS = _PLACES["was"]
_TAKEN = itemgetter(
    *(_PLACES[name] for name in ("from_entry", "until_entry", "from_day", "place_id", "band", "status")),
    *(_PLACES[name] for name in ("gap", *SUMS[1:])),
)
_NAMES = ", ".join((*KEY, *SUMS))
_ADDING = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET " + ", ".join(
    f"{name} = figure_step.{name} + excluded.{name}" for name in SUMS
)


def contributions(rows: Iterable[Row], sign: int) -> Contributions:
    """Return what episodes add (``sign`` 1) or, taken away, subtract (-1), for :func:`write_steps`; int64.

    ``rows`` are rows of the table of episodes, values in its order of columns. Keys are (block, day, *BEGINNING), the
    rest their SUMS. An episode begins a day in the knowledge of the block that it was recorded in, and takes it back in
    the block in which it was known otherwise; what begins and ends within one block is nothing to anybody outside it.
    """
    listed = list(rows)
    found = np.array([_TAKEN(row) for row in listed], dtype=np.int64).reshape(-1, 10)
    was = np.array([NOT_FOUND if row[_WAS] is None else row[_WAS] for row in listed], dtype=np.int64)
    cells = np.column_stack([found[:, 2:6], was, found[:, 6]])
    sums = np.column_stack([np.ones(len(found), dtype=np.int64), found[:, 7:]]) * sign
    now, since, until = found[:, 1] == FOREVER, found[:, 0] // BLOCK, found[:, 1] // BLOCK
    lasting = since != until
    parts = ((np.full(len(found), NOW), now, 1), (since, lasting, 1), (until, lasting & ~now, -1))
    return (
        np.concatenate([np.column_stack([block[which], cells[which]]) for block, which, _ in parts]),
        np.concatenate([sums[which] * turn for _, which, turn in parts]),
    )


def write_steps(tx: Transaction, gathered: Sequence[Contributions]) -> None:
    """Add them all to the table: the more at once, the fewer of its rows are written twice."""
    keys = np.concatenate([some for some, _ in gathered] or [np.empty((0, len(BEGINNING) + 2), np.int64)])
    if not len(keys):
        return
    by_day = summed(keys, np.concatenate([some for _, some in gathered]))
    put = _upsert if tx.connection.execute(select(STEP.c.days).limit(1)).first() else _fill
    now = by_day[0][:, 0] == NOW
    for which, spans in ((now, SPANS), (~now, BLOCK_SPANS)):
        found, before = (by_day[0][which], by_day[1][which]), 1
        for days in spans:
            found[0][:, 1] //= days // before
            keys, sums = summed(*found)
            changed = sums.any(axis=1)
            found, before = (keys[changed], sums[changed]), days
            put(tx, _columns(days, *found))


def _columns(days: int, keys: np.ndarray, sums: np.ndarray) -> list[list[int]]:
    block, *others = keys.T
    return [column.tolist() for column in (block, np.full(len(keys), days), *others, *sums.T)]


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
    for _, query in levels():
        rows = summed_up(query)
        tx.connection.execute(insert(STEP).from_select([*KEY, *SUMS], rows))


def levels(places: Sequence[int] | None = None) -> Iterator[tuple[ColumnElement[bool], Sums]]:
    """Give which rows of the table are the sums of a span, and KEY and SUMS of what they must be summed from.

    The shortest spans are summed from the episodes, longer ones from the shorter. ``places`` None means all.
    """

    def here(table: Table) -> ColumnElement[bool]:
        return true() if places is None else table.c.place_id.in_(places)

    since, until = EPISODE.c.from_entry // BLOCK, EPISODE.c.until_entry // BLOCK
    begun = _beginnings(since, BLOCK_SPANS[0], 1).where(since != until, here(EPISODE))
    taken_back = _beginnings(until, BLOCK_SPANS[0], -1).where(
        since != until, EPISODE.c.until_entry != FOREVER, here(EPISODE)
    )
    now = _beginnings(literal(NOW), SPANS[0], 1).where(EPISODE.c.until_entry == FOREVER, here(EPISODE))
    for spans, finest, these in (
        (SPANS, now, STEP.c.block == NOW),
        (BLOCK_SPANS, union_all(begun, taken_back), STEP.c.block != NOW),
    ):
        yield and_(these, STEP.c.days == spans[0], here(STEP)), finest
        for finer, days in pairwise(spans):
            span = (literal(days).label("days"), (STEP.c.number // (days // finer)).label("number"))
            others = [STEP.c[name] for name in (*BEGINNING, *SUMS)]
            shorter = select(STEP.c.block, *span, *others).where(these, STEP.c.days == finer, here(STEP))
            yield and_(these, STEP.c.days == days, here(STEP)), shorter


def differs(which: ColumnElement[bool], query: Sums) -> Select[Any]:
    """Return a query that gives a row if the rows of the table are not what :func:`levels` says they must be."""
    kept = select(*(STEP.c[name] for name in KEY), *((STEP.c[name] * -1).label(name) for name in SUMS)).where(which)
    parts = query.selects if isinstance(query, CompoundSelect) else (query,)
    return summed_up(union_all(*parts, kept)).limit(1)


def _beginnings(block: ColumnElement[int], days: int, sign: int) -> Select[Any]:
    """Return the contributions of the episodes: KEY and SUMS."""
    was = func.coalesce(EPISODE.c.was, NOT_FOUND).label("was")
    key = [was if name == "was" else EPISODE.c[name] for name in BEGINNING]
    span = (literal(days).label("days"), (EPISODE.c.from_day // days).label("number"))
    sums = (literal(sign).label("cases"), *((EPISODE.c[name] * sign).label(name) for name in SUMS[1:]))
    return select(block.label("block"), *span, *key, *sums)


def summed_up(query: Sums) -> Select[Any]:
    """Return what a query of KEY and SUMS gives, summed by the key; what sums to nothing is left out."""
    rows = query.subquery()
    keys, sums = [rows.c[name] for name in KEY], [func.sum(rows.c[name]) for name in SUMS]
    something = or_(*(one != 0 for one in sums))
    return select(*keys, *sums).group_by(*keys).having(something)
