"""A digest as tests need it: so many overdue cases of one unit."""

from __future__ import annotations

from datetime import UTC, date, datetime

from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.deadlines.deadline import Due
from landtrack.domain.deadlines.deadline_rule import Complexity, DeadlineRule, Duty, SpanUnit
from landtrack.domain.deadlines.due import DueCounts, DueLine, DueStanding, DueSummary, Waiting
from landtrack.domain.question import Question
from landtrack.domain.report.case_line import CaseLine
from landtrack.domain.scope import Role
from landtrack.domain.status import Status
from landtrack.mail.digest import LISTED, Digest

DAY = date(2023, 11, 30)
MOMENT = datetime(2023, 11, 30, 9, 30, tzinfo=UTC)
RULE = DeadlineRule(
    Duty.MINUTES, Complexity.PLAIN, 2, SpanUnit.WORKING_DAYS, date(2020, 1, 5), None, "Nghị định <91/2019> & khác"
)


def line(number: int) -> DueLine:
    """Return an overdue case."""
    case = CaseLine(
        f"YT-2023-{number:05}", "07288", "Xã Yên Thế", ViolationKind.ENCROACHED, "CLN", "Bản Ven", "45", "90345",
        Band.BEFORE, Status.OPEN, date(2023, 11, 1), None, date(2013, 1, 1), 5000, 0,
    )  # fmt: skip
    due = Due(Duty.MINUTES, date(2023, 11, 3), RULE)
    return DueLine(case, Waiting(DueStanding.OVERDUE, due), due.days_late(DAY))


def digest(overdue: int = 2, address: str = "chutich@example.vn") -> Digest:
    """Return the digest of a chair with so many overdue cases; the first ``LISTED`` are listed."""
    counts = DueCounts(overdue, ended=3, unknown=1, settled=2)
    summary = DueSummary(Question(DAY, MOMENT), DAY, "12-abc", 10, counts, ())
    lines = tuple(line(number) for number in range(min(overdue, LISTED)))
    return Digest("chutich.yenthe", address, Role.CHAIR, ("Xã Yên Thế",), summary, lines, ())
