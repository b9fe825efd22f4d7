"""The cases behind a figure, one line each: read from the figures' own index first, so that a cell opens at once."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, select, text

from landtrack.domain.cell import COUNTED
from landtrack.domain.report.case_line import CaseLine
from landtrack.store.cases import CASE, CHANGE, EPISODE, REVISION
from landtrack.store.episodes import BAND_NUMBER, BANDS, STATUS_NUMBER, STATUSES
from landtrack.store.figures import band_number, in_snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import ColumnElement, Select

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Band, Cutoffs
    from landtrack.domain.episode import Gap
    from landtrack.domain.scope import Scope
    from landtrack.domain.status import Status
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
    asked = [in_snapshot(scope, as_of, entry), *_conditions(wanted)]
    if wanted.band is not None and cutoffs is None:
        asked.append(band == BAND_NUMBER[wanted.band])
    query = _described(band)
    if wanted.codes is not None:
        query = query.where(CASE.c.code.in_(sorted(wanted.codes)), *asked)
    elif view.engine_name == "sqlite":
        # First the index alone, then the rows as they lie in the file, and not here and there.
        query = query.where(EPISODE.c.id.in_(select(EPISODE.c.id).where(*asked).correlate(None)))
    else:
        query = query.where(*asked)
    if wanted.band is not None and cutoffs is not None:
        query = query.where(band == BAND_NUMBER[wanted.band])
    if wanted.places is None:
        rows = _bare_rows(view, query)
    else:
        with row_by_row(view):
            rows = _bare_rows(view, query)
    rows.sort(key=_CODE)
    shown = {place: ("", "") if unit is None else (unit.code, unit.full_name) for place, unit in units.items()}
    return [_line(row, shown) for row in rows]


def _described(band: ColumnElement[int]) -> Select[Any]:
    """Return the query of what a line tells of episodes."""
    days = (cast(REVISION.c[name], String) for name in ("found_on", "occurred_earliest", "occurred_latest"))
    return (
        select(
            CASE.c.code, EPISODE.c.place_id, REVISION.c.kind, REVISION.c.land_type, REVISION.c.hamlet,
            REVISION.c.map_sheet, REVISION.c.parcel, band, EPISODE.c.status, *days, EPISODE.c.area,
            EPISODE.c.resolved_area, cast(CHANGE.c.effective_on, String), CHANGE.c.form, CHANGE.c.decision_number,
        )
        .select_from(EPISODE)
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(REVISION, REVISION.c.entry == EPISODE.c.revision)
        .join(CHANGE, CHANGE.c.entry == EPISODE.c.change, isouter=True)
    )  # fmt: skip


@contextmanager
def row_by_row(view: View) -> Iterator[None]:
    """Let PostgreSQL join by looking up row by row only.

    It takes days and entries for independent, expects ten times the rows, and would read whole tables for them.
    """
    if view.engine_name == "postgresql":
        _plan_joins(view, hashing=False)
    yield
    if view.engine_name == "postgresql":
        _plan_joins(view, hashing=True)


def _plan_joins(view: View, *, hashing: bool) -> None:
    """Let it join as it likes, or not, for the rest of the transaction."""
    for kind in ("hashjoin", "mergejoin"):
        view.connection.execute(text(f"SET LOCAL enable_{kind} = {'on' if hashing else 'off'}"))


def _bare_rows(view: View, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return the rows as the driver gives them: no value here has to be converted, and thousands of them cost."""
    cursor: Any = view.connection.execute(query).cursor
    return list(cursor.fetchall())


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Give what is asked of the episodes themselves, but for the band."""
    yield EPISODE.c.status.in_(sorted(STATUS_NUMBER[status] for status in wanted.statuses))
    if wanted.places is not None:
        yield EPISODE.c.place_id.in_(sorted(wanted.places))
    if wanted.gap is not None:
        yield EPISODE.c.gap == int(wanted.gap)
    if wanted.with_resolved:
        yield EPISODE.c.resolved_area > 0


def _line(row: tuple[Any, ...], shown: Mapping[int, tuple[str, str]]) -> CaseLine:
    (
        code, place, kind, land_type, hamlet, sheet, parcel, band, status, found_on, earliest, latest, area, resolved,
        effective_on, form, decision,
    ) = row  # fmt: skip
    return CaseLine(
        code,
        *shown[place],
        kind,
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
        form,
        decision or "",
        place,
    )


@lru_cache(maxsize=50_000)
def _day(spelled: str) -> date:
    """Return a day; the same ones come again and again."""
    return date.fromisoformat(spelled)
