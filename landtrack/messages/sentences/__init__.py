"""The English sentence for every code that can be refused: what is wrong, where, what to do. One file per subject."""

from __future__ import annotations

from typing import Final

from landtrack.messages.sentences import (
    attachments,
    checking,
    deadlines,
    documents,
    drawing,
    exports,
    files,
    heads,
    importpage,
    journey,
    meaning,
    movements,
    readers,
    register,
    reportpages,
    reports,
    tablepages,
    tables,
    vocabulary,
)

SENTENCES: Final[dict[str, str]] = {
    **attachments.SENTENCES,
    **checking.SENTENCES,
    **deadlines.SENTENCES,
    **documents.SENTENCES,
    **drawing.SENTENCES,
    **exports.SENTENCES,
    **files.SENTENCES,
    **heads.SENTENCES,
    **importpage.SENTENCES,
    **journey.SENTENCES,
    **meaning.SENTENCES,
    **movements.SENTENCES,
    **readers.SENTENCES,
    **register.SENTENCES,
    **reportpages.SENTENCES,
    **reports.SENTENCES,
    **tablepages.SENTENCES,
    **tables.SENTENCES,
    **vocabulary.SENTENCES,
}
