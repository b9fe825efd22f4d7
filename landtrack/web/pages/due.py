"""The page of deadlines: what is overdue and what is due soon, the oldest first, and what no deadline is known of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from landtrack.domain.deadlines.due import DAYS_AHEAD, MOST_DAYS_AHEAD, DueStanding
from landtrack.domain.scope import Right
from landtrack.usecases.deadlines.due_words import span_of, what_of
from landtrack.usecases.deadlines.show_due import ON_A_PAGE, show_due
from landtrack.usecases.question_notes import due_surprises
from landtrack.web.access import Routes, needs
from landtrack.web.choices import read_choice, shown
from landtrack.web.language import say
from landtrack.web.paging import asked_page, pages_of
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, unit_list
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.domain.deadlines.due import DueLine, DuePage
    from landtrack.web.choices import Choice

routes = Routes()


@routes.get("/due", needs(Right.SEE_CASES))
def due() -> ResponseReturnValue:
    """Show one of the lists, with the counts of all beside it."""
    choice = about_unit(read_choice())
    days, standing = _days(), _standing()
    found = _found(choice, days, standing)
    query = {**choice.unit_query, **({} if days == DAYS_AHEAD else {"days": days})}
    return render_template(
        "due.html",
        choice=shown(choice),
        units=unit_list(choice.question),
        days=days,
        most_days=MOST_DAYS_AHEAD,
        query=query,
        kinds=[_kind(found, one, query) for one in DueStanding],
        standing={"value": standing.value, "label": say().label(standing)},
        lines=[_line(one, choice) for one in found.lines],
        pages=pages_of(found.first, found.total, ON_A_PAGE),
        by_unit=[_unit(found, place, query) for place in range(len(found.summary.units))],
        notes=due_surprises(database(), scope(), choice.question, say(), empty=not found.summary.whole.all),
        words=say(),
    )


def _found(choice: Choice, days: int, standing: DueStanding) -> DuePage:
    """Return the page in the address; beyond the last it is the last."""
    first = max(asked_page() - 1, 0) * ON_A_PAGE
    found = show_due(database(), scope(), choice.question, days, standing, first, ON_A_PAGE)
    if found.lines or not found.total:
        return found
    last = (found.total - 1) // ON_A_PAGE * ON_A_PAGE
    return show_due(database(), scope(), choice.question, days, standing, last, ON_A_PAGE)


def _days() -> int:
    text = request.args.get("days", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS_AHEAD)) else DAYS_AHEAD
    return min(number, MOST_DAYS_AHEAD)


def _standing() -> DueStanding:
    asked = request.args.get("show", "")
    return DueStanding(asked) if asked in set(DueStanding) else DueStanding.OVERDUE


def _kind(found: DuePage, standing: DueStanding, query: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": standing.value,
        "label": say().label(standing),
        "count": found.summary.whole.of(standing),
        "href": url_for("due", show=standing.value, **query),
    }


def _unit(found: DuePage, place: int, query: dict[str, Any]) -> dict[str, Any]:
    unit, counts = found.summary.units[place]
    narrowed = {**query, "unit": unit.code}
    return {
        "code": unit.code,
        "name": unit.full_name,
        "counts": [
            {
                "value": one.value,
                "number": say().number(counts.of(one)),
                "href": url_for("due", show=one.value, **narrowed) if counts.of(one) else None,
            }
            for one in DueStanding
        ],
    }


def _line(line: DueLine, choice: Choice) -> dict[str, Any]:
    words, case, shown_due, ends = say(), line.case, line.waiting.shown, line.waiting.ends
    href = url_for("commune", code=case.unit_code, case=case.code, **choice.query) if case.unit_code else None
    return {
        "code": case.code,
        "href": href,
        "unit": case.unit,
        "place": ", ".join(filter(None, (case.hamlet, _parcel(line)))),
        "status": {"value": case.status.value, "label": words.label(case.status)},
        "found_on": words.day(case.found_on),
        "what": what_of(line, words, vocabulary()),
        "again": words.text("taken up again on {day}", day=again) if (again := line.waiting.again) else "",
        "due": words.day(shown_due.due) if shown_due else "",
        "days_late": line.days_late,
        "basis": shown_due.rule.legal_basis if shown_due else "",
        "span": span_of(shown_due.rule, words) if shown_due else "",
        "ends": f"{words.label(ends.duty)}: {words.day(ends.due)}" if ends and ends is not shown_due else "",
    }


def _parcel(line: DueLine) -> str:
    sheet, parcel = line.case.map_sheet, line.case.parcel
    return say().text("Sheet {sheet}, parcel {parcel}", sheet=sheet, parcel=parcel) if parcel else ""
