"""The snapshot of the store equals the replay of the domain, on both engines, for any day and any moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import box

from landtrack.domain.cutoff import DEFAULT_CUTOFFS, Cutoffs, cutoffs_of
from landtrack.domain.history import CaseHistory, state
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Status
from landtrack.store import episodes, schema
from landtrack.store.cases import geometries, list_cases
from landtrack.store.figures import tallies
from landtrack.store.histories import read_histories
from tests.builders import facts, new_register
from tests.histories import DAYS, STEPS, UNITS, Step, build, day
from tests.store.registers import write

HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=5)


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


def generated(drawn) -> list[CaseHistory]:
    """Return histories whose entries interleave, as those of people working at the same time do."""
    entries = count(2)
    return [
        build(case_id, number, unit, steps, lambda: next(entries))
        for case_id, (steps, unit, number) in enumerate(drawn, 1)
    ]


def expected(histories, on, entry, cutoffs):
    """Count by replay: (place, band, status) → cases, area, resolved area."""
    cases: Counter[Any] = Counter()
    area: Counter[Any] = Counter()
    part: Counter[Any] = Counter()
    for history in histories:
        found = state(history, on, entry)
        if found is not None:
            facts_then = found.revision.facts
            key = (facts_then.unit_id, cutoffs.band(facts_then.occurred), found.status)
            cases[key] += 1
            area[key] += found.area
            part[key] += found.resolved_area
    return {key: (cases[key], area[key], part[key]) for key in cases}


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=HISTORIES, offset=st.integers(-1, DAYS + 1), back=st.integers(0, 12), other=st.booleans())
def test_the_snapshot_equals_the_replay(register, drawn, offset, back, other):
    cutoffs = Cutoffs(day(-900), day(-300)) if other else cutoffs_of(DEFAULT_CUTOFFS)
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        histories = write(tx, generated(drawn))
        entry = max(history.last_entry for history in histories) - back
        rows = tallies(tx, SYSTEM_SCOPE, day(offset), entry, cutoffs if other else None)
        assert {
            (row.place_id, row.band, row.status): (row.cases, row.area, row.resolved_area) for row in rows
        } == expected(histories, day(offset), entry, cutoffs)
        assert list(read_histories(tx)) == histories
        listed = list_cases(tx, SYSTEM_SCOPE, day(offset), entry, excluded=False)
        counted = sum(row.cases for row in rows if row.status is not Status.EXCLUDED)
        assert len(listed) == counted
        raise RolledBackError


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=HISTORIES, offset=st.integers(0, DAYS), order=st.randoms())
def test_the_order_of_recording_is_irrelevant_to_what_took_effect(register, drawn, offset, order):
    """Changes of different days and different cases may be typed in any order: today's figures are the same."""
    histories = [
        replace(row, voids=(), revisions=row.revisions[:1], changes=_one_a_day(row)) for row in generated(drawn)
    ]
    shuffled = [_shuffled(row, order) for row in histories]
    answers = []
    for some in (histories, shuffled):
        with pytest.raises(RolledBackError), register.transaction("tester") as tx:
            write(tx, some)
            answers.append(sorted(map(str, tallies(tx, SYSTEM_SCOPE, day(offset), 10**9))))
            raise RolledBackError
    assert answers[0] == answers[1]


def _one_a_day(history):
    return tuple({row.effective_on: row for row in history.changes}.values())


def _shuffled(history, order):
    entries = [row.entry for row in history.changes]
    mixed = list(history.changes)
    order.shuffle(mixed)
    changes = tuple(replace(row, entry=entry) for row, entry in zip(mixed, sorted(entries), strict=True))
    return replace(history, changes=changes)


def test_rebuilding_gives_the_same_rows(register):
    entries = count(2)
    drawn: list[tuple[list[Step], int, int]] = [([], 17, number) for number in range(30)]
    histories = [build(i, n, unit, steps, lambda: next(entries)) for i, (steps, unit, n) in enumerate(drawn, 1)]
    drawn_facts = replace(histories[0].revisions[0], facts=facts(17))
    histories[0] = replace(histories[0], revisions=(drawn_facts,))
    with register.transaction("tester") as tx:
        write(tx, histories)
    before = _episodes(register)
    with register.transaction("tester") as tx:
        assert episodes.rebuild(tx) == 30
    assert _episodes(register) == before
    assert len(before) == 30


def _episodes(register):
    with register.reading() as view:
        rows = view.connection.execute(schema.episode.select())
        return sorted(tuple(row)[1:] for row in rows)


def test_geometries_come_back_as_they_were_drawn(register):
    entries = count(2)
    history = build(1, 1, 17, [], lambda: next(entries))
    shape = box(106.1, 21.4, 106.2, 21.5)
    history = replace(history, revisions=(replace(history.revisions[0], facts=facts(17, geometry=shape)),))
    with register.transaction("tester") as tx:
        write(tx, [history])
    with register.reading() as view:
        ((case_id, _revision, wkb),) = geometries(view, SYSTEM_SCOPE, day(DAYS), 10**9)
        (again,) = read_histories(view)
    assert case_id == 1
    assert wkb == shape.wkb
    drawn = again.revisions[0].facts.geometry
    assert drawn is not None
    assert drawn.equals_exact(shape, 0)
