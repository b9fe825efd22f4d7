"""Targets against the figures of a register: in the reader's area, as known at a moment, in the units of their day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from landtrack.domain.errors import NotAllowed
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE, Role
from landtrack.domain.targets.target import TargetMeasure
from landtrack.domain.targets.target_state import TargetStanding
from landtrack.messages import catalogue
from landtrack.store.database import open_database
from landtrack.usecases.change_status import change_status
from landtrack.usecases.follow_targets import follow_targets
from landtrack.usecases.record_case import record_case
from landtrack.usecases.sign_in import demo_account, scope_of
from landtrack.usecases.tables.change_row import change_row, remove_row
from landtrack.usecases.target_lines import target_lines
from landtrack.usecases.target_words import describe_state, describe_target
from tests.builders import PHON_XUONG, MovingClock, facts, new_register, resolved

BO_HA = 19
TARGET = {
    "name": "Cả năm", "measure": "cases", "kind": "amount", "value": "2", "since": "2024-01-01", "due": "2024-12-31",
    "legal_basis": "Kế hoạch",
}  # fmt: skip


@pytest.fixture
def demo(each_demo_url):
    database = open_database(each_demo_url)
    yield database
    database.close()


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    for number, unit in enumerate((PHON_XUONG, PHON_XUONG, BO_HA), 1):
        record_case(database, SYSTEM_SCOPE, f"A-{number}", facts(unit, found_on=date(2023, 5, 4), geometry=None))
    yield database
    database.close()


def followed(register, day, known_at=None, scope=SYSTEM_SCOPE):
    return follow_targets(register, scope, Question(day, known_at or register.known_now()))


def test_the_target_of_the_demo_is_on_course_and_then_reached(demo):
    day = date(2023, 11, 30)
    found = followed(demo, day, end_of_day(day))
    (row,) = found.targets
    state = row.state
    assert (state.whole, state.needed, state.done, state.left, state.days_left) == (3990, 3592, 3540, 52, 31)
    assert (state.standing, state.pace_needed) == (TargetStanding.ON_COURSE, Decimal("11.7"))
    assert [(group.key, group.targets) for group in found.campaigns] == [("cao-diem-2023", (row,))]
    words = catalogue("vi")
    assert describe_target(row.target, found.cutoffs, words) == (
        "trên 90 % số trường hợp · Trước 01/07/2014 · đến 31/12/2023"
    )
    assert "3.540" in describe_state(row.target, state, words)
    assert target_lines(found, TargetMeasure.AREA) == ()
    (line,) = target_lines(found, TargetMeasure.CASES)
    assert (line.since, line.due, line.aim) == (date(2023, 10, 2), date(2023, 12, 31), 3990 - 3592)
    assert line.opening == row.opening.cases - row.opening.resolved
    (later,) = followed(demo, date(2026, 10, 30)).targets
    assert (later.judged_on, later.state.standing) == (date(2023, 12, 31), TargetStanding.REACHED)


def test_before_it_was_recorded_there_is_no_target(demo):
    found = followed(demo, date(2023, 11, 30), end_of_day(date(2023, 9, 30)))
    assert (found.targets, found.campaigns) == ((), ())


def test_a_chair_follows_it_in_his_own_area(demo):
    chair = scope_of(demo, demo_account(demo, Role.CHAIR).name)
    day = date(2023, 11, 30)
    (mine,) = followed(demo, day, None, chair).targets
    (all_,) = followed(demo, day).targets
    assert 0 < mine.state.whole < all_.state.whole
    with pytest.raises(NotAllowed):
        followed(demo, day, None, scope_of(demo, demo_account(demo, Role.ADMIN).name))


def test_a_target_of_named_units_counts_these_and_is_seen_by_who_sees_them(register):
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "town", {**TARGET, "units": "07288"})
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "both", {**TARGET, "units": "07288 07294"})
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2024, 3, 1)))
    found = {row.key: row.state for row in followed(register, date(2024, 6, 30)).targets}
    assert {key: (state.whole, state.done, state.left) for key, state in found.items()} == {
        "town": (2, 1, 1), "both": (3, 1, 1),
    }  # fmt: skip


def test_a_target_of_cases_that_nobody_has_says_so(register):
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "late", {**TARGET, "band": "after", "kind": "rate"})
    (row,) = followed(register, date(2024, 6, 30)).targets
    assert row.state.standing is TargetStanding.NO_CASES
    assert describe_state(row.target, row.state, catalogue("en")) == "There are no such cases."


def test_what_was_known_of_a_target_stays(register, clock):
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "all", TARGET)
    known = register.known_now()
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "all", {"value": "3"})
    changed = register.known_now()
    clock.later(hours=1)
    remove_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "all")
    day = date(2024, 6, 30)
    needed = [
        [row.state.needed for row in followed(register, day, moment).targets] for moment in (known, changed, None)
    ]
    assert needed == [[2], [3], []]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 12, 1), "It begins on 01/01/2024."),
        (
            date(2024, 12, 30),
            "1 of 2 are resolved; 1 are left for 1 day: 7.0 cases a week needed, 0.0 cases a week so far.",
        ),
        (date(2025, 3, 1), "1 of 2 were resolved when it was due; 1 are missing."),
    ],
)
def test_how_it_stands_in_words(register, day, said):
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2023, 8, 1)))
    change_status(register, SYSTEM_SCOPE, "A-2", resolved(date(2025, 2, 1)))
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "all", TARGET)
    (row,) = followed(register, day).targets
    assert describe_state(row.target, row.state, catalogue("en")) == said


def test_hectares_in_words(register):
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2024, 3, 1)))
    area = {**TARGET, "measure": "area", "value": "0.08", "over": "yes"}
    change_row(register, SYSTEM_SCOPE, OfficeTable.TARGET, "area", area)
    found = followed(register, date(2024, 6, 30))
    (row,) = found.targets
    words = catalogue("en")
    assert describe_target(row.target, found.cutoffs, words).startswith("over 0.08 ha · ")
    assert "0.05 ha of 0.08 ha are resolved; 0.03 ha are left" in describe_state(row.target, row.state, words)
    assert [group.key for group in found.campaigns] == [""]
    (line,) = target_lines(found, TargetMeasure.AREA)
    assert (line.opening, line.aim) == (15_000, 15_000 - 8_001)
