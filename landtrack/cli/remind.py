"""landtrack remind: a digest of deadlines for each chair and officer, to files or by e-mail."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_due_surprises
from landtrack.cli.options import database_option, days_options, make_question, opened, user_option
from landtrack.domain.deadlines.due import DAYS_AHEAD
from landtrack.domain.email_address import parse_address
from landtrack.domain.errors import Refusal
from landtrack.mail.letter import letter
from landtrack.mail.postbox import parse_postbox, send_all
from landtrack.messages.catalogue import catalogue
from landtrack.settings import read_settings
from landtrack.usecases.deadlines.remind import remind as gather

if TYPE_CHECKING:
    from datetime import date, datetime
    from email.message import EmailMessage

    from landtrack.mail.digest import Digest
    from landtrack.mail.postbox import Outcome
    from landtrack.settings import Settings


@click.command()
@days_options
@click.option("--days", type=int, default=DAYS_AHEAD, show_default=True, help="Due within so many days is due soon.")
@click.option("--to", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Write NAME.eml for each user.")
@click.option("--smtp", is_flag=True, help="Send them by the mail server of the settings.")
@click.option("--for", "names", multiple=True, metavar="USER", help="For this user only; may be given several times.")
@database_option
@user_option
def remind(  # noqa: PLR0913, PLR0917 - one argument for each option
    as_of: date | None,
    known_at: datetime | None,
    frame: date | None,
    days: int,
    folder: Path | None,
    smtp: bool,  # noqa: FBT001 - a flag of the command line
    names: tuple[str, ...],
    database: str | None,
    user: str,
) -> None:
    """Tell each chair and officer what is overdue and due soon in his area; exit 1 if a message did not go.

    In Vietnamese. Users without an e-mail address (`landtrack user email`) are named and left out when sending.
    """
    if smtp == (folder is not None):
        raise Refusal("remind.where")
    settings = read_settings(os.environ)
    with opened(database, user) as (register, scope):
        question = make_question(register, as_of, known_at, frame, None)
        digests = _wanted(gather(register, scope, question, days), names)
        tell_due_surprises(register, scope, question, empty=not any(row.summary.whole.all for row in digests))
        moment = register.now()
    sender = parse_address(settings.mail_from)
    letters = [(row, letter(row, catalogue("vi"), sender, settings.site, moment)) for row in digests]
    if folder is not None:
        _write(folder, letters)
    elif not _send(settings, sender, letters):
        raise SystemExit(1)


def _wanted(digests: list[Digest], names: tuple[str, ...]) -> list[Digest]:
    """Return those of these users, all where none is named; refuse a name that gets no digest."""
    for name in names:
        if name not in {row.user for row in digests}:
            raise Refusal("remind.nobody", user=name)
    return [row for row in digests if not names or row.user in names]


def _write(folder: Path, letters: list[tuple[Digest, EmailMessage]]) -> None:
    """Write a file for each user, also for one without an address."""
    for digest, message in letters:
        file = folder / f"{digest.user}.eml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(message.as_bytes())
        except OSError as fault:
            raise Refusal("remind.not_written", path=str(file), reason=fault.strerror or str(fault)) from None
        click.echo(file)
        if not digest.address:
            click.echo(words().text("{user} has no e-mail address.", user=digest.user), err=True)


def _send(settings: Settings, sender: str, letters: list[tuple[Digest, EmailMessage]]) -> bool:
    """Send what has an address; say what has none and what did not go, and return whether all went."""
    if not settings.smtp or not sender:
        raise Refusal("remind.no_server")
    box = parse_postbox(settings.smtp, settings.smtp_tls, settings.smtp_user, settings.smtp_password, settings.smtp_ca)
    for digest, _ in letters:
        if not digest.address:
            click.echo(words().text("{user} has no e-mail address.", user=digest.user), err=True)
    outgoing = [(digest, message) for digest, message in letters if digest.address]
    failed = []
    if outgoing:
        outcomes = send_all(box, [message for _, message in outgoing])
        for (digest, _), one in zip(outgoing, outcomes, strict=True):
            # At once, so that it is known what went also where somebody stops this.
            _tell(digest.user, one)
            if one.reason:
                failed.append(digest.user)
    say = words()
    click.echo(say.text("{count} digests sent.", count=len(outgoing) - len(failed)))
    if failed:
        only = " ".join(f"--for {user}" for user in failed)
        click.echo(say.text("To try those again: landtrack remind --smtp {only}", only=only), err=True)
    return not failed


def _tell(user: str, one: Outcome) -> None:
    if one.reason:
        said = words().text("Not sent to {address}: {reason}", address=one.address, reason=one.reason)
        click.echo(said, err=True)
    else:
        click.echo(words().text("Sent to {user}, {address}", user=user, address=one.address))
