"""The English sentence for every code that can be refused: what is wrong, where, what to do. One file per subject."""

from __future__ import annotations

from typing import Final

from landtrack.messages.sentences import (
    attachments,
    checking,
    documents,
    drawing,
    exports,
    files,
    importpage,
    journey,
    meaning,
    movements,
    readers,
    register,
    reports,
    tables,
)

SENTENCES: Final[dict[str, str]] = {
    **attachments.SENTENCES,
    **checking.SENTENCES,
    **documents.SENTENCES,
    **drawing.SENTENCES,
    **exports.SENTENCES,
    **files.SENTENCES,
    **importpage.SENTENCES,
    **journey.SENTENCES,
    **meaning.SENTENCES,
    **movements.SENTENCES,
    **readers.SENTENCES,
    **register.SENTENCES,
    **reports.SENTENCES,
    **tables.SENTENCES,
}
