"""The feeds of the map through time: when each case took which status, and the shapes of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app

from landtrack.domain.scope import Right
from landtrack.domain.status import Status
from landtrack.maps.shape_feed import MEDIA_TYPE
from landtrack.usecases.reports.history import MOST_PLAYED, RegisterHistory, register_history
from landtrack.usecases.show_commune import commune_shapes
from landtrack.web.access import Routes, needs
from landtrack.web.api.geometry import KEPT
from landtrack.web.choices import asked
from landtrack.web.headers import FOREVER
from landtrack.web.packing import feed, pack, packed
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from landtrack.store.status_days import StatusDays

NOWHERE = 255
"""The number of no status: the case is not there."""

routes = Routes()


@routes.get("/api/history", needs(Right.SEE_CASES))
def api_history() -> Response:
    """Return the cases with the days on which their status changed, all in flat lists: thousands of them travel.

    ``lengths`` says how many of ``days`` (since ``first``) and ``states`` (places in ``statuses``) belong to each of
    ``ids``.
    """
    question = about_unit(asked()).question
    return feed(_history(register_history(database(), scope(), question, MOST_PLAYED)))


@routes.get("/api/history/geometry/<stamp>", needs(Right.SEE_CASES))
def api_history_geometry(stamp: str) -> Response:
    """Return the shapes as landtrack.maps.shape_feed describes them; under another stamp they are not kept."""
    found = commune_shapes(database(), scope(), about_unit(asked()).question, current_app.extensions[KEPT], pack)
    response = packed(found.body, MEDIA_TYPE, ready=found.packed)
    response.headers["Cache-Control"] = FOREVER if found.stamp == stamp else "no-store"
    return response


def _history(found: RegisterHistory) -> dict[str, Any]:
    numbers = {status: number for number, status in enumerate(Status)}
    first = found.first.toordinal()
    steps = [list(_since(days, first)) for days in found.cases.values()]
    return {
        "first": found.first.isoformat(),
        "last": found.point.question.as_of.isoformat(),
        "statuses": [status.value for status in Status],
        "ids": list(found.cases),
        "lengths": [len(days) for days in steps],
        "days": [day for days in steps for day, _ in days],
        "states": [NOWHERE if status is None else numbers[status] for days in steps for _, status in days],
    }


def _since(days: StatusDays, first: int) -> Iterator[tuple[int, Status | None]]:
    """Give the days counted from the first one; of what was before it only how it stood then."""
    for place, (day, status) in enumerate(days):
        if day >= first or place + 1 == len(days) or days[place + 1][0] > first:
            yield max(day - first, 0), status
