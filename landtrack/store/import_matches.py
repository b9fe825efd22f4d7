"""What of the register the rows of a file may be: cases by code and by parcel, and what an import touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, select, union

from landtrack.domain.episode import FOREVER
from landtrack.domain.status import Status
from landtrack.store import schema
from landtrack.store.area_wall import within
from landtrack.store.episodes import STATUS_NUMBER
from landtrack.store.histories import read_histories

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Select

    from landtrack.domain.history import CaseHistory
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View
    from landtrack.store.imports import ImportRun

CASE, EPISODE, REVISION, IDENTITY = schema.violation_case, schema.episode, schema.revision, schema.identity
AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class StandingCase:
    """Where a case of the register lies as a parcel: what is compared when two may be the same."""

    code: str
    unit_id: int
    parcel_unit_id: int | None
    map_sheet: str
    parcel: str


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case by its id, and whether it was withdrawn."""

    id: int
    code: str
    withdrawn: bool


def cases_of_codes(view: View, codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of the cases that have these codes, whoever's they are: never to be shown."""
    found: dict[str, int] = {}
    for some in _portions(sorted(set(codes))):
        query = select(CASE.c.code, CASE.c.id).where(CASE.c.code.in_(some))
        found.update({row.code: row.id for row in view.connection.execute(query)})
    return found


def cases_of_entries(view: View, entries: Iterable[int]) -> dict[int, int]:
    """Return by entry of the log the ids of the cases that it is about, whoever's they are: never to be shown."""
    found: dict[int, int] = {}
    for some in _portions(sorted(one for one in set(entries) if 0 < one < FOREVER)):
        for table in (schema.revision, schema.status_change, schema.status_void):
            query = select(table.c.entry, table.c.case_id).where(table.c.entry.in_(some))
            found.update((entry, case_id) for entry, case_id in view.connection.execute(query))
    return found


def visible_histories(view: View, scope: Scope, ids: Iterable[int]) -> dict[int, CaseHistory]:
    """Return the histories of those of the cases that lie in the reader's area now, by case id."""
    found: dict[int, CaseHistory] = {}
    for some in _portions(sorted(set(ids))):
        seen = _visible(view, scope, some)
        if seen:
            found.update({row.case_id: row for row in read_histories(view, CASE.c.id.in_(seen))})
    return found


def visible_cases(view: View, scope: Scope, ids: Iterable[int]) -> dict[int, KnownCase]:
    """Return those of the cases that lie in the reader's area now, by id: what is asked of rows that came before."""
    found: dict[int, KnownCase] = {}
    for some in _portions(sorted(set(ids))):
        seen = _visible(view, scope, some)
        last = select(func.max(REVISION.c.entry)).where(REVISION.c.case_id.in_(seen)).group_by(REVISION.c.case_id)
        query = (
            select(CASE.c.id, CASE.c.code, REVISION.c.withdrawn)
            .join(REVISION, REVISION.c.case_id == CASE.c.id)
            .where(REVISION.c.entry.in_(last))
        )
        found.update({row.id: KnownCase(*row) for row in view.connection.execute(query)})
    return found


def standing_cases(view: View, scope: Scope) -> Iterator[StandingCase]:
    """Give the cases of the reader's area that count, where they have both a map sheet and a parcel number."""
    query = _standing(scope).where(REVISION.c.map_sheet != "", REVISION.c.parcel != "")
    for row in view.connection.execute(query):
        yield StandingCase(*row[:5])


def cases_of_holders(
    view: View, scope: Scope, names: Collection[str], numbers: Collection[str]
) -> list[tuple[str, str, StandingCase]]:
    """Return (name key, number key, case) of the standing cases whose holder has one of these keys.

    The caller has the right to see identities; the keys are those of :mod:`landtrack.domain.identity`.
    """
    found: dict[str, tuple[str, str, StandingCase]] = {}
    for column, keys in ((IDENTITY.c.name_key, names), (IDENTITY.c.id_number_key, numbers)):
        for some in _portions(sorted(keys)):
            query = _standing(scope).add_columns(IDENTITY.c.name_key, IDENTITY.c.id_number_key)
            query = query.join(IDENTITY, IDENTITY.c.key == CASE.c.holder_key).where(column.in_(some))
            for row in view.connection.execute(query):
                found[row.code] = (row.name_key, row.id_number_key, StandingCase(*row[:5]))
    return list(found.values())


def touched_cases(view: View, run: ImportRun) -> set[int]:
    """Return the ids of the cases that the import's own entries are about."""
    between = [
        select(table.c.case_id).where(table.c.entry >= run.first_entry, table.c.entry < run.entry)
        for table in (schema.revision, schema.status_change, schema.status_void)
    ]
    return set(view.connection.execute(union(*between)).scalars())


def built_upon(view: View, run: ImportRun) -> set[int]:
    """Return the ids of those of its cases about which anything was recorded after the import."""
    found: set[int] = set()
    for query in _later(run):
        found.update(row.case_id for row in view.connection.execute(query.distinct()))
    return found


def is_built_upon(view: View, run: ImportRun) -> bool:
    """Say whether anything was recorded about any of its cases after the import."""
    return any(view.connection.execute(query.limit(1)).first() is not None for query in _later(run))


def _later(run: ImportRun) -> Iterator[Select[tuple[int]]]:
    """Give the queries of case ids that entries after the import are about."""
    own = union(
        *(
            select(table.c.case_id).where(table.c.entry >= run.first_entry, table.c.entry < run.entry)
            for table in (schema.revision, schema.status_change, schema.status_void)
        )
    ).subquery()
    ids = select(own.c.case_id)
    tables = (
        schema.revision, schema.status_change, schema.status_void, schema.attachment, schema.attachment_removal,
        schema.acceptance,
    )  # fmt: skip
    change, void = schema.status_change, schema.status_void
    # A change and its being taken back leave the case as the import made it.
    gone = {
        change: change.c.entry.not_in(select(void.c.change)),
        void: void.c.change <= run.entry,
    }
    for table in tables:
        query = select(table.c.case_id).where(table.c.entry > run.entry, table.c.case_id.in_(ids))
        yield query.where(gone[table]) if table in gone else query
    other = schema.acceptance.c.other_case_id
    yield select(other).where(schema.acceptance.c.entry > run.entry, other.in_(ids))


def undone_imports(view: View) -> list[tuple[int, int, int]]:
    """Return (first entry, entry of the import, entry of its undoing) of the imports that were taken back."""
    run, undo = schema.import_run, schema.import_undo
    query = select(run.c.first_entry, run.c.entry, undo.c.entry).join(undo, undo.c.import_entry == run.c.entry)
    return [(first, entry, undone) for first, entry, undone in view.connection.execute(query)]


def _standing(scope: Scope) -> Select[Any]:
    """Return the query of cases as they stand now in the reader's area, without the excluded ones."""
    now = and_(EPISODE.c.until_entry == FOREVER, EPISODE.c.until_day == FOREVER, within(scope, EPISODE.c.place_id))
    return (
        select(CASE.c.code, REVISION.c.unit_id, REVISION.c.parcel_unit_id, REVISION.c.map_sheet, REVISION.c.parcel)
        .select_from(EPISODE)
        .join(CASE, CASE.c.id == EPISODE.c.case_id)
        .join(REVISION, REVISION.c.entry == EPISODE.c.revision)
        .where(now, EPISODE.c.status != STATUS_NUMBER[Status.EXCLUDED])
    )


def _visible(view: View, scope: Scope, ids: Sequence[int]) -> list[int]:
    """Return which of the cases lie in the reader's area by their newest place (their last one, if withdrawn)."""
    if scope.places is None:
        return list(ids)
    newest = (
        select(EPISODE.c.case_id, func.max(EPISODE.c.until_entry).label("until"))
        .where(EPISODE.c.case_id.in_(ids))
        .group_by(EPISODE.c.case_id)
        .subquery()
    )
    last = and_(newest.c.case_id == EPISODE.c.case_id, newest.c.until == EPISODE.c.until_entry)
    query = select(EPISODE.c.case_id, EPISODE.c.place_id).join(newest, last)
    seen: dict[int, bool] = {}
    for case_id, place_id in view.connection.execute(query):
        seen[case_id] = seen.get(case_id, True) and scope.sees(place_id)
    return sorted(case_id for case_id, all_seen in seen.items() if all_seen)


def _portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
