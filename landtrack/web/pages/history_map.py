"""The map through time: the register played from 2020 to the day asked for, with counts and a table beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, url_for

from landtrack.domain.cell import Column
from landtrack.domain.scope import Right
from landtrack.domain.selection import COUNTED_STATUSES
from landtrack.domain.status import Status
from landtrack.maps.history_map import history_map as map_of
from landtrack.usecases.question_notes import question_notes
from landtrack.usecases.reports.history import MOST_PLAYED, HistoryPage, history_page
from landtrack.usecases.show_overview import simplified
from landtrack.web.access import Routes, needs
from landtrack.web.api.units import bounds_of, geojson
from landtrack.web.choices import read_choice, shown
from landtrack.web.drawn_links import Told
from landtrack.web.headers import nonce
from landtrack.web.language import say, settings
from landtrack.web.signed_in import database, scope
from landtrack.web.static_files import asset
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from flask.typing import ResponseReturnValue

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.web.choices import Choice

COLUMN_OF: Mapping[Status, Column] = {
    Status.RESOLVED: Column.RESOLVED,
    Status.PARTLY_RESOLVED: Column.PARTLY_RESOLVED,
    Status.IN_HAND: Column.IN_HAND_ONLY,
    Status.OPEN: Column.OPEN,
}

routes = Routes()


@routes.get("/history", needs(Right.SEE_CASES))
def history() -> ResponseReturnValue:
    """Show the map of all that the reader may see, or of one unit."""
    choice = about_unit(read_choice())
    found = history_page(database(), scope(), choice.question, MOST_PLAYED)
    return render_template(
        "history_map.html",
        choice=shown(choice),
        where=found.point.units[0].full_name if choice.question.unit else "",
        units=[_unit(unit, count, choice) for unit, count in found.units],
        playable=found.stamp is not None,
        count=found.cases,
        most=MOST_PLAYED,
        map=map_of(bounds_of(found.boundaries.values()), asset, nonce(), settings()),
        schematic=any(row.schematic for row in found.boundaries.values()),
        statuses=[{"value": status.value, "label": say().label(status)} for status in COUNTED_STATUSES],
        years=_years(found),
        notes=question_notes(database(), scope(), choice.question, say(), empty=found.cases == 0),
        page_data=_page_data(found, choice.unit_query),
    )


def _unit(unit: AreaUnit, count: int, choice: Choice) -> dict[str, Any]:
    fits = 0 < count <= MOST_PLAYED
    href = url_for("history", **{**choice.query, "unit": unit.code}) if fits else None
    return {"code": unit.code, "name": unit.full_name, "count": count, "href": href}


def _page_data(found: HistoryPage, query: dict[str, Any]) -> dict[str, Any]:
    simple = simplified(found.boundaries) if found.boundaries else {}
    names = {unit.id: unit.full_name for unit in found.point.units}
    return {
        "language": say().language,
        "history_url": url_for("api_history", **query),
        "geometry_url": found.stamp and url_for("api_history_geometry", stamp=found.stamp, **query),
        "bounds": bounds_of(found.boundaries.values()),
        "basemap": bool(settings().basemap_url),
        "statuses": [status.value for status in Status],
        "first": found.first.isoformat(),
        "last": found.point.question.as_of.isoformat(),
        "units": [{"name": names[unit_id], "shape": geojson(shape)} for unit_id, shape in simple.items()],
    }


def _figure(column: Column, count: int, day: date, told: Told) -> dict[str, Any]:
    return {"count": count, "href": told.cell(day, column) if count else None}


def _years(found: HistoryPage) -> list[dict[str, Any]]:
    """Return a row for each end of a year: what the map shows, for those who cannot see it."""
    question = found.point.question
    told = Told(question.known_at, found.point.frame.day, question.unit)
    rows = []
    for day, counts in found.counts:
        all_cases = sum(counts[status] for status in COUNTED_STATUSES)
        rows.append(
            {
                "day": say().day(day),
                "cases": _figure(Column.CASES, all_cases, day, told),
                "counts": [_figure(COLUMN_OF[status], counts[status], day, told) for status in COUNTED_STATUSES],
            }
        )
    return rows
