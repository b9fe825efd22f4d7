"""The page of deadlines: what is overdue and what is due soon, the oldest first, and what no deadline is known of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from landtrack.domain.deadlines.due import DAYS_AHEAD, MOST_DAYS_AHEAD, DueStanding
from landtrack.domain.scope import Right
from landtrack.usecases.choose_units import visible_units
from landtrack.usecases.deadlines.show_due import ON_A_PAGE, show_due
from landtrack.web.access import Routes, needs
from landtrack.web.choices import read_choice, shown
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.domain.deadlines.due import DueLine, DuePage
    from landtrack.web.choices import Choice

OFFERED = (5, 10, 30, 90)

routes = Routes()


@routes.get("/due", needs(Right.SEE_CASES))
def due() -> ResponseReturnValue:
    """Show one of the lists, with the counts of all beside it."""
    choice = read_choice(request.args.get("unit") or None)
    days = _days()
    standing = _standing()
    first = _page_number() * ON_A_PAGE
    found = show_due(database(), scope(), choice.question, days, standing, first, ON_A_PAGE)
    query = {**choice.query, **_own(choice, days)}
    return render_template(
        "due.html",
        choice=shown(choice),
        units=[
            {"code": unit.code, "name": unit.full_name}
            for unit in visible_units(database(), scope(), choice.question.for_unit(None))
        ],
        unit=choice.question.unit or "",
        days=days,
        offered=sorted({*OFFERED, days}),
        query=query,
        kinds=[_kind(found, one, query) for one in DueStanding],
        standing={"value": standing.value, "label": say().label(standing)},
        lines=[_line(one, choice) for one in found.lines],
        pages=_pages(found),
        by_unit=[_unit(found, place, query) for place in range(len(found.summary.units))],
        words=say(),
    )


def _own(choice: Choice, days: int) -> dict[str, Any]:
    """Return what links pass on beside the choice of days."""
    unit = {"unit": choice.question.unit} if choice.question.unit else {}
    return unit if days == DAYS_AHEAD else {**unit, "days": days}


def _days() -> int:
    text = request.args.get("days", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_DAYS_AHEAD)) else DAYS_AHEAD
    return min(number, MOST_DAYS_AHEAD)


def _standing() -> DueStanding:
    asked = request.args.get("show", "")
    return DueStanding(asked) if asked in set(DueStanding) else DueStanding.OVERDUE


def _page_number() -> int:
    text = request.args.get("page", "")
    return max(int(text), 1) - 1 if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004 - no more digits than any page has


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


def _pages(found: DuePage) -> dict[str, int]:
    return {
        "first": found.first + 1 if found.lines else 0,
        "last": found.first + len(found.lines),
        "count": found.total,
        "number": found.first // ON_A_PAGE + 1,
        "numbers": -(-found.total // ON_A_PAGE),
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
        "what": words.label(shown_due.duty) if shown_due else "",
        "due": words.day(shown_due.due) if shown_due else "",
        "days_late": line.days_late,
        "basis": shown_due.rule.legal_basis if shown_due else "",
        "ends": f"{words.label(ends.duty)}: {words.day(ends.due)}" if ends and ends is not shown_due else "",
    }


def _parcel(line: DueLine) -> str:
    sheet, parcel = line.case.map_sheet, line.case.parcel
    return say().text("Sheet {sheet}, parcel {parcel}", sheet=sheet, parcel=parcel) if parcel else ""
