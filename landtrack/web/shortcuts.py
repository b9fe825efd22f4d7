"""Comparisons that people ask for most, one click each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.question import VIETNAM, day_in_vietnam
from landtrack.domain.report.request import request_of_block
from landtrack.usecases.reports.list_reports import list_reports
from landtrack.usecases.show_dashboard import end_of_last_month
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from landtrack.web.two_moments import TwoMoments


def shortcuts(asked: TwoMoments) -> list[dict[str, Any]]:
    """Return each with its words and its address; frame, unit and band stay as they are chosen."""
    text, today = say().text, day_in_vietnam(database().now())
    month = end_of_last_month(today)
    new_year = today.replace(month=1, day=1)
    found: list[tuple[str, dict[str, Any]]] = [
        (text("Since the end of last month"), {"from": month.isoformat()}),
        (
            text("The whole month before"),
            {"from": end_of_last_month(month).isoformat(), "to": month.isoformat(), "to_known_at": month.isoformat()},
        ),
        (text("This year"), {"from": end_of_last_month(new_year).isoformat()}),
    ]
    report = _last_report()
    if report:
        found.insert(1, (text("Since the last report issued"), report))
    kept = {name: value for name, value in asked.query.items() if name in {"frame", "unit", "band"}}
    return [
        {"text": words, "href": url_for("diff", **kept, **days), "chosen": asked.query == {**kept, **days}}
        for words, days in found
    ]


def _last_report() -> dict[str, str] | None:
    """Return the day and the moment of the newest report that the reader may see."""
    newest = list_reports(database(), scope(), at_once=1).rows
    if not newest:
        return None
    question = request_of_block(newest[0].parameters).question
    return {"from": question.as_of.isoformat(), "from_known_at": question.known_at.astimezone(VIETNAM).isoformat()}
