"""The cases that count, as the checks of the register look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, type_coerce

from landtrack.domain.episode import Gap
from landtrack.domain.finding import CheckedCase
from landtrack.domain.status import Status
from landtrack.store.episodes import BANDS, STATUS_NUMBER, STATUSES
from landtrack.store.figures import band_number, in_snapshot
from landtrack.store.geometry import WkbBytes
from landtrack.store.schema import episode, revision, status_change, violation_case

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Select

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

_GAPS = tuple(Gap)


def read_checked(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    places: Collection[int] | None,
    codes: Collection[str] = (),
    *,
    cutoffs: Cutoffs | None = None,
) -> list[CheckedCase]:
    """Return the reader's cases by id, without the excluded ones; ``codes`` narrows to some.

    ``cutoffs`` None means those the bands are kept ready for.
    """
    band = (episode.c.band if cutoffs is None else band_number(cutoffs)).label("band")
    query = select(
        episode.c.case_id, violation_case.c.code, episode.c.revision, episode.c.change, revision.c.unit_id,
        episode.c.place_id, revision.c.map_sheet, revision.c.parcel, revision.c.part_of_parcel, revision.c.area,
        episode.c.status, band, episode.c.gap, status_change.c.decision_number,
    )  # fmt: skip
    query = query.join(status_change, status_change.c.entry == episode.c.change, isouter=True)
    found = view.connection.execute(_counted(query, scope, as_of, entry, places, codes)).all()
    return [_checked(row) for row in found]


def read_shapes(
    view: View, scope: Scope, as_of: date, entry: int, places: Collection[int] | None, codes: Collection[str] = ()
) -> tuple[list[int], list[bytes]]:
    """Return case ids, ascending, and WKB (EPSG:4326) of those of the same cases that have a geometry."""
    column = type_coerce(
        revision.c.geometry if view.engine_name == "sqlite" else func.ST_AsBinary(revision.c.geometry, type_=WkbBytes),
        WkbBytes,
    )
    query = _counted(select(episode.c.case_id, column), scope, as_of, entry, places, codes)
    found = view.connection.execute(query.where(episode.c.gap != int(Gap.NO_GEOMETRY))).all()
    return [row[0] for row in found], [bytes(row[1]) for row in found]


def _checked(row: Any) -> CheckedCase:
    values = (*row[:10], STATUSES[row.status], BANDS[row.band], _GAPS[row.gap], row.decision_number or "")
    return CheckedCase(*values)


def _counted(
    query: Select[Any], scope: Scope, as_of: date, entry: int, places: Collection[int] | None, codes: Collection[str]
) -> Select[Any]:
    query = (
        query.select_from(episode)
        .join(violation_case, violation_case.c.id == episode.c.case_id)
        .join(revision, revision.c.entry == episode.c.revision)
        .where(in_snapshot(scope, as_of, entry), episode.c.status != STATUS_NUMBER[Status.EXCLUDED])
        .order_by(episode.c.case_id)
    )
    if places is not None:
        query = query.where(episode.c.place_id.in_(sorted(places)))
    return query.where(violation_case.c.code.in_(sorted(codes))) if codes else query
