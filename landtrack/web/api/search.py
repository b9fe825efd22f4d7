"""Searching a case by code or parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from landtrack.domain.scope import Right
from landtrack.usecases.find_cases import find_cases
from landtrack.web.access import Routes, needs
from landtrack.web.choices import asked
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.store.case_search import FoundCase

LONGEST = 60

routes = Routes()


@routes.get("/api/search", needs(Right.SEE_CASES))
def api_search() -> Response:
    """Return the first cases of the reader's area that the text may mean."""
    choice = asked()
    found = find_cases(database(), scope(), choice.question, request.args.get("q", "")[:LONGEST])
    return feed({"cases": [_line(case, unit, choice.query) for case, unit in found]})


def _line(case: FoundCase, unit: AreaUnit | None, query: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": case.code,
        "map_sheet": case.map_sheet,
        "parcel": case.parcel,
        "hamlet": case.hamlet,
        "unit": unit.full_name if unit else None,
        "href": url_for("commune", code=unit.code, case=case.code, **query) if unit else None,
    }
