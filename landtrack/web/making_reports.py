"""Reports as a person asks for them on a page, and how far the making of his has come."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.question import end_of_day, parse_day
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.usecases.reports.contents import since_of
from landtrack.web.language import settings
from landtrack.web.signed_in import signed_in
from landtrack.web.uploads.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from landtrack.domain.question import Question

FILES = ("official.docx", "workbook.xlsx", "unit-sheet.pdf", "unit-sheet.docx", "pack.zip")
"""What can be chosen on the page: a form and the ending of its file."""
WITH_MOVEMENTS = frozenset({ReportForm.UNIT_SHEET, ReportForm.PACK})
AT_ONCE = BoundedSemaphore(2)
"""So many reports are made at a time: the other threads go on serving maps and pages."""
PATIENCE = 30
"""Seconds that a further one waits for its turn."""

_running = Running()


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was filled in."""

    form: str
    unit: str
    since: str

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Typed:
        """Return what was typed."""
        form = values.get("form", "") or FILES[0]
        return cls(form, values.get("unit", "").strip(), values.get("since", "").strip())


def report_request(typed: Typed, question: Question) -> ReportRequest:
    """Return the report that is meant, about the question's unit.

    Refuses a form that is not offered and a day that is none.
    """
    if typed.form not in FILES:
        raise Refusal("report.unknown_form", form=typed.form[:40], known=", ".join(FILES))
    name, _, ending = typed.form.partition(".")
    form = ReportForm(name)
    asked = question.for_unit(None) if form is ReportForm.PACK else question
    return ReportRequest(form, ending, asked, _since(typed.since, asked) if form in WITH_MOVEMENTS else None)


def _since(text: str, question: Question) -> Question | None:
    """Return the moment of the sheet before: the end of the day typed, as known then."""
    if not text:
        return None
    day = parse_day(text)
    return replace(since_of(question), as_of=day, known_at=min(end_of_day(day), question.known_at))


def own_templates() -> Path | None:
    """Return the folder of the office's own templates, if one is set."""
    folder = settings().templates
    return Path(folder) if folder else None


@contextmanager
def making(*, once: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what takes how much of a report is done.

    Refuses (``report.busy``) when others keep the server busy for long; raises Conflict if ``once`` and another report
    of the same person is being made.
    """
    with ExitStack() as stack:
        report = _told(stack, once=once)
        if not AT_ONCE.acquire(timeout=PATIENCE):
            raise Refusal("report.busy")
        stack.callback(AT_ONCE.release)
        yield report


def how_far() -> tuple[int, int] | None:
    """Return how much of the visitor's report is done, of how much (0: not known yet); None: none is being made."""
    return _running.how_far(_whose())


def _told(stack: ExitStack, *, once: bool) -> Callable[[int, int], None]:
    try:
        return stack.enter_context(_running.work(_whose()))
    except Conflict:
        if once:
            raise
        return lambda _done, _all: None


def _whose() -> str:
    return str(signed_in().account.id)
