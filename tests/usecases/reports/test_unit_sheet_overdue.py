"""What the sheet of a unit lists as due is what `landtrack due` lists for it, no more and no fewer."""

from __future__ import annotations

from datetime import date

from landtrack.domain.deadlines.due import DueStanding
from landtrack.domain.question import Question, end_of_day
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.usecases.deadlines.show_due import show_due
from landtrack.usecases.reports.contents import since_of, unit_sheet_contents

DAY = date(2023, 11, 30)


def test_the_sheet_lists_what_is_overdue_and_due_soon_in_its_unit(demo_url):
    question = Question(DAY, end_of_day(DAY), None, "07243")
    database = open_database(demo_url)
    try:
        with database.reading() as view:
            sheet = unit_sheet_contents(view, SYSTEM_SCOPE, question, since_of(question))
        lists = [
            show_due(database, SYSTEM_SCOPE, question, 10, standing, count=None)
            for standing in (DueStanding.OVERDUE, DueStanding.SOON)
        ]
    finally:
        database.close()
    wanted = {
        (line.case.code, line.waiting.shown.due, line.days_late)
        for page in lists
        for line in page.lines
        if line.waiting.shown is not None
    }
    assert {(line.case.code, line.due, line.days_late) for line in sheet.overdue} == wanted
    assert len(sheet.overdue) == len(wanted) > 10
    assert {line.case.unit_code for line in sheet.overdue} == {"07243"}
    assert {line.legal_basis for line in sheet.overdue} == {"Nghị định 91/2019/NĐ-CP"}
    assert sheet.due == lists[0].summary.whole
    assert (sheet.due.overdue, sheet.due.soon) == tuple(page.total for page in lists)


def test_of_a_long_list_the_most_overdue_are_on_the_sheet_and_the_counts_stay_exact(demo_url, monkeypatch):
    question = Question(DAY, end_of_day(DAY), None, "07243")
    database = open_database(demo_url)
    try:
        with database.reading() as view:
            whole = unit_sheet_contents(view, SYSTEM_SCOPE, question, since_of(question))
            monkeypatch.setattr("landtrack.usecases.deadlines.overdue_lines.MOST_LISTED", 7)
            cut = unit_sheet_contents(view, SYSTEM_SCOPE, question, since_of(question))
    finally:
        database.close()
    assert cut.overdue == whole.overdue[:7]
    assert cut.due == whole.due
    assert [line.due for line in cut.overdue] == sorted(line.due for line in whole.overdue)[:7]
