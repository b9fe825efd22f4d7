"""The map through time: the register played from 2020 to the day asked for, with counts and a table beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, url_for

from landtrack.domain.scope import Right
from landtrack.domain.selection import COUNTED_STATUSES
from landtrack.domain.status import Status
from landtrack.maps.history_map import history_map as map_of
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.reports.history import RegisterHistory, register_history
from landtrack.usecases.show_overview import simplified
from landtrack.web.access import Routes, needs
from landtrack.web.api.units import bounds_of, geojson
from landtrack.web.choices import read_choice, shown
from landtrack.web.headers import nonce
from landtrack.web.language import say, settings
from landtrack.web.signed_in import database, scope
from landtrack.web.static_files import asset
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


routes = Routes()


@routes.get("/history", needs(Right.SEE_CASES))
def history() -> ResponseReturnValue:
    """Show the map of all that the reader may see, or of one unit."""
    choice = about_unit(read_choice())
    found = register_history(database(), scope(), choice.question)
    unit = choice.question.unit
    query = {**choice.query, **({"unit": unit} if unit else {})}
    return render_template(
        "history_map.html",
        choice=shown(choice),
        query=query,
        unit=unit or "",
        where=found.point.units[0].full_name if unit else "",
        units=[{"code": row.code, "name": row.full_name} for row in found.units],
        map=map_of(bounds_of(found.boundaries.values()), asset, nonce(), settings()),
        schematic=any(row.schematic for row in found.boundaries.values()),
        statuses=[{"value": status.value, "label": say().label(status)} for status in COUNTED_STATUSES],
        years=_years(found),
        notes=question_notes(database(), scope(), choice.question, say(), empty=not found.cases),
        page_data=_page_data(found, query),
    )


def _page_data(found: RegisterHistory, query: dict[str, Any]) -> dict[str, Any]:
    simple = simplified(found.boundaries) if found.boundaries else {}
    names = {unit.id: unit.full_name for unit in found.point.units}
    return {
        "language": say().language,
        "history_url": url_for("api_history", **query),
        "geometry_url": url_for("api_history_geometry", stamp=found.stamp, **query),
        "bounds": bounds_of(found.boundaries.values()),
        "basemap": bool(settings().basemap_url),
        "statuses": [status.value for status in Status],
        "first": found.first.isoformat(),
        "last": found.point.question.as_of.isoformat(),
        "units": [{"name": names[unit_id], "shape": geojson(shape)} for unit_id, shape in simple.items()],
    }


def _years(found: RegisterHistory) -> list[dict[str, Any]]:
    """Return a row for each end of a year: what the map shows, for those who cannot see it."""
    rows = []
    for day in found.year_ends():
        counts = found.counts_on(day)
        all_cases = sum(counts[status] for status in COUNTED_STATUSES)
        rows.append(
            {"day": say().day(day), "cases": all_cases, "counts": [counts[status] for status in COUNTED_STATUSES]}
        )
    return rows
