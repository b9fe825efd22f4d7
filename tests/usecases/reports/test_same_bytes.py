"""A report of an explicit past is the same file after a thousand random edits: back-dated, new, withdrawn, undone."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from shapely import box

from landtrack.domain.case import Occurred, ViolationKind
from landtrack.domain.errors import Refusal
from landtrack.domain.history import CaseHistory
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Exclusion, Form, Status
from landtrack.store import episodes, recording
from landtrack.store.histories import read_histories
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import apply_change
from landtrack.usecases.report_progress import report_progress
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.tables.change_row import change_row, change_rows
from tests.builders import MovingClock, facts, new_register, unit_id

SEED = 20231130
CASES, EDITS = 60, 1000
AS_OF = date(2023, 11, 30)
KNOWN_AT = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
TODAY = date(2024, 6, 1)
UNITS = ("07288", "07294", "07243", "07282")
WISHES = (
    (ReportForm.OFFICIAL, "docx", None, None),
    (ReportForm.OFFICIAL, "docx", None, date(2025, 7, 1)),
    (ReportForm.WORKBOOK, "xlsx", None, None),
    (ReportForm.UNIT_SHEET, "pdf", "07288", None),
    (ReportForm.UNIT_SHEET, "docx", "07288", None),
)


class Editor:
    """Records at random what people record, within one transaction; what the rules refuse is tried otherwise."""

    def __init__(self, tx, registry, chance, histories=()):
        self.tx = tx
        self.registry = registry
        self.chance = chance
        self.histories = list(histories)

    def new_case(self):
        number = len(self.histories) + 1
        case_id, code = number, f"YT-{number:05}"
        revision = recording.record_case(self.tx, case_id, code, self.some_facts())
        self.histories.append(CaseHistory(case_id, code, (revision,)))

    def edit(self):
        """Record one edit; return its kind."""
        kind = self.chance.choices(("change", "revise", "void", "new", "withdraw"), (55, 20, 12, 8, 5))[0]
        if kind == "new":
            self.new_case()
            return kind
        place = self.chance.randrange(len(self.histories))
        done = getattr(self, kind)(self.histories[place])
        if done is None:
            return self.edit()
        self.histories[place] = done
        return kind

    def change(self, history):
        status = self.chance.choice(list(Status))
        draft = ChangeDraft(
            status,
            # Back-dated: most take effect before the day of the report.
            date(2021, 6, 1) + timedelta(days=self.chance.randrange((TODAY - date(2021, 6, 1)).days)),
            form=self.chance.choice(list(Form)) if status in {Status.RESOLVED, Status.PARTLY_RESOLVED} else None,
            resolved_area=self.chance.randrange(1, 900) if status is Status.PARTLY_RESOLVED else None,
            exclusion=Exclusion.DUPLICATE if status is Status.EXCLUDED else None,
        )
        try:
            return apply_change(self.tx, history, draft, TODAY)
        except Refusal:
            return None

    def revise(self, history):
        newest = history.revisions[-1]
        if newest.withdrawn:
            return None
        changed = replace(self.some_facts(), found_on=newest.facts.found_on)
        revision = recording.record_revision(self.tx, history.case_id, history.code, changed, reason="sửa")
        return replace(history, revisions=(*history.revisions, revision))

    def void(self, history):
        last = history.last_change()
        if last is None:
            return None
        void = recording.record_void(self.tx, history.case_id, history.code, last.entry)
        return replace(history, voids=(*history.voids, void))

    def withdraw(self, history):
        newest = history.revisions[-1]
        if newest.withdrawn:
            return None
        revision = recording.record_revision(
            self.tx, history.case_id, history.code, newest.facts, withdrawn=True, reason="nhập nhầm"
        )
        return replace(history, revisions=(*history.revisions, revision))

    def some_facts(self):
        latest = date(2010, 1, 1) + timedelta(days=self.chance.randrange(4000))
        corner = 106.12 + self.chance.random() / 100, 21.45 + self.chance.random() / 100
        return facts(
            unit_id(self.registry, self.chance.choice(UNITS)),
            kind=self.chance.choice(list(ViolationKind)),
            occurred=Occurred(self.chance.choice((None, latest - timedelta(days=200))), latest),
            found_on=date(2021, 1, 5) + timedelta(days=self.chance.randrange(120)),
            area=1000 + self.chance.randrange(9000),
            geometry=self.chance.choice((None, box(*corner, corner[0] + 0.0003, corner[1] + 0.0002))),
            parcel=str(self.chance.randrange(1, 900)),
        )


@pytest.fixture
def clock():
    return MovingClock(datetime(2023, 12, 20, 2, 0, tzinfo=UTC))


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    yield database
    database.close()


def made(register):
    """Return the bytes and the figures of all wishes."""
    files = []
    for form, ending, unit, frame in WISHES:
        request = ReportRequest(form, ending, Question(AS_OF, KNOWN_AT, frame, unit))
        report = make_report(register, SYSTEM_SCOPE, request)
        files.append((form, ending, frame, report.content, report.figures))
    return files


def record(register, histories, cases, edits):
    """Record new cases and edits; return the histories and how many edits there were of each kind."""
    chance = random.Random(SEED + edits + len(histories))  # noqa: S311 - the same edits every time
    with register.reading() as view:
        registry = read_registry(view)
    kinds = dict.fromkeys(("change", "revise", "void", "new", "withdraw"), 0)
    with register.transaction("canbo") as tx:
        editor = Editor(tx, registry, chance, histories)
        for _ in range(cases):
            editor.new_case()
        for _ in range(edits):
            kinds[editor.edit()] += 1
        episodes.refresh(tx, editor.histories, registry)
    return editor.histories, kinds


def count(register, **answers):
    """Say of forms whether they count as resolved."""
    change_rows(register, SYSTEM_SCOPE, OfficeTable.FORM, {form: {"counts": said} for form, said in answers.items()})


def test_a_thousand_edits_later_the_files_are_the_same_to_the_byte(register, clock):
    histories, _ = record(register, [], CASES, 100)
    count(register, recovered="no")
    clock.go(KNOWN_AT + timedelta(days=30))
    before = made(register)
    then = report_progress(register, SYSTEM_SCOPE, Question(AS_OF, KNOWN_AT))

    clock.later(days=20)
    _, kinds = record(register, histories, 0, EDITS // 2)
    # Nor does the office, which decides anew what counts as resolved, and calls a form otherwise.
    count(register, recovered="yes", restored="no", referred="no")
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "enforced", {"name_vi": "Cưỡng chế thi hành"})
    with register.reading() as view:
        histories = list(read_histories(view))
    for kind, number in record(register, histories, 0, EDITS - EDITS // 2)[1].items():
        kinds[kind] += number
    assert sum(kinds.values()) == EDITS
    assert min(kinds.values()) > 20, kinds  # every kind of edit is among them

    # They do change the day of the report, as known now: there is something to be kept out of it.
    now = report_progress(register, SYSTEM_SCOPE, Question(AS_OF, register.known_now()))
    assert now.whole != then.whole
    for (form, ending, frame, content, figures), (*_, again, figures_again) in zip(before, made(register), strict=True):
        assert figures == figures_again, (form, ending, frame)
        assert content == again, (form, ending, frame)
