"""landtrack check: what in the register a person should look at."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_surprises
from landtrack.cli.options import database_option, make_question, opened, question_options, user_option
from landtrack.domain.finding import FindingKind
from landtrack.domain.question import VIETNAM
from landtrack.settings import read_settings
from landtrack.usecases.check_register import check_register
from landtrack.usecases.finding_words import describe, plain_numbers_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.finding import Finding
    from landtrack.usecases.check_register import CheckReport

SHOWN = 20


@click.command()
@question_options
@click.option("--kind", type=click.Choice([kind.value for kind in FindingKind]), help="Only findings of this kind.")
@click.option("--all", "everything", is_flag=True, help="Print every finding, not the first 20 of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@database_option
@user_option
def check(  # noqa: PLR0913, PLR0917 - one argument for each option
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    unit: str | None,
    kind: str | None,
    everything: bool,  # noqa: FBT001 - a flag of the command line
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print what a person should look at: areas, overlaps, places, dates, parcels. Changes nothing.

    The share by which areas may differ is set by LANDTRACK_AREA_TOLERANCE, 0.01 (1 %) by default.
    """
    tolerance = read_settings(os.environ).area_tolerance
    with opened(database, user) as (register, scope):
        question = make_question(register, as_of, known_at, frame, unit)
        report = check_register(register, scope, question, tolerance)
        tell_surprises(register, scope, question, empty=not report.cases)
    kinds = [FindingKind(kind)] if kind else list(FindingKind)
    if as_json:
        block = {**_head(report), "tolerance": str(tolerance), **_blocks(report, kinds)}
        click.echo(json.dumps(block, ensure_ascii=False, indent=2))
    else:
        _print(report, kinds, None if everything else SHOWN)


def _head(report: CheckReport) -> dict[str, Any]:
    question = report.point.question
    return {
        "as_of": question.as_of.isoformat(),
        "known_at": question.known_at.astimezone(VIETNAM).isoformat(),
        "frame": report.point.frame.day.isoformat(),
        "head": str(report.point.head),
        "cases": report.cases,
        "schematic": report.schematic,
    }


def _blocks(report: CheckReport, kinds: list[FindingKind]) -> dict[str, Any]:
    return {
        "counts": {kind.value: report.counts[kind] for kind in kinds},
        "findings": [_block(report, one) for one in report.open if one.kind in kinds],
        "accepted": [
            {
                **_block(report, one),
                "reason": acceptance.reason,
                "by": acceptance.actor,
                "at": acceptance.moment.astimezone(VIETNAM).isoformat(),
            }
            for one, acceptance in report.accepted
            if one.kind in kinds
        ],
    }


def _block(report: CheckReport, finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "case": finding.case.code,
        "other": None if finding.other is None else finding.other.code,
        **plain_numbers_of(finding),
        "sentence": describe(finding, report.point.registry, words()),
        "state": finding.state,
    }


def _print(report: CheckReport, kinds: list[FindingKind], most: int | None) -> None:
    say = words()
    click.echo(
        say.text(
            "{cases} cases looked at, as of {day}, as known at {moment}; log head {head}",
            cases=report.cases,
            day=report.point.question.as_of,
            moment=report.point.question.known_at,
            head=str(report.point.head),
        )
    )
    for kind in kinds:
        found = [one for one in report.open if one.kind is kind]
        click.echo(f"\n{say.label(kind)}: {say.number(len(found))}")
        for one in found[:most]:
            codes = " + ".join(case.code for case in (one.case, one.other) if case is not None)
            click.echo(f"  {codes}  {describe(one, report.point.registry, say)}")
        if len(found[:most]) < len(found):
            click.echo("  " + say.text("… and {count} more (--all)", count=len(found) - len(found[:most])))
    if report.accepted:
        click.echo("\n" + say.text("Accepted, and not shown again while the cases stay as they are: {count}",
                                   count=len(report.accepted)))  # fmt: skip
