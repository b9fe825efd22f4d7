"""One revision of a case: what it changed, field by field, with the geometry before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.scope import Right
from landtrack.usecases.compare_revisions import compare_revisions
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import page_choice, spelled
from landtrack.web.api.fact_lines import changed_lines
from landtrack.web.api.facts_draft import geometry_values
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.history import Revision

routes = Routes()


@routes.get("/api/case/<code>/revision/<int:entry>", needs(Right.SEE_CASES))
def api_case_revision_change(code: str, entry: int) -> Response:
    """Return what the revision with this log entry changed."""
    found = compare_revisions(database(), scope(), page_choice().question, spelled(code), entry)
    before, after = found.measured
    return feed(
        {
            "entry": entry,
            "reason": found.after.reason,
            "fields": changed_lines(found.before, found.after, found.registry),
            "moved": found.moved,
            "before": _drawn(found.before, before),
            "after": _drawn(found.after, after),
        }
    )


def _drawn(revision: Revision | None, area: int | None) -> dict[str, Any]:
    geometry = None if revision is None else revision.facts.geometry
    return {"geometry": geometry_values(geometry), "area": None if area is None else say().area(area)}
