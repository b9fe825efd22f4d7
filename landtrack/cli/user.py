"""landtrack user: accounts and their rights."""

from __future__ import annotations

import click

from landtrack.cli.ending import words
from landtrack.cli.options import database_option, opened, user_option
from landtrack.cli.tables import print_table
from landtrack.domain.scope import Role
from landtrack.usecases.manage_users import add_user, disable_user, list_users, set_address, set_password

ROLES = [role.value for role in Role if role is not Role.SYSTEM]
PASSWORD = click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out."
)


@click.group()
def user() -> None:
    """Add users, set passwords and e-mail addresses, disable accounts, list them."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the user may do.")
@click.option("--unit", "units", multiple=True, metavar="CODE", help="A unit valid today; may be repeated.")
@PASSWORD
@database_option
@user_option
def add(name: str, role: str, units: tuple[str, ...], password: str, database: str | None, user: str) -> None:
    """Add the user NAME."""
    with opened(database, user) as (register, scope):
        add_user(register, scope, name, Role(role), units, password)
    click.echo(words().text("The user {user} was added.", user=name))


@user.command("password")
@click.argument("name")
@PASSWORD
@database_option
@user_option
def change_password(name: str, password: str, database: str | None, user: str) -> None:
    """Set a new password for NAME; whoever is signed in as NAME is signed out."""
    with opened(database, user) as (register, scope):
        set_password(register, scope, name, password)
    click.echo(words().text("The password of {user} was changed.", user=name))


@user.command("disable")
@click.argument("name")
@database_option
@user_option
def disable(name: str, database: str | None, user: str) -> None:
    """Disable the account NAME and sign it out; what it recorded stays."""
    with opened(database, user) as (register, scope):
        disable_user(register, scope, name)
    click.echo(words().text("The account {user} is disabled.", user=name))


@user.command("email")
@click.argument("name")
@click.argument("address", default="")
@database_option
@user_option
def email(name: str, address: str, database: str | None, user: str) -> None:
    """Set the e-mail ADDRESS of NAME, to which `landtrack remind` writes; none when left out."""
    with opened(database, user) as (register, scope):
        set_address(register, scope, name, address)
    click.echo(words().text("The e-mail address of {user} was changed.", user=name))


@user.command("list")
@database_option
@user_option
def show(database: str | None, user: str) -> None:
    """List the accounts."""
    say = words()
    with opened(database, user) as (register, scope):
        rows = [
            [
                row.name,
                say.label(row.role),
                " ".join(row.unit_codes),
                row.email,
                say.text("disabled") if row.disabled else "",
            ]
            for row in list_users(register, scope)
        ]
    print_table([say.text("Name"), say.text("Role"), say.text("Units"), say.text("E-mail"), ""], rows)
