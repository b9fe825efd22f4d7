"""A bridge does not close, and says so, where what its figures or its lines are read from is damaged."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import delete, update

from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import beginnings, episodes, figures, schema, steps
from landtrack.store.schema.figures import NOW
from landtrack.usecases.compare_moments import compare_moments
from tests.builders import new_register
from tests.histories import DAYS, Step, build, day
from tests.store.registers import write

EPISODE, STEP = schema.episode, schema.figure_step


@pytest.fixture
def register(database_url, monkeypatch):
    for module in (steps, beginnings):
        # Every day by itself, and one long span.
        monkeypatch.setattr(module, "SPANS", (1, 1024))
    database = new_register(database_url)
    entries = count(2)
    with database.transaction("tester") as tx:
        write(tx, [build(n, 7, 17, [Step("change", 4, 1)], lambda: next(entries)) for n in (1, 2, 3)])
    yield database
    database.close()


def left_over(database, first=0, last=DAYS):
    known = database.known_now()
    opening, closing = (Question(day(on), known) for on in (first, last))
    return compare_moments(database, SYSTEM_SCOPE, opening, closing).left_over()


def damage(database, statement):
    with database.transaction("tester") as tx:
        assert tx.connection.execute(statement).rowcount


@pytest.mark.parametrize("name", ["cases", "area", "resolved_area"])
def test_a_sum_that_is_wrong_shows(register, name):
    assert left_over(register) == {}
    wrong = {"cases": 1, "area": 10, "resolved_area": 10}[name]
    every_span = STEP.c.block == NOW
    damage(register, update(STEP).where(every_span).values({name: STEP.c[name] + wrong}))
    assert left_over(register) != {}


def test_a_sum_that_is_lost_shows_also_where_nothing_happened(register):
    damage(register, delete(STEP).where(STEP.c.block == NOW))
    assert left_over(register, DAYS, DAYS) != {}
    with register.transaction("tester") as tx:
        episodes.rebuild(tx)
    assert left_over(register, DAYS, DAYS) == {}


def test_a_case_that_is_lost_or_stands_with_another_area_shows(register):
    last = EPISODE.c.until_day > day(DAYS).toordinal()
    damage(register, update(EPISODE).where(EPISODE.c.case_id == 1, last).values(area=EPISODE.c.area + 1))
    assert left_over(register) != {}
    damage(register, update(EPISODE).where(EPISODE.c.case_id == 1, last).values(area=EPISODE.c.area - 1))
    assert left_over(register) == {}
    damage(register, delete(EPISODE).where(EPISODE.c.case_id == 2, last))
    assert left_over(register) != {}


def test_a_register_too_large_to_be_counted_every_time_is_not(register, monkeypatch):
    damage(register, delete(EPISODE).where(EPISODE.c.case_id == 2))
    assert left_over(register) != {}
    monkeypatch.setattr(figures, "FEW_EPISODES", 1)
    assert left_over(register) == {}
