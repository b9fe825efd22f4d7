"""landtrack serve: the register for browsers."""

from __future__ import annotations

import os

import click

from landtrack.cli.options import database_option, database_url
from landtrack.cli.serving import serve_register


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@database_option
def serve(host: str, port: int, database: str | None) -> None:
    """Serve the register to browsers until you press Ctrl+C."""
    serve_register(database_url(database), host, port, os.environ)
