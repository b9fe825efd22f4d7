"""Files about cases that were resolved in a form which the office does not count: in hand, with the form beside it."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.history import latest
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.formats.export_registry import FORMATS
from landtrack.store.histories import find_history
from landtrack.usecases.change_status import change_status
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.record_case import record_case
from landtrack.usecases.tables.change_row import change_row
from tests.builders import facts, resolved
from tests.usecases.intake.sheets import bring, cells, counts, problems, workbook

DAY = date(2024, 2, 1)
TODAY = date(2026, 11, 22)
SHOWN = {"status": "Đang xử lý", "day": DAY, "form": "Chuyển cơ quan điều tra"}


@pytest.fixture
def case(register, unit):
    return record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))


@pytest.fixture
def file(tmp_path):
    def write(**named):
        return workbook(tmp_path / "so.xlsx", cells(code="YT-1", **named))

    return write


def history(register):
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, "YT-1")


@pytest.fixture
def referred(register, case):
    """Return the case, resolved by passing it on, in an office that does not count this."""
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(DAY, form=Form.REFERRED, decision_number="12/QĐ"))
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", {"counts": "no"})
    return history(register)


def standing(register):
    now = history(register)
    return [(row.status, row.effective_on, row.form, row.decision_number) for row in now.changes_at(now.version)]


def status(register):
    found = latest(history(register), TODAY)
    assert found is not None
    return found.status


@pytest.mark.parametrize("versioned", [True, False])
def test_what_an_export_shows_is_nothing_new(register, referred, file, versioned):
    more = {"version": referred.version} if versioned else {}
    assert counts(bring(register, file(**SHOWN, **more))) == (0, 0, 1, 0)
    assert counts(bring(register, file(status="Đang xử lý", **more))) == (0, 0, 1, 0)
    # And what another file calls it, of before.
    assert counts(bring(register, file(**{**SHOWN, "status": "Đã xử lý dứt điểm"}, **more))) == (0, 0, 1, 0)
    # It still is nothing new when the form counts again.
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", {"counts": "yes"})
    assert counts(bring(register, file(**SHOWN, **more))) == (0, 0, 1, 0)


def test_a_part_comes_back_too(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.REFERRED, 1000))
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", {"counts": "no"})
    assert counts(bring(register, file(**SHOWN))) == (0, 0, 1, 0)


@pytest.mark.parametrize("versioned", [True, False])
def test_another_cell_corrects_what_was_recorded(register, referred, file, versioned):
    more = {"version": referred.version} if versioned else {}
    report = bring(register, file(**SHOWN, hamlet="Xóm Mới", **more))
    assert (counts(report), problems(report)) == ((0, 1, 0, 0), [])
    assert standing(register) == [(Status.RESOLVED, DAY, "referred", "12/QĐ")]
    report = bring(register, file(**SHOWN, note="đã bàn giao"))
    assert (counts(report), problems(report)) == ((0, 1, 0, 0), [])
    assert standing(register) == [(Status.RESOLVED, DAY, "referred", "12/QĐ")]
    assert status(register) is Status.IN_HAND


def test_a_file_resolves_it_for_good_in_another_form_later(register, referred, file):
    done = {"status": "Đã xử lý dứt điểm", "day": date(2024, 5, 1), "form": "Cưỡng chế"}
    assert counts(bring(register, file(**done))) == (0, 1, 0, 0)
    assert [row[:3] for row in standing(register)] == [
        (Status.RESOLVED, DAY, "referred"),
        (Status.RESOLVED, date(2024, 5, 1), "enforced"),
    ]
    assert status(register) is Status.RESOLVED


def test_in_hand_after_a_form_that_counts_is_a_change_still(register, case, file):
    change_status(register, SYSTEM_SCOPE, "YT-1", resolved(DAY))
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", {"counts": "no"})
    report = bring(register, file(status="Đang xử lý", day=date(2024, 5, 1)))
    assert problems(report) == [("B2", "change.from_resolved")]


@pytest.mark.parametrize("form", ["shapefile", "workbook"])
def test_an_export_comes_back_unchanged(register, referred, tmp_path, form):
    out = tmp_path / f"out{FORMATS[form].ending}"
    question = Question(TODAY, register.known_now())
    export_cases(register, SYSTEM_SCOPE, question, None, out, form=form)
    assert counts(bring(register, out)) == (0, 0, 1, 0)
