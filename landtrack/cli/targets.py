"""landtrack targets, landtrack campaigns: what is to be reached by when, and how it stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_notes
from landtrack.cli.options import database_option, days_options, make_question, opened, user_option
from landtrack.domain.office.office_table import plain_row
from landtrack.domain.question import VIETNAM
from landtrack.domain.targets.target_block import target_block
from landtrack.usecases.follow_targets import follow_targets
from landtrack.usecases.target_words import describe_state, describe_target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from landtrack.usecases.follow_targets import Followed, FollowedTarget

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@days_options
@JSON
@database_option
@user_option
def targets(
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print each target: reached, on course or behind, with what is left and the pace that is needed."""
    found = _follow(database, user, as_of, known_at, frame)
    if as_json:
        _print_json({**_head(found), "targets": _blocks(found.targets)})
        return
    _print_head(found)
    _print_targets(found, found.targets)


@click.command()
@days_options
@JSON
@database_option
@user_option
def campaigns(
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    as_json: bool,  # noqa: FBT001 - a flag of the command line
    database: str | None,
    user: str,
) -> None:
    """Print each campaign with its period and how its targets stand."""
    found = _follow(database, user, as_of, known_at, frame)
    groups = [(group, group.campaign) for group in found.campaigns]
    if as_json:
        blocks = [
            {"key": group.key, **plain_row(campaign), "targets": _blocks(group.targets)}
            for group, campaign in groups
            if campaign is not None
        ]
        _print_json({**_head(found), "campaigns": blocks})
        return
    _print_head(found)
    say = words()
    for group, campaign in groups:
        if campaign is not None:
            period = say.text("from {first} to {last}", first=campaign.since, last=campaign.due)
            click.echo(f"{campaign.name} ({group.key}), {period}. {campaign.legal_basis}".rstrip())
            _print_targets(found, group.targets)


def _follow(
    database: str | None, user: str, as_of: date | None, known_at: datetime | None, frame: date | None
) -> Followed:
    with opened(database, user) as (register, scope):
        question = make_question(register, as_of, known_at, frame, None)
        found = follow_targets(register, scope, question)
        tell_notes(register, scope, question, empty=found.is_empty)
        return found


def _print_head(found: Followed) -> None:
    say, head = words(), found.head
    moments = {"day": found.as_of, "moment": found.known_at}
    click.echo(say.text("As of {day}, as known at {moment}; log head {head}", **moments, head=head))


def _print_targets(found: Followed, rows: Iterable[FollowedTarget]) -> None:
    say, nothing = words(), True
    for row in rows:
        nothing = False
        click.echo(f"- {row.target.name} ({row.key}): {say.label(row.state.standing)}")
        click.echo(f"  {describe_target(row.target, found.cutoffs, say)} · {row.target.legal_basis}")
        click.echo(f"  {describe_state(row.target, row.state, say)}")
    if nothing:
        click.echo(say.text("There are no targets."))


def _head(found: Followed) -> dict[str, Any]:
    moment = found.known_at.astimezone(VIETNAM).isoformat()
    return {"as_of": found.as_of.isoformat(), "known_at": moment, "head": found.head}


def _blocks(rows: Iterable[FollowedTarget]) -> list[dict[str, Any]]:
    return [target_block(row.key, row.target, row.state, row.judged_on) for row in rows]


def _print_json(block: dict[str, Any]) -> None:
    click.echo(json.dumps(block, ensure_ascii=False, indent=2))
