"""What the first page shows, on both engines: spans that end where the next begins, only the reader's own cases."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.domain.bridges.movement import Movement
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope, make_scope
from landtrack.domain.status import ChangeDraft, Status
from landtrack.messages import catalogue
from landtrack.store.first_known import first_found_on, first_recorded
from landtrack.store.log import head_at
from landtrack.store.recent_changes import recent_changes
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.compare_moments import bridge_in, cases_behind, cases_by_line
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.record_case import record_case, withdraw_case
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.show_dashboard import end_of_last_month, show_dashboard, since_last_month
from tests.builders import MovingClock, facts, new_register, resolved, unit_id

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    """Give a register with two cases in Yên Thế and two in Bố Hạ, all of 2021, and what was done to them in autumn."""
    database = new_register(database_url, clock)
    with database.reading() as view:
        registry = read_registry(view)
    clock.go(datetime(2022, 1, 1, tzinfo=UTC))
    for code, unit in (("A-1", "07288"), ("A-2", "07288"), ("B-1", "07294"), ("B-2", "07294")):
        record_case(database, SYSTEM_SCOPE, code, facts(unit_id(registry, unit), parcel=code))
    clock.go(datetime(2026, 10, 10, tzinfo=UTC))
    change_status(database, SYSTEM_SCOPE, "A-1", ChangeDraft(Status.IN_HAND, date(2026, 10, 9)))
    change_status(database, SYSTEM_SCOPE, "B-1", ChangeDraft(Status.IN_HAND, date(2026, 10, 9)))
    clock.go(datetime(2026, 11, 10, tzinfo=UTC))
    change_status(database, SYSTEM_SCOPE, "A-1", resolved(date(2026, 11, 9)))
    change_status(database, SYSTEM_SCOPE, "B-2", resolved(date(2026, 10, 20)))
    clock.go(datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
    yield database
    database.close()


def chair_of(database, code):
    with database.reading() as view:
        registry = read_registry(view)
    return make_scope("chair", Role.CHAIR, [unit_id(registry, code, TODAY)], registry, TODAY)


def head(view):
    """Return the number of the last log entry."""
    return head_at(view.connection).number


def now(database, unit=None):
    return Question(TODAY, database.known_now(), None, unit)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 1), date(2026, 10, 31)),
        (date(2026, 11, 30), date(2026, 10, 31)),
        (date(2024, 3, 5), date(2024, 2, 29)),
        (date(2026, 1, 31), date(2025, 12, 31)),
    ],
)
def test_the_month_before_ends_on_its_last_day(day, end):
    assert end_of_last_month(day) == end
    asked = Question(day, datetime(2030, 1, 1, tzinfo=UTC))
    assert since_last_month(asked) == Question(end, end_of_day(end), day)
    # What was asked as known earlier is never compared with what was known later.
    early = datetime(2020, 1, 1, tzinfo=UTC)
    assert since_last_month(Question(day, early)).known_at == early


def test_it_shows_what_happened_and_what_was_entered_late(register):
    found = show_dashboard(register, SYSTEM_SCOPE, now(register))
    assert found.month.cases == {Movement.RESOLVED: 1, Movement.STATUS_CORRECTED: 1}
    assert found.month_before.cases == {Movement.TAKEN_IN_HAND: 2}
    assert found.month.opening == found.month_before.closing
    for span in (found.month, found.month_before):
        assert span.bridge.left_over() == {}
    with register.reading() as view:
        for span in (found.month, found.month_before):
            asked = (view, SYSTEM_SCOPE, span.opening, span.closing)
            assert bridge_in(*asked) == span.bridge
            assert cases_by_line(*asked) == span.cases
        assert found.progress == progress_in(view, SYSTEM_SCOPE, now(register))
    for line, count in found.month.cases.items():
        rows = cases_behind(register, SYSTEM_SCOPE, found.month.opening, found.month.closing, line)
        assert len({row.code for row in rows}) == count
    assert found.oldest == ()
    assert [(change.code, unit and unit.code) for change, unit in found.changes] == [
        ("B-2", "07294"), ("A-1", "07288"), ("B-1", "07294"), ("A-1", "07288"),
    ]  # fmt: skip


def test_a_chair_sees_his_own_cases_alone(register):
    found = show_dashboard(register, chair_of(register, "07288"), now(register))
    assert found.progress.whole.total.cases == 2
    assert found.month.cases == {Movement.RESOLVED: 1}
    assert [row.code for row in found.oldest] == ["A-2"]
    assert {change.code for change, _ in found.changes} == {"A-1"}
    nobody = Scope("nobody", Role.CHAIR, frozenset(), frozenset(), frozenset())
    with register.reading() as view:
        assert recent_changes(view, nobody, TODAY, head(view), 5) == []
        assert first_recorded(view, nobody) is None
        assert first_found_on(view, nobody, 100) is None


def test_changes_that_were_taken_back_and_cases_that_were_withdrawn_are_not_told(register):
    with register.reading() as view:
        seen = [(row.code, row.status) for row in recent_changes(view, SYSTEM_SCOPE, TODAY, head(view), 9)]
        assert len(recent_changes(view, SYSTEM_SCOPE, TODAY, head(view), 2)) == 2
    undo_change(register, SYSTEM_SCOPE, "B-2", note="nhầm")
    withdraw_case(register, SYSTEM_SCOPE, "B-1", "ghi hai lần")
    with register.reading() as view:
        left = [(row.code, row.status) for row in recent_changes(view, SYSTEM_SCOPE, TODAY, head(view), 9)]
    assert left == [row for row in seen if row[0] == "A-1"]


def test_changes_are_those_known_then_and_effective_by_the_day(register):
    early = datetime(2026, 10, 31, tzinfo=UTC)
    known = show_dashboard(register, SYSTEM_SCOPE, Question(TODAY, early))
    assert [change.code for change, _ in known.changes] == ["B-1", "A-1"]
    undo_change(register, SYSTEM_SCOPE, "B-2", note="nhầm")
    assert show_dashboard(register, SYSTEM_SCOPE, Question(TODAY, early)) == known
    before = show_dashboard(register, SYSTEM_SCOPE, Question(date(2026, 10, 25), register.known_now()))
    assert [change.code for change, _ in before.changes] == ["B-1", "A-1"]


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ({"as_of": date(2021, 1, 1)}, "By 01/01/2021 no case had been found in your area: the first one"),
        ({"known_at": datetime(2021, 6, 1, tzinfo=UTC)}, "By 01/06/2021 07:00 no case was recorded in your area"),
        ({"as_of": date(2027, 1, 1)}, "01/01/2027 lies in the future"),
        ({"known_at": datetime(2027, 1, 1, tzinfo=UTC)}, "“As known at 01/01/2027 07:00” lies in the future"),
    ],
)  # fmt: skip
def test_a_question_that_answers_nothing_is_explained(register, asked, begins):
    say = catalogue("en")
    plain = {"as_of": TODAY, "known_at": register.known_now(), "frame": TODAY}
    question = Question(**{**plain, **asked})
    with register.reading() as view:
        empty = progress_in(view, SYSTEM_SCOPE, question).whole.total.cases == 0
    (note,) = question_notes(register, SYSTEM_SCOPE, question, say, empty=empty)
    assert note.startswith(begins)
    assert question_notes(register, SYSTEM_SCOPE, Question(**plain), say, empty=False) == ()
    # A unit that has no case, in a register that has some, needs no words.
    assert question_notes(register, SYSTEM_SCOPE, Question(**plain, unit="07246"), say, empty=True) == ()


def test_the_first_case_is_the_first_of_the_readers_own(register):
    (note,) = question_notes(register, chair_of(register, "07246"), now(register), catalogue("vi"), empty=True)
    assert note == "Chưa có vụ việc nào được ghi trong địa bàn của ông/bà."
