"""All units on a map, coloured by their rates, with the table of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, url_for

from landtrack.domain.scope import Right
from landtrack.maps.overview_map import overview_map
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.show_overview import show_overview
from landtrack.web.access import Routes, needs
from landtrack.web.api.units import bounds_of, legend
from landtrack.web.cell_links import cells_address
from landtrack.web.choices import read_choice, shown
from landtrack.web.figures import all_figures
from landtrack.web.headers import nonce
from landtrack.web.language import say, settings
from landtrack.web.signed_in import database, scope
from landtrack.web.static_files import asset

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

routes = Routes()


@routes.get("/overview", needs(Right.SEE_CASES))
def overview() -> ResponseReturnValue:
    """Show the units that the reader may see."""
    choice = read_choice()
    found = show_overview(database(), scope(), choice.question)
    bounds = bounds_of(found.boundaries.values())
    return render_template(
        "overview.html",
        choice=shown(choice),
        figures=all_figures(found.progress, lambda unit: url_for("commune", code=unit.code, **choice.query)),
        cells=cells_address(choice.query),
        notes=question_notes(database(), scope(), choice.question, say(), empty=not found.progress.whole.total.cases),
        map=overview_map(bounds, asset, nonce(), settings()),
        legend=legend(),
        schematic=found.schematic,
        page_data={
            "language": say().language,
            "units_url": url_for("api_units", **choice.query),
            "bounds": bounds,
            "basemap": bool(settings().basemap_url),
        },
    )
