"""A unit chosen from a list: the land that was meant, also where another day has another unit under the same code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request

from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.question import parse_day
from landtrack.usecases.choose_units import visible_units
from landtrack.web.signed_in import database, scope, signed_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.question import Question
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
    meant = in_the_list_shown(choice, () if code is None else (code,))
    return replace(meant, question=meant.question.for_unit(code))


def in_the_list_shown(choice: Choice, codes: Collection[str]) -> Choice:
    """Return the choice in the units of the list that the codes were chosen from, if one names other land else.

    Refuses (``unit.other_land``) a frame that was chosen together with such a code.
    """
    meant = moved_unit(codes, choice.question)
    if meant is None:
        return choice
    unit, day = meant
    if choice.question.frame is not None:
        # Both were chosen: nobody can say which of the two was meant.
        raise Refusal("unit.other_land", unit=unit, day=choice.question.frame_day)
    typed = {**choice.typed, "frame": day.isoformat()}
    return replace(choice, question=replace(choice.question, frame=day), typed=typed)


def moved_unit(codes: Collection[str], question: Question) -> tuple[AreaUnit, date] | None:
    """Return the first unit of the list shown that the question's frame lacks, and the list's day; None: there is none.

    A code that is not in the list, or whose unit the reader may not see, is left to be refused like any other.
    """
    listed = request.values.get(LISTED, "").strip()
    if not codes or not listed:
        return None
    day = parse_day(listed)
    there = signed_in().registry.on(question.frame_day)
    moved = next((unit for unit in _listed(codes, day) if unit not in there), None)
    return None if moved is None else (moved, day)


def unit_list(question: Question) -> list[dict[str, str]]:
    """Return the units that the reader may choose among, as a form lists them."""
    units = visible_units(database(), scope(), question.for_unit(None))
    return [{"code": unit.code, "name": unit.full_name} for unit in units]


def refuse_unseen(units: list[dict[str, str]], codes: Iterable[str], question: Question) -> None:
    """Refuse a code that is not in the list, as a figure about it would: whether or not it is somebody's unit."""
    known = {unit["code"] for unit in units}
    unseen = next((code for code in codes if code not in known), None)
    if unseen is not None:
        raise UnknownUnit("unit.unknown", code=unseen, day=question.frame_day)


def _listed(codes: Collection[str], day: date) -> list[AreaUnit]:
    """Return the units with these codes among those of the day that the reader may see."""
    who = signed_in()
    frame = who.registry.frame(day)
    return [unit for unit in frame.units if unit.code in codes and any(map(who.scope.sees, frame.members(unit.id)))]
