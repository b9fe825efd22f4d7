"""What the database says of itself: whether it holds the demo register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.store import schema

if TYPE_CHECKING:
    from landtrack.store.database import Transaction, View

DEMO = "demo"


def mark_demo(tx: Transaction) -> None:
    """Mark the new register as the demo one: only such a register offers to sign in without a password."""
    tx.add(schema.register, {"key": DEMO, "value": "1"})


def is_demo(view: View) -> bool:
    """Say whether the register is marked as the demo one."""
    value = view.connection.execute(select(schema.register.c.value).where(schema.register.c.key == DEMO)).scalar()
    return value == "1"
