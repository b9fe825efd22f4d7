"""The full table: every unit by band, in cases and hectares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, url_for

from landtrack.domain.scope import Right
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.report_progress import report_progress
from landtrack.web.access import Routes, needs
from landtrack.web.cell_links import cells_address
from landtrack.web.choices import read_choice, shown
from landtrack.web.figures import all_figures
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, unit_list

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

routes = Routes()


@routes.get("/progress", needs(Right.SEE_CASES))
def progress() -> ResponseReturnValue:
    """Show the figures of the units that the reader may see, or of one of them."""
    choice = about_unit(read_choice())
    found = report_progress(database(), scope(), choice.question)
    return render_template(
        "progress.html",
        choice=shown(choice),
        figures=all_figures(found, lambda unit: url_for("commune", code=unit.code, **choice.query)),
        units=unit_list(choice.question),
        cells=cells_address(choice.query),
        notes=question_notes(database(), scope(), choice.question, say(), empty=not found.whole.total.cases),
    )
