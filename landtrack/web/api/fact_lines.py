"""The facts of a case as label and value, in the visitor's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.web.language import say
from landtrack.web.vocabulary import kind_name

if TYPE_CHECKING:
    from landtrack.domain.case import Facts, Occurred
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.history import Revision


def fact_lines(facts: Facts) -> list[tuple[str, str]]:
    """Return label and value of each fact that a person records, empty where it is not known."""
    words = say()
    parcel = words.text("part of {parcel}", parcel=facts.parcel) if facts.part_of_parcel else facts.parcel
    return [
        (words.text("Kind of violation"), kind_name(facts.kind)),
        (words.text("Area"), words.area(facts.area)),
        (words.text("Land type"), facts.land_type),
        (words.text("Time of the violation"), _happened(facts.occurred)),
        (words.text("Found on"), words.day(facts.found_on)),
        (words.text("Map sheet"), facts.map_sheet),
        (words.text("Parcel"), parcel),
        (words.text("Hamlet"), facts.hamlet),
    ]


def unit_lines(facts: Facts, registry: UnitRegistry) -> list[tuple[str, str]]:
    """Return label and value of the units of a case."""
    words = say()
    old = "" if facts.parcel_unit_id is None else registry.find(facts.parcel_unit_id).full_name
    return [
        (words.text("Area unit"), registry.find(facts.unit_id).full_name),
        (words.text("Parcel numbered in"), old),
    ]


def changed_lines(before: Revision | None, after: Revision, registry: UnitRegistry) -> list[dict[str, str]]:
    """Return label, old and new value of each fact that a revision changed; all of them for a case's first."""
    new = [*fact_lines(after.facts), *unit_lines(after.facts, registry)]
    old = [("", "")] * len(new)
    if before is not None:
        old = [*fact_lines(before.facts), *unit_lines(before.facts, registry)]
    pairs = zip(old, new, strict=True)
    return [{"label": label, "before": was, "after": now} for (_, was), (label, now) in pairs if was != now]


def _happened(occurred: Occurred) -> str:
    words = say()
    if occurred.earliest is None:
        return words.text("by {latest}, day unknown", latest=occurred.latest)
    if occurred.earliest == occurred.latest:
        return words.day(occurred.latest)
    return words.text("between {earliest} and {latest}", earliest=occurred.earliest, latest=occurred.latest)
