"""The page of what changed: its table, the lists behind its lines, its shortcuts, and what it refuses."""

from __future__ import annotations

import html as entities
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from landtrack.domain.bridges.bridge import Bridge
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.progress import Measure
from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest, request_block
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.domain.status import ChangeDraft, Status
from landtrack.store.issued_reports import record_report
from landtrack.store.units import read_registry
from landtrack.usecases.change_status import change_status
from landtrack.usecases.record_case import record_case
from landtrack.usecases.tables.change_row import change_row
from tests.builders import MovingClock, facts, resolved, unit_id
from tests.web.figure_cells import figures_of, said_in, told_by
from tests.web.markup import Markup
from tests.web.register import HOSTILE, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.store.database import Database

    Visit = Callable[[str | None], Visitor]

LINE = re.compile(r'<tr [^>]*data-line="(\w+)"[^>]*>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r'<td class="is-number[^>]*>(?:<a href="([^"]+)">)?([^<]*)<')
MOVED = re.compile(r'<tr data-code="([^"]+)">')
SPAN = "/diff?from=2026-10-31&from_known_at=2026-10-31"


def table(html: str) -> dict[str, list[tuple[str, str]]]:
    """Return address and text of each cell by line: cases, ha, resolved, resolved ha, in hand, open."""
    return {
        line: [(entities.unescape(href), text) for href, text in CELL.findall(row)] for line, row in LINE.findall(html)
    }


@pytest.fixture
def moved(register: Database, clock: MovingClock) -> Database:
    """Let something happen and something be entered late, in both units."""
    with register.reading() as view:
        registry = read_registry(view)
    clock.go(datetime(2026, 11, 10, tzinfo=UTC))
    new = facts(unit_id(registry, "07288"), found_on=date(2026, 11, 5))
    record_case(register, SYSTEM_SCOPE, "QN-0001", new)
    late = facts(unit_id(registry, "07294"))
    record_case(register, SYSTEM_SCOPE, "QL-0001", late)
    change_status(register, SYSTEM_SCOPE, "QA-0001", resolved(date(2026, 11, 8)))
    change_status(register, SYSTEM_SCOPE, "QB-0002", ChangeDraft(Status.IN_HAND, date(2026, 11, 9), note=HOSTILE))
    clock.go(datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
    return register


@pytest.mark.usefixtures("moved")
def test_the_lines_lead_from_the_opening_to_the_closing(visitor: Visit) -> None:
    html = visitor("canbo").get("/diff").text
    assert Markup(html).faults == []
    rows = {line: [text for _, text in cells] for line, cells in table(html).items()}
    assert rows["opening"] == ["6", "0.30", "1", "0.05", "1", "4"]
    assert rows["entered_late"] == ["+1", "+0.05", "–", "–", "–", "+1"]
    assert rows["newly_found"] == ["+1", "+0.05", "–", "–", "–", "+1"]
    assert rows["resolved"] == ["–", "–", "+1", "+0.05", "–", "−1"]
    assert rows["taken_in_hand"][4:] == ["+1", "−1"]
    assert rows["closing"] == ["8", "0.40", "2", "0.10", "2", "4"]
    assert 'data-part="closes"' in html
    assert 'data-part="alarm"' not in html
    assert "31/10/2026" in html


@pytest.mark.usefixtures("moved")
def test_every_cell_that_is_something_opens_its_cases(visitor: Visit) -> None:
    who = visitor("canbo")
    for line, cells in table(who.get(SPAN).text).items():
        for href, text in cells:
            assert bool(href) == (text != "–"), line
            if href:
                answer = who.get(href)
                assert answer.status_code == 200
                assert Markup(answer.text).faults == []
                assert MOVED.findall(answer.text)
    assert MOVED.findall(who.get(f"{SPAN.replace('/diff', '/diff/cases')}&line=resolved").text) == ["QA-0001"]
    both = who.get(f"{SPAN.replace('/diff', '/diff/cases')}&line=resolved&column=open").text
    assert ">In hand<" not in both
    assert "Open" in both


@pytest.mark.usefixtures("moved")
def test_a_unit_and_a_band_narrow_the_table_and_its_lists(visitor: Visit) -> None:
    who = visitor("canbo")
    rows = table(who.get(f"{SPAN}&unit=07294").text)
    assert [text for _, text in rows["closing"]][:1] == ["3"]
    assert "unit=07294" in rows["entered_late"][0][0]
    assert MOVED.findall(who.get(rows["entered_late"][0][0]).text) == ["QL-0001"]
    assert "07294/all/cases" in rows["closing"][0][0]
    rows = table(who.get(f"{SPAN}&band=after").text)
    assert {text for _, text in rows["opening"]} == {"0", "0.00"}
    html = who.get(f"{SPAN}&band=sometime").text
    assert table(html)["opening"][0][1] == "6"
    assert html.count('data-part="units"') == 1
    assert 'data-part="units"' not in who.get(f"{SPAN}&unit=07294").text


@pytest.mark.usefixtures("moved")
def test_a_chair_sees_what_changed_in_his_unit_alone(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    html = who.get("/diff").text
    rows = {line: [text for _, text in cells] for line, cells in table(html).items()}
    assert rows["opening"][0] == "4"
    assert set(rows["entered_late"]) == set(rows["taken_in_hand"]) == {"–"}
    assert "Bố Hạ" not in html
    for line in ("entered_late", "taken_in_hand", "resolved", "newly_found"):
        listed = who.get(f"/diff/cases?line={line}").text
        assert "QB-" not in listed
        assert "QL-" not in listed


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=31/02/2024", "There is no day"),
        ("to=tomorrow", "is not a date"),
        ("from=2026-11-01&to=2026-10-01", "01/11/2026"),
        ("from_known_at=2026-11-02&to_known_at=2026-11-01", "01/11/2026"),
        ("frame=01/01/1990", "no area unit"),
        (f"from={HOSTILE}", "is not a date"),
    ],
)
def test_moments_that_make_no_span_are_said_and_the_usual_ones_shown(visitor: Visit, query: str, sentence: str) -> None:
    name, _, text = query.partition("=")
    wanted = {name: text} if HOSTILE in query else dict(pair.split("=") for pair in query.split("&"))
    answer = visitor("canbo").get("/diff", query_string=wanted)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert HOSTILE not in answer.text
    assert table(answer.text)["opening"][0][1] == "6"
    listed = visitor("canbo").get("/diff/cases", query_string={**wanted, "line": "resolved"})
    assert listed.status_code == 422
    assert sentence in listed.text


def test_an_unknown_line_is_said_with_those_that_there_are(visitor: Visit) -> None:
    answer = visitor("canbo").get("/diff/cases?line=vanished")
    assert answer.status_code == 422
    assert "newly_found" in answer.text


@pytest.mark.usefixtures("moved")
def test_before_the_first_case_and_in_the_future_are_explained(visitor: Visit) -> None:
    html = visitor("canbo").get("/diff?from=2020-06-30&to=2100-01-01&frame=2026-01-01").text
    assert "By 30/06/2020 23:59 no case was recorded in your area" in html
    assert "01/01/2100 lies in the future" in html
    # Never known later than now: what is not yet recorded cannot be known.
    assert "22/11/2026 10:00" in html


def test_a_table_that_does_not_close_raises_the_alarm(visitor: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bridge, "left_over", lambda _self: {(None, None): Measure(1)})
    html = visitor("canbo").get("/diff").text
    assert 'data-part="alarm"' in html
    assert "landtrack rebuild" in html
    assert 'data-part="closes"' not in html
    assert "does not close" in visitor("canbo").get("/dashboard").text


def test_shortcuts_lead_to_the_last_report_and_the_usual_spans(visitor: Visit, register: Database) -> None:
    who = visitor("canbo")
    assert "Since the last report issued" not in who.get("/diff").text
    question = Question(date(2023, 11, 30), datetime(2023, 12, 1, 1, 2, tzinfo=UTC), date(2023, 11, 30))
    block = request_block(ReportRequest(ReportForm.OFFICIAL, ".docx", question))
    with register.transaction("canbo") as tx:
        record_report(tx, "official", block, {}, ("a.docx", "text/plain", b"x"))
    html = who.get("/diff?unit=07288").text
    links = dict(re.findall(r'<li><a class="chip" href="([^"]+)"[^>]*>([^<]+)</a>', html))
    assert sorted(links.values()) == [
        "Since the end of last month", "Since the last report issued", "The whole month before", "This year",
    ]  # fmt: skip
    for href in links:
        address = entities.unescape(href)
        assert "unit=07288" in address
        answer = who.get(address)
        assert answer.status_code == 200
        assert 'aria-current="true"' in answer.text
    report = next(href for href, text in links.items() if "report" in text)
    assert "30/11/2023 (as known on 01/12/2023 08:02)" in who.get(entities.unescape(report)).text
    assert "Since the last report issued" not in visitor("chutich.yenthe").get("/diff").text


@pytest.mark.usefixtures("moved")
def test_a_case_that_is_gone_is_shown_on_the_map_as_it_was(visitor: Visit) -> None:
    who = visitor("canbo")
    html = who.get("/diff/cases?line=newly_found").text
    assert "not there" in html
    address = entities.unescape(re.findall(r'href="(/commune/[^"]+)"', html)[0])
    assert address.startswith("/commune/07288?case=QN-0001&as_of=2026-11-22")
    assert who.get(address).status_code == 200


def test_a_unit_of_the_list_stays_the_same_land_on_another_day(visitor: Visit) -> None:
    """In 2023 the code 07288 named the town alone; who chose it from today's list means today's commune."""
    who = visitor("canbo")
    moved = who.get("/diff?from=2023-10-31&to=2023-11-30&unit=07288&units_of=2026-11-22").text
    assert "Xã Yên Thế" in moved
    assert "in the units of 22/11/2026" in moved
    assert who.get("/diff?from=2023-10-31&to=2023-11-30&unit=07288").text.count("Thị trấn Phồn Xương") > 1
    same = who.get("/diff?from=2026-10-31&unit=07288&units_of=2025-08-01").text
    assert "in the units of 22/11/2026" in same
    assert who.get("/diff?unit=07288&units_of=soon").status_code == 422
    assert who.get("/diff?unit=99999&units_of=2025-08-01").status_code == 404


def test_both_ends_open_their_cases_by_the_cutoffs_of_the_second(register: Database, visitor: Visit) -> None:
    """All six cases are of 2012: before the first cutoff until it is moved there, after which they are between."""
    change_row(register, SYSTEM_SCOPE, OfficeTable.CUTOFF, "before", {"day": "2010-01-01"})
    who = visitor("canbo")
    html = who.get("/diff?from=2026-10-31&from_known_at=2022-06-01").text
    row = html[html.index("band=between") :]
    figures = figures_of(f"<table><tr>{row[: row.index('</tr>')]}</table>")
    assert [figure.text for figure in figures][:2] == ["6", "0.30"]
    for figure in figures:
        assert told_by(who, figure) == said_in(figure), figure
    assert "cutoffs=2010-01-01/2020-06-11" in figures[0].href
    for bad in ("x", "2020-01-01/2010-01-01", "2020-01-01"):
        assert who.get(f"/cases?cutoffs={bad}").status_code == 422
