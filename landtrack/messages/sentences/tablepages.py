"""Sentences about tablepages."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "table.key_taken": "There already is a row {key} ({table}). Choose another key, or change that row.",
    "table.changed_meanwhile": "The row {key} ({table}) was changed by somebody else meanwhile. Compare with how it is now, then save again.",
    "campaign.unknown": "There is no campaign {key} as known at that moment.",
    "table.not_understood": "Changing a cutoff bands all cases anew. Tick that this is meant, then save.",
}
