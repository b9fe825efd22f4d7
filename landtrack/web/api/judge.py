"""Judging a geometry while it is drawn, and cutting it by a line. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.drawn import read_drawn, read_line
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.shape_faults import cut_by
from landtrack.usecases.judge_geometry import judge_geometry
from landtrack.web.access import Routes, needs
from landtrack.web.api.case_answer import page_choice, spelled
from landtrack.web.api.case_entry import LARGEST
from landtrack.web.api.facts_draft import geometry_values, read_geometry
from landtrack.web.api.sent import sent_body, sent_number, sent_text
from landtrack.web.failures import error_block
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.shape_faults import ShapeFault
    from landtrack.usecases.judge_geometry import GeometryJudgement

routes = Routes()


@routes.post("/api/geometry/judge", needs(Right.CHANGE_CASES, largest=LARGEST))
def api_geometry_judge() -> Response:
    """Return what there is to say of a geometry of a case of ``unit``; ``case`` is the case's own code."""
    sent = sent_body()
    unit, case = sent_number(sent, "unit"), spelled(sent_text(sent, "case"))
    drawn = read_drawn(sent.get("geometry"))
    if drawn is None:
        raise Refusal("geometry.malformed")
    return feed(_judgement(judge_geometry(database(), scope(), page_choice().question, unit, drawn, case)))


@routes.post("/api/geometry/cut", needs(Right.CHANGE_CASES, largest=LARGEST))
def api_geometry_cut() -> Response:
    """Return the parts into which a line cuts a geometry."""
    sent = sent_body()
    drawn = read_geometry(sent)
    if drawn is None or drawn.geom_type == "Point":
        raise Refusal("geometry.malformed")
    return feed({"geometry": geometry_values(cut_by(drawn, read_line(sent.get("line"))))})


def _judgement(found: GeometryJudgement) -> dict[str, Any]:
    return {
        "fault": _fault(found.fault) if found.fault else None,
        "area": found.area,
        "joined": found.joined,
        "inside": found.inside,
        "units": [
            {"code": row.unit.code, "name": row.unit.full_name, "percent": round(row.share * 100, 1)}
            for row in found.units
        ],
        "overlaps": [{"code": row.code, "area": row.area} for row in found.overlaps],
    }


def _fault(fault: ShapeFault) -> dict[str, Any]:
    place = {"lon": f"{fault.place[0]:.6f}", "lat": f"{fault.place[1]:.6f}"} if fault.place else {}
    return {**error_block(Refusal(fault.code, **place)), "at": fault.place}
