"""Identities in an export: only with the right and a reason, and never without an entry in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.text import clean_text
from landtrack.formats.archive import digest_of
from landtrack.store.log import EntryKind, canonical

if TYPE_CHECKING:
    from pathlib import Path

    from landtrack.domain.scope import Scope
    from landtrack.formats.exports.export_format import ExportFormat
    from landtrack.formats.manifest import Manifest
    from landtrack.store.database import Database

SHORTEST_REASON, LONGEST_REASON = 5, 500


def require_reason(scope: Scope, chosen: ExportFormat, reason: str) -> str:
    """Return the reason in its one spelling.

    Refuses a reader without the right to see identities, a format that has no place for them
    (``export.no_identities``), and a reason that says nothing (``export.reason_missing``).
    """
    scope.require(Right.SEE_IDENTITIES)
    if not chosen.identities:
        raise Refusal("export.no_identities", form=chosen.name)
    stated = clean_text(reason, LONGEST_REASON)
    if len(stated) < SHORTEST_REASON:
        raise Refusal("export.reason_missing")
    return stated


def log_identities(database: Database, scope: Scope, manifest: Manifest, reason: str, path: Path) -> int:
    """Append the entry that says who took which identities where, and why; return its number.

    Before the file is in its place: a file without an entry there cannot be, at worst an entry without its file.
    """
    content = {
        "reason": reason,
        "form": manifest.form,
        "sha256": digest_of(path).sha256,
        "cases": manifest.figures["total"]["cases"],
        "as_of": manifest.figures["as_of"],
        "known_at": manifest.figures["known_at"],
        "frame": manifest.figures["frame"],
        "head": manifest.head,
        "unit": manifest.unit,
        "selection": manifest.selection_values,
    }
    with database.transaction(scope.actor) as tx:
        return tx.append(EntryKind.IDENTITY_EXPORT, canonical(content), details=True)
