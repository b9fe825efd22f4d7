"""A cell that can hold no case is empty as a list and as a page, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime

from landtrack.domain.cell import parse_cell
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.store.database import open_database
from landtrack.usecases.explain_cell import PartAsked, explain_cell, explain_page

QUESTION = Question(date(2023, 11, 30), datetime(2023, 12, 1, tzinfo=UTC))


def test_what_is_undetermined_is_in_no_other_band(each_demo_url):
    database = open_database(each_demo_url)
    try:
        for text, cases in (("total/undetermined/undetermined", 31), ("total/before/undetermined", 0)):
            cell = parse_cell(text)
            assert len(explain_cell(database, SYSTEM_SCOPE, QUESTION, cell).cases) == cases
            page = explain_page(database, SYSTEM_SCOPE, QUESTION, cell, PartAsked(1, 50))
            assert (page.whole.cases, len(page.found.cases), page.start) == (cases, cases, 0)
    finally:
        database.close()
