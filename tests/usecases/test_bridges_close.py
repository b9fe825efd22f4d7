"""The bridge closes on the demo register between month ends, and over ten thousand histories at once."""

from __future__ import annotations

from datetime import date
from itertools import count, pairwise
from random import Random

import pytest
from sqlalchemy import select

from landtrack.domain.bridges.movement import Movement
from landtrack.domain.progress import Measure
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store import log, schema
from landtrack.store.database import open_database
from landtrack.usecases.compare_moments import bridge_in
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.figure_series import month_ends
from tests.builders import new_register
from tests.histories import DAYS, Step, build, build_further, day
from tests.store.registers import write

FRAMES = (date(2024, 12, 31), date(2025, 6, 30), date(2026, 11, 1))
LAST = date(2026, 10, 31)
MONTHS = month_ends(LAST, 81)
DRAWN = 50
HISTORIES = 10_000
KINDS = ("revise", "change", "change", "change", "void", "withdraw")
EVERY = 416
"""After so many cases the office decides anew which forms count: in one case's history, but it holds for all."""


@pytest.fixture(scope="module")
def demo(demo_url):
    register = open_database(demo_url)
    yield register
    register.close()


def pairs():
    """Give all consecutive month ends, and DRAWN pairs of any."""
    drawn = Random(20200611)  # noqa: S311 - the same every time
    return [*pairwise(MONTHS), *(tuple(sorted(drawn.sample(MONTHS, 2))) for _ in range(DRAWN))]


def closes(view, opening, closing):
    """Hold the bridge against the figures of both moments; return it."""
    bridge = bridge_in(view, SYSTEM_SCOPE, opening, closing)
    assert bridge.left_over() == {}, (opening, closing)
    for question, end in ((opening, bridge.opening), (closing, bridge.closing)):
        assert bridge.total(end) == progress_in(view, SYSTEM_SCOPE, question).whole.total
    return bridge


@pytest.mark.parametrize("frame", FRAMES, ids=str)
@pytest.mark.parametrize("then", [False, True], ids=["known now", "known then"])
def test_it_closes_between_month_ends_of_the_demo(demo, frame, then):
    now = demo.known_now()
    seen = set()
    with demo.reading() as view:
        for first, last in pairs():
            opening, closing = (Question(on, end_of_day(on) if then else now, frame) for on in (first, last))
            bridge = closes(view, opening, closing)
            seen |= {line for line, cells in bridge.lines.items() if any(m != Measure() for m in cells.values())}
    late = {Movement.ENTERED_LATE, Movement.STATUS_CORRECTED, Movement.AREA_CORRECTED}
    assert {Movement.NEWLY_FOUND, Movement.RESOLVED, Movement.REOPENED, Movement.EXCLUDED} <= seen
    assert late <= seen if then else not late & seen


def test_it_closes_over_ten_thousand_histories(tmp_path):
    drawn = Random(4574)  # noqa: S311 - the same every time
    entries = count(2)
    histories = []
    for case_id in range(1, HISTORIES + 1):
        steps = [
            Step(drawn.choice(KINDS), drawn.randrange(DAYS + 1), drawn.randrange(10**6))
            for _ in range(drawn.randrange(7))
        ]
        number, unit = drawn.randrange(10**6), drawn.choice([17, 1, 25])
        histories.append(build(case_id, number, unit, steps, lambda: next(entries)))
        if case_id % EVERY == 0:
            turn = Step("count", 0, case_id // EVERY)
            histories[0] = build_further(histories[0], turn, unit, lambda: next(entries))
    register = new_register(f"sqlite:///{tmp_path}/register.db")
    try:
        with register.transaction("tester") as tx:
            written = write(tx, histories)
        assert len(written[0].counting.turns) == HISTORIES // EVERY
        with register.reading() as view:
            moments = [
                log.from_microseconds(moment)
                for moment in view.connection.execute(
                    select(schema.log_entry.c.recorded_at).order_by("number")
                ).scalars()
            ]
            for _ in range(DRAWN):
                days = sorted(drawn.sample(range(-1, DAYS + 2), 2))
                known = sorted(drawn.sample(moments, 2))
                frame = drawn.choice(FRAMES)
                closes(view, *(Question(day(on), at, frame) for on, at in zip(days, known, strict=True)))
    finally:
        register.close()
