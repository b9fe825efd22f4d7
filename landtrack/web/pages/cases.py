"""The cases behind a figure: which they are, and the rule that put them there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for

from landtrack.domain.cell import ALL, TOTAL, Column, parse_cell
from landtrack.domain.cutoff import Band
from landtrack.domain.progress import square_metres
from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.usecases.cell_rules import band_of, rule_of
from landtrack.usecases.choose_units import visible_units
from landtrack.usecases.explain_cell import PartAsked, explain_page
from landtrack.usecases.question_notes import surprises
from landtrack.usecases.unplaced_reason import unplaced_reason
from landtrack.web.access import Routes, needs
from landtrack.web.cell_links import column_name, export_query
from landtrack.web.choices import read_choice, shown
from landtrack.web.language import say
from landtrack.web.other_cutoffs import other_cutoffs, with_cutoffs
from landtrack.web.paging import AT_ONCE, asked_order, asked_page, in_order, pages_of
from landtrack.web.signed_in import database, scope, signed_in
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask.typing import ResponseReturnValue

    from landtrack.domain.report.case_line import CaseLine
    from landtrack.usecases.explain_cell import Explained
    from landtrack.web.choices import Choice

routes = Routes()

BY_CODE = "code"
SORTED: Mapping[str, Callable[[CaseLine], Any]] = {
    BY_CODE: lambda row: row.code,
    "unit": lambda row: row.unit_code,
    "parcel": lambda row: (_natural(row.map_sheet), _natural(row.parcel)),
    "band": lambda row: tuple(Band).index(row.band),
    "status": lambda row: tuple(Status).index(row.status),
    "area": lambda row: row.area,
    "resolved": lambda row: row.resolved_area,
    "found": lambda row: row.found_on,
    "occurred": lambda row: row.occurred_latest,
    "effective": lambda row: row.effective_on,
}


@routes.get("/cases", needs(Right.SEE_CASES))
def cases() -> ResponseReturnValue:
    """Show the cases behind the cell UNIT/BAND/COLUMN that is asked for."""
    narrowed = with_cutoffs(about_unit(read_choice()))
    cell = parse_cell(request.args.get("cell", "") or f"{TOTAL}/{ALL}/{Column.CASES}")
    if cell.unit is None:
        cell = replace(cell, unit=narrowed.question.unit)
    choice = replace(narrowed, question=narrowed.question.for_unit(None))
    order = asked_order(SORTED, BY_CODE)
    arranged = None if order.column == BY_CODE else partial(in_order, keys=SORTED, order=order)
    asked = PartAsked(asked_page(), AT_ONCE, order.down, arranged)
    page = explain_page(database(), scope(), choice.question, cell, asked)
    found = page.found
    chosen = export_query(cell) if Right.EXPORT in scope().rights else None
    return render_template(
        "cases.html",
        choice=shown(choice),
        cell=str(cell),
        title=column_name(cell.column),
        places=_places(found, choice),
        rule=rule_of(found, say()),
        reasons=cell.column is Column.UNPLACED,
        whole=page.whole,
        lines=[_line(row, found, choice) for row in found.cases],
        pages=pages_of(page.start, page.whole.cases, AT_ONCE),
        order={"column": order.column, "down": order.down},
        query={**choice.query, **other_cutoffs(choice), "cell": str(cell)},
        sort=order.query,
        export=None if chosen is None or not found.cases else url_for("export", **choice.query, **chosen),
        head=found.head,
        notes=surprises(database(), scope(), choice.question, say(), empty=not found.cases),
    )


def _places(found: Explained, choice: Choice) -> list[str]:
    """Return the unit and the band in words."""
    units = {unit.code: unit.full_name for unit in visible_units(database(), scope(), choice.question)}
    unit = say().text("All units") if found.cell.unit is None else units[found.cell.unit]
    return [unit, band_of(found, say()) or say().text("All bands")]


def _line(row: CaseLine, found: Explained, choice: Choice) -> dict[str, Any]:
    words = say()
    days = {"before": words.day(found.cutoffs.before), "after": words.day(found.cutoffs.after)}
    first = row.occurred_earliest
    placed = bool(row.unit_code)
    return {
        "code": row.code,
        "href": url_for("commune", code=row.unit_code, case=row.code, **choice.query) if placed else None,
        "unit": row.unit,
        "reason": "" if placed else unplaced_reason(signed_in().registry, row.place_id, found.frame, words),
        "sheet": row.map_sheet,
        "parcel": row.parcel,
        "hamlet": row.hamlet,
        "band": words.label(row.band).format(**days),
        "status": {"value": row.status.value, "label": words.label(row.status)},
        "area": words.number(square_metres(row.area)),
        "resolved_area": words.number(square_metres(row.resolved_area)) if row.resolved_area else "–",
        "found_on": row.found_on,
        "occurred": words.day(row.occurred_latest)
        if first == row.occurred_latest
        else f"{'…' if first is None else words.day(first)} – {words.day(row.occurred_latest)}",
        "effective_on": row.effective_on,
    }


def _natural(text: str) -> tuple[int, str]:
    """Return the key by which 9 comes before 10, and a text that begins with no number last."""
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    return (int(digits) if digits.isascii() and digits else 10**9, text)
