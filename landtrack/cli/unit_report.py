"""What a load of boundaries says on a terminal: what matched, what did not, areas, overlaps, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.tables import print_table
from landtrack.domain.boundary_match import MatchedBy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.usecases.load_units import LoadSummary

SHOWN = 20


def print_report(summary: LoadSummary) -> None:
    """Print the report of a load."""
    say, match = words(), summary.match
    click.echo(
        say.text(
            "{file} ({system}): {matched} of {count} boundaries matched with the units of {day}; log entry {entry}.",
            file=summary.file.name,
            system=summary.file.system,
            matched=len(match.matched),
            count=summary.file.feature_count,
            day=match.day,
            entry=summary.entry,
        )
    )
    head = [say.text("Unit"), say.text("Matched by"), say.text("Area in the file"), say.text("Registry area"), "%"]
    print_table(head, [
        [
            f"{pair.unit.code} {pair.unit.full_name}",
            say.text("matched by code") if pair.by is MatchedBy.CODE else say.text("matched by name"),
            f"{say.hectares(pair.feature.area_tenths)} ha",
            f"{say.number(pair.unit.registry_area_km2 * 100)} ha",
            say.number(pair.difference_percent),
        ]
        for pair in match.matched
    ])  # fmt: skip
    for one in match.unmatched:
        click.echo(f"! {say.sentence(one.reason)}")
    for unit in match.missing:
        click.echo(say.text("! The file has no boundary for {unit} ({unit_code}).", unit=unit, unit_code=unit.code))
    _print_fit(summary)
    _print_units(say.text("Unions of the loaded boundaries:"), summary.unions)
    _print_units(say.text("Still schematic:"), summary.schematic)


def _print_fit(summary: LoadSummary) -> None:
    say, find = words(), summary.registry.find
    overlaps, gaps = summary.match.overlaps, summary.match.gaps
    click.echo(say.text("Overlaps: {overlaps}, gaps: {gaps}.", overlaps=len(overlaps), gaps=len(gaps)))
    for row in overlaps[:SHOWN]:
        click.echo(f"  {find(row.one_id).full_name} – {find(row.other_id).full_name}: {say.area(row.area_tenths)}")
    for gap in gaps[:SHOWN]:
        click.echo(f"  X {gap.north} Y {gap.east}: {say.area(gap.area_tenths)}")


def _print_units(title: str, units: Iterable[AreaUnit]) -> None:
    named = ", ".join(f"{unit.full_name} ({unit.valid_from:%d/%m/%Y})" for unit in units)
    if named:
        click.echo(f"{title} {named}")
