"""What the form of a case needs beyond the page: its choices, its texts, and how a time in words is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from landtrack.domain.intake.days import parse_occurrence
from landtrack.domain.scope import Right
from landtrack.usecases.case_form import case_form
from landtrack.web.access import Routes, needs
from landtrack.web.api.facts_draft import day_text
from landtrack.web.api.units import bounds_of
from landtrack.web.choices import asked
from landtrack.web.draw_texts import draw_texts
from landtrack.web.joined_files import joined_address
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope
from landtrack.web.static_files import asset
from landtrack.web.terms import named_until
from landtrack.web.vn2000 import corner_systems
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.land_type import LandType

EDITOR = "vendor/leaflet-editable/Leaflet.Editable.js"

routes = Routes()


@routes.get("/api/commune/<code>/form", needs(Right.CHANGE_CASES))
def api_commune_form(code: str) -> Response:
    """Return the choices of the form for cases of a commune, and all that the drawing script says."""
    found = case_form(database(), scope(), asked(code).question)
    return feed(
        {
            "units": [
                {
                    **_unit(unit),
                    "old_communes": [_unit(row) for row in found.others if row.id in found.old_communes[unit.id]],
                    "bounds": bounds_of([found.boundaries[unit.id]]) if unit.id in found.boundaries else None,
                }
                for unit in found.units
            ],
            "land_types": [_land_type(row) for row in vocabulary().land_types.values()],
            "systems": corner_systems(),
            "scripts": {
                "draw": joined_address("js", "draw"),
                "style": joined_address("css", "draw"),
                "editor": asset(EDITOR),
            },
            "texts": draw_texts(),
        }
    )


@routes.get("/api/occurred", needs(Right.CHANGE_CASES))
def api_occurred() -> Response:
    """Return the earliest and the latest day that a time in words can mean, "" where it has no bound."""
    earliest, latest = parse_occurrence(request.args.get("text", ""))
    return feed({"earliest": day_text(earliest), "latest": day_text(latest)})


def _unit(unit: AreaUnit) -> dict[str, Any]:
    words = say()
    name = unit.full_name
    if unit.valid_until is not None:
        name = words.text("{unit} (until {day})", unit=name, day=unit.valid_until)
    return {"id": unit.id, "code": unit.code, "name": name}


def _land_type(row: LandType) -> dict[str, Any]:
    return {"code": row.code, "name": named_until(row.name(say().language), row.ended)}
