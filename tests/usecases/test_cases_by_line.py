"""How many cases are behind each line, counted together where they are alike, is what their list is long."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from landtrack.domain.bridges.movement import Movement, learned
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope
from landtrack.store import log, schema
from landtrack.usecases.compare_moments import cases_by_line, cases_of_lines
from tests.builders import new_register
from tests.histories import DAYS, STEPS, UNITS, build, day, drawn_histories
from tests.store.registers import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.store.database import Database

HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=6)
SCOPES = (SYSTEM_SCOPE, Scope("chair", Role.CHAIR, SYSTEM_SCOPE.rights, frozenset({17}), frozenset({17})))


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


class Within:
    """A database whose only view is one that is open already."""

    def __init__(self, view):
        self.view = view

    def reading(self):
        return self

    def __enter__(self):
        return self.view

    def __exit__(self, *_):
        return None


@pytest.fixture
def register(database_url: str) -> Iterator[Database]:
    database = new_register(database_url)
    yield database
    database.close()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=HISTORIES,
    days=st.tuples(st.integers(-1, DAYS + 1), st.integers(0, 10)),
    parts=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
    scope=st.sampled_from(SCOPES),
)
def test_each_line_counts_the_cases_of_its_list(register, drawn, days, parts, scope):
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        write(tx, drawn_histories(drawn))
        tx.flush()
        query = select(schema.log_entry.c.recorded_at).order_by(schema.log_entry.c.number)
        known = [log.from_microseconds(moment) for moment in tx.connection.execute(query).scalars()]
        opening, closing = (
            Question(day(on), known[int(part * (len(known) - 1))])
            for on, part in zip((days[0], sum(days)), parts, strict=True)
        )
        listed = {
            line: len({row.code for row in rows})
            for line in Movement
            if (rows := cases_of_lines(cast("Any", Within(tx)), scope, opening, closing, frozenset({line})))
        }
        assert cases_by_line(tx, scope, opening, closing) == listed
        raise RolledBackError


def test_what_was_entered_together_is_not_looked_at_one_by_one(register, monkeypatch):
    entries = count(2)
    with register.transaction("tester") as tx:
        write(tx, [build(number, 7, 17, [], lambda: next(entries)) for number in range(1, 41)])
    judged = []

    def counting(*standings, **named):
        judged.append(standings)
        return learned(*standings, **named)

    monkeypatch.setattr("landtrack.usecases.compare_moments.learned", counting)
    with register.reading() as view:
        known = register.known_now()
        opening, closing = Question(day(DAYS), known.replace(year=2000)), Question(day(DAYS), known)
        assert cases_by_line(view, SYSTEM_SCOPE, opening, closing) == {Movement.ENTERED_LATE: 40}
    assert len(judged) == 1
