"""Damage of the derived tables is found and named; what journeys left there, and rebuilding, is not taken for any."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import delete, insert, select, update

from landtrack.domain.figure_fault import FigureFault
from landtrack.store import beginnings, episodes, schema, steps, verify_figures
from landtrack.store.schema.figures import BLOCK_SPANS, NOW, SPANS
from landtrack.store.verify_figures import Damaged, first_damaged
from tests.builders import new_register
from tests.histories import Step, build
from tests.store.registers import write

EPISODE, STEP = schema.episode, schema.figure_step
CASES = 6
SUMS = Damaged(FigureFault.SUMS)


@pytest.fixture
def register(database_url, monkeypatch):
    # So that a few entries are many blocks, and a few cases and places more than are looked at at once.
    for module in (steps, beginnings):
        monkeypatch.setattr(module, "BLOCK", 4)
    monkeypatch.setattr(verify_figures, "CASES_AT_ONCE", 2)
    monkeypatch.setattr(verify_figures, "PLACES_AT_ONCE", 1)
    database = new_register(database_url)
    entries = count(2)
    with database.transaction("tester") as tx:
        said = [Step("change", 3, 1), Step("revise", 0, 5), Step("change", 9, 0)]
        drawn = [build(n, n * 7, (17, 1)[n % 2], said[: n % 4], lambda: next(entries)) for n in range(1, CASES + 1)]
        codes = [history.code for history in write(tx, drawn)]
    yield database, codes
    database.close()


def found(database, reported=None):
    with database.reading() as view:
        return first_damaged(view, lambda done, whole: None if reported is None else reported.append((done, whole)))


def run(database, statement):
    with database.transaction("tester") as tx:
        assert tx.connection.execute(statement).rowcount


def first_row(database, condition):
    with database.reading() as view:
        return view.connection.execute(select(EPISODE).where(condition).order_by(EPISODE.c.id).limit(1)).one()


def test_what_journeys_keep_and_rebuilding_computes_is_whole(register):
    database, _ = register
    reported: list[tuple[int, int]] = []
    assert found(database, reported) is None
    assert reported[-1] == (CASES, CASES)
    with database.transaction("tester") as tx:
        episodes.rebuild(tx)
    assert found(database) is None


# That an episode refers to what its case has is kept by the database itself.
CHANGED = [column.name for column in EPISODE.columns if column.name not in {"id", "case_id", "revision", "change"}]


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_episode_names_its_case(register, name):
    database, codes = register
    row = first_row(database, EPISODE.c.was.is_not(None))
    run(database, update(EPISODE).where(EPISODE.c.id == row.id).values({name: EPISODE.c[name] + 1}))
    assert found(database) == Damaged(FigureFault.EPISODES, codes[row.case_id - 1])


def test_a_lost_a_doubled_and_a_foreign_episode_are_found(register):
    database, codes = register
    row = first_row(database, EPISODE.c.case_id == CASES)
    named = Damaged(FigureFault.EPISODES, codes[CASES - 1])
    doubled = {**row._mapping, "id": 10_000}  # noqa: SLF001 - SQLAlchemy's documented name
    run(database, insert(EPISODE).values(doubled))
    assert found(database) == named
    run(database, delete(EPISODE).where(EPISODE.c.id == row.id))
    assert found(database) is None
    run(database, delete(EPISODE).where(EPISODE.c.id == 10_000))
    assert found(database) == named


@pytest.mark.parametrize("name", steps.SUMS)
@pytest.mark.parametrize(
    ("block", "days"),
    [(block, days) for block, spans in ((NOW, SPANS), (1, BLOCK_SPANS)) for days in spans],
)
def test_a_changed_sum_is_found_in_every_length_of_span(register, block, days, name):
    database, _ = register
    with database.reading() as view:
        query = select(STEP).where(STEP.c.block == block, STEP.c.days == days).limit(1)
        row = view.connection.execute(query).one()._mapping  # noqa: SLF001 - SQLAlchemy's documented name
    this = [STEP.c[key] == row[key] for key in steps.KEY]
    run(database, update(STEP).where(*this).values({name: STEP.c[name] + 1}))
    assert found(database) == SUMS


def test_a_lost_sum_and_one_of_nothing_are_found(register):
    database, _ = register
    with database.transaction("tester") as tx:
        tx.connection.execute(delete(STEP))
    assert found(database) == SUMS
    with database.transaction("tester") as tx:
        episodes.rebuild(tx)
        keys = dict.fromkeys(steps.KEY, 1) | {"block": NOW, "place_id": 9999}
        tx.connection.execute(insert(STEP).values({**keys, **dict.fromkeys(steps.SUMS, 1)}))
    assert found(database) == SUMS
