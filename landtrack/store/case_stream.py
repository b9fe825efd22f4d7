"""The cases of an export as columns of bare numbers and texts, some thousand at a time: never a million values at once.

:func:`landtrack.store.cases.list_cases` says the same of each case as a value with names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, cast, func, literal_column, select, text, type_coerce

from landtrack.store.cases import CASE, CHANGE, EPISODE, REVISION, snapshot
from landtrack.store.figures import band_number
from landtrack.store.geometry import WkbBytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Select

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


def stream_cases(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    *,
    places: Collection[int],
    cutoffs: Cutoffs | None = None,
    at_once: int = 20_000,
) -> Iterator[Columns]:
    """Give the cases in these places, excluded ones left out, by code: at most ``at_once`` of them each time.

    ``cutoffs`` None means the register's own bands.
    """
    band = EPISODE.c.band if cutoffs is None else band_number(cutoffs)
    query = snapshot(
        select(
            CASE.c.code, EPISODE.c.place_id, func.coalesce(REVISION.c.parcel_unit_id, REVISION.c.unit_id),
            REVISION.c.kind, REVISION.c.land_type, REVISION.c.hamlet, REVISION.c.map_sheet, REVISION.c.parcel,
            cast(REVISION.c.part_of_parcel, Integer), *(
                cast(REVISION.c[name], String) for name in ("occurred_earliest", "occurred_latest", "found_on")
            ),
            EPISODE.c.area, EPISODE.c.resolved_area, EPISODE.c.status, band, EPISODE.c.gap,
            cast(CHANGE.c.effective_on, String), CHANGE.c.form, CHANGE.c.decision_number, CHANGE.c.note,
            _wkb(view),
        ),
        scope, as_of, entry, places, excluded=False,
    )  # fmt: skip
    for rows in _rows(view, query.order_by(CASE.c.code), at_once):
        yield dict(zip(STREAM_COLUMNS, zip(*rows, strict=True), strict=True))


def _rows(view: View, query: Select[Any], at_once: int) -> Iterator[Sequence[Any]]:
    if view.engine_name == "sqlite":
        # From the driver's own cursor, which streams by itself: no value here has to be converted.
        cursor: Any = view.connection.execute(query).cursor
        while rows := cursor.fetchmany(at_once):
            yield rows
        return
    # A cursor is planned for its first rows, but all of them are wanted.
    view.connection.execute(text("SET LOCAL cursor_tuple_fraction = 1"))
    yield from view.connection.execute(query.execution_options(yield_per=at_once)).partitions()


def _wkb(view: View) -> Any:
    if view.engine_name == "sqlite":
        return type_coerce(REVISION.c.geometry, WkbBytes)
    return func.ST_AsBinary(REVISION.c.geometry, literal_column("'NDR'"), type_=WkbBytes)
