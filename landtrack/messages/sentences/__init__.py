"""The English sentence for every code that can be refused: what is wrong, where, what to do. One file per subject."""

from __future__ import annotations

from typing import Final

from landtrack.messages.sentences import (
    attachments,
    checking,
    drawing,
    exports,
    importpage,
    journey,
    meaning,
    readers,
    register,
)

SENTENCES: Final[dict[str, str]] = {
    **attachments.SENTENCES,
    **checking.SENTENCES,
    **drawing.SENTENCES,
    **exports.SENTENCES,
    **importpage.SENTENCES,
    **journey.SENTENCES,
    **meaning.SENTENCES,
    **readers.SENTENCES,
    **register.SENTENCES,
}
