"""The facts of a case against a row of a file: as exported, as they are now, as the file says.

With the version of the export the comparison is three-way: what only the others changed stays, what only the file
changed is applied, what both changed differently is a conflict. Without it the file is right, but an empty cell says
nothing: a list that lacks a value must not wipe it out of the register.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.case import Facts, Occurred
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.planned import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.intake.unit_words import UnitWords

TEXTS = {
    Field.HAMLET: "hamlet",
    Field.MAP_SHEET: "map_sheet",
    Field.PARCEL: "parcel",
    Field.LAND_TYPE: "land_type",
}
"""Facts that may be empty, with their names in :class:`Facts`."""
REQUIRED = {Field.KIND: "kind", Field.FOUND_ON: "found_on", Field.AREA: "area"}
SAME_PLACE_DEGREES = 1.8e-7
"""Two centimetres: what formats and datum shifts may leave of a difference, and no surveyor measures."""


def merge_facts(
    draft: RowDraft, now: Facts, before: Facts | None, units: UnitWords, day: date
) -> tuple[Facts, tuple[Difference, ...]]:
    """Return the facts with what the file changes, and every difference; ``now`` itself where there is none.

    ``before`` are the facts when the file was exported, None where nobody knows. ``day`` is the frame of the file's
    units. Differences that are not clean are not in the facts.
    """
    changed: dict[str, Any] = {}
    differences: list[Difference] = []
    for field, name, said in _said(draft, now, units, day, three_way=before is not None):
        held = getattr(now, name)
        known = None if before is None else getattr(before, name)
        if _same(name, said, held) or (before is not None and _same(name, said, known)):
            continue
        clean = before is None or _same(name, held, known)
        differences.append(Difference(field, known, held, said, clean))
        if clean:
            changed[name] = said
    if "unit_id" in changed and "parcel_unit_id" not in changed:
        # The old commune of the parcel belonged to the unit that was wrong.
        kept = now.parcel_unit_id in units.registry.ancestors(changed["unit_id"])
        changed["parcel_unit_id"] = now.parcel_unit_id if kept else None
    if not changed:
        return now, tuple(differences)
    return replace(now, **changed), tuple(differences)


def same_shape(one: BaseGeometry | None, other: BaseGeometry | None) -> bool:
    """Say whether two geometries (EPSG:4326) lie within two centimetres of each other everywhere."""
    if one is None or other is None:
        return one is other
    if one.equals_exact(other, SAME_PLACE_DEGREES):
        return True
    if (one.geom_type == "Point") != (other.geom_type == "Point"):
        return False
    return bool(shapely.hausdorff_distance(one, other) <= SAME_PLACE_DEGREES)


def _said(
    draft: RowDraft, now: Facts, units: UnitWords, day: date, *, three_way: bool
) -> Iterator[tuple[Field, str, Any]]:
    """Give (field, name in Facts, value) of all that the row says of the facts."""
    values = draft.values
    for field, name in TEXTS.items():
        if field in values and (values[field] or three_way):
            yield field, name, values[field] or ""
    for field, name in REQUIRED.items():
        if values.get(field) is not None:
            yield field, name, values[field]
    if values.get(Field.PART_OF_PARCEL) is not None:
        yield Field.PART_OF_PARCEL, "part_of_parcel", values[Field.PART_OF_PARCEL]
    yield from _said_units(draft, now, units, day)
    happened = said_occurred(draft, now.occurred, values.get(Field.FOUND_ON) or now.found_on, three_way=three_way)
    if happened is not None:
        yield happened[0], "occurred", happened[1]
    drawn = said_shape(draft, now.geometry)
    if drawn is not None:
        yield Field.GEOMETRY, "geometry", drawn


def said_shape(draft: RowDraft, held: BaseGeometry | None) -> BaseGeometry | None:
    """Return the geometry that the row gives; None where it gives none, or only a point for a case that is drawn."""
    drawn = draft.geometry
    if drawn is None or held is None or drawn.geom_type != "Point" or held.geom_type == "Point":
        return drawn
    return None


def said_occurred(
    draft: RowDraft, now: Occurred | None, found_on: date, *, three_way: bool
) -> tuple[Field, Occurred] | None:
    """Return when it happened as the row says, with the field that says it; None where it says nothing."""
    values = draft.values
    whole = values.get(Field.OCCURRED)
    if whole is not None:
        return Field.OCCURRED, Occurred(whole[0], whole[1] or found_on)
    if now is None and values.get(Field.OCCURRED_EARLIEST) is not None:
        return Field.OCCURRED_EARLIEST, Occurred(
            values[Field.OCCURRED_EARLIEST], values.get(Field.OCCURRED_LATEST) or found_on
        )
    asked = [field for field in (Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST) if field in values]
    given = [field for field in asked if values[field] is not None]
    if not asked or not (given or three_way):
        return None
    if now is not None and len(asked) > 1 and not given:
        # A violation has a latest day: half of what was known would be kept.
        return None
    earliest, latest = values.get(Field.OCCURRED_EARLIEST), values.get(Field.OCCURRED_LATEST)
    if now is not None:
        keep_earliest = Field.OCCURRED_EARLIEST not in values or (earliest is None and not three_way)
        earliest = now.earliest if keep_earliest else earliest
        latest = now.latest if latest is None else latest
    return (given or asked)[0], Occurred(earliest, latest or found_on)


def _said_units(draft: RowDraft, now: Facts, units: UnitWords, day: date) -> Iterator[tuple[Field, str, Any]]:
    text = draft.values.get(Field.UNIT)
    unit_id = now.unit_id
    if text and not units.meant(text) & units.kin(now.unit_id):
        unit_id = units.on(text, day) or 0
        yield Field.UNIT, "unit_id", unit_id
    text = draft.values.get(Field.PARCEL_UNIT)
    if text and (now.parcel_unit_id or now.unit_id) not in units.meant(text):
        found, parcel_unit_id = parcel_unit(text, unit_id, units)
        if found:
            yield Field.PARCEL_UNIT, "parcel_unit_id", parcel_unit_id


def parcel_unit(text: str, unit_id: int, units: UnitWords) -> tuple[bool, int | None]:
    """Return whether the old commune of a parcel can be told, and which it is (None: the unit's own sheets).

    A unit that this one became part of names no sheets of its own.
    """
    meant = units.meant(text)
    line = units.registry.ancestors(unit_id)
    if unit_id in meant or any(unit_id in units.registry.ancestors(one) for one in meant):
        return True, None
    old = sorted(meant & line)
    if len(old) == 1:
        return True, old[0]
    return False, None


def _same(name: str, one: Any, other: Any) -> bool:
    return same_shape(one, other) if name == "geometry" else one == other
