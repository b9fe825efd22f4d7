"""Which files belong to which case: appended, and removed by a further entry; nothing is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from landtrack.domain.attachment import Attachment, MediaType
from landtrack.domain.errors import UnknownCase
from landtrack.store import log, schema
from landtrack.store.histories import find_history
from landtrack.store.recording import record_row

if TYPE_CHECKING:
    from sqlalchemy import Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction, View

ATTACHMENT, REMOVAL = schema.attachment, schema.attachment_removal


def list_attachments(view: View, scope: Scope, code: str) -> list[Attachment]:
    """Return the files of a case that were not removed, oldest first; UnknownCase as :func:`find_history`."""
    history = find_history(view, scope, code)
    query = _standing().where(ATTACHMENT.c.case_id == history.case_id).order_by(ATTACHMENT.c.entry)
    return [_attachment(row) for row in view.connection.execute(query)]


def find_attachment(view: View, scope: Scope, code: str, entry: int) -> Attachment:
    """Return one file of a case; UnknownCase ``attachment.unknown`` for one that is not there, or no longer."""
    found = next((row for row in list_attachments(view, scope, code) if row.entry == entry), None)
    if found is None:
        raise UnknownCase("attachment.unknown", case=code, entry=str(entry))
    return found


def every_hash(view: View) -> dict[str, list[str]]:
    """Return the hash of every file ever attached, removed ones too, with the codes of its cases.

    Unguarded by scope: for the check of the whole folder.
    """
    case = schema.violation_case
    query = (
        select(ATTACHMENT.c.sha256, case.c.code)
        .join(case, case.c.id == ATTACHMENT.c.case_id)
        .order_by(ATTACHMENT.c.entry)
    )
    found: dict[str, list[str]] = {}
    for sha256, code in view.connection.execute(query):
        found.setdefault(sha256, []).append(code)
    return found


def record_attachment(tx: Transaction, case_id: int, code: str, row: dict[str, Any]) -> int:
    """Record a file (sha256, file_name, media_type, size, note) of a case; return the entry."""
    return record_row(tx, log.EntryKind.ATTACHMENT, ATTACHMENT, {"case_id": case_id, **row}, code)


def record_removal(tx: Transaction, case_id: int, code: str, entry: int, reason: str) -> int:
    """Record that a file no longer belongs to the case; return the entry."""
    row = {"case_id": case_id, "attachment": entry, "reason": reason}
    return record_row(tx, log.EntryKind.ATTACHMENT_REMOVAL, REMOVAL, row, code)


def _standing() -> Select[Any]:
    return (
        select(ATTACHMENT)
        .outerjoin(REMOVAL, REMOVAL.c.attachment == ATTACHMENT.c.entry)
        .where(REMOVAL.c.entry.is_(None))
    )


def _attachment(row: Any) -> Attachment:
    return Attachment(row.entry, row.sha256, row.file_name, MediaType(row.media_type), row.size, row.note)
