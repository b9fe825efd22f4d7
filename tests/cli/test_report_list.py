"""The list of issued reports on the command line: newest first, a part at a time, without their figures."""

from __future__ import annotations

import json

import pytest

from landtrack.cli import report
from landtrack.domain.question import Question, parse_day
from landtrack.domain.report.request import ReportForm, ReportRequest, request_block
from landtrack.store.database import open_database
from landtrack.store.issued_reports import record_report
from landtrack.usecases.init_register import init_register


@pytest.fixture
def url(database_url):
    init_register(database_url)
    return database_url


@pytest.fixture
def numbers(url, monkeypatch):
    """Issue three reports, and return their numbers; two are listed at once."""
    monkeypatch.setattr(report, "AT_ONCE", 2)
    register = open_database(url)
    question = Question(parse_day("2023-11-30"), register.known_now(), parse_day("2023-11-30"))
    asked = request_block(ReportRequest(ReportForm.OFFICIAL, "docx", question))
    found = []
    for name in ("a", "b", "c"):
        with register.transaction("system") as tx:
            found.append(record_report(tx, "official", asked, {}, (f"{name}.docx", "application/x", name.encode())))
    register.close()
    return found


def listed(landtrack, url, *options):
    said = landtrack("report", "list", "--json", "--database", url, *options)
    assert said.code == 0
    return [row["number"] for row in json.loads(said.out)]


def test_a_part_of_the_list_at_a_time_newest_first(landtrack, url, numbers):
    newest = numbers[::-1]
    assert listed(landtrack, url) == newest[:2]
    assert listed(landtrack, url, "--page", "2") == newest[2:]
    assert listed(landtrack, url, "--all") == newest
    table = landtrack("report", "list", "--database", url)
    assert "a.docx" not in table.out
    assert "c.docx" in table.out
    assert "1–2" in table.err
