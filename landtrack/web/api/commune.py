"""The cases of a commune with its figures, and its boundary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, url_for

from landtrack.domain.scope import Right
from landtrack.store.case_feed import FEED_COLUMNS
from landtrack.usecases.show_commune import commune_boundary, commune_cases, commune_standpoint
from landtrack.web.access import Routes, needs
from landtrack.web.api.units import geojson
from landtrack.web.choices import asked
from landtrack.web.figures import whole_figures
from landtrack.web.headers import A_DAY
from landtrack.web.language import say
from landtrack.web.packing import as_json, feed, pack, packed
from landtrack.web.rows import numbered
from landtrack.web.signed_in import database, scope
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from flask import Response

    from landtrack.web.choices import Choice

KEPT_FEEDS = "landtrack.feeds"

routes = Routes()


@routes.get("/api/commune/<code>/cases", needs(Right.SEE_CASES))
def api_commune_cases(code: str) -> Response:
    """Return what changes: the cases with their statuses, and the figures that they give.

    The answer is kept until the log goes on: it depends on the head, the question, the reader's area and his language.
    """
    choice = asked(code)
    kept: MutableMapping[str, tuple[bytes, bytes]] = current_app.extensions[KEPT_FEEDS]
    point = commune_standpoint(database(), scope(), choice.question)
    key = repr((code, choice.query, choice.question.as_of, point.frame.day, point.head, scope().places, say().language))
    if key not in kept:
        body = as_json(_cases(code, choice))
        kept[key] = (body, pack(body))
    body, ready = kept[key]
    return packed(body, "application/json", ready=ready)


def _cases(code: str, choice: Choice) -> dict[str, Any]:
    found = commune_cases(database(), scope(), choice.question)
    kinds = list(vocabulary().kinds)
    return {
        "as_of": choice.question.as_of.isoformat(),
        "frame": choice.question.frame_day.isoformat(),
        "head": str(found.point.head),
        "entry": found.point.entry,
        "geometry_url": url_for("api_commune_geometry", code=code, stamp=found.stamp, **choice.query),
        "figures": whole_figures(found.progress),
        "columns": FEED_COLUMNS,
        "kinds": kinds,
        "rows": numbered(found.rows, kinds),
    }


@routes.get("/api/commune/<code>/boundary/<int:load>", needs(Right.SEE_CASES))
def api_commune_boundary(code: str, load: int) -> Response:
    """Return the boundary; ``load`` names the version that the page knew, so that a new load shows at once."""
    found = commune_boundary(database(), scope(), asked(code).question)
    neighbours = [{"name": unit.full_name, "shape": geojson(row.geometry)} for unit, row in found.neighbours]
    response = feed(
        {
            "schematic": found.boundary.schematic,
            "shape": geojson(found.boundary.geometry),
            "neighbours": neighbours,
        }
    )
    response.headers["Cache-Control"] = A_DAY if load == found.load else "no-store"
    return response
