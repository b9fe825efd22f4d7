"""Accounts of users and the units they were given; every change of one is an entry in the log, without its password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from landtrack.domain.scope import Role
from landtrack.store import log
from landtrack.store.schema import user_account, user_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement

    from landtrack.store.database import Transaction, View


@dataclass(frozen=True, slots=True)
class Account:
    """One user's account; ``unit_ids`` are the units he was given, ids of any day's units; ``email`` "" for none."""

    id: int
    name: str
    role: Role
    password_hash: str
    disabled: bool
    session_key: str
    unit_ids: frozenset[int] = frozenset()
    email: str = ""


def find_account(view: View, name: str) -> Account | None:
    """Return the account with this name, disabled ones too; None when there is none."""
    return next(_accounts(view, user_account.c.name == name), None)


def account_of_id(view: View, user_id: int) -> Account | None:
    """Return the account with this id, disabled ones too; None when there is none."""
    return next(_accounts(view, user_account.c.id == user_id), None)


def read_accounts(view: View) -> list[Account]:
    """Return all accounts by name, disabled ones too."""
    return list(_accounts(view, None))


def _accounts(view: View, condition: ColumnElement[bool] | None) -> Iterator[Account]:
    query = select(user_account).order_by(user_account.c.name)
    for row in view.connection.execute(query if condition is None else query.where(condition)).all():
        units = view.connection.execute(select(user_unit.c.unit_id).where(user_unit.c.user_id == row.id)).scalars()
        yield Account(
            row.id, row.name, Role(row.role), row.password_hash, row.disabled, row.session_key, frozenset(units),
            row.email or "",
        )  # fmt: skip


def insert_account(tx: Transaction, name: str, role: Role, unit_ids: Collection[int], password_hash: str) -> int:
    """Record a new account and return its id; the caller has checked that the name is free."""
    tx.flush()
    user_id: int = (tx.connection.execute(select(func.max(user_account.c.id))).scalar() or 0) + 1
    _record(tx, "add", name, role=role.value, units=sorted(unit_ids))
    tx.add(
        user_account,
        {
            "id": user_id,
            "name": name,
            "role": role.value,
            "password_hash": password_hash,
            "disabled": False,
            "session_key": new_session_key(),
            "email": None,
        },
    )
    for unit_id in sorted(unit_ids):
        tx.add(user_unit, {"user_id": user_id, "unit_id": unit_id})
    tx.flush()
    return user_id


def update_password(tx: Transaction, account: Account, password_hash: str) -> None:
    """Record a new password; the new session key ends every session signed in before."""
    _record(tx, "password", account.name)
    _update(tx, account, password_hash=password_hash, session_key=new_session_key())


def update_hash(tx: Transaction, account: Account, password_hash: str) -> None:
    """Keep the same password under newer parameters: no change of a user, so no entry and no end of a session."""
    _update(tx, account, password_hash=password_hash)


def mark_disabled(tx: Transaction, account: Account) -> None:
    """Record that the account cannot sign in any more, and end its sessions."""
    _record(tx, "disable", account.name)
    _update(tx, account, disabled=True, session_key=new_session_key())


def replace_units(tx: Transaction, account: Account, unit_ids: Collection[int]) -> None:
    """Record the units the account has from now on."""
    _record(tx, "units", account.name, units=sorted(unit_ids))
    tx.connection.execute(delete(user_unit).where(user_unit.c.user_id == account.id))
    for unit_id in sorted(unit_ids):
        tx.add(user_unit, {"user_id": account.id, "unit_id": unit_id})
    tx.flush()


def update_address(tx: Transaction, account: Account, email: str) -> None:
    """Record that the account has another e-mail address, or ("") none; the address itself stays out of the log."""
    _record(tx, "address", account.name, has=bool(email))
    _update(tx, account, email=email or None)


def new_session_key() -> str:
    """Return a random key of 32 letters."""
    return secrets.token_hex(16)


def _record(tx: Transaction, action: str, name: str, **more: Any) -> None:
    content = log.canonical({"action": action, "user": name, **more})
    tx.append(log.EntryKind.USER, content, details=True)


def _update(tx: Transaction, account: Account, **values: Any) -> None:
    tx.flush()
    tx.connection.execute(update(user_account).where(user_account.c.id == account.id).values(**values))
