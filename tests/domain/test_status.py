"""Which change may follow which status, and what each needs."""

from __future__ import annotations

from datetime import date

import pytest

from landtrack.domain.errors import Refusal
from landtrack.domain.status import REACHED_FROM, ChangeDraft, Exclusion, Form, Status, check_change

TODAY, FOUND = date(2024, 5, 1), date(2024, 1, 1)
DAY = date(2024, 3, 1)
DRAFTS = {
    Status.OPEN: ChangeDraft(Status.OPEN, DAY),
    Status.IN_HAND: ChangeDraft(Status.IN_HAND, DAY),
    Status.PARTLY_RESOLVED: ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.RETURNED, 300),
    Status.RESOLVED: ChangeDraft(Status.RESOLVED, DAY, Form.LEGALISED),
    Status.EXCLUDED: ChangeDraft(Status.EXCLUDED, DAY, exclusion=Exclusion.DUPLICATE),
}


def check(draft, now=Status.IN_HAND, area=1000):
    return check_change(draft, "YT-1", now=now, found_on=FOUND, area=area, today=TODAY)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("now", list(Status))
def test_a_status_is_reached_from_some_and_refused_from_the_others(status, now):
    if now in REACHED_FROM[status]:
        check(DRAFTS[status], now)
        return
    with pytest.raises(Refusal) as refused:
        check(DRAFTS[status], now)
    assert refused.value.code == f"change.from_{now.value}"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (ChangeDraft(Status.RESOLVED, DAY), "change.form_missing"),
        (ChangeDraft(Status.IN_HAND, DAY, Form.RETURNED), "change.form_unwanted"),
        (ChangeDraft(Status.EXCLUDED, DAY), "change.reason_missing"),
        (ChangeDraft(Status.OPEN, DAY, exclusion=Exclusion.DUPLICATE), "change.reason_unwanted"),
        (ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.RETURNED), "change.area_missing"),
        (ChangeDraft(Status.RESOLVED, DAY, Form.RETURNED, 5), "change.area_unwanted"),
        (ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.RETURNED, 0), "change.area_not_positive"),
        (ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.RETURNED, 1001), "change.area_too_large"),
        (ChangeDraft(Status.PARTLY_RESOLVED, DAY, Form.RETURNED, 1000), "change.area_whole"),
        (ChangeDraft(Status.RESOLVED, date(2024, 5, 2), Form.RETURNED), "change.in_future"),
        (ChangeDraft(Status.RESOLVED, date(2023, 12, 31), Form.RETURNED), "change.before_found"),
    ],
)
def test_what_cannot_be_true_is_refused(draft, code):
    with pytest.raises(Refusal) as refused:
        check(draft)
    assert refused.value.code == code


@pytest.mark.parametrize("day", [FOUND, TODAY])
def test_the_day_of_finding_and_today_are_allowed(day):
    draft = ChangeDraft(Status.RESOLVED, day, Form.RETURNED)
    assert check(draft) is None, "nothing is refused"
