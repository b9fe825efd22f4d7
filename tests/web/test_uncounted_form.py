"""A form of resolution that the office does not count, as pages and the panel of a case tell it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import Form
from landtrack.usecases.change_status import change_status
from landtrack.usecases.tables.change_row import change_row
from tests.builders import resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database
    from tests.builders import MovingClock
    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

DAY = date(2021, 7, 1)
BEFORE = "2022-02-01T00:00:00%2B07:00"
NOTE = "Not counted as resolved: Referred to the investigators."


@pytest.fixture
def referred(register: Database, clock: MovingClock) -> Database:
    """Give the register with QA-0001 passed on, and afterwards not counted."""
    clock.go(clock.now.replace(year=2022, month=1, day=15))
    change_status(register, SYSTEM_SCOPE, "QA-0001", resolved(DAY, form=Form.REFERRED))
    clock.later(days=60)
    change_row(register, SYSTEM_SCOPE, OfficeTable.FORM, "referred", {"counts": "no"})
    clock.later(days=60)
    return register


def text(who: Visitor, address: str) -> str:
    answer = who.get(address)
    assert answer.status_code == 200
    return str(answer.text)


@pytest.mark.usefixtures("referred")
def test_the_panel_says_what_was_recorded_and_how_it_counts(visitor: Visit) -> None:
    panel = visitor("canbo").json("/api/case/QA-0001")
    assert panel["status"] == {"value": "in_hand", "label": "In hand"}
    (told,) = [row["value"] for row in panel["facts"] if row["label"] == "How it counts"]
    assert told == (
        "Recorded as “Resolved” by Referred to the investigators, which this office does not count as resolved: "
        "the case is in hand."
    )
    (line,) = [row for row in panel["history"] if row["kind"] == "change"]
    assert {"label": "How it counts", "value": "Not counted as resolved by this office"} in line["details"]
    assert (line["title"], panel["resolved_m2"]) == ("Resolved", "0.0")
    assert "resolved" in panel["actions"]


@pytest.mark.usefixtures("referred")
def test_the_panel_as_known_before_says_nothing_of_it(visitor: Visit) -> None:
    panel = visitor("canbo").json(f"/api/case/QA-0001?known_at={BEFORE}")
    assert panel["status"]["value"] == "resolved"
    told = [row["label"] for row in panel["facts"]]
    told += [row["label"] for line in panel["history"] for row in line["details"]]
    assert "How it counts" not in told


@pytest.mark.usefixtures("referred")
@pytest.mark.parametrize("page", ["/progress", "/cases?cell=total/all/resolved", "/overview"])
def test_pages_of_figures_name_the_form_from_then_on(visitor: Visit, page: str) -> None:
    who, note = visitor("canbo"), NOTE
    if page.startswith("/cases"):
        # There it is a part of the one sentence.
        note = f"; {NOTE[0].lower()}{NOTE[1:]}"
    assert text(who, page).count(note) == 1
    assert note not in text(who, f"{page}{'&' if '?' in page else '?'}known_at={BEFORE}")


@pytest.mark.usefixtures("referred")
def test_a_comparison_tells_what_is_counted_otherwise(visitor: Visit) -> None:
    page = text(visitor("canbo"), f"/diff?from=2022-03-01&to=2022-03-01&from_known_at={BEFORE}")
    assert "Counted as resolved at the first moment, no more at the second: Referred to the investigators." in page
    assert "or its form counted otherwise" in page


@pytest.mark.usefixtures("referred")
def test_the_printed_report_names_the_form(visitor: Visit) -> None:
    told = "Không tính là đã xử lý dứt điểm: Chuyển cơ quan điều tra"
    assert told in text(visitor("canbo"), "/reports/print?as_of=2022-03-01")
    assert told not in text(visitor("canbo"), f"/reports/print?as_of=2022-01-20&known_at={BEFORE}")


@pytest.mark.usefixtures("referred")
def test_the_list_of_deadlines_says_when_and_how_it_ended(visitor: Visit) -> None:
    page = text(visitor("canbo"), "/due?show=settled")
    assert re.findall(r'<tr data-code="([^"]+)"', page) == ["QA-0001"]
    assert "nothing; ended on 01/07/2021: Referred to the investigators" in page
    assert "ended on" not in text(visitor("canbo"), f"/due?show=settled&known_at={BEFORE}")
