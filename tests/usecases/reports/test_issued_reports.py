"""Issued reports: the very bytes, whether the figures still agree, and who may see which."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, update

from landtrack.domain.errors import NotAllowed, Refusal, UnknownReport
from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.store import schema
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case
from landtrack.usecases.reports.issue_report import issue_report
from landtrack.usecases.reports.list_reports import list_reports
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.reports.show_report import show_report
from tests.builders import MovingClock, facts, new_register, resolved, unit_id
from tests.documents.reading import word_text

TODAY = date(2026, 11, 22)
AS_OF = date(2023, 11, 30)
KNOWN_AT = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    return MovingClock(datetime(2023, 12, 1, tzinfo=UTC))


@pytest.fixture
def register(database_url, clock):
    database = new_register(database_url, clock)
    with database.reading() as view:
        registry = read_registry(view)
    for number, code in enumerate(("07288", "07288", "07294"), 1):
        record_case(database, SYSTEM_SCOPE, f"C-{number}", facts(unit_id(registry, code), geometry=None))
    clock.go(KNOWN_AT + timedelta(days=1))
    yield database
    database.close()


def reader(register, role, *codes):
    """Return the scope of a user of the role with these units of today."""
    with register.reading() as view:
        registry = read_registry(view)
    name = f"{role.value}-{'-'.join(codes)}"
    return make_scope(name, role, [unit_id(registry, code, TODAY) for code in codes], registry, TODAY)


def issue(register, scope, form=ReportForm.WORKBOOK, ending="xlsx", unit=None, frame=None):
    request = ReportRequest(form, ending, Question(AS_OF, KNOWN_AT, frame, unit))
    return issue_report(register, scope, request)


def test_the_very_bytes_are_given_again_and_the_figures_still_agree(register, clock):
    number, made = issue(register, SYSTEM_SCOPE)
    clock.later(days=30)
    # Late and back-dated: in no figure that was known before.
    change_status(register, SYSTEM_SCOPE, "C-1", resolved(date(2023, 6, 1)))
    found = show_report(register, SYSTEM_SCOPE, number)
    assert found.content == made.content
    assert found.report.sha256 == hashlib.sha256(made.content).hexdigest()
    assert found.report.parameters["known_at"] == "2024-01-01T07:00:00+07:00"
    assert found.report.figures["total"]["resolved"] == 0
    assert found.differences == ()


def test_a_figure_that_is_computed_otherwise_is_named_with_both_values(register):
    number, _ = issue(register, SYSTEM_SCOPE)
    with register.transaction("vandal") as tx:
        for table in (schema.episode, schema.figure_step):
            tx.connection.execute(update(table).values(resolved_area=table.c.resolved_area + 100))
    differing = {row.where: (row.issued, row.now) for row in show_report(register, SYSTEM_SCOPE, number).differences}
    assert differing["total/resolved_m2"][0] == "0.0"
    assert differing["total/resolved_m2"][1] != "0.0"
    assert "units/07288/bands/before/resolved_m2" in differing
    assert not any(where.endswith("/cases") for where in differing)


def test_a_file_that_was_changed_is_not_given_as_the_true_one(register):
    number, _ = issue(register, SYSTEM_SCOPE)
    with register.transaction("vandal") as tx:
        tx.connection.execute(update(schema.report_file).values(content=b"forged"))
    with pytest.raises(Refusal) as refused:
        show_report(register, SYSTEM_SCOPE, number)
    assert refused.value.code == "report.file_damaged"


def test_a_pack_holds_a_sheet_of_each_unit_in_order_and_can_be_checked(register):
    chair = reader(register, Role.CHAIR, "07288")
    number, made = issue(register, chair, ReportForm.PACK, "zip", frame=TODAY)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert archive.namelist() == ["phieu-07288-2023-11-30.pdf"]
    assert show_report(register, chair, number).differences == ()

    _, whole = issue(register, SYSTEM_SCOPE, ReportForm.PACK, "zip", frame=TODAY)
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        codes = [name.split("-")[1] for name in archive.namelist()]
        sheets = [archive.read(name) for name in archive.namelist()]
    assert codes == sorted(codes)
    assert len(set(codes)) == 5
    # What is read once for all of them is what each would have read.
    for place, code in enumerate(codes):
        _, alone = issue(register, SYSTEM_SCOPE, ReportForm.UNIT_SHEET, "pdf", code, TODAY)
        assert alone.figures == whole.figures["sheets"][place]
        assert alone.content == sheets[place]


def test_a_reader_sees_his_own_reports_and_those_about_his_units(register):
    chair, neighbour = reader(register, Role.CHAIR, "07288"), reader(register, Role.CHAIR, "07294")
    whole, _ = issue(register, SYSTEM_SCOPE)
    of_unit, _ = issue(register, SYSTEM_SCOPE, unit="07288", frame=TODAY)
    own, _ = issue(register, chair)
    assert [row.entry for row in list_reports(register, chair).rows] == [own, of_unit]
    assert list_reports(register, neighbour).rows == ()
    province = reader(register, Role.PROVINCE)
    assert {row.entry for row in list_reports(register, province).rows} == {own, of_unit, whole}


def test_a_list_gives_what_is_asked_for_and_reads_no_figures(register):
    chair = reader(register, Role.CHAIR, "07288")
    numbers = [issue(register, scope, unit="07288", frame=TODAY)[0] for scope in (SYSTEM_SCOPE, chair, SYSTEM_SCOPE)]
    foreign, _ = issue(register, SYSTEM_SCOPE, unit="07294", frame=TODAY)
    newest = numbers[::-1]
    asked = []
    event.listen(register.engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: asked.append(statement))
    for scope, seen in ((chair, newest), (SYSTEM_SCOPE, [foreign, *newest])):
        parts = [list_reports(register, scope, page, 2) for page in (1, 2, 99)]
        assert [[row.entry for row in part.rows] for part in parts] == [seen[:2], seen[2:4], seen[2:4]]
        assert [(part.start, part.count) for part in parts] == [(0, len(seen)), (2, len(seen)), (2, len(seen))]
    assert any("issued_report" in statement for statement in asked)
    assert not any("figures" in statement for statement in asked)


@pytest.mark.parametrize("which", ["whole", "foreign unit", "older frame", "missing"])
def test_a_neighbours_report_is_refused_like_one_that_does_not_exist(register, which):
    chair = reader(register, Role.CHAIR, "07288")
    numbers = {
        "whole": lambda: issue(register, SYSTEM_SCOPE)[0],
        "foreign unit": lambda: issue(register, SYSTEM_SCOPE, unit="07294", frame=TODAY)[0],
        # The unit that had this code then became a part of the chair's; 07282 of then is a neighbour's.
        "older frame": lambda: issue(register, SYSTEM_SCOPE, unit="07282")[0],
        "missing": lambda: 10**9,
    }
    number = numbers[which]()
    with pytest.raises(UnknownReport) as refused:
        show_report(register, chair, number)
    assert refused.value.code == "report.unknown"
    assert refused.value.arguments == {"number": str(number)}


def test_only_who_may_export_issues_and_only_who_sees_cases_looks(register):
    admin = reader(register, Role.ADMIN)
    for refused in (lambda: issue(register, admin), lambda: list_reports(register, admin)):
        with pytest.raises(NotAllowed):
            refused()
    with register.reading() as view:
        assert list(view.connection.execute(schema.issued_report.select())) == []


@pytest.mark.parametrize(
    ("form", "ending", "unit", "code"),
    [
        (ReportForm.OFFICIAL, "pdf", None, "report.ending"),
        (ReportForm.UNIT_SHEET, "pdf", None, "report.no_unit"),
        (ReportForm.UNIT_SHEET, "pdf", "99999", "unit.unknown"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_kept(register, form, ending, unit, code):
    with pytest.raises(Refusal) as refused:
        issue(register, SYSTEM_SCOPE, form, ending, unit)
    assert refused.value.code == code
    assert list_reports(register, SYSTEM_SCOPE).rows == ()


def test_what_is_known_later_than_now_is_what_is_known_now(register, clock):
    question = Question(AS_OF, clock.now + timedelta(days=400), None, None)
    # A clock that goes on: issuing is an entry of its own, after what the report knows.
    ticking = replace(register, clock=lambda: clock.later(milliseconds=1) or clock.now)
    number, made = issue_report(ticking, SYSTEM_SCOPE, ReportRequest(ReportForm.WORKBOOK, "xlsx", question))
    change_status(register, SYSTEM_SCOPE, "C-1", resolved(AS_OF))
    shown = show_report(register, SYSTEM_SCOPE, number)
    assert shown.differences == ()
    assert shown.content == made.content


def test_a_day_that_has_not_come_is_refused(register, clock):
    question = Question(clock.now.date() + timedelta(days=2), KNOWN_AT)
    with pytest.raises(Refusal) as refused:
        make_report(register, SYSTEM_SCOPE, ReportRequest(ReportForm.OFFICIAL, "docx", question))
    assert refused.value.code == "report.in_future"


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_first_day_of_the_calendar_is_refused_like_any_day_without_units(register, ending):
    request = ReportRequest(ReportForm.UNIT_SHEET, ending, Question(date.min, KNOWN_AT, None, "07288"))
    with pytest.raises(Refusal) as refused:
        make_report(register, SYSTEM_SCOPE, request)
    assert refused.value.code == "frame.no_units"


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (None, "trên địa bàn toàn huyện Yên Thế có 03 trường hợp"),
        ("07288", "trên địa bàn Thị trấn Phồn Xương có 02 trường hợp"),
    ],
)
def test_the_official_report_names_the_area_that_it_is_about(register, unit, said):
    request = ReportRequest(ReportForm.OFFICIAL, "docx", Question(AS_OF, KNOWN_AT, None, unit))
    text = word_text(make_report(register, SYSTEM_SCOPE, request).content)
    assert said in text
    assert ("huyện Yên Thế tính đến" in text) == (unit is None)


def test_a_chair_s_official_report_is_about_his_units(register):
    request = ReportRequest(ReportForm.OFFICIAL, "docx", Question(AS_OF, KNOWN_AT, TODAY))
    chair = reader(register, Role.CHAIR, "07294")
    assert "trên địa bàn Phường Bố Hạ có 01 trường hợp" in word_text(make_report(register, chair, request).content)
