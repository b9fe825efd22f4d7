"""Opening a register and serving it: shared by serve and demo."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import click

from landtrack.cli.ending import words
from landtrack.settings import read_settings
from landtrack.store.database import open_database
from landtrack.web.app import create_app
from landtrack.web.serving import serve

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_register(url: str, host: str, port: int, environment: Mapping[str, str]) -> None:
    """Serve until interrupted."""
    settings = read_settings(environment)
    database = open_database(url)
    try:
        app = create_app(database, settings, loopback=is_loopback(host))
        shown = f"[{host}]" if ":" in host else host
        click.echo(
            words().text("Open http://{host}:{port}/ in a browser. Stop with Ctrl+C.", host=shown, port=str(port))
        )
        serve(app, host, port)
    finally:
        database.close()
