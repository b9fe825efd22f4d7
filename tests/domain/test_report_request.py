"""What a report was asked for is kept as plain values, and read again whatever is taken from people today."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from landtrack.domain.question import Question
from landtrack.domain.report.request import ReportForm, ReportRequest, request_block, request_of_block


@pytest.mark.parametrize("day", [date(2023, 11, 30), date(14, 7, 1)])
def test_a_request_is_read_as_it_was_kept(day):
    known_at = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    question = Question(day, known_at, date(2025, 7, 1), "07288")
    request = ReportRequest(ReportForm.UNIT_SHEET, "pdf", question, Question(day, known_at, day))
    assert request_of_block(json.loads(json.dumps(request_block(request)))) == request
