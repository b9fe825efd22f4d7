"""Kinds, forms and land types as rows that an administrator keeps: known from their entry on, in every place."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Status
from landtrack.formats.shipped_vocabulary import shipped_vocabulary
from landtrack.store.cases import list_cases
from landtrack.store.histories import find_history
from landtrack.store.log import head_at
from landtrack.store.verify import first_broken
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.tables.change_row import change_row
from landtrack.usecases.tables.vocabulary import show_vocabulary
from tests.builders import PHON_XUONG, MovingClock, facts, new_register, resolved

KIND, FORM, LAND = OfficeTable.KIND, OfficeTable.FORM, OfficeTable.LAND_TYPE
AS_OF = date(2023, 11, 30)
DUMPED = {"name_vi": "Đổ chất thải", "name_en": "Waste dumped"}
CLEARED = {"name_vi": "Dọn sạch", "name_en": "Cleared"}


@pytest.fixture
def clock():
    return MovingClock()


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    yield database
    database.close()


def known(register, moment=None):
    return show_vocabulary(register, SYSTEM_SCOPE, moment)


def refusal(call, *given, **named):
    with pytest.raises(Refusal) as refused:
        call(*given, **named)
    return refused.value


def workbook(register, known_at):
    """Return the notes and the kinds and forms of the cases of the workbook of figures."""
    asked = ReportRequest(ReportForm.WORKBOOK, "xlsx", Question(AS_OF, known_at))
    content = make_report(register, SYSTEM_SCOPE, asked).content
    summary, cases = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    texts = [str(cell) for row in summary.iter_rows(values_only=True) for cell in row if cell]
    rows = [(row[1], row[8], row[16]) for row in cases.iter_rows(min_row=2, values_only=True)]
    return content, texts, rows


def test_the_shipped_rows_are_there_before_any_is_recorded(register):
    assert known(register) == shipped_vocabulary()
    assert list(known(register).kinds)[:2] == ["encroached", "occupied"]
    assert all(row.counts for row in known(register).forms.values())


def test_an_added_row_is_known_from_its_entry_on(register, clock):
    before = register.known_now()
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", DUMPED)
    added = register.known_now()
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"name_vi": "Đổ, chôn chất thải"})
    change_row(register, SYSTEM_SCOPE, KIND, "other", {"name_vi": "Hành vi khác"})
    assert known(register, before) == shipped_vocabulary()
    assert known(register, added).kind("dumped_waste", "vi") == "Đổ chất thải"
    assert known(register, added).kind("other", "vi") == "Vi phạm khác"
    now = known(register)
    assert (now.kind("dumped_waste", "vi"), now.kind("dumped_waste", "en")) == ("Đổ, chôn chất thải", "Waste dumped")
    assert now.kind("other", "vi") == "Hành vi khác"
    # A changed row stays in its place, an added one comes last.
    assert list(now.kinds) == [*shipped_vocabulary().kinds, "dumped_waste"]


def test_a_case_is_recorded_with_added_codes(register):
    plain = facts(PHON_XUONG, kind="dumped_waste", land_type="CLN+RAC")
    assert refusal(record_case, register, SYSTEM_SCOPE, "A-1", plain).code == "case.land_type_unknown"
    change_row(register, SYSTEM_SCOPE, LAND, "RAC", {"name_vi": "Đất bãi rác"})
    refused = refusal(record_case, register, SYSTEM_SCOPE, "A-1", plain)
    assert (refused.code, refused.arguments["kind"]) == ("case.kind_unknown", "dumped_waste")
    assert "encroached, occupied" in str(refused.arguments["known"])
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", DUMPED)
    record_case(register, SYSTEM_SCOPE, "A-1", plain)
    draft = ChangeDraft(Status.PARTLY_RESOLVED, date(2022, 3, 1), "cleared", 1000)
    assert refusal(change_status, register, SYSTEM_SCOPE, "A-1", draft).code == "change.form_unknown"
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", CLEARED)
    change_status(register, SYSTEM_SCOPE, "A-1", draft)
    with register.reading() as view:
        history = find_history(view, SYSTEM_SCOPE, "A-1")
        (row,) = list_cases(view, SYSTEM_SCOPE, AS_OF, head_at(view.connection).number)
        assert first_broken(view, lambda _done, _all: None) is None
    assert (history.revisions[0].facts.kind, history.changes[0].form) == ("dumped_waste", "cleared")
    assert (row.kind, row.land_type, row.form) == ("dumped_waste", "CLN+RAC", "cleared")
    assert (row.status, row.resolved_area) == (Status.PARTLY_RESOLVED, 1000)


def test_what_was_ended_is_for_old_cases_only(register):
    for code, found_on in (("A-1", date(2023, 5, 4)), ("A-2", date(2024, 5, 4))):
        record_case(register, SYSTEM_SCOPE, code, facts(PHON_XUONG, kind="unused", found_on=found_on))
    change_row(register, SYSTEM_SCOPE, KIND, "unused", {"ended": "2023-12-31"})
    change_row(register, SYSTEM_SCOPE, FORM, "repaid", {"ended": "2023-12-31"})
    # Known late, but of before: that is what happened.
    record_case(register, SYSTEM_SCOPE, "A-3", facts(PHON_XUONG, kind="unused", found_on=date(2023, 12, 31)))
    late = facts(PHON_XUONG, kind="unused", found_on=date(2024, 1, 1))
    refused = refusal(record_case, register, SYSTEM_SCOPE, "A-4", late)
    assert (refused.code, refused.arguments["ended"]) == ("case.kind_ended", date(2023, 12, 31))
    assert "unused" not in str(refused.arguments["known"])
    # The one that has it keeps it; another does not get it.
    kept = facts(PHON_XUONG, kind="unused", found_on=date(2024, 5, 4), hamlet="Bản mới")
    revise_case(register, SYSTEM_SCOPE, "A-2", kept, "đo lại")
    revise_case(register, SYSTEM_SCOPE, "A-2", replace(kept, kind="other"), "nhầm")
    assert refusal(revise_case, register, SYSTEM_SCOPE, "A-2", kept, "lại").code == "case.kind_ended"
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2023, 12, 31), form="repaid"))
    refused = refusal(change_status, register, SYSTEM_SCOPE, "A-3", resolved(date(2024, 1, 1), form="repaid"))
    assert (refused.code, refused.arguments["day"]) == ("change.form_ended", date(2024, 1, 1))


def test_land_types_of_both_circulars_are_accepted_whenever_a_case_was_found(register):
    for code, day in (("A-1", date(2024, 7, 31)), ("A-2", date(2024, 8, 1))):
        made = record_case(register, SYSTEM_SCOPE, code, facts(PHON_XUONG, land_type="LUN", found_on=day))
        assert made.revisions[-1].facts.land_type == "LUN"


def test_a_report_has_the_names_of_its_moment(register, clock):
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", DUMPED)
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", CLEARED)
    record_case(register, SYSTEM_SCOPE, "A-1", facts(PHON_XUONG, kind="dumped_waste"))
    change_status(register, SYSTEM_SCOPE, "A-1", resolved(date(2022, 3, 1), form="cleared"))
    moment = register.known_now()
    content, texts, rows = workbook(register, moment)
    assert rows == [("A-1", "Đổ chất thải", "Dọn sạch")]
    assert any(text.startswith("Tính là đã xử lý dứt điểm: ") and "Dọn sạch" in text for text in texts)
    clock.later(hours=1)
    change_row(register, SYSTEM_SCOPE, KIND, "dumped_waste", {"name_vi": "Đổ, chôn chất thải"})
    change_row(register, SYSTEM_SCOPE, FORM, "cleared", {"name_vi": "Thu dọn", "counts": "no"})
    change_row(register, SYSTEM_SCOPE, FORM, "later", {"name_vi": "Về sau"})
    assert workbook(register, moment)[0] == content
    _, texts, rows = workbook(register, register.known_now())
    assert rows == [("A-1", "Đổ, chôn chất thải", "Thu dọn")]
    assert "Không tính là đã xử lý dứt điểm: Thu dọn." in texts
    assert any(text.startswith("Tính là đã xử lý dứt điểm: ") and text.endswith("; Về sau.") for text in texts)
