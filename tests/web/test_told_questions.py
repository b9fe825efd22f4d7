"""What pages say of a question that can be answered and may surprise, and of days that none is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.usecases.tables.change_row import change_row
from landtrack.web.bridge_table import signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from landtrack.store.database import Database
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

CAMPAIGN = {"name": "Đợt cao điểm", "since": "2021-05-01", "due": "2021-12-31", "legal_basis": "Chỉ thị"}
PAGES = ("/targets", "/campaigns/dot-1", "/quotes", "/due", "/check", "/commune/07288", "/reports", "/export")
EARLY = "as_of=0001-01-01&frame=2025-07-01"


@pytest.fixture
def register(register: Database) -> Database:
    """Give the register a campaign."""
    change_row(register, SYSTEM_SCOPE, OfficeTable.CAMPAIGN, "dot-1", CAMPAIGN)
    return register


@pytest.mark.parametrize("page", PAGES)
def test_a_day_to_come_is_told(visitor: Visit, page: str) -> None:
    text = visitor("canbo").get(f"{page}?as_of=2031-01-01").text
    assert "01/01/2031 lies in the future" in text
    assert ("will be due by then" in text) == (page == "/due")
    assert "lies in the future" not in visitor("canbo").get(page).text


@pytest.mark.parametrize("page", [one for one in PAGES if "campaigns" not in one])
def test_a_moment_before_the_first_case_is_told(visitor: Visit, page: str) -> None:
    text = visitor("canbo").get(f"{page}?known_at=2019-01-01").text
    assert "By 01/01/2019 23:59 no case was recorded in your area: the first one was recorded on" in text


def test_a_moment_is_typed_as_documents_print_it(visitor: Visit) -> None:
    text = visitor("canbo").get("/progress?known_at=30/11/2026 17:00").text
    assert "“As known at 30/11/2026 17:00” lies in the future" in text
    assert "data-moment" in text


@pytest.mark.parametrize("query", [EARLY, "as_of=31/12/2019", "as_of=2031-01-01", "known_at=2000-01-01"])
def test_a_report_that_cannot_be_printed_is_refused_on_the_form(visitor: Visit, query: str) -> None:
    for path in ("/reports/print", "/reports/file"):
        answer = visitor("canbo").get(f"{path}?form=official.docx&{query}")
        assert answer.status_code == 422
        assert 'data-part="report-form"' in answer.text
        assert 'role="alert"' in answer.text


def test_the_frame_that_is_given_is_used_before_there_were_units_too(visitor: Visit) -> None:
    query = "as_of=31/12/2019&frame=2023-11-30"
    for path in ("/reports/print", "/pictures", "/pictures/progress.svg", "/targets", "/quotes", "/dashboard"):
        assert visitor("canbo").get(f"{path}?{query}").status_code == 200
    assert visitor("canbo").get(f"/reports/file?form=official.docx&{query}").status_code == 200
    assert "By 31/12/2019 no case had been found" in visitor("canbo").get(f"/reports/print?{query}").text


@pytest.mark.parametrize("page", ["/dashboard", "/pictures", "/progress", "/targets", "/due", "/diff", "/history"])
def test_a_day_before_any_is_said_and_the_present_shown(visitor: Visit, page: str) -> None:
    answer = visitor("canbo").get(f"{page}?{EARLY.replace('as_of', 'to') if page == '/diff' else EARLY}")
    assert answer.status_code == (422 if page == "/diff" else 200)
    assert "“0001-01-01” lies before 01/01/1900" in answer.text


def test_a_picture_of_a_day_before_any_is_refused(visitor: Visit) -> None:
    assert visitor("canbo").get(f"/pictures/progress.svg?{EARLY}").status_code == 422


def test_a_change_that_rounds_to_nothing_has_no_sign(app: Flask) -> None:
    with app.test_request_context():
        assert [signed("area", value) for value in (-3, 3, -500, 0)] == ["0.00", "0.00", "\N{MINUS SIGN}0.01", "–"]
        assert signed("cases", -1) == "\N{MINUS SIGN}1"
