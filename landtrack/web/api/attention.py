"""The feed of what the checks found: the first page asks for it once it is open, since the checks take their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.web.access import Routes, needs
from landtrack.web.attention import findings
from landtrack.web.choices import asked
from landtrack.web.packing import feed

if TYPE_CHECKING:
    from flask import Response

routes = Routes()


@routes.get("/api/attention", needs(Right.SEE_CASES))
def api_attention() -> Response:
    """Return how many findings of each kind there are in the reader's cases, each with the page that shows them."""
    lines = findings(asked())
    return feed({"lines": [{name: line[name] for name in ("number", "text", "href")} for line in lines]})
