"""landtrack demo: the demo register, made if it is absent, and served."""

from __future__ import annotations

import os
from pathlib import Path

import click

from landtrack.cli.ending import words
from landtrack.cli.serving import serve_register
from landtrack.cli.tables import progress_bar
from landtrack.domain.errors import Refusal
from landtrack.store.creation import is_there
from landtrack.store.database import open_database
from landtrack.store.engine import parse_url, sqlite_url
from landtrack.store.faults import shown
from landtrack.store.register import is_demo
from landtrack.usecases.build_demo import build_demo
from landtrack.usecases.demo_users import add_demo_users


@click.command()
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path("landtrack-demo"), show_default=True)
@click.option("--database", metavar="URL", help="Fill this empty database instead of a file in the folder.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--no-serve", is_flag=True, help="Only make it.")
def demo(folder: Path, database: str | None, port: int, no_serve: bool) -> None:  # noqa: FBT001 - a flag
    """Make the demo register (if absent) and serve it: 4,574 invented cases of Yên Thế, no real person's name."""
    url = database or _url_in(folder)
    if is_there(url):
        _require_demo(url)
    else:
        with progress_bar(words().text("Demo register")) as report:
            build_demo(url, report, accounts=add_demo_users)
        click.echo(words().text("The demo register was made in {place}.", place=shown(parse_url(url))))
    if not no_serve:
        serve_register(url, "127.0.0.1", port, os.environ)


def _url_in(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal("file.not_written", file=str(folder), reason=fault.strerror) from None
    return sqlite_url(folder.absolute() / "landtrack.db")


def _require_demo(url: str) -> None:
    """Refuse to serve a real register with the demo's open door."""
    register = open_database(url)
    try:
        with register.reading() as view:
            if not is_demo(view):
                raise Refusal("demo.not_demo", database=shown(parse_url(url)))
    finally:
        register.close()
