"""The panel of a case: facts, status, what may be done, in the visitor's words. What people typed stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.progress import square_metres
from landtrack.domain.status import Status
from landtrack.web.api.case_history import history_lines, uncounted_words
from landtrack.web.api.draft import REOPEN
from landtrack.web.api.fact_lines import fact_lines, unit_lines
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.usecases.show_case import CaseSheet, Position


def panel(sheet: CaseSheet, *, looking_back: bool = False) -> dict[str, Any]:
    """Return the panel; ``looking_back`` is what was known at an earlier moment, in which nothing can be changed."""
    words, facts = say(), sheet.revision.facts
    status = sheet.found.status if sheet.found else None
    last = None if looking_back else sheet.last
    return {
        "code": sheet.history.code,
        "version": sheet.version,
        "status": {"value": status.value, "label": words.label(status)} if status else None,
        "absence": None if status else _absence(sheet),
        "unit": sheet.unit.full_name,
        "facts": _facts(sheet),
        "area_m2": words.number(square_metres(facts.area)),
        "resolved_m2": words.number(square_metres(sheet.found.resolved_area)) if sheet.found else None,
        "found_on": facts.found_on.isoformat(),
        "centre": _centre(sheet.position),
        "may_correct": bool(sheet.actions) and not looking_back,
        "actions": [] if looking_back else [REOPEN if row is Status.OPEN else row.value for row in sheet.actions],
        "undo": {"label": words.text("Undo “{status}” of {day}", status=last.status, day=last.effective_on)}
        if last
        else None,
        "history": history_lines(sheet),
    }


def _absence(sheet: CaseSheet) -> str:
    """Return why a case has no status in the question."""
    if sheet.revision.withdrawn:
        return say().text("Withdrawn from the register")
    return say().text("Not known on this day")


def _facts(sheet: CaseSheet) -> list[dict[str, str]]:
    words, facts = say(), sheet.revision.facts
    rows = [*fact_lines(facts), *unit_lines(facts, sheet.registry)]
    if sheet.revision.withdrawn:
        rows.append((words.text("Withdrawn"), sheet.revision.reason or words.text("yes")))
    if sheet.found and sheet.found.change and sheet.found.uncounted:
        rows.append((words.text("How it counts"), uncounted_words(sheet.found.change)))
    if sheet.found and sheet.found.status is Status.PARTLY_RESOLVED:
        rows.append((words.text("Resolved area"), words.area(sheet.found.resolved_area)))
    return [{"label": label, "value": value} for label, value in rows if value]


def _centre(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    words = say()
    # As field sheets write it: X is the northing, Y the easting.
    text = f"X {words.number(position.north)} · Y {words.number(position.east)}"
    return {
        "lon": float(position.lon),
        "lat": float(position.lat),
        "east": float(position.east),
        "north": float(position.north),
        "text": text,
    }
