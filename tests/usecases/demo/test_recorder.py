"""The demo cannot contain what the product would refuse: its recorder asks the same checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.question import VIETNAM
from landtrack.domain.scope import SYSTEM_ACTOR
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.creation import creating
from landtrack.usecases.demo.recorder import Recorder
from landtrack.usecases.demo.story import Correction, Event, Undo
from landtrack.usecases.seeding import seed
from tests.builders import PHON_XUONG, facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landtrack.domain.case import Facts
    from landtrack.store.database import Transaction

MOMENT = datetime(2023, 6, 1, 9, 0, tzinfo=VIETNAM)
Desk = tuple["Transaction", Recorder]


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    with creating(sqlite_url, SYSTEM_ACTOR) as tx:
        recorder = Recorder(seed(tx))
        recorder.record(tx, Event(MOMENT, 0, facts(PHON_XUONG)))
        yield tx, recorder


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (facts(PHON_XUONG, found_on=date(2023, 6, 2)), "case.found_in_future"),
        (facts(20), "unit.unknown_id"),
        (ChangeDraft(Status.RESOLVED, date(2023, 6, 2), Form.RETURNED), "change.in_future"),
        (ChangeDraft(Status.PARTLY_RESOLVED, date(2023, 6, 1), Form.RETURNED, 9 * 10**6), "change.area_too_large"),
        (ChangeDraft(Status.OPEN, date(2023, 6, 1)), "change.from_open"),
        (Correction(facts(PHON_XUONG, area=0), ""), "case.area_impossible"),
        (Undo(""), "change.nothing_to_undo"),
    ],
)
def test_what_the_product_refuses_is_refused(
    desk: Desk, action: Facts | Correction | ChangeDraft | Undo, code: str
) -> None:
    tx, recorder = desk
    number = 1 if not isinstance(action, Correction | ChangeDraft | Undo) else 0
    with pytest.raises(Refusal) as refused:
        recorder.record(tx, Event(MOMENT, number, action))
    assert refused.value.code == code


def test_a_correction_may_not_move_the_finding_behind_a_change(desk: Desk) -> None:
    tx, recorder = desk
    recorder.record(tx, Event(MOMENT, 0, ChangeDraft(Status.IN_HAND, date(2023, 1, 5))))
    later = replace(facts(PHON_XUONG), found_on=date(2023, 2, 1))
    with pytest.raises(Refusal, match=r"case\.found_after_change"):
        recorder.record(tx, Event(MOMENT, 0, Correction(later, "")))


def test_a_twin_is_named_by_its_code(desk: Desk) -> None:
    tx, recorder = desk
    recorder.record(tx, Event(MOMENT, 1, facts(PHON_XUONG)))
    draft = ChangeDraft(Status.IN_HAND, date(2023, 5, 5), note="Như {twin}.")
    recorder.record(tx, Event(MOMENT, 1, draft, twin=0))
    assert recorder.histories[1].changes[0].note == f"Như {recorder.histories[0].code}."
