"""What happens in the demo: variety, order, office hours, and nothing that the product itself would refuse."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from landtrack.domain.case import LAND_TYPES, ViolationKind, check_code
from landtrack.domain.episode import Gap
from landtrack.domain.history import CaseHistory, state
from landtrack.domain.question import VIETNAM, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import REACHED_FROM, Exclusion, Form, Status
from landtrack.store import schema
from landtrack.store.cases import list_cases
from landtrack.store.database import open_database
from landtrack.store.histories import read_histories
from landtrack.store.log import from_microseconds
from landtrack.store.units import read_registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import View

pytestmark = pytest.mark.xdist_group("demo")

SNAPSHOT = date(2023, 11, 30)
LAST_DAY = date(2026, 10, 31)
EVER = 10**9


@pytest.fixture(scope="module")
def view(demo_url: str) -> Iterator[View]:
    with closing(open_database(demo_url)) as database, database.reading() as found:
        yield found


@pytest.fixture(scope="module")
def histories(view: View) -> list[CaseHistory]:
    return list(read_histories(view))


@pytest.fixture(scope="module")
def registry(view: View) -> UnitRegistry:
    return read_registry(view)


@pytest.fixture(scope="module")
def moments(view: View) -> dict[int, datetime]:
    """Return when each entry was recorded, in Việt Nam."""
    rows = view.connection.execute(select(schema.log_entry.c.number, schema.log_entry.c.recorded_at))
    return {number: from_microseconds(moment).astimezone(VIETNAM) for number, moment in rows}


def test_every_status_occurs_on_the_last_day(histories: list[CaseHistory]) -> None:
    last = [state(history, LAST_DAY, EVER) for history in histories]
    statuses = Counter(found.status for found in last if found is not None)
    assert all(statuses[status] >= 20 for status in Status)


def test_everything_that_can_be_said_is_said(histories: list[CaseHistory]) -> None:
    facts = [history.revisions[-1].facts for history in histories]
    changes = [change for history in histories for change in history.changes]
    assert {row.kind for row in facts} == set(ViolationKind)
    assert {change.form for change in changes} == {None, *Form}
    assert {change.exclusion for change in changes} == {None, *Exclusion}
    codes = {part for row in facts for part in row.land_type.split("+")}
    assert codes <= LAND_TYPES
    assert {"LUN", "BHK", "CNT", "HNK", "ONT", "ODT"} <= codes
    assert any(row.part_of_parcel for row in facts)
    assert any(row.parcel.startswith("tạm") for row in facts)


def test_decisions_are_numbered_as_the_office_does(histories: list[CaseHistory]) -> None:
    numbers = [change.decision_number for history in histories for change in history.changes]
    assert "125/QĐ-XPHC" in numbers
    assert "" in numbers


def test_codes_are_well_formed_and_unique(histories: list[CaseHistory]) -> None:
    codes = {check_code(history.code) for history in histories}
    assert len(codes) == len(histories)
    assert "YT-2014-00001" in codes


def test_the_days_beside_the_cutoffs_occur(histories: list[CaseHistory]) -> None:
    known = {row.facts.occurred.latest for history in histories for row in history.revisions}
    assert {date(2014, 6, 30), date(2014, 7, 1), date(2020, 6, 11), date(2020, 6, 12)} <= known
    assert any(history.revisions[0].facts.occurred.earliest is None for history in histories)


def test_changes_follow_each_other_as_the_rules_say(histories: list[CaseHistory]) -> None:
    for history in histories:
        before = Status.OPEN
        for change in history.changes_at(EVER):
            assert before in REACHED_FROM[change.status]
            assert change.effective_on >= history.revisions[-1].facts.found_on
            before = change.status


def test_entries_are_made_by_posts_in_office_hours(moments: dict[int, datetime], view: View) -> None:
    for number, moment in moments.items():
        if number > 1:
            assert moment.weekday() < 5
            assert time(7, 30) <= moment.time() < time(18, 0)
    actors = set(view.connection.execute(select(schema.log_entry.c.actor).distinct()).scalars())
    assert {"canbo", "canbo.yenthe", "canbo.dongtien", "system"} <= actors


def test_nothing_is_entered_before_it_happened(histories: list[CaseHistory], moments: dict[int, datetime]) -> None:
    for history in histories:
        assert history.revisions[0].facts.found_on <= moments[history.revisions[0].entry].date()
        for change in history.changes:
            assert change.effective_on <= moments[change.entry].date()


def test_cases_are_entered_in_the_units_of_the_day(
    histories: list[CaseHistory], moments: dict[int, datetime], registry: UnitRegistry
) -> None:
    used: Counter[tuple[date, str]] = Counter()
    for history in histories:
        first = history.revisions[0]
        unit = registry.find(first.facts.unit_id)
        assert unit.valid_on(moments[first.entry].date())
        if first.facts.parcel_unit_id is not None:
            assert first.facts.parcel_unit_id in registry.leaves(unit.id) - {unit.id}
        used[unit.valid_from, unit.kind.value] += 1
    assert used[date(2025, 1, 1), "xa"] > 0
    assert used[date(2025, 7, 1), "xa"] > 50
    assert used[date(2026, 9, 20), "phuong"] > 0


def test_most_cases_of_merged_units_tell_the_old_commune(histories: list[CaseHistory], registry: UnitRegistry) -> None:
    merged = [row.facts for history in histories for row in history.revisions[:1] if row.facts.unit_id > 19]
    told = [facts for facts in merged if facts.parcel_unit_id is not None]
    drawn = [facts for facts in merged if facts.parcel_unit_id is None and facts.geometry is not None]
    assert len(registry.frame(LAST_DAY).units) == 5
    assert len(told) > len(merged) * 0.6
    assert len(drawn) > 20
    assert len(merged) - len(told) - len(drawn) == 3


def test_late_entries_corrections_and_second_thoughts_occur(
    histories: list[CaseHistory], moments: dict[int, datetime]
) -> None:
    evening = end_of_day(SNAPSHOT)
    late: Counter[str] = Counter()
    for history in histories:
        first = history.revisions[0]
        late["found"] += first.facts.found_on <= SNAPSHOT and moments[first.entry] > evening
        late["effective"] += any(
            row.effective_on <= SNAPSHOT and moments[row.entry] > evening for row in history.changes
        )
        late["void"] += any(moments[row.entry] > evening for row in history.voids)
        late["void before"] += any(moments[row.entry] < evening for row in history.voids)
        late["withdrawn"] += history.revisions[-1].withdrawn and moments[history.revisions[-1].entry] > evening
        late["withdrawn before"] += history.revisions[-1].withdrawn and moments[history.revisions[-1].entry] < evening
        for before, after in zip(history.revisions, history.revisions[1:], strict=False):
            late["area"] += before.facts.area != after.facts.area
            late["dates"] += before.facts.occurred != after.facts.occurred
            late["drawn"] += before.facts.geometry is None and after.facts.geometry is not None
        statuses = [row.status for row in history.changes_at(EVER)]
        late["reopened"] += Status.RESOLVED in statuses and Status.OPEN in statuses[statuses.index(Status.RESOLVED) :]
        late["again"] += statuses.count(Status.RESOLVED) > 1
    assert all(number >= 3 for number in late.values())
    assert late["reopened"] > 50


def test_duplicates_name_the_case_that_counts(histories: list[CaseHistory]) -> None:
    codes = {history.code for history in histories}
    notes = [
        change.note for history in histories for change in history.changes if change.exclusion is Exclusion.DUPLICATE
    ]
    assert notes
    assert all(note.removeprefix("Trùng với vụ việc ").removesuffix(".") in codes for note in notes)


def test_nobody_is_named(view: View) -> None:
    assert view.connection.execute(select(func.count()).select_from(schema.identity)).scalar() == 0


def _told(history: CaseHistory) -> set[str]:
    """Return what docs/demo.md could say of the case."""
    statuses = [row.status for row in history.changes_at(EVER)]
    first, last = history.revisions[0].facts, history.revisions[-1].facts
    said = {
        "reopened": statuses.count(Status.OPEN) > 1,
        "undone": bool(history.voids),
        "duplicate": any(change.exclusion is Exclusion.DUPLICATE for change in history.changes),
        "withdrawn": history.revisions[-1].withdrawn,
        "area": first.area != last.area,
        "dates": first.occurred != last.occurred,
        "drawn": first.geometry is None and last.geometry is not None,
        "partly": statuses.count(Status.PARTLY_RESOLVED) > 1,
        "unplaced": first.unit_id > 19 and first.parcel_unit_id is None and first.geometry is None,
    }
    return {word for word, true in said.items() if true}


def test_the_cases_in_the_guide_are_what_it_says(histories: list[CaseHistory], view: View) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "demo.md").read_text("utf-8")
    named = dict(re.findall(r"^\| (YT-\d{4}-\d{5}) \| (\w+): ", guide, re.MULTILINE))
    outside = {row.code for row in list_cases(view, SYSTEM_SCOPE, LAST_DAY, EVER) if row.gap is Gap.OUTSIDE_UNIT}
    by_code = {history.code: history for history in histories}
    assert len(named) == 10
    for code, word in named.items():
        assert word in _told(by_code[code]) | ({"outside"} if code in outside else set()), code
