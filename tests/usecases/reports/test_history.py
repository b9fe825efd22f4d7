"""The register through time: on every day the same statuses as its figures, within the reader's area."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landtrack.domain.errors import Refusal
from landtrack.domain.progress import Measure
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import Status
from landtrack.store.units import read_registry
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.reports.history import history_page, register_history
from landtrack.usecases.reports.pictures import picture_contents
from tests.builders import new_register, unit_id
from tests.histories import DAYS, STEPS, UNITS, build, day, drawn_histories
from tests.store.registers import write

LAST = day(DAYS)
HISTORIES = st.lists(st.tuples(STEPS, UNITS, st.integers(0, 10**6)), min_size=1, max_size=6)
CODES = (None, "07288")


class RolledBackError(Exception):
    """Takes a generated register back, so that the next example finds it empty."""


@pytest.fixture
def register(database_url):
    database = new_register(database_url)
    yield database
    database.close()


def played_on(found, last):
    """Return how many of the played cases had which status at the end of a day."""
    shown = [[status for since, status in days if since <= last.toordinal()] for days in found.cases.values()]
    counts = Counter(reached[-1] for reached in shown if reached)
    return {status: counts[status] for status in Status}


def measure_of(counts):
    """Return what progress counts of so many cases of each status."""
    in_hand = counts[Status.IN_HAND] + counts[Status.PARTLY_RESOLVED]
    counted = sum(counts.values()) - counts[Status.EXCLUDED]
    return Measure(counted, 0, counts[Status.RESOLVED], 0, in_hand, counts[Status.OPEN])


class OneView:
    """A register that reads within the transaction that is open."""

    def __init__(self, register, tx):
        self.now = register.now
        self.tx = tx

    def reading(self):
        return self

    def __enter__(self):
        return self.tx

    def __exit__(self, *_):
        return None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=HISTORIES, unit=st.sampled_from(CODES))
def test_every_day_agrees_with_the_figures_of_that_day(register, drawn, unit):
    with pytest.raises(RolledBackError), register.transaction("tester") as tx:
        write(tx, drawn_histories(drawn))
        tx.flush()
        here: Any = OneView(register, tx)
        question = Question(LAST, register.known_now(), date(2026, 1, 1), unit)
        found = register_history(here, SYSTEM_SCOPE, question)
        page = history_page(here, SYSTEM_SCOPE, question)
        assert page.counts[-1] == (LAST, played_on(found, LAST))
        for number in range(0, DAYS + 1, 8):
            asked = Question(day(number), question.known_at, question.frame, unit)
            figures = report_progress(here, SYSTEM_SCOPE, asked).whole.total
            shown = measure_of(played_on(found, day(number)))
            assert (shown.cases, shown.resolved, shown.in_hand, shown.open) == (
                figures.cases, figures.resolved, figures.in_hand, figures.open,
            ), day(number)  # fmt: skip
        raise RolledBackError


@pytest.fixture
def told(register):
    """Give a register of cases in two of today's units, and the chair of one of them."""
    entries = count(2)
    with register.transaction("tester") as tx:
        write(tx, [build(n, n * 7, at, [], lambda: next(entries)) for n, at in enumerate((17, 17, 1), 1)])
        registry = read_registry(tx)
    today = date(2026, 11, 22)
    chair = make_scope("chair", Role.CHAIR, [unit_id(registry, "07288", today)], registry, today)
    return register, chair


def test_a_chair_gets_no_case_of_a_neighbour(told):
    register, chair = told
    question = Question(LAST, register.known_now(), date(2026, 1, 1))
    assert len(register_history(register, SYSTEM_SCOPE, question).cases) == 3
    mine = register_history(register, chair, question)
    assert set(mine.cases) == {1, 2}
    page = history_page(register, chair, question)
    assert [(unit.code, count) for unit, count in page.units] == [("07288", 2)]
    assert len(page.boundaries) == 1
    assert page.cases == 2


def test_more_cases_than_are_played_at_once_are_counted_and_refused(told):
    register, chair = told
    question = Question(LAST, register.known_now(), date(2026, 1, 1))
    page = history_page(register, SYSTEM_SCOPE, question, most=2)
    assert page.stamp is None
    assert page.cases == sum(count for _, count in page.units) == 3
    with pytest.raises(Refusal) as refused:
        register_history(register, SYSTEM_SCOPE, question, most=2)
    assert (refused.value.code, refused.value.arguments) == ("history.too_many", {"count": 3, "most": 2})
    # What the chair may see is few: how many the others have is nothing to him.
    assert history_page(register, chair, question, most=2).stamp is not None
    assert len(register_history(register, SYSTEM_SCOPE, question.for_unit("07288"), most=2).cases) == 2


def test_before_the_register_knew_anything_nothing_is_played(told):
    register, _ = told
    empty = register_history(register, SYSTEM_SCOPE, Question(LAST, register.known_now().replace(year=1999)))
    assert not empty.cases
    assert played_on(empty, LAST)[Status.OPEN] == 0


def test_the_years_end_with_the_day_asked_for(told):
    register, _ = told
    found = history_page(register, SYSTEM_SCOPE, Question(date(2023, 5, 6), register.known_now()))
    assert [day for day, _ in found.counts] == [
        date(2020, 12, 31),
        date(2021, 12, 31),
        date(2022, 12, 31),
        date(2023, 5, 6),
    ]


def test_the_units_of_the_small_charts_sum_to_the_whole_on_every_day(told):
    register, chair = told
    for scope, unit in ((SYSTEM_SCOPE, None), (SYSTEM_SCOPE, "07288"), (chair, None)):
        question = Question(LAST, register.known_now(), date(2026, 1, 1), unit)
        found = picture_contents(register, scope, question)
        assert found.series[-1].found.total == found.progress.whole.total
        for place, point in enumerate(found.series):
            parts = [series[place] for _, series in found.by_unit]
            assert {part.day for part in parts} == {point.day}
            assert sum(part.found.total.cases for part in parts) == point.found.total.cases
