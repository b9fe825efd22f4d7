"""Importing new cases: what is written, what is refused, and that a dry run and a refusal write nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from openpyxl import load_workbook

from landtrack.domain.case import Occurred, ViolationKind
from landtrack.domain.errors import NotAllowed, Refusal
from landtrack.domain.intake.outcome import Action
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE, Role, make_scope
from landtrack.domain.status import Form, Status
from landtrack.store.database import Database
from landtrack.store.histories import find_history, read_histories
from landtrack.store.log import head_at
from landtrack.store.verify import first_broken
from landtrack.usecases.intake.import_cases import import_cases
from landtrack.usecases.intake.import_choices import NO_CHOICES, ImportChoices
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.usecases.record_case import record_case
from landtrack.usecases.report_progress import report_progress
from tests.builders import facts
from tests.usecases.intake.sheets import NEIGHBOUR, bring, counts, done, problems, row, workbook

TODAY = date(2026, 11, 22)


def head(register):
    with register.reading() as view:
        return head_at(view.connection)


def cases(register):
    return report_progress(register, SYSTEM_SCOPE, Question(TODAY, register.known_now())).whole.total.cases


def scope_of(registry, code="07288", role=Role.COMMUNE_OFFICER):
    return make_scope("xa", role, [registry.frame(TODAY).unit(code).id], registry, TODAY)


@pytest.fixture
def two_rows(tmp_path):
    resolved = {**row(parcel="346", area="1.250,5", when="trước 01/7/2014"), **done(date(2023, 3, 1))}
    return workbook(tmp_path / "so.xlsx", row(), resolved)


@pytest.fixture
def one_bad(tmp_path):
    return workbook(tmp_path / "so.xlsx", row(), row(parcel="346", area="nhiều"), row(parcel="347", kind="Bay"))


def test_rows_become_cases_exactly(register, two_rows, unit):
    report = bring(register, two_rows)
    assert counts(report) == (2, 0, 0, 0)
    assert not report.problems
    assert [(one.row, one.action, one.code) for one in report.rows] == [
        (2, Action.ADDED, "07288-2021-00001"),
        (3, Action.ADDED, "07288-2021-00002"),
    ]
    with register.reading() as view:
        first, second = read_histories(view)
        assert first_broken(view, lambda _done, _all: None) is None
        assert head_at(view.connection).number == report.entry
    found = first.revisions[0].facts
    year = Occurred(date(2012, 1, 1), date(2012, 12, 31))
    wanted = facts(unit, map_sheet="12", parcel="345", area=5000, occurred=year, geometry=None)
    assert replace(found, unit_id=unit) == wanted
    assert (found.kind, first.changes) == (ViolationKind.ENCROACHED, ())
    assert second.revisions[0].facts.area == 12505
    assert second.revisions[0].facts.occurred == Occurred(None, date(2014, 6, 30))
    change = second.changes[0]
    assert (change.status, change.effective_on, change.form) == (Status.RESOLVED, date(2023, 3, 1), Form.RESTORED)
    total = report_progress(register, SYSTEM_SCOPE, Question(TODAY, register.known_now())).whole.total
    assert (total.cases, total.area, total.resolved) == (2, 17505, 1)


def test_a_dry_run_says_the_same_and_writes_nothing(register, two_rows):
    before = head(register)
    said = bring(register, two_rows, dry_run=True)
    assert (said.entry, head(register)) == (None, before)
    run = bring(register, two_rows)
    assert replace(run, entry=None) == said


def test_the_same_file_twice_changes_nothing_the_second_time(register, two_rows):
    bring(register, two_rows)
    before = head(register)
    again = bring(register, two_rows)
    assert (counts(again), again.entry, again.rows) == ((0, 0, 2, 0), None, ())
    assert head(register) == before


def test_with_errors_nothing_is_written_unless_only_the_clean_rows_are_asked_for(register, one_bad):
    before = head(register)
    report = bring(register, one_bad)
    assert (counts(report), report.entry, head(register)) == ((1, 0, 0, 2), None, before)
    assert problems(report) == [("I3", "cell.number_malformed"), ("F4", "cell.word_unknown")]
    report = bring(register, one_bad, only_clean=True)
    assert (counts(report), cases(register)) == ((1, 0, 0, 2), 1)
    assert counts(bring(register, one_bad, only_clean=True)) == (0, 0, 1, 2)


def test_rows_that_say_the_same_are_as_many_cases(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row(), row())
    report = bring(register, path)
    assert counts(report) == (3, 0, 0, 0)
    assert problems(report, "warning") == [("D3", "import.same_row"), ("D4", "import.same_row")]
    more = workbook(tmp_path / "so.xlsx", row(), row(parcel="1"), row(), row(), row())
    assert counts(bring(register, more)) == (2, 0, 3, 0)
    assert counts(bring(register, more)) == (0, 0, 5, 0)


def test_the_order_of_rows_and_columns_and_running_numbers_says_nothing(register, tmp_path):
    rows = [row(parcel=str(number)) for number in range(1, 6)]
    bring(register, workbook(tmp_path / "a.xlsx", *({"STT": place, **one} for place, one in enumerate(rows, 1))))
    turned = [dict(reversed({"STT": place, **one}.items())) for place, one in enumerate(reversed(rows), 1)]
    assert counts(bring(register, workbook(tmp_path / "b.xlsx", *turned))) == (0, 0, 5, 0)


def test_what_may_be_the_same_case_is_asked_and_never_merged(register, tmp_path, unit):
    record_case(register, SYSTEM_SCOPE, "CU-1", facts(unit, map_sheet="012", parcel="345"))
    report = bring(register, workbook(tmp_path / "so.xlsx", row(hamlet="Khác")))
    assert counts(report) == (1, 0, 0, 0)
    assert [(one.cell, one.code, dict(one.arguments)) for one in report.problems] == [
        ("D2", "import.same_case", {"case": "CU-1"})
    ]
    assert cases(register) == 2


def test_the_same_numbers_in_another_commune_are_another_parcel(register, tmp_path, unit):
    record_case(register, SYSTEM_SCOPE, "CU-1", facts(unit, map_sheet="12", parcel="345"))
    assert not bring(register, workbook(tmp_path / "so.xlsx", row(unit=NEIGHBOUR))).problems


def test_a_code_that_the_register_does_not_know_is_a_new_case_with_that_code(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(code="cu-7"), row(code="CU-7", parcel="1"), row(code=None, parcel="2"))
    report = bring(register, path, only_clean=True)
    assert counts(report) == (2, 0, 0, 1)
    assert problems(report) == [("M3", "import.code_twice")]
    with register.reading() as view:
        assert find_history(view, SYSTEM_SCOPE, "CU-7").revisions[0].facts.parcel == "345"


def test_generated_codes_go_round_those_of_the_file(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row(code="07288-2021-00001", parcel="1"), row(parcel="2"))
    report = bring(register, path)
    assert [one.code for one in report.rows] == ["07288-2021-00002", "07288-2021-00001", "07288-2021-00003"]


def test_columns_that_a_new_case_needs_are_missed_once(register, tmp_path):
    bare = [
        {name: value for name, value in row(parcel=str(number)).items() if name != "Hành vi vi phạm"}
        for number in range(5)
    ]
    report = bring(register, workbook(tmp_path / "so.xlsx", *bare))
    assert counts(report) == (0, 0, 0, 5)
    assert problems(report) == [("", "import.column_missing")]


def test_an_empty_cell_that_a_case_always_has_is_named(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(area=None), row(parcel="2", found=None), row(parcel="3", unit=None))
    report = bring(register, workbook(path, *[row(area=None), row(parcel="2", found=None), row(parcel="3", unit=None)]))
    assert problems(report) == [
        ("I2", "import.cell_missing"),
        ("H3", "import.cell_missing"),
        ("A4", "import.cell_missing"),
    ]


@pytest.mark.parametrize(
    ("changed", "cell", "code"),
    [
        ({"found": date(2027, 1, 1)}, "H2", "case.found_in_future"),
        ({"when": "2025", "found": date(2021, 5, 4)}, "G2", "case.occurred_after_found"),
        ({"status": "Đã xử lý dứt điểm", "form": "Tháo dỡ"}, "K2", "import.status_day_missing"),
        ({"status": "Đã xử lý dứt điểm", "day": date(2023, 3, 1)}, "L2", "change.form_missing"),
        ({"status": "Đang xử lý", "day": date(2020, 3, 1)}, "K2", "change.before_found"),
        ({"status": "Đang xử lý", "day": date(2027, 3, 1)}, "K2", "change.in_future"),
        ({"unit": "Xã Không Có"}, "A2", "import.unit_unknown"),
    ],
)
def test_the_rules_of_the_register_hold_at_the_cell(register, tmp_path, changed, cell, code):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(**changed)))
    assert problems(report) == [(cell, code)]
    assert counts(report) == (0, 0, 0, 1)


def test_what_an_open_case_cannot_hold_is_a_warning(register, tmp_path):
    report = bring(register, workbook(tmp_path / "so.xlsx", row(decision="12/QĐ", form="Tháo dỡ")))
    assert counts(report) == (1, 0, 0, 0)
    assert problems(report, "warning") == [("L2", "import.open_keeps_nothing"), ("M2", "import.open_keeps_nothing")]


def test_a_commune_officer_brings_cases_of_his_own_area_only(register, registry, tmp_path, unit):
    neighbour = registry.frame(date(2023, 11, 30)).unit("07243").id
    record_case(register, SYSTEM_SCOPE, "HX-1", facts(neighbour, map_sheet="12", parcel="345"))
    own = scope_of(registry)
    path = workbook(
        tmp_path / "so.xlsx",
        row(),
        row(unit="Xã Đồng Tiến", parcel="2"),
        row(code="HX-1", parcel="3"),
        row(unit="Xã Không Có", parcel="4"),
    )
    report = bring(register, path, own, only_clean=True)
    assert counts(report) == (1, 0, 0, 3)
    assert problems(report) == [
        ("A3", "import.unit_unknown"),
        ("M4", "import.code_unusable"),
        ("A5", "import.unit_unknown"),
    ]
    # What is the neighbour's reads as what does not exist: the same words, but for what the row itself says.
    unknown = [one for one in report.problems if one.code == "import.unit_unknown"]
    assert unknown[0].arguments["day"] == unknown[1].arguments["day"]
    with register.reading() as view:
        assert find_history(view, SYSTEM_SCOPE, "HX-1").revisions[-1].facts.parcel == "345"


def test_the_neighbours_case_is_not_asked_about(register, registry, tmp_path):
    neighbour = registry.frame(date(2023, 11, 30)).unit("07243").id
    old = registry.frame(date(2023, 11, 30)).unit("07288").id
    record_case(register, SYSTEM_SCOPE, "HX-1", facts(neighbour, map_sheet="12", parcel="345"))
    assert not bring(register, workbook(tmp_path / "so.xlsx", row()), scope_of(registry)).problems
    record_case(register, SYSTEM_SCOPE, "PX-1", facts(old, map_sheet="12", parcel="999"))
    report = bring(register, workbook(tmp_path / "b.xlsx", row(parcel="999")), scope_of(registry))
    assert problems(report, "warning") == [("D2", "import.same_case")]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.PROVINCE, Role.ADMIN])
def test_who_may_not_change_cases_may_not_import(register, registry, two_rows, role):
    with pytest.raises(NotAllowed):
        bring(register, two_rows, scope_of(registry, role=role), dry_run=True)


def test_who_imported_what_is_listed_to_those_who_may_know(register, registry, two_rows, tmp_path):
    bring(register, two_rows)
    own = scope_of(registry)
    report = bring(register, workbook(tmp_path / "xa.xlsx", row(parcel="9")), own)
    everybody, mine = list_imports(register, SYSTEM_SCOPE), list_imports(register, own)
    assert [one.file_name for one in everybody] == ["xa.xlsx", "so.xlsx"]
    assert [(one.entry, one.actor, one.file_name, one.can_undo) for one in mine] == [
        (report.entry, "xa", "xa.xlsx", True)
    ]
    assert (mine[0].file_hash, mine[0].form, mine[0].added, mine[0].refused) == (report.file_hash, "xlsx", 1, 0)


def test_two_people_importing_the_same_file_at_once_bring_it_once(register, two_rows):
    start = Barrier(2)

    def run():
        start.wait()
        return bring(register, two_rows)

    with ThreadPoolExecutor(2) as pool:
        reports = [future.result() for future in [pool.submit(run), pool.submit(run)]]
    assert sorted(map(counts, reports)) == [(0, 0, 2, 0), (2, 0, 0, 0)]
    assert cases(register) == 2


def test_what_was_recorded_between_check_and_write_is_checked_again(register, two_rows, monkeypatch):
    before = head(register)
    once = iter([True])
    begin = Database.transaction

    def meanwhile(database, actor):
        if next(once, False):
            bring(database, two_rows)
        return begin(database, actor)

    monkeypatch.setattr(Database, "transaction", meanwhile)
    report = bring(register, two_rows)
    assert (counts(report), report.entry, report.rows) == ((0, 0, 2, 0), None, ())
    assert head(register).number > before.number
    assert cases(register) == 2


def test_old_and_new_units_of_one_code_share_one_series_of_case_codes(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), row(unit="Xã Yên Thế", parcel="346"))
    codes = [one.code for one in bring(register, path, dry_run=True).rows]
    assert codes == ["07288-2021-00001", "07288-2021-00002"]
    written = bring(register, path)
    assert (counts(written), [one.code for one in written.rows]) == ((2, 0, 0, 0), codes)


def test_an_import_waits_for_somebody_elses_lock_and_in_the_end_says_so(register, two_rows, monkeypatch):
    refusals = iter([True, True, False, *[True] * 100])
    begin = Database.transaction

    def locked(database, actor):
        if next(refusals):
            raise Refusal("database.locked", database="so")
        return begin(database, actor)

    monkeypatch.setattr(Database, "transaction", locked)
    assert counts(bring(register, two_rows)) == (2, 0, 0, 0)
    with pytest.raises(Refusal, match=r"database\.locked"):
        bring(register, workbook(two_rows, row(parcel="9")))
    assert cases(register) == 2


@pytest.mark.parametrize("name", ["../../etc/so.xlsx", "so\0.xlsx", "n" * 4000 + ".xlsx", "C:\\tệp\\so.xlsx"])
def test_a_hostile_file_name_is_kept_as_a_plain_one(register, two_rows, name):
    import_cases(register, SYSTEM_SCOPE, two_rows, name, NO_CHOICES, dry_run=False)
    (line,) = list_imports(register, SYSTEM_SCOPE)
    assert len(line.file_name) <= 255
    assert not set("/\\\0") & set(line.file_name)


def test_the_sheet_with_the_cases_is_read_and_others_like_it_are_warned_of(register, tmp_path):
    path = workbook(tmp_path / "so.xlsx", row(), title="Xã A")
    book = load_workbook(path)
    cover, second = book.create_sheet("Bìa", 0), book.create_sheet("Xã B")
    cover.append(["UBND huyện"])
    others = [
        {("Ghi chú" if name == "Loại đất" else name): value for name, value in row(parcel=one).items()} for one in "78"
    ]
    for line in (list(others[0]), *(list(one.values()) for one in others)):
        second.append(line)
    book.save(path)
    report = bring(register, path, dry_run=True)
    assert (report.reading.sheet, counts(report)) == ("Xã B", (2, 0, 0, 0))
    told = {one.code: (one.severity, one.arguments["sheets"]) for one in report.problems if "other" in one.code}
    assert told == {"import.other_lists": ("warning", "Xã A (1)"), "import.other_sheets": ("note", "Bìa")}
    assert counts(bring(register, path, choices=ImportChoices(sheet="Xã A"), dry_run=True)) == (1, 0, 0, 0)
