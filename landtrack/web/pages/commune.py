"""One commune: its map, its cases beside it, and the panel of the chosen one. Feeds bring what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import render_template, request, url_for

from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.maps.commune_map import commune_map
from landtrack.usecases.question_notes import surprises
from landtrack.usecases.show_commune import show_commune
from landtrack.web.access import Routes, needs
from landtrack.web.api.units import bounds_of
from landtrack.web.cell_links import cells_address
from landtrack.web.choices import read_choice, shown
from landtrack.web.headers import nonce
from landtrack.web.language import say, settings
from landtrack.web.signed_in import database, scope
from landtrack.web.static_files import asset
from landtrack.web.terms import term_lists
from landtrack.web.vn2000 import OFFICIAL_SYSTEM

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.usecases.show_commune import CommunePage
    from landtrack.web.choices import Choice

LONGEST_CODE = 40

routes = Routes()


@routes.get("/commune/<code>", needs(Right.SEE_CASES))
def commune(code: str) -> ResponseReturnValue:
    """Show a commune of the frame; ``case`` in the address opens a case of it."""
    choice = read_choice(code)
    page = show_commune(database(), scope(), choice.question)
    terms = term_lists(page.cutoffs)
    selected = request.args.get("case", "").strip().upper()[:LONGEST_CODE]
    return render_template(
        "commune.html",
        choice=shown(choice),
        unit={"code": page.unit.code, "name": page.unit.full_name},
        siblings=[
            {
                "code": unit.code,
                "name": unit.full_name,
                "href": url_for("commune", code=unit.code, **choice.query),
                "selected": unit == page.unit,
            }
            for unit in page.siblings
        ],
        map=commune_map(bounds_of([page.boundary]), asset, nonce(), settings()),
        schematic=page.boundary.schematic,
        selected=selected,
        notes=surprises(database(), scope(), choice.question, say(), empty=page.is_bare),
        page_data={**_addresses(page, choice), **terms, "selected": selected, **_page_facts(page, choice)},
        **terms,
    )


def _addresses(page: CommunePage, choice: Choice) -> dict[str, Any]:
    """Return where the script finds the feeds; only what was chosen is in them, so that they stay the same for long."""
    code, query = page.unit.code, choice.query
    return {
        "cases_url": url_for("api_commune_cases", code=code, **query),
        "geometry_url": url_for("api_commune_geometry", code=code, stamp=page.stamp, **query),
        "boundary_url": url_for("api_commune_boundary", code=code, load=page.load, **query),
        "cells_url": cells_address(query) + code,
        "case_url": url_for("api_case", code="-").removesuffix("-"),
        "question": urlencode({**query, "unit": code}),
    }


def _page_facts(page: CommunePage, choice: Choice) -> dict[str, Any]:
    return {
        "language": say().language,
        "unit": {"code": page.unit.code, "name": page.unit.full_name},
        "bounds": bounds_of([page.boundary]),
        "basemap": bool(settings().basemap_url),
        "may_change": _may_change(choice),
        # What the form that draws needs is asked for when somebody begins.
        "form_url": url_for("api_commune_form", code=page.unit.code, **choice.query) if _may_change(choice) else None,
        "today": day_in_vietnam(database().now()).isoformat(),
        "vn2000": OFFICIAL_SYSTEM,
    }


def _may_change(choice: Choice) -> bool:
    """Say whether the visitor may change cases here; what was known at an earlier moment nobody can."""
    return Right.CHANGE_CASES in scope().rights and "known_at" not in choice.query
