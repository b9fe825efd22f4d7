"""Statuses of a case, forms of resolution, and which change may follow which status (DOMAIN: path of a case)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Status(StrEnum):
    """Where a case stands on a day; before its first change it is ``open``."""

    OPEN = "open"
    IN_HAND = "in_hand"
    PARTLY_RESOLVED = "partly_resolved"
    RESOLVED = "resolved"
    EXCLUDED = "excluded"


class Form(StrEnum):
    """The forms of resolution that the program comes with; an office adds others to its table (``resolution_form``)."""

    RESTORED = "restored"
    RETURNED = "returned"
    REPAID = "repaid"
    DISMANTLED = "dismantled"
    ENFORCED = "enforced"
    RECOVERED = "recovered"
    LEGALISED = "legalised"
    REFERRED = "referred"
    NO_HOLDER = "no_holder"


class Exclusion(StrEnum):
    """Why a case is in no count."""

    NOT_VIOLATION = "not_violation"
    DUPLICATE = "duplicate"
    OUT_OF_AREA = "out_of_area"


# From which statuses each may be reached. A resolved or excluded case is reopened first, so that the history
# says so; a partly resolved one already counts as in hand.
REACHED_FROM: dict[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED, Status.EXCLUDED}),
    Status.IN_HAND: frozenset({Status.OPEN}),
    Status.PARTLY_RESOLVED: frozenset({Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED}),
    Status.RESOLVED: frozenset({Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED}),
    Status.EXCLUDED: frozenset({Status.OPEN, Status.IN_HAND, Status.PARTLY_RESOLVED, Status.RESOLVED}),
}

WITH_FORM = frozenset({Status.RESOLVED, Status.PARTLY_RESOLVED})


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A status change as a person proposes it: not yet checked, not yet recorded.

    ``resolved_area`` is in tenths of m² and belongs to partly_resolved only. ``form``, a code of the office's table of
    forms, is required on resolved and partly resolved, and on nothing else.
    """

    status: Status
    effective_on: date
    form: str | None = None
    resolved_area: int | None = None
    exclusion: Exclusion | None = None
    decision_number: str = ""
    note: str = ""


def check_change(draft: ChangeDraft, code: str, *, now: Status, found_on: date, area: int, today: date) -> None:
    """Refuse a change that cannot be true of the case, for the first of :func:`change_faults`."""
    for fault in change_faults(draft, code, now=now, found_on=found_on, area=area, today=today):
        raise fault


def change_faults(
    draft: ChangeDraft, code: str, *, now: Status, found_on: date, area: int, today: date
) -> Iterator[Refusal]:
    """Give everything for which a change cannot be true of the case.

    ``now`` is the case's status as of the draft's day, as known at this moment; ``area`` its area in tenths of m²;
    ``today`` the day in Việt Nam.
    """
    yield from _shape_faults(draft, code)
    if draft.effective_on > today:
        yield Refusal("change.in_future", case=code, day=draft.effective_on, today=today)
    if draft.effective_on < found_on:
        yield Refusal("change.before_found", case=code, day=draft.effective_on, found_on=found_on)
    if now not in REACHED_FROM[draft.status]:
        yield Refusal(f"change.from_{now.value}", case=code, status=draft.status, day=draft.effective_on)
    if draft.resolved_area is None or draft.status is not Status.PARTLY_RESOLVED:
        return
    if draft.resolved_area <= 0:
        yield Refusal("change.area_not_positive", case=code)
    elif draft.resolved_area > area:
        yield Refusal("change.area_too_large", case=code, resolved=draft.resolved_area, area=area)
    elif draft.resolved_area == area:
        yield Refusal("change.area_whole", case=code, area=area)


def _shape_faults(draft: ChangeDraft, code: str) -> Iterator[Refusal]:
    """Give what a draft lacks that its status needs, and what it carries that belongs to another status."""
    if (draft.form is not None) != (draft.status in WITH_FORM):
        yield Refusal("change.form_missing" if draft.form is None else "change.form_unwanted", case=code)
    if (draft.exclusion is not None) != (draft.status is Status.EXCLUDED):
        yield Refusal("change.reason_missing" if draft.exclusion is None else "change.reason_unwanted", case=code)
    if (draft.resolved_area is not None) != (draft.status is Status.PARTLY_RESOLVED):
        yield Refusal("change.area_missing" if draft.resolved_area is None else "change.area_unwanted", case=code)
