"""landtrack units: official boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import Day, database_option, opened, user_option
from landtrack.cli.tables import progress_bar
from landtrack.cli.unit_report import print_report
from landtrack.usecases.load_units import load_units

if TYPE_CHECKING:
    from datetime import date


@click.group()
def units() -> None:
    """Official boundaries of area units."""


@units.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--on", "day", type=Day(), required=True, help="The boundaries are of the units valid on this day.")
@database_option
@user_option
def load(file: Path, day: date, database: str | None, user: str) -> None:
    """Load official boundaries from FILE: GeoJSON, shapefile (also zipped) or GeoPackage, in any declared system."""
    with opened(database, user) as (register, scope), progress_bar(words().text("Cases")) as report:
        summary = load_units(register, scope, file, day, report)
    print_report(summary)
