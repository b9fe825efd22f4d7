"""The bridge between two moments closes for any history, on both engines, and its lines are their cases."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from landtrack.domain.bridges.movement import Movement
from landtrack.domain.errors import Refusal
from landtrack.domain.progress import Measure, sum_of
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope
from landtrack.store import log, schema
from landtrack.usecases.compare_moments import bridge_in, cases_behind, compare_moments
from landtrack.usecases.report_progress import progress_in
from tests.builders import new_register
from tests.histories import DAYS, STEPS, UNITS, build, day
from tests.store.registers import write

FRAMES = [day(0), day(0).replace(year=2025, month=2), day(0).replace(year=2026)]
HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=5)


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


def moment(view, entry):
    """Return the moment at which an entry was recorded."""
    query = select(schema.log_entry.c.recorded_at).where(schema.log_entry.c.number == max(entry, 1))
    return log.from_microseconds(view.connection.execute(query).scalar_one())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=HISTORIES,
    days=st.tuples(st.integers(-1, DAYS + 1), st.integers(-1, DAYS + 1)).map(sorted),
    backs=st.tuples(st.integers(0, 14), st.integers(0, 14)).map(sorted),
    frame=st.sampled_from(FRAMES),
    unit=st.sampled_from([None, "07288"]),
)
def test_it_closes_on_the_figures_of_both_moments(register, drawn, days, backs, frame, unit):
    entries = count(2)
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        histories = write(
            tx, [build(n, number, at, steps, lambda: next(entries)) for n, (steps, at, number) in enumerate(drawn, 1)]
        )
        tx.flush()
        newest = max(history.version for history in histories)
        opening, closing = (
            Question(day(on), moment(tx, newest - back), frame, unit)
            for on, back in zip(days, reversed(backs), strict=True)
        )
        bridge = bridge_in(tx, SYSTEM_SCOPE, opening, closing)
        assert bridge.left_over() == {}
        for question, end in ((opening, bridge.opening), (closing, bridge.closing)):
            assert bridge.total(end) == progress_in(tx, SYSTEM_SCOPE, question).whole.total
        raise RolledBackError


@pytest.fixture
def told(register):
    """Give a register of three cases with all sorts of movements after 20/01/2023, and its first moment."""
    entries = count(2)
    with register.transaction("tester") as tx:
        write(tx, [build(n, n * 7, 17, [], lambda: next(entries)) for n in (1, 2, 3)])
    return register, register.known_now()


def test_each_line_is_the_sum_of_its_cases(told):
    register, before = told
    entries = count(100)
    with register.transaction("tester") as tx:
        write(tx, [build(n, n * 11, 17, [], lambda: next(entries)) for n in (4, 5)])
    opening, closing = Question(day(20), before), Question(day(30), register.known_now())
    bridge = compare_moments(register, SYSTEM_SCOPE, opening, closing)
    assert {line for line, cells in bridge.lines.items() if any(m != Measure() for m in cells.values())} == {
        Movement.ENTERED_LATE
    }
    late = cases_behind(register, SYSTEM_SCOPE, opening, closing, Movement.ENTERED_LATE)
    assert [row.code for row in late] == ["C-4", "C-5"]
    assert sum_of(row.change for row in late) == bridge.total(bridge.lines[Movement.ENTERED_LATE])
    assert all(row.before is None and row.after is not None for row in late)


def test_a_reader_sees_what_happened_in_his_places_only(told):
    register, before = told
    neighbour = Scope("chair", Role.CHAIR, SYSTEM_SCOPE.rights, frozenset({1}), frozenset({1}))
    opening, closing = Question(day(-10), before), Question(day(30), before)
    assert cases_behind(register, SYSTEM_SCOPE, opening, closing, Movement.NEWLY_FOUND)
    assert cases_behind(register, neighbour, opening, closing, Movement.NEWLY_FOUND) == []
    bridge = compare_moments(register, neighbour, opening, closing)
    assert [bridge.total(part) for part in (bridge.opening, bridge.closing, *bridge.lines.values())] == [Measure()] * 15


@pytest.mark.parametrize(
    ("days", "later", "code"),
    [((30, 20), 0, "bridge.days_reversed"), ((20, 30), -1, "bridge.moments_reversed")],
)
def test_moments_in_the_wrong_order_are_refused(told, days, later, code):
    register, before = told
    questions = [Question(day(days[0]), before), Question(day(days[1]), before + timedelta(days=later))]
    with pytest.raises(Refusal) as refused:
        compare_moments(register, SYSTEM_SCOPE, *questions)
    assert refused.value.code == code
