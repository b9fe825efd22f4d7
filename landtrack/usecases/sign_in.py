"""Signing in, and what a signed-in user may see: his scope, made anew for every request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import SYSTEM_ACTOR, SYSTEM_SCOPE, make_scope
from landtrack.store.register import is_demo
from landtrack.store.units import read_registry
from landtrack.store.users import account_of_id, find_account, update_hash
from landtrack.usecases import passwords

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.frame import UnitRegistry
    from landtrack.domain.scope import Role, Scope
    from landtrack.store.database import Database, View
    from landtrack.store.users import Account


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is signed in: his account, his scope today, and his own units today by code (none for readers of all)."""

    account: Account
    scope: Scope
    units: tuple[AreaUnit, ...]
    registry: UnitRegistry


def sign_in(database: Database, name: str, password: str) -> Account:
    """Return the account; refuse a wrong name, a wrong password and a disabled account with the same words.

    A hash of older parameters is renewed on the way.
    """
    with database.reading() as view:
        account = find_account(view, name.strip().casefold())
    known = passwords.matches(None if account is None or account.disabled else account.password_hash, password)
    if account is None or not known:
        raise Refusal("user.wrong_password")
    if passwords.is_outdated(account.password_hash):
        renewed = passwords.hash_password(password)
        with database.transaction(account.name) as tx:
            # Unless the password was changed while this one was checked.
            if find_account(tx, account.name) == account:
                update_hash(tx, account, renewed)
    return account


def reader_of_session(database: Database, user_id: int, session_key: str) -> Reader | None:
    """Return who a session belongs to; None if it ended: the account is disabled, or its password changed since."""
    with database.reading() as view:
        account = account_of_id(view, user_id)
        if account is None or account.disabled or account.session_key != session_key:
            return None
        return _reader(database, view, account)


def scope_of(database: Database, user_name: str) -> Scope:
    """Return the scope of a user for the command line; "system" is the system account, with full scope.

    Refuses an unknown (``user.unknown``) and a disabled user (``user.disabled``).
    """
    if user_name == SYSTEM_ACTOR:
        return SYSTEM_SCOPE
    with database.reading() as view:
        account = find_account(view, user_name)
        if account is None:
            raise Refusal("user.unknown", user=user_name)
        if account.disabled:
            raise Refusal("user.disabled", user=user_name)
        return _reader(database, view, account).scope


def list_demo_accounts(database: Database) -> list[Account]:
    """Return the accounts that the demo's sign-in page offers; none unless the register is a demo."""
    with database.reading() as view:
        if not is_demo(view):
            return []
        found = [find_account(view, name) for name in DEMO_NAMES]
    return [account for account in found if account is not None and not account.disabled]


def demo_account(database: Database, role: Role) -> Account:
    """Return the demo's account of a role; refuse in every other register, whatever it is asked."""
    for account in list_demo_accounts(database):
        if account.role is role:
            return account
    raise Refusal("user.wrong_password")


DEMO_NAMES = ("canbo", "canbo.yenthe", "chutich.yenthe", "tinh", "quantri")
"""The demo's accounts, one for each role, in the order in which the page offers them."""


def _reader(database: Database, view: View, account: Account) -> Reader:
    registry = read_registry(view)
    today = day_in_vietnam(database.now())
    scope = make_scope(account.name, account.role, account.unit_ids, registry, today)
    own = scope.units or frozenset()
    return Reader(account, scope, tuple(unit for unit in registry.on(today) if unit.id in own), registry)
