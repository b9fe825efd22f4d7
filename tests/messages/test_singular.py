"""What is one is said so in English, and nothing else of a text changes."""

from __future__ import annotations

import pytest

from landtrack.messages import catalogue
from landtrack.messages.singular import in_the_singular


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("{count} cases are drawn.", {"count": 1}, "1 case is drawn."),
        ("{count} cases are drawn.", {"count": 2}, "2 cases are drawn."),
        ("{count} cases are drawn.", {"count": 11}, "11 cases are drawn."),
        ("{count} cases are drawn.", {"count": 0}, "0 cases are drawn."),
        ("and {count} more rows", {"count": "1"}, "and 1 more row"),
        ("{count} working days", {"count": 1}, "1 working day"),
        ("{done} of {all} cases", {"done": 1, "all": 8}, "1 of 8 cases"),
        ("{number} cases a week", {"number": "1.5"}, "1.5 cases a week"),
        ("{left} left for {days} days", {"left": 1, "days": 1}, "1 left for 1 day"),
        ("{cases} cases of {name}", {"cases": True, "name": "{cases} cases"}, "True cases of {cases} cases"),
    ],
)
def test_one_is_said_as_one(text, values, said):
    assert catalogue("en").text(text, **values) == said


def test_placeholders_and_other_words_stay():
    assert in_the_singular("{case} has {count} things", {"case": 1, "count": 1}) == "{case} has {count} things"


def test_vietnamese_has_no_plural():
    assert catalogue("vi").text("{count} rows", count=1) == "1 dòng"
