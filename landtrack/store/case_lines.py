"""The cases behind a figure, one line each: read from the figures' own index first, so that a cell opens at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, select, text

from landtrack.domain.case import ViolationKind
from landtrack.domain.cell import COUNTED
from landtrack.domain.report.case_line import CaseLine
from landtrack.domain.status import Form, Status
from landtrack.store.cases import CASE, CHANGE, EPISODE, REVISION, snapshot
from landtrack.store.episodes import BAND_NUMBER, BANDS, STATUS_NUMBER, STATUSES
from landtrack.store.figures import band_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Select

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Band, Cutoffs
    from landtrack.domain.episode import Gap
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

_CODE = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases: in these places (ids; None: all), with one of these statuses, in this band, with this gap.

    ``with_resolved`` wants a resolved part; ``codes`` narrows to cases by code.
    """

    places: Collection[int] | None = None
    statuses: frozenset[Status] = COUNTED
    band: Band | None = None
    gap: Gap | None = None
    with_resolved: bool = False
    codes: Collection[str] | None = None


def read_case_lines(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    units: Mapping[int, AreaUnit | None],
    wanted: Wanted,
    cutoffs: Cutoffs | None = None,
) -> list[CaseLine]:
    """Return the wanted cases by code; ``units`` gives the unit that is shown for each place, None for none.

    ``cutoffs`` None means the register's own bands.
    """
    band = EPISODE.c.band if cutoffs is None else band_number(cutoffs)
    query = snapshot(
        select(
            CASE.c.code, EPISODE.c.place_id, REVISION.c.kind, REVISION.c.land_type, REVISION.c.hamlet,
            REVISION.c.map_sheet, REVISION.c.parcel, band, EPISODE.c.status, *(
                cast(REVISION.c[name], String) for name in ("found_on", "occurred_earliest", "occurred_latest")
            ),
            EPISODE.c.area, EPISODE.c.resolved_area, cast(CHANGE.c.effective_on, String), CHANGE.c.form,
            CHANGE.c.decision_number,
        ),
        scope, as_of, entry, wanted.places, excluded=True,
    )  # fmt: skip
    query = _narrowed(query, wanted)
    if wanted.band is not None:
        query = query.where(band == BAND_NUMBER[wanted.band])
    if view.engine_name == "postgresql" and wanted.places is not None:
        # It takes days and entries for independent, expects ten times the rows, and would read whole tables for them.
        _plan_joins(view, hashing=False)
        rows = _bare_rows(view, query)
        _plan_joins(view, hashing=True)
    else:
        rows = _bare_rows(view, query)
    rows.sort(key=_CODE)
    shown = {place: ("", "") if unit is None else (unit.code, unit.full_name) for place, unit in units.items()}
    return [_line(row, shown) for row in rows]


def _plan_joins(view: View, *, hashing: bool) -> None:
    """Let PostgreSQL join by looking up row by row only, or as it likes, for the rest of the transaction."""
    for kind in ("hashjoin", "mergejoin"):
        view.connection.execute(text(f"SET LOCAL enable_{kind} = {'on' if hashing else 'off'}"))


def _bare_rows(view: View, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows as the driver gives them: no value here has to be converted, and thousands of them cost."""
    cursor: Any = view.connection.execute(query).cursor
    return list(cursor.fetchall())


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    query = query.where(EPISODE.c.status.in_(sorted(STATUS_NUMBER[status] for status in wanted.statuses)))
    if wanted.gap is not None:
        query = query.where(EPISODE.c.gap == int(wanted.gap))
    if wanted.with_resolved:
        query = query.where(EPISODE.c.resolved_area > 0)
    if wanted.codes is not None:
        query = query.where(CASE.c.code.in_(sorted(wanted.codes)))
    return query


def _line(row: tuple[Any, ...], shown: Mapping[int, tuple[str, str]]) -> CaseLine:
    (
        code, place, kind, land_type, hamlet, sheet, parcel, band, status, found_on, earliest, latest, area, resolved,
        effective_on, form, decision,
    ) = row  # fmt: skip
    return CaseLine(
        code,
        *shown[place],
        _KINDS[kind],
        land_type,
        hamlet,
        sheet,
        parcel,
        BANDS[band],
        STATUSES[status],
        _day(found_on),
        None if earliest is None else _day(earliest),
        _day(latest),
        area,
        resolved,
        None if effective_on is None else _day(effective_on),
        None if form is None else _FORMS[form],
        decision or "",
        place,
    )


@lru_cache(maxsize=50_000)
def _day(spelled: str) -> date:
    """Return a day; the same ones come again and again."""
    return date.fromisoformat(spelled)


_FORMS = {form.value: form for form in Form}
_KINDS = {kind.value: kind for kind in ViolationKind}
