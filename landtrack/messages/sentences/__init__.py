"""The English sentence for every code that can be refused: what is wrong, where, what to do. One file per subject."""

from __future__ import annotations

from typing import Final

from landtrack.messages.sentences import attachments, register

SENTENCES: Final[dict[str, str]] = {
    **attachments.SENTENCES,
    **register.SENTENCES,
}
