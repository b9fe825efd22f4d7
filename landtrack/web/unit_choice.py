"""A unit chosen from a list: the land that was meant, also where another day has another unit under the same code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request

from landtrack.domain.errors import Refusal
from landtrack.domain.question import parse_day
from landtrack.web.signed_in import signed_in

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.web.choices import Choice

LISTED = "units_of"
"""The field of a form that names the day whose units its list shows."""


def about_unit(choice: Choice) -> Choice:
    """Return the choice narrowed to the unit of the request; without one it is about all.

    Who changes the day together with the unit has chosen the unit from the list of the day before: where the code then
    names other land, the units of the list are taken as the frame. A unit that was not in that list is left to be
    refused like any other.
    """
    code = request.values.get("unit", "").strip() or None
    narrowed = replace(choice, question=choice.question.for_unit(code))
    listed = request.values.get(LISTED, "").strip()
    if code is None or not listed:
        return narrowed
    day = parse_day(listed)
    meant = _listed(code, day)
    if meant is None or meant in signed_in().registry.on(choice.question.frame_day):
        return narrowed
    if choice.question.frame is not None:
        # Both were chosen: nobody can say which of the two was meant.
        raise Refusal("unit.other_land", unit=meant, day=choice.question.frame_day)
    typed = {**choice.typed, "frame": day.isoformat()}
    return replace(choice, question=replace(narrowed.question, frame=day), typed=typed)


def _listed(code: str, day: date) -> AreaUnit | None:
    """Return the unit with this code among those of the day that the reader may see."""
    who = signed_in()
    frame = who.registry.frame(day)
    seen = (unit for unit in frame.units if any(map(who.scope.sees, frame.members(unit.id))))
    return next((unit for unit in seen if unit.code == code), None)
