"""landtrack report: make a report, issue it, list what was issued, give the very bytes again."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from landtrack.cli.ending import words
from landtrack.cli.notes import tell_surprises
from landtrack.cli.options import Day, Moment, database_option, make_question, opened, question_options, user_option
from landtrack.cli.tables import print_table, progress_bar
from landtrack.domain.errors import Refusal
from landtrack.domain.question import VIETNAM, end_of_day
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.settings import read_settings
from landtrack.store.new_file import new_file
from landtrack.usecases.reports.contents import since_of
from landtrack.usecases.reports.issue_report import issue_report
from landtrack.usecases.reports.list_reports import list_reports
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.reports.show_report import show_report

if TYPE_CHECKING:
    from datetime import date, datetime

    from landtrack.domain.question import Question
    from landtrack.store.issued_reports import ReportLine

DIFFERENT = 1
AT_ONCE = 50
LONGEST_NUMBER = 100


class ReportNumber(click.ParamType["int"]):
    """The number of a report, as the list of them prints it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; a :class:`Refusal` says that the text is none."""
        del param, ctx
        if isinstance(value, int):
            return value
        spelled = str(value).strip()
        if not (spelled.isascii() and spelled.isdigit() and len(spelled) <= LONGEST_NUMBER):
            raise Refusal("report.number_malformed", text=spelled[:40])
        return int(spelled)


@click.group()
def report() -> None:
    """Make a report in one of its forms, or look at those that were issued."""


def _form_command(form: ReportForm, line: str) -> click.Command:
    """Return the command that makes one form."""

    @click.argument("out", type=click.Path(path_type=Path))
    @question_options
    @click.option("--since", type=Day(), help="Movements since this day; default the end of the month before.")
    @click.option("--since-known-at", type=Moment(), help="As known at this moment; default the end of that day.")
    @click.option("--issue", is_flag=True, help="Keep the file, its parameters and its figures in the register.")
    @database_option
    @user_option
    def command(out: Path, *, issue: bool, database: str | None, user: str, **choices: Any) -> None:
        say, templates = words(), _templates()
        with opened(database, user) as (register, scope), progress_bar(say.text("Sheets")) as tell:
            question = make_question(register, choices["as_of"], choices["known_at"], choices["frame"], choices["unit"])
            since = _since(question, choices["since"], choices["since_known_at"])
            request = ReportRequest(form, out.suffix.removeprefix(".").lower(), question, since)
            if issue:
                number, made = issue_report(register, scope, request, templates, tell)
            else:
                made = make_report(register, scope, request, templates, tell)
            # No case at all, of a day before the first one, is a report all the same: with a word to who makes it.
            tell_surprises(register, scope, question, empty=True)
        with new_file(out, Refusal("file.exists", file=str(out))) as path:
            path.write_bytes(made.content)
        click.echo(say.text("{file} was made.", file=out))
        if issue:
            click.echo(say.text("It was issued as report {number}.", number=str(number)))

    command.__doc__ = line
    return click.command(form.value)(command)


for _form, _line in {
    ReportForm.OFFICIAL: "Write the official report (.docx).",
    ReportForm.WORKBOOK: "Write the Biểu by unit and band, with the cases behind it (.xlsx).",
    ReportForm.UNIT_SHEET: "Write the sheet of one unit (.pdf or .docx).",
    ReportForm.PACK: "Write the sheets of all units (.zip).",
}.items():
    report.add_command(_form_command(_form, _line))


@report.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help=f"{AT_ONCE} at a time.")
@click.option("--all", "all_", is_flag=True, help="All of them at once.")
@database_option
@user_option
def list_(*, as_json: bool, page: int, all_: bool, database: str | None, user: str) -> None:
    """List the reports that were issued, newest first."""
    with opened(database, user) as (register, scope):
        found = list_reports(register, scope, page, None if all_ else AT_ONCE)
    rows = found.rows
    if as_json:
        click.echo(json.dumps([_block(row) for row in rows], ensure_ascii=False, indent=2))
        return
    say = words()
    head = [say.text("Number"), say.text("File"), say.text("Issued"), say.text("By")]
    print_table(head, [[str(row.entry), row.file_name, say.moment(row.recorded_at), row.actor] for row in rows])
    if len(rows) < found.count:
        first, last = found.start + 1, found.start + len(rows)
        click.echo(say.text("{first}–{last} of {count}", first=first, last=last, count=found.count), err=True)


@report.command("show")
@click.argument("number", type=ReportNumber())
@click.option("--out", type=click.Path(path_type=Path), help="Write the very bytes to this file.")
@database_option
@user_option
def show(number: int, out: Path | None, database: str | None, user: str) -> None:
    """Say what a report was, whether its figures are computed the same now, and give its file again."""
    say = words()
    with opened(database, user) as (register, scope):
        found = show_report(register, scope, number)
    block = _block(found.report)
    click.echo(json.dumps(block, ensure_ascii=False, indent=2))
    if out is not None:
        with new_file(out, Refusal("file.exists", file=str(out))) as path:
            path.write_bytes(found.content)
        click.echo(say.text("{file} was made.", file=out), err=True)
    for row in found.differences:
        click.echo(f"{row.where}: {row.issued} → {row.now}", err=True)
    if found.differences:
        click.echo(say.text("{count} figures are computed otherwise now.", count=len(found.differences)), err=True)
        raise SystemExit(DIFFERENT)
    click.echo(say.text("All figures are computed the same now."), err=True)


def _block(row: ReportLine) -> dict[str, Any]:
    return {
        "number": row.entry,
        "form": row.form,
        "parameters": dict(row.parameters),
        "file": row.file_name,
        "sha256": row.sha256,
        "issued_at": row.recorded_at.astimezone(VIETNAM).isoformat(),
        "issued_by": row.actor,
    }


def _since(question: Question, day: date | None, known_at: datetime | None) -> Question | None:
    if day is None and known_at is None:
        return None
    before = since_of(question)
    on = day or before.as_of
    return replace(before, as_of=on, known_at=known_at or min(end_of_day(on), question.known_at))


def _templates() -> Path | None:
    """Return the folder of the office's own templates, if one is set."""
    folder = read_settings(os.environ).templates
    return Path(folder) if folder else None
