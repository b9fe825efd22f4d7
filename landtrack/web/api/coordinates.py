"""The coordinate doctor for dialogs in which corners are typed: it reads, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from flask import request

from landtrack.domain.coordinate_text import parse_coordinate
from landtrack.domain.diagnosis_json import diagnosis_to_json
from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.usecases.coordinate_words import explain
from landtrack.usecases.diagnose_coordinates import diagnose_in_unit, placed_corners
from landtrack.web.access import Routes, needs
from landtrack.web.choices import asked
from landtrack.web.language import say
from landtrack.web.packing import feed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

    from landtrack.domain.diagnosis import Diagnosis

MOST_PAIRS = 100

routes = Routes()


@routes.get("/api/coordinates/doctor", needs(Right.SEE_CASES))
def api_coordinates_doctor() -> Response:
    """Return the readings of pairs ``x``, ``y`` (each repeated), judged by ``unit``; ``system`` is the declared one."""
    x, y = ([parse_coordinate(text) for text in request.args.getlist(name)] for name in ("x", "y"))
    if len(x) != len(y) or not x:
        raise Refusal("coordinates.unequal", x=len(x), y=len(y))
    if len(x) > MOST_PAIRS:
        raise Refusal("coordinates.too_many", count=len(x), most=MOST_PAIRS)
    points = np.array([x, y]).T
    choice = asked(request.args.get("unit") or None)
    found = diagnose_in_unit(database(), scope(), points, request.args.get("system") or None, choice.question)
    return feed(
        {
            "schematic": found.schematic,
            "readings": [_block(one, placed_corners(points, one)) for one in found.diagnoses],
        }
    )


def _block(diagnosis: Diagnosis, corners: list[list[float]]) -> dict[str, Any]:
    return {**diagnosis_to_json(diagnosis), "sentence": explain(diagnosis, say()), "corners": corners}
