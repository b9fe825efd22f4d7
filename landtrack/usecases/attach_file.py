"""Photos and minutes of a case: attaching, listing, showing and removing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from landtrack.domain.attachment import LARGEST, PICTURES, Attachment, label_of
from landtrack.domain.case import LONGEST_TEXT
from landtrack.domain.errors import Refusal
from landtrack.domain.file_name import clean_file_name
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.formats.attached_file import media_type_of, plain_copy, position_of, thumbnail
from landtrack.store import attachments
from landtrack.store.attachment_folder import path_of, receive, settle
from landtrack.store.histories import find_history

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was attached, and where its camera says it was taken: (longitude, latitude) in degrees, or None.

    The position is a hint for the person who attaches the photo; it is kept nowhere but in the file itself.
    """

    attachment: Attachment
    position: tuple[float, float] | None


def attach_file(
    database: Database, scope: Scope, folder: Path, code: str, source: IO[bytes], name: str, note: str = ""
) -> Attached:
    """Keep a file of a case; type and size are told by its content.

    Refuses what is no JPEG, PNG or PDF, is damaged, larger than 20 MB, or attached to the case already; a refused or
    interrupted one leaves nothing behind.
    """
    scope.require(Right.CHANGE_CASES)
    label, remark = clean_file_name(name), clean_text(note, LONGEST_TEXT)
    with database.reading() as view:
        find_history(view, scope, code)
    partial, sha256, size = receive(folder, source, LARGEST, label)
    try:
        kind = media_type_of(partial, label)
        label = label_of(label, kind)
        position = position_of(partial) if kind in PICTURES else None
        with database.transaction(scope.actor) as tx:
            history = find_history(tx, scope, code)
            if any(row.sha256 == sha256 for row in attachments.list_attachments(tx, scope, code)):
                raise Refusal("attachment.again", file=label, case=code)
            row = {"sha256": sha256, "file_name": label, "media_type": kind.value, "size": size, "note": remark}
            entry = attachments.record_attachment(tx, history.case_id, code, row)
            # Before the register says that it has the file: a file without an entry harms nobody.
            settle(folder, partial, sha256)
    finally:
        partial.unlink(missing_ok=True)
    return Attached(Attachment(entry, sha256, label, kind, size, remark), position)


def show_attachments(database: Database, scope: Scope, code: str) -> list[Attachment]:
    """Return the files of a case, oldest first."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        return attachments.list_attachments(view, scope, code)


def open_attachment(
    database: Database, scope: Scope, folder: Path, code: str, entry: int, *, small: bool = False
) -> tuple[Attachment, bytes]:
    """Return a file as it is shown: a picture drawn anew from its pixels (``small``: as thumbnail), a PDF as it is.

    Refuses ``attachment.no_thumbnail`` for a small PDF, and ``attachment.gone`` where the folder has it no longer.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        found = attachments.find_attachment(view, scope, code, entry)
    path = path_of(folder, found.sha256)
    if not path.is_file():
        raise Refusal("attachment.gone", file=found.name)
    if found.media_type in PICTURES:
        draw = thumbnail if small else plain_copy
        return found, draw(path, found.media_type, found.name)
    if small:
        raise Refusal("attachment.no_thumbnail", file=found.name)
    return found, path.read_bytes()


def remove_attachment(database: Database, scope: Scope, code: str, entry: int, reason: str) -> None:
    """Take a file away from its case, with a reason; its entry and its bytes stay in the register's keeping."""
    scope.require(Right.CHANGE_CASES)
    with database.transaction(scope.actor) as tx:
        history = find_history(tx, scope, code)
        found = attachments.find_attachment(tx, scope, code, entry)
        why = clean_text(reason, LONGEST_TEXT)
        if not why:
            raise Refusal("attachment.reason_missing")
        attachments.record_removal(tx, history.case_id, code, found.entry, why)
