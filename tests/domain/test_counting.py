"""Which forms count is known from the entry of the row that says so, and not before."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.counting import ALL_COUNT, Counting, Turn, counting_of
from landtrack.domain.history import CaseHistory, Revision, StatusChange, Void, latest, state
from landtrack.domain.status import Form, Status
from tests.builders import facts

DAY = date(2023, 3, 1)
TURNED = counting_of([(3, "legal", True), (5, "referred", False), (6, "referred", False), (9, "referred", True)])


def test_only_what_changed_is_a_turn():
    assert Counting((Turn(5, "referred", counts=False), Turn(9, "referred", counts=True))) == TURNED
    assert TURNED.last_entry == 9
    assert [TURNED.counted_since("referred", entry) for entry in (4, 5, 8, 9)] == [False, False, False, True]
    assert TURNED.counted_since("restored", 0)
    assert TURNED.entries_of({"referred", None}) == {5, 9}
    assert TURNED.entries_of({"legal", None}) == set()
    assert ALL_COUNT.last_entry == 0


@pytest.mark.parametrize(("entry", "counts"), [(4, True), (5, False), (8, False), (9, True)])
def test_a_form_counts_as_known_at_an_entry(entry, counts):
    assert TURNED.counts("referred", entry) is counts
    assert TURNED.at(entry) == (set() if counts else {"referred"})
    assert TURNED.counts("restored", entry)
    assert TURNED.counts(None, entry)
    assert TURNED.known_at(entry).counts("referred", 100) is counts


def history(*changes, voids=(), counting=TURNED):
    return CaseHistory(1, "A-1", (Revision(2, facts(17)),), changes, voids, counting)


@pytest.mark.parametrize(
    ("status", "part", "resolved"), [(Status.RESOLVED, None, 5000), (Status.PARTLY_RESOLVED, 30, 30)]
)
def test_a_case_in_a_form_that_does_not_count_is_in_hand_and_nothing_of_it_resolved(status, part, resolved):
    recorded = StatusChange(3, status, DAY, Form.REFERRED, part)
    case = history(recorded)
    for entry, counted in ((4, True), (5, False), (8, False), (9, True)):
        found = state(case, DAY, entry)
        assert found is not None
        assert found.change == recorded
        assert (found.status, found.resolved_area) == ((status, resolved) if counted else (Status.IN_HAND, 0))


def test_other_forms_and_statuses_are_what_they_are():
    for change in (
        StatusChange(3, Status.RESOLVED, DAY, Form.RESTORED),
        StatusChange(3, Status.IN_HAND, DAY),
        StatusChange(3, Status.EXCLUDED, DAY),
    ):
        found = state(history(change), DAY, 6)
        assert found is not None
        assert found.status is change.status


def test_what_happens_next_begins_at_the_last_turn_though_nothing_touched_the_case():
    case = history(StatusChange(3, Status.RESOLVED, DAY, Form.REFERRED), counting=TURNED.known_at(6))
    found = latest(case, DAY)
    assert (case.version, case.last_entry) == (3, 5)
    assert found is not None
    assert found.status is Status.IN_HAND
    again = history(StatusChange(3, Status.RESOLVED, DAY, Form.REFERRED), voids=(Void(7, 3),))
    found = latest(again, DAY)
    assert found is not None
    assert found.status is Status.OPEN


def test_two_resolutions_in_a_row_replay_when_the_first_counts_again():
    later = date(2023, 5, 1)
    case = history(
        StatusChange(3, Status.RESOLVED, DAY, Form.REFERRED), StatusChange(7, Status.RESOLVED, later, Form.RESTORED)
    )
    for entry, before, after in ((8, Status.IN_HAND, Status.RESOLVED), (9, Status.RESOLVED, Status.RESOLVED)):
        assert [getattr(state(case, day, entry), "status", None) for day in (DAY, later)] == [before, after]
