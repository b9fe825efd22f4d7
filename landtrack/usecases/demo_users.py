"""The demo register's accounts, one for each role. Nobody knows their passwords: its sign-in page has buttons."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING

from landtrack.domain.scope import Role
from landtrack.store.users import insert_account
from landtrack.usecases.passwords import hash_password
from landtrack.usecases.sign_in import DEMO_NAMES

if TYPE_CHECKING:
    from landtrack.domain.frame import UnitRegistry
    from landtrack.store.database import Transaction

YEN_THE = ("07288", date(2025, 7, 1))
_ROLES = (Role.OFFICER, Role.COMMUNE_OFFICER, Role.CHAIR, Role.PROVINCE, Role.ADMIN)
_OF_YEN_THE = frozenset({Role.COMMUNE_OFFICER, Role.CHAIR})


def add_demo_users(tx: Transaction, registry: UnitRegistry) -> None:
    """Add one account for each role; the commune officer and the chair have Yên Thế, 07288 of 2025."""
    code, day = YEN_THE
    unit_id = registry.frame(day).unit(code).id
    # One hash for all: it is of a password that was never kept.
    hashed = hash_password(secrets.token_urlsafe(32))
    for name, role in zip(DEMO_NAMES, _ROLES, strict=True):
        insert_account(tx, name, role, [unit_id] if role in _OF_YEN_THE else [], hashed)
