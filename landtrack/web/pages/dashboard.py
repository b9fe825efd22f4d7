"""The first page after signing in, by role: what somebody wants to know before he does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, render_template, url_for

from landtrack.domain.progress import square_metres
from landtrack.domain.report.request import ReportForm
from landtrack.domain.scope import Right, Role
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.show_dashboard import show_dashboard
from landtrack.web.access import SIGNED_IN, Routes
from landtrack.web.attention import may_be_checked, needs_attention
from landtrack.web.bridge_table import signed
from landtrack.web.cell_links import cells_address
from landtrack.web.changed_words import changed_words
from landtrack.web.choices import read_choice, shown
from landtrack.web.due import due_summary
from landtrack.web.figures import all_figures
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope, signed_in
from landtrack.web.vocabulary import kind_name

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.domain.report.case_line import CaseLine
    from landtrack.usecases.show_dashboard import Dashboard
    from landtrack.web.choices import Choice

ADMINISTRATION = ("users", "tables", "log")
"""Pages that an administrator goes on to, as far as there are such."""

routes = Routes()


@routes.get("/dashboard", SIGNED_IN)
def dashboard() -> ResponseReturnValue:
    """Show the reader's own area, or the pages of the administration."""
    if Right.SEE_CASES not in scope().rights:
        return render_template(
            "dashboard_admin.html",
            places={name: url_for(name) for name in ADMINISTRATION if name in current_app.view_functions},
        )
    choice = read_choice()
    found = show_dashboard(database(), scope(), choice.question)
    own = [{"name": unit.full_name, "href": _commune(unit.code, choice)} for unit in signed_in().units]
    return render_template(
        "dashboard.html",
        choice=shown(choice),
        own=own,
        figures=all_figures(found.progress, lambda unit: _commune(unit.code, choice)),
        cells=cells_address(choice.query),
        spans=[changed_words(found.month), changed_words(found.month_before)],
        movements=_movements(found),
        oldest=[_case(row, choice) for row in found.oldest],
        changes=_changes(found, choice),
        attention=needs_attention(choice, found.progress) if _works(scope().role) else [],
        checks=url_for("api_attention", **choice.query)
        if _works(scope().role) and may_be_checked(found.progress)
        else None,
        works=_works(scope().role),
        due=due_summary(choice),
        sheet=_sheet(choice),
        notes=question_notes(database(), scope(), choice.question, say(), empty=not found.progress.whole.total.cases),
    )


def _works(role: Role) -> bool:
    """Say whether the reader is one who mends what is missing."""
    return role in {Role.OFFICER, Role.COMMUNE_OFFICER}


def _commune(code: str, choice: Choice) -> str:
    return url_for("commune", code=code, **choice.query)


def _sheet(choice: Choice) -> str | None:
    """Return where reports are made: that of his own unit, for a reader of one."""
    if Right.EXPORT not in scope().rights:
        return None
    units = signed_in().units
    own: dict[str, Any] = {"form": ReportForm.UNIT_SHEET.value, "unit": units[0].code} if len(units) == 1 else {}
    return url_for("reports", **choice.query, **own)


def _movements(found: Dashboard) -> dict[str, dict[str, Any]]:
    """Return by unit code how resolved and open cases moved since the end of last month."""
    bridge = found.month.bridge
    moved = {}
    for unit in bridge.units:
        before, after = bridge.total(bridge.opening, unit.id), bridge.total(bridge.closing, unit.id)
        moved[unit.code] = {
            field: signed(field, getattr(after, field) - getattr(before, field))
            for field in ("cases", "resolved", "open")
        }
    return moved


def _case(row: CaseLine, choice: Choice) -> dict[str, Any]:
    days = (choice.question.as_of - row.found_on).days
    return {
        "code": row.code,
        "href": url_for("commune", code=row.unit_code, case=row.code, **choice.query) if row.unit_code else None,
        "unit": row.unit,
        "hamlet": row.hamlet,
        "sheet": row.map_sheet,
        "parcel": row.parcel,
        "kind": kind_name(row.kind),
        "area": say().number(square_metres(row.area)),
        "found": say().day(row.found_on),
        "days": say().number(days),
    }


def _changes(found: Dashboard, choice: Choice) -> list[dict[str, Any]]:
    words = say()
    return [
        {
            "code": change.code,
            "href": None if unit is None else url_for("commune", code=unit.code, case=change.code, **choice.query),
            "unit": "" if unit is None else unit.full_name,
            "status": {"value": change.status.value, "label": words.label(change.status)},
            "effective_on": words.day(change.effective_on),
            "recorded_at": words.moment(change.recorded_at),
            "actor": change.actor,
        }
        for change, unit in found.changes
    ]
