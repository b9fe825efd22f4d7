"""Accounts: added, given a new password or other units, disabled. Only the administrator; he sees no cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.email_address import parse_address
from landtrack.domain.errors import Refusal
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import OWN_UNITS, SYSTEM_ACTOR, Right, Role
from landtrack.store import users
from landtrack.store.units import read_registry
from landtrack.usecases.passwords import hash_password

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, Transaction, View
    from landtrack.store.users import Account

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])")


@dataclass(frozen=True, slots=True)
class UserLine:
    """One account as a list shows it; ``units`` are the units it was given, of whatever day."""

    id: int
    name: str
    role: Role
    disabled: bool
    units: tuple[AreaUnit, ...]
    email: str = ""

    @property
    def unit_codes(self) -> tuple[str, ...]:
        """Return the codes of the units."""
        return tuple(unit.code for unit in self.units)


def list_users(database: Database, scope: Scope) -> list[UserLine]:
    """Return all accounts by name, disabled ones too."""
    scope.require(Right.MANAGE_USERS)
    with database.reading() as view:
        registry = read_registry(view)
        return [
            UserLine(
                row.id,
                row.name,
                row.role,
                row.disabled,
                tuple(registry.find(unit_id) for unit_id in sorted(row.unit_ids)),
                row.email,
            )
            for row in users.read_accounts(view)
        ]


def add_user(database: Database, scope: Scope, name: str, role: Role, unit_codes: Iterable[str], password: str) -> int:
    """Add an account and return its id; ``unit_codes`` are read in today's frame.

    Refuses a name that is malformed or taken, a password too short or too long, an unknown unit, and units for a role
    that has none (or none for a role that needs them).
    """
    scope.require(Right.MANAGE_USERS)
    if not _NAME.fullmatch(name) or name == SYSTEM_ACTOR or role is Role.SYSTEM:
        raise Refusal("user.name_malformed", user=name[:40])
    # Before the write lock is taken: hashing is slow on purpose.
    hashed = hash_password(password)
    with database.transaction(scope.actor) as tx:
        if users.find_account(tx, name) is not None:
            raise Refusal("user.name_taken", user=name)
        unit_ids = _unit_ids(database, tx, role, unit_codes)
        return users.insert_account(tx, name, role, unit_ids, hashed)


def set_password(database: Database, scope: Scope, name: str, password: str) -> None:
    """Set a new password; every session of the account ends."""
    scope.require(Right.MANAGE_USERS)
    hashed = hash_password(password)
    with database.transaction(scope.actor) as tx:
        users.update_password(tx, _known(tx, name), hashed)


def disable_user(database: Database, scope: Scope, name: str) -> None:
    """Disable an account and end its sessions; refuse the last administrator, else nobody could undo it."""
    scope.require(Right.MANAGE_USERS)
    with database.transaction(scope.actor) as tx:
        account = _known(tx, name)
        if account.disabled:
            return
        admins = [row.name for row in users.read_accounts(tx) if row.role is Role.ADMIN and not row.disabled]
        if admins == [name]:
            raise Refusal("user.last_admin", user=name)
        users.mark_disabled(tx, account)


def assign_units(database: Database, scope: Scope, name: str, unit_codes: Iterable[str]) -> None:
    """Give an account other units, read in today's frame; they replace those it had."""
    scope.require(Right.MANAGE_USERS)
    with database.transaction(scope.actor) as tx:
        account = _known(tx, name)
        users.replace_units(tx, account, _unit_ids(database, tx, account.role, unit_codes))


def set_address(database: Database, scope: Scope, name: str, address: str) -> None:
    """Give an account an e-mail address, or ("") none: digests of deadlines go there."""
    scope.require(Right.MANAGE_USERS)
    checked = parse_address(address)
    with database.transaction(scope.actor) as tx:
        account = _known(tx, name)
        if account.email != checked:
            users.update_address(tx, account, checked)


def name_of(database: Database, scope: Scope, user_id: int) -> str:
    """Return the name of the account with this id; refuse an unknown one."""
    scope.require(Right.MANAGE_USERS)
    with database.reading() as view:
        account = users.account_of_id(view, user_id)
    if account is None:
        raise Refusal("user.unknown", user=str(user_id))
    return account.name


def _known(view: View, name: str) -> Account:
    account = users.find_account(view, name)
    if account is None:
        raise Refusal("user.unknown", user=name[:40])
    return account


def _unit_ids(database: Database, tx: Transaction, role: Role, codes: Iterable[str]) -> frozenset[int]:
    frame = read_registry(tx).frame(day_in_vietnam(database.now()))
    ids = frozenset(frame.unit(code.strip()).id for code in codes)
    if ids and role not in OWN_UNITS:
        raise Refusal("user.unit_unwanted", role=role)
    if not ids and role in OWN_UNITS:
        raise Refusal("user.unit_missing", role=role)
    return ids
