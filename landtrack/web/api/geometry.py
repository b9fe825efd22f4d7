"""The shapes of a commune's cases. They never change under one address: the stamp in it names which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request

from landtrack.domain.scope import Right
from landtrack.maps.shape_feed import MEDIA_TYPE
from landtrack.usecases.show_commune import commune_shapes
from landtrack.web.access import Routes, needs
from landtrack.web.choices import asked
from landtrack.web.headers import FOREVER
from landtrack.web.packing import pack, packed
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response

KEPT = "landtrack.shapes"

routes = Routes()


@routes.get("/api/commune/<code>/geometry/<stamp>", needs(Right.SEE_CASES))
def api_commune_geometry(code: str, stamp: str) -> Response:
    """Return the shapes as landtrack.maps.shape_feed describes them.

    A case that was drawn since the page was made gives another stamp: then the present shapes are sent, and not kept.
    """
    kept = current_app.extensions[KEPT]
    found = commune_shapes(database(), scope(), asked(code).question, kept, pack)
    response = packed(found.body, MEDIA_TYPE, ready=found.packed)
    response.headers["Cache-Control"] = FOREVER if found.stamp == stamp else "no-store"
    response.set_etag(found.stamp)
    response.headers["X-Landtrack-Stamp"] = found.stamp
    response.make_conditional(request)
    return response
