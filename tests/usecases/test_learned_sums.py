"""What was learned, told in sums, is what it is case by case; on both engines and behind the area wall."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import box
from sqlalchemy import select

from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope
from landtrack.store import learned_sums, log, schema
from landtrack.store.figures import tallies
from landtrack.store.learned_sums import boundaries_between, learned_in_sums
from landtrack.store.learning import LearnedCases
from landtrack.store.units import record_boundaries
from landtrack.usecases.compare_moments import bridge_in
from tests.builders import new_register
from tests.histories import DAYS, STEPS, UNITS, build, day, drawn_histories
from tests.store.registers import write

HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=6)
SCOPES = (SYSTEM_SCOPE, Scope("chair", Role.CHAIR, SYSTEM_SCOPE.rights, frozenset({17}), frozenset({17})))


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


def moments(view):
    query = select(schema.log_entry.c.recorded_at).order_by(schema.log_entry.c.number)
    return [log.from_microseconds(moment) for moment in view.connection.execute(query).scalars()]


def lines(bridge):
    return {(line, cell): sums for line, cells in bridge.lines.items() for cell, sums in cells.items() if any_of(sums)}


def any_of(sums):
    return any((sums.cases, sums.area, sums.resolved, sums.resolved_area, sums.in_hand, sums.open))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=HISTORIES,
    days=st.tuples(st.integers(-1, DAYS + 1), st.integers(0, 10)),
    parts=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
    scope=st.sampled_from(SCOPES),
)
def test_the_lines_are_those_of_pairing_every_case(register, drawn, days, parts, scope):
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        write(tx, drawn_histories(drawn))
        tx.flush()
        known = moments(tx)
        opening, closing = (
            Question(day(on), known[int(part * (len(known) - 1))])
            for on, part in zip((days[0], sum(days)), parts, strict=True)
        )
        found = []
        for many in (10**9, 0):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(learned_sums, "MANY", many)
                bridge = bridge_in(tx, scope, opening, closing)
                assert bridge.left_over() == {}
                found.append(lines(bridge))
        assert found[0] == found[1]
        raise RolledBackError


def test_every_case_is_paired_where_boundaries_were_loaded_between(register, monkeypatch):
    monkeypatch.setattr(learned_sums, "MANY", 0)
    entries = count(2)
    with register.transaction("tester") as tx:
        write(tx, [build(number, 7, 17, [], lambda: next(entries)) for number in (1, 2)])
    with register.transaction("tester") as tx:
        write(tx, [build(3, 7, 17, [], lambda: next(entries))])
    with register.reading() as view:
        head = log.head_at(view.connection).number
        assert not boundaries_between(view, (1, head))
    drawn = Boundary(17, box(106, 21, 106.1, 21.1), BoundarySource.SCHEMATIC, schematic=True)
    with register.transaction("tester") as tx:
        record_boundaries(tx, {17: drawn}, {})
    with register.reading() as view:
        assert boundaries_between(view, (head, head + 1))
        opening = tallies(view, SYSTEM_SCOPE, day(DAYS), 1)
        found = list(learned_in_sums(view, SYSTEM_SCOPE, day(DAYS), (1, head + 1), opening))
    assert all(isinstance(row, LearnedCases) for row in found)
    assert [row.after.cases for row in found if isinstance(row, LearnedCases) and row.after is not None] == [3]
