"""Figures read from sums by blocks of the log and spans of days equal the replay, wherever day and entry fall."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import or_, select

from landtrack.domain.history import state
from landtrack.domain.scope import SYSTEM_SCOPE, Role, Scope
from landtrack.store import beginnings, episodes, log, movements, schema, steps
from landtrack.store.beginnings import spans_of
from landtrack.store.figures import tallies
from tests.builders import new_register
from tests.histories import DAYS, STEPS, UNITS, build, day, drawn_histories
from tests.store.registers import write

HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=5)
SPANS = (1, 4, 8)
SMALL = {"BLOCK": 4, "BLOCK_SPANS": (4, 16), "SPANS": SPANS}
"""So that a few entries and days are many blocks and spans."""


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    for name, value in SMALL.items():
        for module in (steps, beginnings):
            monkeypatch.setattr(module, name, value)
    # Looking up entry by entry is never too much.
    monkeypatch.setattr(beginnings, "RECENT", 1)


def counted(histories, on, entry):
    found: dict[Any, list[int]] = {}
    for history in histories:
        stood = state(history, on, entry)
        if stood is not None:
            sums = found.setdefault((stood.revision.facts.unit_id, stood.status), [0, 0, 0])
            for place, value in enumerate((1, stood.area, stood.resolved_area)):
                sums[place] += value
    return found


def told(rows):
    found: dict[Any, list[int]] = {}
    for row in rows:
        sums = found.setdefault((row.place_id, row.status), [0, 0, 0])
        for place, value in enumerate((row.cases, row.area, row.resolved_area)):
            sums[place] += value
    return found


def kept_sums(tx):
    """Return all rows of the table that say something."""
    columns = [schema.figure_step.c[name] for name in steps.SUMS]
    rows = tx.connection.execute(select(schema.figure_step).where(or_(*(column != 0 for column in columns))))
    return sorted(map(tuple, rows))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=HISTORIES, days=st.tuples(st.integers(-2, DAYS + 2), st.integers(0, 30)), back=st.integers(0, 30))
def test_they_equal_the_replay_and_the_scan(register, drawn, days, back):
    first, last = day(days[0]), day(days[0] + days[1])
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        histories = write(tx, drawn_histories(drawn))
        entry = max(1, max(history.last_entry for history in histories) - back)
        assert beginnings.beginnings(tx, SYSTEM_SCOPE, range(last.toordinal() + 1), entry) is not None
        assert told(tallies(tx, SYSTEM_SCOPE, last, entry)) == counted(histories, last, entry)
        asked = (tx, SYSTEM_SCOPE, (first, last), entry)
        summed, resolved = as_set(movements.changed_between(*asked)), movements.resolved_by_day(*asked)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(movements, "beginnings", lambda *_asked: None)
            patch.setattr(log, "head_at", lambda _connection: log.Head(10**9, ""))
            assert summed == as_set(movements.changed_between(*asked))
            assert resolved == movements.resolved_by_day(*asked)
        raise RolledBackError


def as_set(rows):
    found = list(rows)
    assert len(found) == len(set(found))
    return set(found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=HISTORIES, again=st.integers(0, 4))
def test_what_is_kept_step_by_step_is_what_is_computed_anew(register, drawn, again):
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        histories = write(tx, drawn_histories(drawn))
        episodes.refresh(tx, histories[again:])
        before = kept_sums(tx)
        episodes.rebuild(tx)
        assert kept_sums(tx) == before
        rows = tx.connection.execute(select(schema.figure_step)).all()
        assert len(rows) == len(before)
        raise RolledBackError


def test_a_reader_is_told_of_his_own_places_only(register):
    entries = count(2)
    with register.transaction("tester") as tx:
        write(
            tx, [build(number, number, unit, [], lambda: next(entries)) for number, unit in enumerate((17, 1, 17), 1)]
        )
    rights = SYSTEM_SCOPE.rights
    with register.reading() as view:
        for entry in (3, 10**6):
            asked = (range(day(DAYS).toordinal()), entry)
            mine = beginnings.beginnings(view, Scope("x", Role.CHAIR, rights, places=frozenset({17})), *asked)
            assert {row.place_id for row in mine or []} == {17}
            assert beginnings.beginnings(view, Scope("x", Role.CHAIR, frozenset(), places=None), *asked) == []


@pytest.mark.parametrize("days", [range(100), range(3, 29), range(8, 40), range(5, 7), range(9, 9)], ids=str)
def test_spans_make_up_the_days(days):
    found = [number for length, first, end in spans_of(days, SPANS) for number in range(first * length, end * length)]
    assert sorted(found) == list(days)
