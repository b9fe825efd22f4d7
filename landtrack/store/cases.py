"""Lists of cases as of a day, as known at a log entry: what maps, lists and exports show. Never an identity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, type_coerce

from landtrack.domain.case import Occurred
from landtrack.domain.episode import Gap
from landtrack.domain.status import Exclusion, Status
from landtrack.store import schema
from landtrack.store.episodes import BANDS, STATUSES
from landtrack.store.figures import band_number, in_snapshot
from landtrack.store.geometry import WkbBytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from sqlalchemy import Select

    from landtrack.domain.cutoff import Band, Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

EPISODE, REVISION, CHANGE, CASE = schema.episode, schema.revision, schema.status_change, schema.violation_case


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as of a day: facts, status and band, without geometry and identity; areas in tenths of m².

    ``revision`` is the log entry of the facts shown; ``effective_on`` to ``note`` are of the change that gave the
    status, None or "" before one.
    """

    case_id: int
    code: str
    revision: int
    place_id: int
    unit_id: int
    parcel_unit_id: int | None
    kind: str
    land_type: str
    hamlet: str
    map_sheet: str
    parcel: str
    part_of_parcel: bool
    occurred: Occurred
    found_on: date
    area: int
    resolved_area: int
    status: Status
    band: Band
    gap: Gap
    effective_on: date | None
    form: str | None
    exclusion: Exclusion | None
    decision_number: str
    note: str


def list_cases(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    *,
    places: Collection[int] | None = None,
    cutoffs: Cutoffs | None = None,
    excluded: bool = True,
) -> list[CaseRow]:
    """Return the cases by code; ``places`` narrows to area units (ids of place, as from ``Frame.members``).

    ``cutoffs`` None means the register's own bands; ``excluded`` False leaves out what
    counts in no figure.
    """
    band = EPISODE.c.band if cutoffs is None else band_number(cutoffs)
    query = snapshot(
        select(
            EPISODE.c.case_id, CASE.c.code, EPISODE.c.revision, EPISODE.c.place_id, REVISION.c.unit_id,
            REVISION.c.parcel_unit_id, REVISION.c.kind, REVISION.c.land_type, REVISION.c.hamlet,
            REVISION.c.map_sheet, REVISION.c.parcel, REVISION.c.part_of_parcel, REVISION.c.occurred_earliest,
            REVISION.c.occurred_latest, REVISION.c.found_on, EPISODE.c.area, EPISODE.c.resolved_area,
            EPISODE.c.status, band.label("band"), EPISODE.c.gap, CHANGE.c.effective_on, CHANGE.c.form,
            CHANGE.c.exclusion, CHANGE.c.decision_number, CHANGE.c.note,
        ),
        scope, as_of, entry, places, excluded=excluded,
    )  # fmt: skip
    return [_case_row(row) for row in view.connection.execute(query.order_by(CASE.c.code))]


def geometries(
    view: View, scope: Scope, as_of: date, entry: int, *, places: Collection[int] | None = None, excluded: bool = True
) -> Iterator[tuple[int, int, bytes]]:
    """Give (case id, revision, WKB in EPSG:4326) of the cases that have a geometry, by case id."""
    column = type_coerce(
        REVISION.c.geometry if view.engine_name == "sqlite" else func.ST_AsBinary(REVISION.c.geometry, type_=WkbBytes),
        WkbBytes,
    )
    query = snapshot(
        select(EPISODE.c.case_id, EPISODE.c.revision, column), scope, as_of, entry, places, excluded=excluded
    ).where(EPISODE.c.gap != int(Gap.NO_GEOMETRY))
    for case_id, revision, wkb in view.connection.execute(query.order_by(EPISODE.c.case_id)):
        yield case_id, revision, bytes(wkb)


def snapshot(
    query: Select[Any], scope: Scope, as_of: date, entry: int, places: Collection[int] | None, *, excluded: bool
) -> Select[Any]:
    """Return the query over episode, case, revision and change, narrowed to the cases as of the day and the entry."""
    query = (
        query.select_from(EPISODE)
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(REVISION, REVISION.c.entry == EPISODE.c.revision)
        .join(CHANGE, CHANGE.c.entry == EPISODE.c.change, isouter=True)
        .where(in_snapshot(scope, as_of, entry))
    )
    if places is not None:
        query = query.where(EPISODE.c.place_id.in_(sorted(places)))
    return query if excluded else query.where(EPISODE.c.status != STATUSES.index(Status.EXCLUDED))


def _case_row(row: Any) -> CaseRow:
    return CaseRow(
        case_id=row.case_id,
        code=row.code,
        revision=row.revision,
        place_id=row.place_id,
        unit_id=row.unit_id,
        parcel_unit_id=row.parcel_unit_id,
        kind=row.kind,
        land_type=row.land_type,
        hamlet=row.hamlet,
        map_sheet=row.map_sheet,
        parcel=row.parcel,
        part_of_parcel=row.part_of_parcel,
        occurred=Occurred(row.occurred_earliest, row.occurred_latest),
        found_on=row.found_on,
        area=row.area,
        resolved_area=row.resolved_area,
        status=STATUSES[row.status],
        band=BANDS[row.band],
        gap=Gap(row.gap),
        effective_on=row.effective_on,
        form=row.form,
        exclusion=None if row.exclusion is None else Exclusion(row.exclusion),
        decision_number=row.decision_number or "",
        note=row.note or "",
    )
