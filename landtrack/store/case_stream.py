"""The cases of an export as columns of bare numbers and texts, some thousand at a time: never a million values at once.

:func:`landtrack.store.cases.list_cases` says the same of each case as a value with names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, case, cast, func, literal_column, select, text, type_coerce

from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.cases import CASE, CHANGE, EPISODE, REVISION, snapshot
from landtrack.store.episodes import STATUS_NUMBER
from landtrack.store.figures import band_number, in_snapshot
from landtrack.store.geometry import WkbBytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, FromClause, Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

Columns = dict[str, "Sequence[Any]"]

STREAM_COLUMNS = (
    "code", "place_id", "sheet_unit_id", "kind", "land_type", "hamlet", "map_sheet", "parcel", "part_of_parcel",
    "earliest", "latest", "found_on", "area", "resolved_area", "status", "band", "gap", "effective_on", "form",
    "decision_number", "note", "geometry",
)  # fmt: skip
"""Status and band are places in ``STATUSES`` and ``BANDS``, gap a number of ``Gap``, days ISO texts, part 0 or 1, areas
tenths of m², geometry little-endian WKB in EPSG:4326. ``sheet_unit_id`` is the unit whose map sheets are meant. None
where there is nothing; from ``effective_on`` to ``note`` also before the first change."""

CHOSEN = ("place_id", "revision", "change", "area", "resolved_area", "status", "band", "gap")
EXCLUDED = STATUS_NUMBER[Status.EXCLUDED]
SORTING = "64MB"
"""What PostgreSQL may take to sort them; more goes to its disk."""


def stream_cases(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    *,
    places: Sequence[int],
    cutoffs: Cutoffs | None = None,
    at_once: int = 20_000,
) -> Iterator[Columns]:
    """Give the cases in these places, excluded ones left out, at most ``at_once`` of them each time.

    They come place by place in the order of ``places``, and in each by code. ``cutoffs`` None means the register's own
    bands.
    """
    if not places:
        return
    turn = case({place: number for number, place in enumerate(places)}, value=EPISODE.c.place_id)
    asked = (scope, as_of, entry)
    if view.engine_name == "sqlite":
        rows = _sorted_first(view, asked, places, turn, cutoffs, at_once)
    else:
        query = snapshot(_said(view, EPISODE, CASE.c.code, cutoffs), *asked, places, excluded=False)
        rows = _sorted_last(view, query.order_by(turn, CASE.c.code), at_once)
    for some in rows:
        yield dict(zip(STREAM_COLUMNS, zip(*some, strict=True), strict=True))


def _sorted_first(
    view: View,
    asked: tuple[Scope, date, int],
    places: Sequence[int],
    turn: ColumnElement[int],
    cutoffs: Cutoffs | None,
    at_once: int,
) -> Iterator[Sequence[Any]]:
    """Give the rows from SQLite: what they are sorted by first, then what else is said of each, found by its key.

    Codes are given out as cases are recorded, so what is found one after the other lies side by side in the file. A
    million whole rows would wander about in it, and then with all their shapes through a sort.
    """
    place: ColumnElement[int] = EPISODE.c.place_id
    if len(places) > view.connection.execute(select(func.count()).select_from(schema.area_unit)).scalar_one() // 2:
        # Nearly all are wanted, in the order of the table: the index on the place would give them in another.
        place = place + 0
    scope, as_of, entry = asked
    sorted_rows = (
        select(CASE.c.code, *(EPISODE.c[name] for name in CHOSEN))
        .join_from(EPISODE, CASE, CASE.c.id == EPISODE.c.case_id)
        .where(in_snapshot(scope, as_of, entry), place.in_(places), EPISODE.c.status != EXCLUDED)
        .order_by(turn, CASE.c.code)
        # SQLite leaves out the sorting of an inner query that has no limit; -1 is no limit.
        .limit(-1)
        .subquery("chosen")
    )
    query = (
        _said(view, sorted_rows, sorted_rows.c.code, cutoffs)
        .select_from(sorted_rows)
        # Each has one; an outer join keeps the order of what is on its left.
        .join(REVISION, REVISION.c.entry == sorted_rows.c.revision, isouter=True)
        .join(CHANGE, CHANGE.c.entry == sorted_rows.c.change, isouter=True)
    )
    # From the driver's own cursor, which streams by itself: no value here has to be converted.
    cursor: Any = view.connection.execute(query).cursor
    while some := cursor.fetchmany(at_once):
        yield some


def _sorted_last(view: View, query: Select[Any], at_once: int) -> Iterator[Sequence[Any]]:
    """Give the rows from PostgreSQL, which joins whole tables and sorts what comes out.

    A cursor is planned for its first rows, but all of them are wanted.
    """
    view.connection.execute(text(f"SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '{SORTING}'"))
    yield from view.connection.execute(query.execution_options(yield_per=at_once)).partitions()


def _said(view: View, episode: FromClause, code: ColumnElement[str], cutoffs: Cutoffs | None) -> Select[Any]:
    """Return the query of STREAM_COLUMNS without its tables; ``episode`` is the table, or what was chosen of it."""
    return select(
        code, episode.c.place_id, func.coalesce(REVISION.c.parcel_unit_id, REVISION.c.unit_id),
        REVISION.c.kind, REVISION.c.land_type, REVISION.c.hamlet, REVISION.c.map_sheet, REVISION.c.parcel,
        cast(REVISION.c.part_of_parcel, Integer), *(
            cast(REVISION.c[name], String) for name in ("occurred_earliest", "occurred_latest", "found_on")
        ),
        episode.c.area, episode.c.resolved_area, episode.c.status,
        episode.c.band if cutoffs is None else band_number(cutoffs), episode.c.gap,
        cast(CHANGE.c.effective_on, String), CHANGE.c.form, CHANGE.c.decision_number, CHANGE.c.note, _wkb(view),
    )  # fmt: skip


def _wkb(view: View) -> Any:
    if view.engine_name == "sqlite":
        return type_coerce(REVISION.c.geometry, WkbBytes)
    return func.ST_AsBinary(REVISION.c.geometry, literal_column("'NDR'"), type_=WkbBytes)
