"""The official report's chart marks the targets that the pictures mark; its text tells of those to come."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from landtrack.documents.official_report import official_values
from landtrack.documents.template_values import Rows
from landtrack.domain.question import Question
from landtrack.domain.scope import SYSTEM_SCOPE
from landtrack.messages import catalogue
from landtrack.store.database import open_database
from landtrack.usecases.reports.contents import official_contents
from landtrack.usecases.reports.pictures import picture_contents

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DUE = date(2023, 12, 31)


@pytest.mark.parametrize(("day", "told"), [(date(2023, 12, 31), True), (date(2024, 6, 30), False)])
def test_targets_that_were_due_are_marked_in_the_report_s_chart_too(each_demo_url, day, told):
    database, question = open_database(each_demo_url), Question(day, NOW)
    try:
        with database.reading() as view:
            contents = official_contents(view, SYSTEM_SCOPE, question)
        drawn = picture_contents(database, SYSTEM_SCOPE, question).targets
    finally:
        database.close()
    assert contents.targets == drawn
    assert DUE in {line.due for line in drawn}
    listed = official_values(contents, catalogue("vi"))["chi_tieu"]
    assert isinstance(listed, Rows)
    days = [row["den_ngay"] for row in listed]
    assert ("31/12/2023" in days) is told
