"""Many new cases at once give the very rows that one after the other gives, on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, box
from sqlalchemy import text

from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.case import Facts, Occurred, ViolationKind
from landtrack.domain.history import CaseHistory
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.store import bulk_recording, episodes, recording, schema
from landtrack.store.bulk_recording import NewCase, record_new_cases
from landtrack.store.histories import next_case_id, read_histories
from landtrack.store.office_rows import record_office_row
from landtrack.store.units import read_registry, record_boundaries
from landtrack.usecases.verify_log import verify_log
from tests.builders import facts, new_register
from tests.histories import DAYS, day, draft_change

TABLES = ("log_entry", "violation_case", "revision", "status_change", "episode", "figure_step")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
SPOTS = st.tuples(st.floats(106.0, 106.3), st.floats(21.3, 21.6))
SHAPES = st.one_of(
    st.none(),
    SPOTS.map(lambda spot: box(*spot, spot[0] + 0.0002, spot[1] + 0.0002)),
    SPOTS.map(Point),
    SPOTS.map(lambda spot: MultiPolygon([box(*spot, spot[0] + 1e-4, spot[1] + 1e-4), box(107, 21, 107.1, 21.1)])),
)
FACTS = st.builds(
    Facts,
    st.sampled_from([17, 1, 25]),
    st.sampled_from(ViolationKind),
    st.builds(Occurred, st.none() | st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.dates(date(2020, 1, 1), day(0))),
    st.integers(0, DAYS).map(day),
    st.integers(1, 10**12),
    st.sampled_from(["", "CLN", "ONT+CLN"]),
    TEXTS,
    TEXTS,
    TEXTS,
    st.booleans(),
    st.none() | st.sampled_from([17, 1]),
    SHAPES,
)


def drafted(number: int, on: int, note: str) -> ChangeDraft:
    change = draft_change(number, day(on), 0)
    return ChangeDraft(
        change.status, change.effective_on, change.form, change.resolved_area, change.exclusion, note, f"{note}."
    )


CHANGES = st.lists(st.builds(drafted, st.integers(0, 10**6), st.integers(0, DAYS), TEXTS), max_size=3).map(tuple)
CASES = st.lists(st.tuples(FACTS, CHANGES), min_size=1, max_size=6)


class RolledBackError(Exception):
    """Takes what was recorded back, so that the other way finds the same register."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


def numbered(drawn, first=1):
    return [NewCase(number, f"C-{number}", *row) for number, row in enumerate(drawn, first)]


def record_plainly(tx, cases):
    """Record the cases as the definition says."""
    histories = []
    for case in cases:
        revision = recording.record_case(tx, case.case_id, case.code, case.facts)
        changes = [recording.record_change(tx, case.case_id, case.code, draft) for draft in case.changes]
        histories.append(CaseHistory(case.case_id, case.code, (revision,), tuple(changes)))
    episodes.refresh(tx, histories)


def rows_after(register, record, cases, before=(), uncounted=()):
    """Return all rows of all tables as ``record`` leaves them, then take them back."""
    rows = {}
    with pytest.raises(RolledBackError), register.transaction('Người nhập "A"') as tx:
        record_plainly(tx, before)
        for form in uncounted:
            record_office_row(tx, OfficeTable.FORM, form, {"name_vi": form, "counts": "no"})
        tx.flush()
        record(tx, cases)
        tx.flush()
        for table in TABLES:
            rows[table] = sorted(map(repr, tx.connection.execute(schema.metadata.tables[table].select())))
        if tx.engine_name == "sqlite":
            found = tx.connection.execute(text("SELECT * FROM revision_bounds")).all()
            rows["revision_bounds"] = sorted(map(repr, found))
        raise RolledBackError
    return rows


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=CASES,
    before=st.lists(st.tuples(FACTS, CHANGES), max_size=2),
    at_once=st.sampled_from([1, 2, 1000]),
    uncounted=st.sampled_from([(), (Form.RESTORED.value,)]),
)
def test_the_rows_are_those_of_recording_one_after_the_other(register, drawn, before, at_once, uncounted):
    earlier = numbered(before)
    cases = numbered(drawn, len(earlier) + 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk_recording, "CASES_AT_ONCE", at_once)
        at_last = rows_after(register, record_new_cases, cases, earlier, uncounted)
    assert at_last == rows_after(register, record_plainly, cases, earlier, uncounted)


def many(count):
    """Return cases of every sort, more than are written in one statement."""
    spots = [(106.12 + number % 40 * 0.001, 21.46 + number // 40 * 0.0005) for number in range(count)]
    return [
        NewCase(
            number,
            f"M-{number}",
            facts(17, geometry=None if number % 7 == 0 else box(*spot, spot[0] + 0.0002, spot[1] + 0.0002)),
            {
                0: (),
                1: (ChangeDraft(Status.EXCLUDED, date(2022, 1, 2), exclusion=Exclusion.DUPLICATE),),
                2: (ChangeDraft(Status.RESOLVED, date(2022, 1, 2), Form.RESTORED), ChangeDraft(Status.OPEN, day(3))),
            }[number % 3],
        )
        for number, spot in enumerate(spots, 1)
    ]


def test_portions_of_many_cases_give_the_same(register, monkeypatch):
    monkeypatch.setattr(bulk_recording, "CASES_AT_ONCE", 1000)
    told: list[int] = []

    def record(tx, cases):
        assert record_new_cases(tx, iter(cases), report=told.append) == len(cases)

    assert rows_after(register, record, many(2300)) == rows_after(register, record_plainly, many(2300))
    assert told == [1000, 2000, 2300]


def test_the_log_goes_on_after_it_and_is_whole(register):
    with register.transaction("tester") as tx:
        record_new_cases(tx, many(300))
        recording.record_case(tx, next_case_id(tx), "AFTER", facts(17))
    head, broken = verify_log(register, SYSTEM_SCOPE, lambda _done, _all: None)
    assert (head.number, broken) == (1 + 300 + 100 + 200 + 1, None)
    with register.reading() as view:
        histories = list(read_histories(view))
    assert [history.code for history in histories] == [*(f"M-{number}" for number in range(1, 301)), "AFTER"]
    assert histories[1].revisions[0].facts == many(2)[1].facts
    assert [change.status for change in histories[1].changes] == [Status.RESOLVED, Status.OPEN]


def test_geometries_are_judged_by_the_boundaries_in_force(register):
    """A load of boundaries in the same transaction counts at once: here all units lie somewhere else."""
    with register.reading() as view:
        registry = read_registry(view)
    cases = [NewCase(1, "C-1", facts(17))]

    def moved_then(record):
        def moving(tx, cases):
            record_boundaries(tx, far_away(registry), {"file": "far.geojson"})
            record(tx, cases)

        return moving

    here = rows_after(register, record_new_cases, cases)
    far = rows_after(register, moved_then(record_new_cases), cases)
    assert far == rows_after(register, moved_then(record_plainly), cases)
    assert far["figure_step"] != here["figure_step"]


def far_away(registry):
    return {
        unit.id: Boundary(unit.id, box(0, 0, 1, 1), BoundarySource.LOADED, schematic=False) for unit in registry.units
    }


def test_no_cases_leave_nothing(register):
    assert rows_after(register, record_new_cases, []) == rows_after(register, record_plainly, [])
