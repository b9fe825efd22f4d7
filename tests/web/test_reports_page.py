"""The page of reports: a download that writes nothing, issuing that keeps all, and the wall around both."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select, update

from landtrack.store import schema
from landtrack.web.making_reports import FILES, making

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

# After the register's cases were recorded, before anybody asks.
ASKED = {"as_of": "2022-02-01", "known_at": "2022-02-01", "frame": "2026-11-22"}


def issue(who: Visitor, **fields: str) -> TestResponse:
    return who.form("/reports", **{**ASKED, "form": "workbook.xlsx", **fields})


def number_of(answer: TestResponse) -> int:
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def plain(answer: TestResponse, number: int) -> tuple[int, str]:
    """Return an answer without what is new in each: nonces, tokens, the number in the address."""
    text = re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", answer.text)
    return answer.status_code, re.sub(rf"(reports?[ /]){number}\b", r"\1N", text)


def entries(database: Database) -> int:
    with database.reading() as view:
        return int(view.connection.execute(select(func.count()).select_from(schema.log_entry)).scalar_one())


@pytest.mark.parametrize("kind", FILES)
def test_a_download_gives_the_file_twice_the_same_and_writes_nothing(
    visitor: Visit, register: Database, kind: str
) -> None:
    who, before = visitor("canbo"), entries(register)
    asked = "&".join(f"{name}={value}" for name, value in {**ASKED, "form": kind, "unit": "07288"}.items())
    one, two = (who.get(f"/reports/file?{asked}") for _ in range(2))
    assert one.status_code == 200, one.text
    assert one.data == two.data
    ending = kind.rpartition(".")[2]
    assert f".{ending}" in one.headers["Content-Disposition"]
    assert one.data[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")
    assert one.headers["Cache-Control"] == "no-store"
    assert entries(register) == before


def test_an_issued_report_is_listed_shown_and_given_again(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    asked = "&".join(f"{name}={value}" for name, value in {**ASKED, "form": "workbook.xlsx"}.items())
    download = who.get(f"/reports/file?{asked}")
    number = number_of(issue(who))
    assert who.get(f"/reports/{number}/file").data == download.data
    assert f'href="/reports/{number}"' in who.get("/reports").text
    page = who.get(f"/reports/{number}").text
    assert "All figures still agree" in page
    assert "canbo" in page
    with register.reading() as view:
        head = view.connection.execute(select(schema.log_entry.c.actor).order_by(schema.log_entry.c.number.desc()))
        assert head.scalars().first() == "canbo"


def test_its_page_leads_to_what_was_learned_since(visitor: Visit) -> None:
    who = visitor("canbo")
    page = who.get(f"/reports/{number_of(issue(who, unit='07288'))}").text
    found = re.search(r'href="(/diff\?[^"]*)" data-part="diff-day"', page)
    assert found is not None
    query = parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)
    assert query["from"] == query["to"] == ["2022-02-01"]
    assert query["from_known_at"] == ["2022-02-01T23:59:59.999999+07:00"]
    assert query["unit"] == ["07288"]
    assert who.get(found[1].replace("&amp;", "&")).status_code == 200


def test_figures_that_are_computed_otherwise_are_named_in_words(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    number = number_of(issue(who))
    with register.transaction("vandal") as tx:
        for table in (schema.episode, schema.figure_step):
            tx.connection.execute(update(table).values(resolved_area=table.c.resolved_area + 100))
    page = who.get(f"/reports/{number}").text
    assert "figures are computed otherwise now" in page
    assert "Xã Yên Thế · Before 01/07/2014 · Resolved, m²" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"form": "unit-sheet.pdf"}, "needs a unit"),
        ({"form": "unit-sheet.pdf", "unit": "99999"}, "99999"),
        ({"form": "letter.rtf"}, "There is no report"),
        ({"as_of": "31/02/2022"}, "There is no day"),
        ({"form": "pack.zip", "since": "yesterday"}, "is not a date"),
    ],
)
def test_what_cannot_be_made_is_said_on_the_form_and_nothing_is_kept(
    visitor: Visit, register: Database, fields: dict[str, str], sentence: str
) -> None:
    who, before = visitor("canbo"), entries(register)
    asked = "&".join(f"{name}={value}" for name, value in {**ASKED, **fields}.items())
    for answer in (issue(who, **fields), who.get(f"/reports/file?{asked}")):
        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'data-part="report-form"' in answer.text
    assert entries(register) == before


@pytest.mark.parametrize("path", ["/reports/{}", "/reports/{}/file"])
@pytest.mark.parametrize("fields", [{}, {"unit": "07294"}])
def test_a_neighbours_report_answers_like_one_that_does_not_exist(
    visitor: Visit, path: str, fields: dict[str, str]
) -> None:
    number, missing = number_of(issue(visitor("canbo"), **fields)), 987654
    chair = visitor("chutich.yenthe")
    theirs, none = chair.get(path.format(number)), chair.get(path.format(missing))
    assert theirs.status_code == 404
    assert plain(theirs, number) == plain(none, missing)
    assert f"/reports/{number}" not in chair.get("/reports").text


def test_a_chair_sees_the_report_about_his_unit_and_nothing_of_the_neighbours_in_his_own(visitor: Visit) -> None:
    number = number_of(issue(visitor("canbo"), unit="07288"))
    chair = visitor("chutich.yenthe")
    assert chair.get(f"/reports/{number}").status_code == 200
    own = chair.get(f"/reports/{number_of(issue(chair, form='pack.zip'))}/file")
    with zipfile.ZipFile(io.BytesIO(own.data)) as archive:
        assert archive.namelist() == ["phieu-07288-2022-02-01.pdf"]
    assert "Bố Hạ" not in chair.get("/reports").text
    assert issue(chair, form="unit-sheet.pdf", unit="07294").status_code == 422


def test_a_second_report_of_the_same_person_is_not_begun_meanwhile(
    app: Flask, visitor: Visit, register: Database
) -> None:
    who, before = visitor("canbo"), entries(register)
    with app.test_request_context("/reports"):
        app.preprocess_request()
    # What the first request does, held open in this one's place.
    with who.client as client:
        client.get("/reports")
        with making(once=True) as report:
            report(7, 19)
            assert who.json("/api/reports/progress") == {"busy": True, "done": 7, "all": 19}
            answer = issue(who)
            page = who.get("/reports")
    assert (answer.status_code, answer.location) == (303, "/reports")
    assert page.headers["Refresh"] == "2"
    assert "A report of yours is being made" in page.text
    assert who.json("/api/reports/progress")["busy"] is False
    assert entries(register) == before


def test_the_printed_page_says_the_same_as_the_figures(visitor: Visit) -> None:
    asked = "&".join(f"{name}={value}" for name, value in ASKED.items())
    page = visitor("tinh").get(f"/reports/print?{asked}").text
    paragraph = re.search(r'<p data-part="paragraph">(.*?)</p>', page, re.DOTALL)
    assert paragraph is not None
    assert "có 06 trường hợp vi phạm" in paragraph[1]
    assert "đã xử lý dứt điểm 01/06 trường hợp, đạt tỷ lệ 16,67\N{NO-BREAK SPACE}%" in paragraph[1]
    assert "Số liệu tính đến ngày 01/02/2022" in page
    assert page.count("<svg") >= 2
    chair = visitor("chutich.yenthe").get(f"/reports/print?{asked}").text
    assert "có 04 trường hợp vi phạm" in chair
    assert "Bố Hạ" not in chair
