"""Looking at a report that was issued: its very bytes, and whether the figures still agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal, UnknownReport
from landtrack.domain.measure_block import progress_block
from landtrack.domain.report.request import ReportForm, request_of_block
from landtrack.domain.scope import Right
from landtrack.store.issued_reports import find_report, read_file
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.reports.list_reports import ReportWall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.store.issued_reports import IssuedReport

LARGEST_NUMBER = 999_999_999


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that is computed otherwise now: where it stands, as issued, as computed again."""

    where: str
    issued: str
    now: str


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report with its bytes and what differs when its figures are computed again with the same parameters."""

    report: IssuedReport
    content: bytes
    differences: tuple[FigureDifference, ...]


def show_report(database: Database, scope: Scope, number: int) -> ShownReport:
    """Return a report that was issued.

    Raises UnknownReport, with the same words, for a number that no report has and one that the reader may not see;
    Refusal ``report.file_damaged`` where the kept bytes are no longer those that were issued.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        # No register counts so far, and no database takes every number.
        row = find_report(view, number) if 0 < number <= LARGEST_NUMBER else None
        if row is None or not ReportWall(view, scope).sees(row.actor, row.parameters):
            raise UnknownReport("report.unknown", number=str(number))
        content = read_file(view, row.sha256)
        if content is None:
            raise Refusal("report.file_damaged", number=str(number))
        return ShownReport(row, content, tuple(_differences(view, scope, row)))


def _differences(view: View, scope: Scope, row: IssuedReport) -> Iterator[FigureDifference]:
    request = request_of_block(row.parameters)
    if request.form is ReportForm.PACK:
        for sheet in row.figures["sheets"]:
            code = sheet["units"][0]["code"]
            yield from _compared(view, scope, request.question.for_unit(code), sheet, f"{code}: ")
    else:
        yield from _compared(view, scope, request.question, row.figures, "")


def _compared(
    view: View, scope: Scope, question: Question, figures: Mapping[str, Any], before: str
) -> Iterator[FigureDifference]:
    again = progress_block(progress_in(view, scope, question))
    issued = dict(_leaves({name: value for name, value in figures.items() if name in again}))
    now = dict(_leaves(again))
    for where in sorted(issued.keys() | now.keys()):
        if issued.get(where) != now.get(where):
            yield FigureDifference(before + where, issued.get(where, "–"), now.get(where, "–"))


def _leaves(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Give every plain value with the way to it, as in "units/07288/bands/before/open"."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{where}/{name}" if where else name)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            name = inner.get("code") or inner.get("band") or number if isinstance(inner, dict) else number
            yield from _leaves(inner, f"{where}/{name}")
    else:
        yield where, str(value)
