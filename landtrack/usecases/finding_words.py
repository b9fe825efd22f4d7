"""What a finding says, as a person reads it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from landtrack.domain.finding import FindingKind

if TYPE_CHECKING:
    from landtrack.domain.finding import Finding
    from landtrack.domain.frame import UnitRegistry
    from landtrack.messages import Catalogue


def describe(finding: Finding, registry: UnitRegistry, words: Catalogue) -> str:
    """Return what was found in a sentence."""
    return _ON_TWO[finding.kind](finding, words) if finding.other else _on_one(finding, registry, words)


def plain_numbers_of(finding: Finding) -> dict[str, str]:
    """Return the numbers of a finding as programs get them: areas in m², widths in m, shares in percent."""
    named = {"width": ("width_m", 3), "share": ("share_percent", 2)}
    found = {}
    for name, number in finding.numbers.items():
        key, digits = named.get(name, (f"{name}_m2", 1))
        found[key] = str(Decimal(number).scaleb(-digits))
    return found


def _on_one(finding: Finding, registry: UnitRegistry, words: Catalogue) -> str:
    case, numbers = finding.case, finding.numbers
    if finding.kind is FindingKind.AREA_DIFFERS:
        return words.text(
            "Declared {declared}, measured {measured}: {share} apart.",
            declared=words.area(numbers["declared"]),
            measured=words.area(numbers["measured"]),
            share=_percent(finding, words),
        )
    if finding.kind is FindingKind.OUTSIDE_UNIT:
        unit = registry.find(case.unit_id).full_name
        if not numbers["outside"]:
            return words.text("Lies outside {unit}.", unit=unit)
        return words.text("{outside} lie outside {unit}.", outside=words.area(numbers["outside"]), unit=unit)
    if finding.kind is FindingKind.SLIVER:
        width = words.number(Decimal(numbers["width"]).scaleb(-3).quantize(Decimal("0.01")))
        return words.text("A part of it is only {width} m wide.", width=width)
    if finding.kind is FindingKind.NO_DECISION_NUMBER:
        return words.text("Recorded as “{status}” without the number of a decision.", status=case.status)
    plain = {
        FindingKind.INVALID_RING: words.text("Its outline crosses itself: area and overlaps cannot be told."),
        FindingKind.NO_GEOMETRY: words.text("It has no place on the map."),
        FindingKind.DATE_UNDETERMINED: words.text("The day of the violation is not known well enough for any band."),
    }
    return plain[finding.kind]


def _overlap(finding: Finding, words: Catalogue) -> str:
    return words.text(
        "{shared} are counted in both cases: {share} of the smaller one.",
        shared=words.area(finding.numbers["shared"]),
        share=_percent(finding, words),
    )


def _same_parcel(finding: Finding, words: Catalogue) -> str:
    case = finding.case
    return words.text("Both cases are on sheet {sheet}, parcel {parcel}.", sheet=case.map_sheet, parcel=case.parcel)


_ON_TWO = {FindingKind.OVERLAP: _overlap, FindingKind.SAME_PARCEL: _same_parcel}


def _percent(finding: Finding, words: Catalogue) -> str:
    return words.percent(Decimal(finding.numbers["share"]).scaleb(-2))
