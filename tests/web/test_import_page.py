"""The import page: a file is read, checked and imported, by whom it is for and by nobody else."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.histories import find_history
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.web.pages import import_run
from landtrack.web.uploads.service import UPLOADS
from tests.web.import_files import FOUND, HEADINGS, Import, figures_of, form_values, line, send, workbook
from tests.web.markup import Markup
from tests.web.register import HOSTILE, USERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

FORMULA = '=HYPERLINK("x","y")'
MAY_IMPORT = {"canbo", "canbo.yenthe"}
STEPS = ("", "/check", "/result", "/refused", "/problems")
SENT = ("", "/guess", "/discard", "/run")
MESSY = [line(1), line(2, area="một sào"), line(3, found="31/02/2021"), line(4, hamlet=HOSTILE), line(5, kind=HOSTILE)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the application of the tests keeps uploads."""
    return tmp_path / "uploads"


def runs(register: Database) -> list[tuple[int, int, int, int]]:
    return [(row.added, row.changed, row.unchanged, row.refused) for row in list_imports(register, SYSTEM_SCOPE)]


@pytest.mark.parametrize("name", USERS)
def test_the_page_is_for_those_who_may_change_cases(visitor: Visit, place: Path, name: str) -> None:
    who = visitor(name)
    allowed = name in MAY_IMPORT
    assert who.get("/import").status_code == (200 if allowed else 403)
    assert send(who, workbook([line(1)])).status_code == (303 if allowed else 403)
    assert place.exists() == allowed  # nothing is kept of what was refused
    assert ('href="/import"' in who.get(who.get("/").location).text) == allowed


def test_a_file_comes_in_by_three_steps_and_goes_back_as_a_whole(
    visitor: Visit, register: Database, place: Path
) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1), line(2)]))
    assert "2 rows of cases in the sheet “Biểu 02”" in upload.get().text
    assert upload.choose(then="check").location == upload.address + "/check"
    assert figures_of(upload.get("/check").text) == [2, 0, 0, 0]
    assert runs(register) == []  # neither step has written
    assert upload.get("/result").location == upload.address
    assert upload.get("/refused").status_code == 404
    assert upload.run().location == upload.address + "/result"
    assert runs(register) == [(2, 0, 0, 0)]
    assert figures_of(upload.get("/result").text) == [2, 0, 0, 0]
    assert list(place.rglob("source*")) == []
    for step in ("", "/check"):
        assert upload.get(step).location == upload.address + "/result"
    assert upload.run().location == upload.address + "/result"
    assert upload.who.form(upload.address).location == upload.address + "/result"
    assert runs(register) == [(2, 0, 0, 0)]

    entry = list_imports(register, SYSTEM_SCOPE)[0].entry
    page = upload.who.get("/import").text
    assert (f"no. {entry} ·" in page, f"Undo import no. {entry}" in page) == (True, True)
    assert upload.who.form(f"/import/entries/{entry}/undo", note="nhầm tệp").location == "/import"
    assert list_imports(register, SYSTEM_SCOPE)[0].undone is not None
    assert "is-undone" in upload.who.get("/import").text
    again = upload.who.form(f"/import/entries/{entry}/undo")
    assert (again.status_code, 'role="alert"' in again.text) == (422, True)


def test_only_the_clean_rows_come_in_and_the_others_come_back_with_their_reasons(
    visitor: Visit, register: Database
) -> None:
    upload = Import.of(visitor("canbo"), workbook(MESSY))
    upload.choose(then="check")
    check = upload.get("/check").text
    assert figures_of(check) == [2, 0, 0, 3]
    for cell in ("I5", "J6", "G8"):
        assert f'<span class="fault__place number">{cell}</span>' in check
    refused = upload.run()
    assert (refused.status_code, "Nothing was imported" in refused.text) == (422, True)
    assert runs(register) == []
    assert upload.run(only_clean="yes").status_code == 303
    assert runs(register) == [(2, 0, 0, 3)]
    answer = upload.get("/refused")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0].values)
    assert list(rows[0][: len(HEADINGS)]) == list(HEADINGS)
    assert [row[4] for row in rows[1:]] == ["7002", "7003", "7005"]
    assert all(row[-1] for row in rows)
    assert upload.get("/problems").status_code == 404  # that was the check's


def test_all_problems_come_as_a_workbook_that_runs_nothing(visitor: Visit) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1, kind=FORMULA), line(2, area=None)]))
    book = openpyxl.load_workbook(BytesIO(upload.get("/problems").data))
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    assert {row[2].value for row in rows} >= {"G4", "I5"}
    assert FORMULA in str(next(row[4].value for row in rows if row[2].value == "G4"))
    assert "f" not in {cell.data_type for row in rows for cell in row}


def test_the_first_problems_of_thousands_are_shown_and_all_counted(visitor: Visit) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(number, area="?") for number in range(1, 501)]))
    page = upload.get("/check").text
    assert page.count("data-fault") == 200
    assert "and 300 more" in page
    only = upload.get("/check?severity=warning").text
    assert only.count("data-fault") == 0
    assert upload.get("/check?severity=nonsense").text.count("data-fault") == 200
    assert len(list(openpyxl.load_workbook(BytesIO(upload.get("/problems").data)).worksheets[0].values)) == 501


def test_every_guess_can_be_changed_and_taken_back(visitor: Visit) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    assert form_values(upload.get().text)["meaning-8"] == "area:m2"
    choices = {"meaning-8": "area:ha", "meaning-11": "", "spelling-2": "vni", "last_row": "9", "heading_rows": "3"}
    assert upload.choose(**choices).location == upload.address
    changed = form_values(upload.get().text)
    assert {name: changed[name] for name in choices} == choices
    assert "5,010,000.0" in upload.get().text  # 501 ha
    assert upload.choose(heading_rows="2-3").location == upload.address
    assert form_values(upload.get().text)["heading_rows"] == "2, 3"
    assert upload.who.form(upload.address + "/guess").location == upload.address
    assert form_values(upload.get().text)["meaning-8"] == "area:m2"


@pytest.mark.parametrize(
    "choices",
    [
        {"meaning-0": "nonsense"}, {"meaning-0": "area:acres"}, {"spelling-2": "latin"}, {"heading_rows": "zero"},
        {"heading_rows": "9-3"}, {"first_row": "0"}, {"last_row": "1" * 9}, {"sheet": "Biểu 9"}, {"axes": "up"},
        {"heading_rows": "1,2,3,4,5,6"}, {"found_on": "31/02/2021"}, {"proposal": "EPSG:9214|no|miles|right"},
    ],
)  # fmt: skip
def test_a_choice_that_means_nothing_is_said_and_changes_nothing(visitor: Visit, choices: dict[str, str]) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    before = form_values(upload.get().text)
    answer = upload.choose(**choices)
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert form_values(upload.get().text) == before


def test_a_unit_and_a_day_can_stand_for_columns_that_are_missing(visitor: Visit) -> None:
    headings = [heading for heading in HEADINGS if heading not in {"Xã", "Ngày phát hiện"}]
    rows = [[value for value in line(1) if value not in {"Xã Yên Thế", FOUND}]]
    upload = Import.of(visitor("canbo.yenthe"), workbook(rows, headings))
    offered = form_values(upload.get().text)
    assert (offered["unit"], offered["found_on"]) == ("07288", "")  # he has no other
    assert figures_of(upload.get("/check").text) == [0, 0, 0, 1]
    upload.choose(found_on="4/5/2021")
    assert figures_of(upload.get("/check").text) == [1, 0, 0, 0]


def test_yours_theirs_and_before_stand_side_by_side(visitor: Visit, register: Database) -> None:
    with register.reading() as view:
        version = find_history(view, SYSTEM_SCOPE, "QA-0001").revisions[-1].entry
    headings = ("Mã vụ việc", "Phiên bản", "Thôn", "Diện tích (m²)")
    mine = Import.of(visitor("canbo"), workbook([("QA-0001", version, "Bản Mới", 500)], headings))
    page = mine.get("/check").text
    assert figures_of(page) == [0, 1, 0, 0]
    texts = [text.strip() for text in Markup(page).text if text.strip()]
    start = texts.index("Bản Mới")
    assert texts[start : start + 3] == ["Bản Mới", "Bản Ven", "Bản Ven"]
    assert mine.run().status_code == 303
    theirs = Import.of(visitor("canbo"), workbook([("QA-0001", version, "Bản Khác", 500)], headings))
    page = theirs.get("/check").text
    assert figures_of(page) == [0, 0, 0, 1]
    texts = [text.strip() for text in Markup(page).text if text.strip()]
    start = texts.index("Bản Khác")
    assert texts[start : start + 4] == ["Bản Khác", "Bản Mới", "Bản Ven", "conflict"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["canbo", "canbo.yenthe"])
def test_every_step_is_whole_and_what_cells_hold_is_text(visitor: Visit, name: str, language: str) -> None:
    who = visitor(name)
    who.client.set_cookie("language", language)
    upload = Import.of(who, workbook(MESSY, title="<b>Biểu"), f"{HOSTILE}.xlsx")
    pages = [who.get("/import"), upload.get(), upload.choose(last_row="x"), upload.get("/check"), upload.run()]
    upload.run(only_clean="yes")
    pages += [upload.get("/result"), who.get("/import")]
    for answer in pages:
        assert answer.mimetype == "text/html"
        markup = Markup(answer.text)
        assert (markup.faults, markup.language) == ([], language)
        for dangerous in ("<img src=x", "<script>alert", "</script><script", "script>49", "script&gt;49", "<b>Bi"):
            assert dangerous not in answer.text
        assert not re.search(r"\{\w+\}", " ".join(markup.text).replace("{{ 7*7 }}", ""))


@pytest.mark.parametrize("other", ["canbo.yenthe", "canbo"])
def test_anothers_upload_answers_like_one_that_does_not_exist(visitor: Visit, app: Flask, other: str) -> None:
    upload = Import.of(visitor("canbo" if other != "canbo" else "canbo.yenthe"), workbook([line(1)]))
    who, missing = visitor(other), "/import/" + "x" * 43

    def said(address: str, *, post: bool) -> tuple[int, str]:
        answer = who.form(address) if post else who.get(address)
        token = address.split("/")[2] if "/api/" not in address else address.split("/")[3]
        return answer.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", answer.text.replace(token, "TOKEN"))

    for step in STEPS:
        assert said(upload.address + step, post=False) == said(missing + step, post=False)
    for step in SENT:
        assert said(upload.address + step, post=True) == said(missing + step, post=True)
    progress = [said(f"/api{address}/progress", post=False) for address in (upload.address, missing)]
    assert progress[0] == progress[1]
    assert {said(upload.address + step, post=False)[0] for step in STEPS} | {progress[0][0]} == {404}
    assert upload.get().status_code == 200  # and it is still there


def test_nobody_imports_into_anothers_area_nor_learns_of_it(visitor: Visit, register: Database) -> None:
    rows = [line(1, unit="Xã Bố Hạ"), line(2)]
    upload = Import.of(visitor("canbo.yenthe"), workbook(rows))
    assert figures_of(upload.get("/check").text) == [1, 0, 0, 1]
    coded = Import.of(visitor("canbo.yenthe"), workbook([("QB-0001", "Bản Mới")], ("Mã vụ việc", "Thôn")))
    page = coded.get("/check").text
    assert figures_of(page) == [0, 0, 0, 1]
    assert "91001" not in page
    upload.run(only_clean="yes")
    neighbour = Import.of(visitor("canbo"), workbook([line(3)]))
    neighbour.run()
    page = visitor("canbo.yenthe").get("/import").text
    own, foreign = sorted(row.entry for row in list_imports(register, SYSTEM_SCOPE))
    assert (f"no. {own} " in page, f"no. {foreign} " in page) == (True, False)
    for entry in (foreign, 999_999):
        assert visitor("canbo.yenthe").form(f"/import/entries/{entry}/undo").status_code == 404
    assert all(row.undone is None for row in list_imports(register, SYSTEM_SCOPE))


def test_while_the_server_works_on_a_file_one_waits(visitor: Visit, app: Flask) -> None:
    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    token = upload.address.rpartition("/")[2]
    with app.extensions[UPLOADS].running.work(token) as report:
        report(40, 100)
        assert upload.who.json(f"/api{upload.address}/progress") == {"busy": True, "done": 40, "all": 100}
        waiting = upload.get("/check")
        assert (waiting.status_code, waiting.headers["Refresh"]) == (200, "2")
        assert ("40 % done" in waiting.text, Markup(waiting.text).faults) == (True, [])
        assert upload.run().location == upload.address + "/check"
    assert upload.who.json(f"/api{upload.address}/progress") == {"busy": False, "done": 0, "all": 0}
    assert figures_of(upload.get("/check").text) == [1, 0, 0, 0]


def test_a_check_is_of_the_register_as_it_is(visitor: Visit) -> None:
    first, second = (Import.of(visitor("canbo"), workbook([line(1)])) for _ in range(2))
    assert figures_of(second.get("/check").text) == [1, 0, 0, 0]
    first.run()
    assert figures_of(second.get("/check").text) == [0, 0, 1, 0]
    nothing = second.run()
    assert (nothing.status_code, "already holds all" in nothing.text) == (422, True)


def test_numbers_without_a_system_get_proposals_of_which_one_is_chosen(visitor: Visit) -> None:
    headings = (*HEADINGS, "X", "Y")
    rows = [[*line(number), 2374130.5 + number, 409640.25] for number in (1, 2)]
    upload = Import.of(visitor("canbo"), workbook(rows, headings))
    proposed = re.findall(r'name="proposal" value="([^"]*)"', upload.get().text)
    assert proposed[0] == "EPSG:9214|no|metres|right"
    assert figures_of(upload.get("/check").text) == [0, 0, 0, 2]
    upload.choose(proposal=proposed[0])
    assert form_values(upload.get().text)["system"] == "EPSG:9214"
    assert 'name="proposal"' not in upload.get().text
    assert figures_of(upload.get("/check").text) == [2, 0, 0, 0]
    turned = "EPSG:9214|yes|metres|right"
    upload.choose(proposal=turned)
    assert "The numbers are turned as you decided" in upload.get().text
    upload.choose(system="EPSG:3405")
    assert "The numbers are turned as you decided" not in upload.get().text


def test_an_import_stands_even_if_its_refused_rows_cannot_be_written(
    visitor: Visit, register: Database, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(import_run, "keep_refused", full)
    upload = Import.of(visitor("canbo"), workbook(MESSY))
    upload.run(only_clean="yes")
    assert runs(register) == [(2, 0, 0, 3)]
    page = upload.get("/result").text
    assert ("was not written" in page, "/refused" in page) == (True, False)
    assert list(place.rglob("source*")) == []


def test_a_run_that_is_refused_leaves_the_file_to_be_tried_again(
    visitor: Visit, register: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise Refusal("day.malformed", text="x")

    upload = Import.of(visitor("canbo"), workbook([line(1)]))
    with monkeypatch.context() as patch:
        patch.setattr(import_run, "run", refuse)
        assert upload.run().location == upload.address + "/check"
        assert "is not a date" in upload.get("/check").text
    assert runs(register) == []
    assert upload.run().location == upload.address + "/result"
