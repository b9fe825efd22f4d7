"""The codes that are taken: only for giving out new ones. They tell nothing of the cases behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from landtrack.store.schema import violation_case

if TYPE_CHECKING:
    from landtrack.store.database import View


def highest_number(view: View, prefix: str) -> int:
    """Return the highest whole number that follows ``prefix`` in a case code, 0 where none does.

    Codes of all units count, whoever asks: a code is given once.
    """
    query = select(violation_case.c.code).where(violation_case.c.code.startswith(prefix, autoescape=True))
    rests = (code[len(prefix) :] for code in view.connection.execute(query).scalars())
    return max((int(rest) for rest in rests if rest.isascii() and rest.isdigit()), default=0)
