"""Numbers, days and sentences as people of each language write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.status import Status
from landtrack.messages import catalogue

VI, EN = catalogue("vi"), catalogue("en")


def test_numbers():
    assert (VI.number(4574), EN.number(4574)) == ("4.574", "4,574")
    assert (VI.number(Decimal("1234.50")), EN.number(Decimal("1234.50"))) == ("1.234,50", "1,234.50")
    assert VI.hectares(36_251_000) == "362,51"
    assert VI.percent(Decimal("88.06")) == "88,06\N{NO-BREAK SPACE}%"
    assert VI.percent(None) == "–"
    assert VI.area(12_505) == "1.250,5\N{NO-BREAK SPACE}m²"


def test_days_and_moments_are_vietnams():
    assert VI.day(date(2020, 6, 11)) == EN.day(date(2020, 6, 11)) == "11/06/2020"
    assert VI.day(date(14, 7, 1)) == "01/07/0014"
    assert VI.moment(datetime(2023, 11, 30, 17, 30, tzinfo=UTC)) == "01/12/2023 00:30"


@pytest.mark.parametrize(("words", "status"), [(VI, "Đã xử lý dứt điểm"), (EN, "Resolved")])
def test_terms_within_sentences_are_labels(words, status):
    assert words.label(Status.RESOLVED) == status
    refusal = Refusal("change.from_excluded", case="YT-1", day=date(2024, 1, 2), status=Status.RESOLVED)
    sentence = words.sentence(refusal)
    assert "YT-1" in sentence
    assert "02/01/2024" in sentence
    assert f"“{status}”" in sentence


def test_areas_within_sentences_carry_their_unit():
    refusal = Refusal("change.area_too_large", case="YT-1", resolved=5010, area=5000)
    assert "501,0\N{NO-BREAK SPACE}m²" in VI.sentence(refusal)
    assert "500.0\N{NO-BREAK SPACE}m²" in EN.sentence(refusal)
