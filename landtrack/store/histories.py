"""Reading the whole history of cases, within a reader's scope."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from landtrack.domain.case import Facts, Occurred
from landtrack.domain.errors import UnknownCase
from landtrack.domain.history import CaseHistory, Revision, StatusChange, Void
from landtrack.domain.status import Exclusion, Status
from landtrack.store import schema
from landtrack.store.counting import read_counting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Table

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View


def find_history(view: View, scope: Scope, code: str) -> CaseHistory:
    """Return the history of the case with this code.

    Raises :class:`UnknownCase`, the same for a case that does not exist and for one outside the reader's area.
    """
    case = schema.violation_case
    case_id = view.connection.execute(select(case.c.id).where(case.c.code == code)).scalar()
    if case_id is None or not _in_scope(view, scope, case_id):
        raise UnknownCase("case.unknown", case=code)
    return next(read_histories(view, schema.violation_case.c.id == case_id))


def _in_scope(view: View, scope: Scope, case_id: int) -> bool:
    """Say whether the case's newest place (its last one, if it was withdrawn) is within the reader's area."""
    episode = schema.episode
    newest = select(func.max(episode.c.until_entry)).where(episode.c.case_id == case_id).scalar_subquery()
    query = select(episode.c.place_id).where(episode.c.case_id == case_id, episode.c.until_entry == newest)
    places = set(view.connection.execute(query).scalars())
    return bool(places) and all(scope.sees(place) for place in places)


def code_is_taken(view: View, code: str) -> bool:
    """Say whether any case has this code. Only for giving out codes: it tells nothing of the case."""
    case = schema.violation_case
    return view.connection.execute(select(case.c.id).where(case.c.code == code)).scalar() is not None


def next_case_id(view: View) -> int:
    """Return the id for the next new case; the caller holds the write lock."""
    return (view.connection.execute(select(func.max(schema.violation_case.c.id))).scalar() or 0) + 1


def read_histories(view: View, condition: ColumnElement[bool] | None = None) -> Iterator[CaseHistory]:
    """Give the histories of the cases that meet a condition on ``violation_case`` (None: all), by case id.

    Unguarded by scope: for derived tables, and for callers that have checked.
    """
    case = schema.violation_case
    wanted = select(case.c.id) if condition is None else select(case.c.id).where(condition)
    revisions, changes, voids = (
        _by_case(view, table, wanted) for table in (schema.revision, schema.status_change, schema.status_void)
    )
    counting = read_counting(view)
    query = select(case.c.id, case.c.code).where(case.c.id.in_(wanted)).order_by(case.c.id)
    for case_id, code in view.connection.execute(query):
        yield CaseHistory(
            case_id,
            code,
            tuple(revision_of(row) for row in revisions[case_id]),
            tuple(change_of(row) for row in changes[case_id]),
            tuple(Void(row.entry, row.change, row.note) for row in voids[case_id]),
            counting,
        )


def _by_case(view: View, table: Table, wanted: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.c.case_id.in_(wanted)).order_by(table.c.entry)
    for row in view.connection.execute(query):
        found[row.case_id].append(row)
    return found


def revision_of(row: Any) -> Revision:
    """Return the revision in a row of the table."""
    facts = Facts(
        unit_id=row.unit_id,
        kind=row.kind,
        occurred=Occurred(row.occurred_earliest, row.occurred_latest),
        found_on=row.found_on,
        area=row.area,
        land_type=row.land_type,
        hamlet=row.hamlet,
        map_sheet=row.map_sheet,
        parcel=row.parcel,
        part_of_parcel=row.part_of_parcel,
        parcel_unit_id=row.parcel_unit_id,
        geometry=row.geometry,
    )
    return Revision(row.entry, facts, row.withdrawn, row.reason)


def change_of(row: Any) -> StatusChange:
    """Return the status change in a row of the table."""
    return StatusChange(
        row.entry,
        Status(row.status),
        row.effective_on,
        row.form,
        row.resolved_area,
        None if row.exclusion is None else Exclusion(row.exclusion),
        row.decision_number,
        row.note,
    )
