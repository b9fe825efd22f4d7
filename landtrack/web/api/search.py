"""Searching cases by code, parcel, hamlet and unit; and, for those who may see identities, by their holder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request, url_for

from landtrack.domain.scope import Right
from landtrack.usecases.find_cases import find_by_holder, find_cases
from landtrack.web.access import Routes, needs
from landtrack.web.api.sent import sent_body, sent_text
from landtrack.web.choices import asked
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.store.case_search import FoundCase

LONGEST = 60
LONGEST_HOLDER = 200

routes = Routes()


@routes.get("/api/search", needs(Right.SEE_CASES))
def api_search() -> Response:
    """Return the first cases of the reader's area that the text ``q`` may mean."""
    return _found(request.args.get("q", ""))


@routes.post("/api/search", needs(Right.SEE_CASES))
def api_search_typed() -> Response:
    """Return the same for a text in the body: what people type may be a name, and has no place in an address."""
    return _found(_typed())


@routes.post("/api/search/holder", needs(Right.SEE_IDENTITIES))
def api_search_holder() -> Response:
    """Return the cases whose holder has just this name or number; the log keeps that they were found."""
    choice = asked()
    found = find_by_holder(database(), scope(), choice.question, _typed())
    return feed({"cases": [_line(case, unit, choice.query) for case, unit in found]})


def _found(text: str) -> Response:
    choice = asked()
    found = find_cases(database(), scope(), choice.question, text[:LONGEST])
    return feed({"cases": [_line(case, unit, choice.query) for case, unit in found]})


def _typed() -> str:
    return sent_text(sent_body(), "q")[:LONGEST_HOLDER]


def _line(case: FoundCase, unit: AreaUnit | None, query: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": case.code,
        "map_sheet": case.map_sheet,
        "parcel": case.parcel,
        "hamlet": case.hamlet,
        "unit": unit.full_name if unit else None,
        "href": url_for("commune", code=unit.code, case=case.code, **query) if unit else None,
    }
