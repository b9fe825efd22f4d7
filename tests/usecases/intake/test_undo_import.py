"""Taking an import back: all of it, while nobody has built on it, and then it can come again."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.errors import NotAllowed, Refusal, UnknownImport
from landtrack.domain.identity import Identity
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import ChangeDraft, Form, Status
from landtrack.store.histories import find_history
from landtrack.store.identities import read_identity
from landtrack.store.log import head_at
from landtrack.store.verify import first_broken
from landtrack.usecases.change_status import change_status, undo_change
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.usecases.intake.undo_import import undo_import
from landtrack.usecases.keep_identity import keep_identity, show_identity
from landtrack.usecases.record_case import record_case, revise_case
from landtrack.usecases.report_progress import report_progress
from tests.builders import facts, resolved
from tests.usecases.intake.sheets import bring, cells, counts, done, row, workbook

TODAY = date(2026, 11, 22)


def whole(register):
    return report_progress(register, SYSTEM_SCOPE, Question(TODAY, register.known_now())).whole


def history(register, code="YT-1"):
    with register.reading() as view:
        return find_history(view, SYSTEM_SCOPE, code)


def entry_of(report):
    assert report.entry is not None
    return report.entry


@pytest.fixture
def changed(register, unit, tmp_path):
    """Return an import that changes a case's area and status, corrects another's, and brings a new one."""
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    change_status(register, SYSTEM_SCOPE, "YT-1", ChangeDraft(Status.IN_HAND, date(2023, 5, 1)))
    record_case(register, SYSTEM_SCOPE, "YT-2", facts(unit))
    change_status(register, SYSTEM_SCOPE, "YT-2", resolved(date(2024, 1, 1), form=Form.RESTORED))
    before = whole(register)
    rows = (cells(code="YT-1", area=700), cells(code="YT-2"), {**cells(code="YT-3"), **row()})
    path = workbook(tmp_path / "so.xlsx", *({**one, **done()} for one in rows))
    report = bring(register, path)
    assert counts(report) == (1, 2, 0, 0)
    assert whole(register) != before
    return report, before, path


def test_all_figures_are_as_before_and_the_log_is_whole(register, changed):
    report, before, _ = changed
    undone = undo_import(register, SYSTEM_SCOPE, entry_of(report), "nhầm tệp")
    assert (undone.withdrawn, undone.restored) == (1, 2)
    assert whole(register) == before
    assert history(register).revisions[-1].facts.area == 5000
    corrected = history(register, "YT-2")
    (standing,) = corrected.changes_at(corrected.version)
    assert standing.effective_on == date(2024, 1, 1)
    assert history(register, "YT-3").revisions[-1].withdrawn
    with register.reading() as view:
        assert first_broken(view, lambda _done, _all: None) is None
    (line,) = list_imports(register, SYSTEM_SCOPE)
    assert (line.undone, line.can_undo) == (undone.entry, False)


def test_what_was_known_in_between_stays_known(register, changed, clock):
    report, _, _ = changed
    during, then = whole(register), register.known_now()
    clock.later(hours=1)
    undo_import(register, SYSTEM_SCOPE, entry_of(report))
    assert report_progress(register, SYSTEM_SCOPE, Question(TODAY, then)).whole == during


def test_the_same_file_comes_in_again_afterwards(register, changed):
    report, _, path = changed
    during = whole(register)
    undo_import(register, SYSTEM_SCOPE, entry_of(report))
    again = bring(register, path)
    assert counts(again) == (1, 2, 0, 0)
    assert whole(register) == during
    back = history(register, "YT-3")
    assert not back.revisions[-1].withdrawn
    assert len(back.changes_at(back.version)) == 1
    undo_import(register, SYSTEM_SCOPE, entry_of(again))
    assert history(register, "YT-3").revisions[-1].withdrawn


def test_rows_without_a_code_come_again_under_new_codes(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row())
    first = bring(register, path)
    undo_import(register, SYSTEM_SCOPE, entry_of(first))
    again = bring(register, path)
    assert counts(again) == (2, 0, 0, 0)
    assert {one.code for one in first.rows}.isdisjoint(one.code for one in again.rows)


@pytest.mark.parametrize("code", ["YT-1", "YT-3"])
def test_what_somebody_built_on_is_not_taken_back(register, changed, unit, code):
    report, _, _ = changed
    if code == "YT-1":
        revise_case(register, SYSTEM_SCOPE, code, facts(unit, area=800), "đo lại")
    else:
        change_status(register, SYSTEM_SCOPE, code, ChangeDraft(Status.OPEN, date(2025, 1, 1)))
    with register.reading() as view:
        before = head_at(view.connection)
    with pytest.raises(Refusal) as refused:
        undo_import(register, SYSTEM_SCOPE, entry_of(report))
    assert (refused.value.code, refused.value.arguments) == ("import.built_upon", {"cases": 1, "codes": code})
    with register.reading() as view:
        assert head_at(view.connection) == before
    assert not list_imports(register, SYSTEM_SCOPE)[0].can_undo


def test_a_later_change_that_was_taken_back_itself_is_no_hindrance(register, changed):
    report, before, _ = changed
    change_status(register, SYSTEM_SCOPE, "YT-3", ChangeDraft(Status.OPEN, date(2025, 1, 1)))
    assert not list_imports(register, SYSTEM_SCOPE)[0].can_undo
    undo_change(register, SYSTEM_SCOPE, "YT-3")
    assert list_imports(register, SYSTEM_SCOPE)[0].can_undo
    undone = undo_import(register, SYSTEM_SCOPE, entry_of(report))
    assert (undone.withdrawn, undone.restored) == (1, 2)
    assert whole(register) == before
    with register.reading() as view:
        assert first_broken(view, lambda _done, _all: None) is None


def test_a_change_of_the_import_that_was_taken_back_by_hand_is_built_upon(register, changed):
    report, _, _ = changed
    undo_change(register, SYSTEM_SCOPE, "YT-1")
    with pytest.raises(Refusal, match=r"import\.built_upon"):
        undo_import(register, SYSTEM_SCOPE, entry_of(report))


def test_an_import_is_taken_back_once(register, changed):
    report, _, _ = changed
    undo_import(register, SYSTEM_SCOPE, entry_of(report))
    with pytest.raises(Refusal, match=r"import\.already_undone"):
        undo_import(register, SYSTEM_SCOPE, entry_of(report))


def test_another_persons_import_and_none_at_all_look_the_same(register, registry, changed):
    report, _, _ = changed
    unit = registry.frame(TODAY).unit("07288").id
    officer = make_scope("xa", Role.COMMUNE_OFFICER, [unit], registry, TODAY)
    for entry in (entry_of(report), entry_of(report) - 1, 10**6):
        with pytest.raises(UnknownImport):
            undo_import(register, officer, entry)
    with pytest.raises(NotAllowed):
        undo_import(register, make_scope("ct", Role.CHAIR, [unit], registry, TODAY), entry_of(report))
    assert list_imports(register, officer) == []


def test_holders_that_came_with_it_are_erased_and_others_kept(register, unit, tmp_path):
    record_case(register, SYSTEM_SCOPE, "YT-1", facts(unit))
    record_case(register, SYSTEM_SCOPE, "YT-2", facts(unit))
    keep_identity(register, SYSTEM_SCOPE, "YT-2", Identity("Người Cũ"))
    path = workbook(tmp_path / "so.xlsx", cells(code="YT-1", holder="Người Mới"), cells(code="YT-2", holder="Người Cũ"))
    report = bring(register, path)
    assert counts(report) == (0, 1, 1, 0)
    undo_import(register, SYSTEM_SCOPE, entry_of(report))
    assert show_identity(register, SYSTEM_SCOPE, "YT-1") is None
    with register.reading() as view:
        assert read_identity(view, SYSTEM_SCOPE, "YT-2") == Identity("Người Cũ")
