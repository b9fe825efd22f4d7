"""What a report is asked for: everything that it depends on beside the register itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from landtrack.domain.question import VIETNAM, Question

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReportForm(StrEnum):
    """The forms of report; ``pack`` is the unit sheets of all units."""

    OFFICIAL = "official"
    WORKBOOK = "workbook"
    UNIT_SHEET = "unit-sheet"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A form, a kind of file (its ending), the question, and the moment since which movements are told.

    ``since`` belongs to unit sheets alone.
    """

    form: ReportForm
    ending: str
    question: Question
    since: Question | None = None


def request_block(request: ReportRequest) -> dict[str, Any]:
    """Return the parameters as plain JSON values: the same request gives the same block."""
    return {
        "form": request.form.value,
        "ending": request.ending,
        **_question_block(request.question),
        "since": None if request.since is None else _question_block(request.since),
    }


def request_of_block(block: Mapping[str, Any]) -> ReportRequest:
    """Return the request of :func:`request_block`."""
    since = block["since"]
    return ReportRequest(
        ReportForm(block["form"]), block["ending"], _question_of(block), None if since is None else _question_of(since)
    )


def _question_block(question: Question) -> dict[str, Any]:
    return {
        "as_of": question.as_of.isoformat(),
        "known_at": question.known_at.astimezone(VIETNAM).isoformat(),
        "frame": question.frame_day.isoformat(),
        "unit": question.unit,
    }


def _question_of(block: Mapping[str, Any]) -> Question:
    # As they were written, whatever days are taken from people today.
    as_of, frame = (date.fromisoformat(block[name]) for name in ("as_of", "frame"))
    return Question(as_of, datetime.fromisoformat(block["known_at"]).astimezone(UTC), frame, block["unit"])
