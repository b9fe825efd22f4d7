"""The units of a frame with their colours and boundaries: what the overview's map draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from flask import url_for

from landtrack.domain.scope import Right
from landtrack.maps.style import RATE_CLASSES, rate_class
from landtrack.usecases.show_overview import show_overview, simplified
from landtrack.web.access import Routes, needs
from landtrack.web.choices import asked
from landtrack.web.figures import block
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Response

    from landtrack.domain.boundary import Boundary
    from landtrack.maps.local_map import Bounds
    from landtrack.usecases.show_overview import Overview

DECIMALS = 6
YEN_THE = ((21.34, 105.98), (21.63, 106.33))
"""Where a map begins that shows no unit at all."""

routes = Routes()


@routes.get("/api/units", needs(Right.SEE_CASES))
def api_units() -> Response:
    """Return the units that the reader may see."""
    choice = asked()
    found = show_overview(database(), scope(), choice.question)
    return feed(
        {
            "schematic": found.schematic,
            "legend": legend(),
            "units": [_unit(found, place, choice.query) for place in range(len(found.progress.units))],
            "shapes": {"type": "FeatureCollection", "features": _features(found)},
        }
    )


def legend() -> list[dict[str, Any]]:
    """Return the classes of rates with their colours, and the one of units without cases."""
    words = say()
    rows = []
    for row in RATE_CLASSES:
        if row.below is None:
            label = words.text("{least}% and more", least=row.least)
        elif row.least == 0:
            label = words.text("under {below}%", below=row.below)
        else:
            label = words.text("{least}% to under {below}%", least=row.least, below=row.below)
        rows.append({"label": label, "colour": row.colour, "pattern": False})
    return [*rows, {"label": words.text("no cases"), "colour": None, "pattern": True}]


def bounds_of(boundaries: Iterable[Boundary]) -> Bounds:
    """Return ((south, west), (north, east)) of all the boundaries, in degrees."""
    geometries = [row.geometry for row in boundaries]
    if not geometries:
        return YEN_THE
    west, south, east, north = shapely.total_bounds(geometries).tolist()
    return (south, west), (north, east)


def _unit(found: Overview, place: int, query: dict[str, Any]) -> dict[str, Any]:
    unit, breakdown = found.progress.units[place]
    figures = block(breakdown.total)
    reached = rate_class(breakdown.total)
    return {
        "code": unit.code,
        "name": unit.full_name,
        "href": url_for("commune", code=unit.code, **query),
        "rate": figures["rate_cases"],
        "cases": figures["cases"],
        "resolved": figures["resolved"],
        "colour": reached.colour if reached else None,
        "centre": _label_point(found.boundaries[unit.id]),
    }


def _label_point(boundary: Boundary) -> list[float]:
    point = boundary.geometry.representative_point()
    return [round(point.y, DECIMALS), round(point.x, DECIMALS)]


def _features(found: Overview) -> list[dict[str, Any]]:
    simple = simplified(found.boundaries)
    return [
        {"type": "Feature", "properties": {"code": unit.code}, "geometry": geojson(simple[unit.id])}
        for unit, _ in found.progress.units
    ]


def geojson(geometry: shapely.Geometry) -> dict[str, Any]:
    """Return the geometry as GeoJSON with 6 decimals, a tenth of a metre."""
    rounded = shapely.transform(geometry, lambda points: points.round(DECIMALS))
    content: dict[str, Any] = rounded.__geo_interface__
    return content
