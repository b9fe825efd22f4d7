"""Issuing a report: its file, its parameters and its figures are kept, and the log says who did it and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.report.request import request_block
from landtrack.domain.scope import Right
from landtrack.store.issued_reports import record_report
from landtrack.usecases.reports.make_report import OFFICIAL_LANGUAGE, make_report, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from landtrack.domain.report.request import ReportRequest
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database
    from landtrack.usecases.reports.made_report import MadeReport


def issue_report(
    database: Database,
    scope: Scope,
    request: ReportRequest,
    templates: Path | None = None,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[int, MadeReport]:
    """Make a report and keep it; return its number with it.

    It is made before the log is locked: other people go on working meanwhile.
    """
    scope.require(Right.EXPORT)
    request = settled(database, request)
    made = make_report(database, scope, request, templates, report)
    with database.transaction(scope.actor) as tx:
        number = record_report(
            tx,
            request.form.value,
            {**request_block(request), "language": OFFICIAL_LANGUAGE},
            made.figures,
            (made.file_name, made.media_type, made.content),
        )
    return number, made
