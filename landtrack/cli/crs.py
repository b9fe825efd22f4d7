"""landtrack crs: what coordinates mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, make_question, opened, user_option
from landtrack.domain.diagnosis_json import diagnosis_to_json
from landtrack.usecases.coordinate_words import explain
from landtrack.usecases.diagnose_coordinates import diagnose_in_unit, read_coordinates

if TYPE_CHECKING:
    from landtrack.usecases.diagnose_coordinates import Consultation

SHOWN = 3


@click.group()
def crs() -> None:
    """Coordinate systems."""


@crs.command("doctor")
@click.argument("what", nargs=-1, required=True, metavar="FILE|X Y…")
@click.option("--unit", metavar="CODE", help="The points should lie in this unit (default: in any that you may see).")
@click.option(
    "--crs", "declared", metavar="SYSTEM", help="What the numbers are said to be; default what FILE declares."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def doctor(
    what: tuple[str, ...],
    unit: str | None,
    declared: str | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Say how coordinates are to be read, and what is wrong with them: order, zone, datum shift, unit. Changes nothing.

    FILE is a file of shapes or a table with columns X and Y; X Y are numbers as people write them, pair after pair.
    """
    with opened(database, user) as (register, scope):
        points, system = read_coordinates(what)
        question = make_question(register, None, None, None, unit)
        found = diagnose_in_unit(register, scope, points, declared or system, question)
    if as_json:
        click.echo(json.dumps(_block(found), ensure_ascii=False, indent=2))
    else:
        _print(found)


def _block(found: Consultation) -> dict[str, object]:
    return {
        "unit": None if found.unit is None else found.unit.code,
        "schematic": found.schematic,
        "readings": [{**diagnosis_to_json(one), "sentence": explain(one, words())} for one in found.diagnoses],
    }


def _print(found: Consultation) -> None:
    say = words()
    if not found.diagnoses:
        click.echo(say.text("Under no reading do these numbers lie in Việt Nam."))
        return
    for number, one in enumerate(found.diagnoses[:SHOWN], 1):
        click.echo(f"{number}. {explain(one, say)}")
    if found.schematic:
        click.echo(say.text("The boundary is schematic: near it, inside and outside say little."))
    click.echo(say.text("This is a proposal; nothing was changed."))
