"""The holder that a row names: personal data, kept where none is known, never in place of one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.identity import Identity, clean_identity, number_key, search_key
from landtrack.domain.intake.field import HOLDER_FIELDS, Field

if TYPE_CHECKING:
    from landtrack.domain.history import CaseHistory
    from landtrack.usecases.intake.judged_row import JudgedRow


def planned_holder(row: JudgedRow, history: CaseHistory | None) -> Identity | None:
    """Return the holder to keep for the case; None where the row names none, or the case has one.

    A holder that differs from the one kept is a warning without either name: problems are kept in the log.
    """
    if not (row.standing.has_holders and row.standing.keeps_holders):
        return None
    if not any(row.value(field) for field in HOLDER_FIELDS):
        return None
    kept = None if history is None else row.standing.holders.get(history.case_id)
    if kept is not None:
        differs = any(one and other and one != other for one, other in zip(kept, holder_keys(row), strict=True))
        if differs:
            row.warn("import.holder_differs", Field.HOLDER, Field.HOLDER_ID)
        return None
    try:
        return clean_identity(
            Identity(
                row.value(Field.HOLDER) or "",
                row.value(Field.HOLDER_ID) or "",
                row.value(Field.HOLDER_ADDRESS) or "",
                row.value(Field.HOLDER_PHONE) or "",
            )
        )
    except Refusal as refusal:
        row.refuse_as(refusal, Field.HOLDER)
        return None


def holder_keys(row: JudgedRow) -> tuple[str, str]:
    """Return name and number of the identity card in the one spelling they are compared in."""
    return search_key(row.value(Field.HOLDER) or ""), number_key(row.value(Field.HOLDER_ID) or "")
