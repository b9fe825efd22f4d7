"""Sentences about tablepages."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "table.key_taken": "There already is a row {key} ({table}). Choose another key, or change that row.",
    "table.changed_meanwhile": "The row {key} ({table}) was changed by somebody else meanwhile. Compare with how it is now, then save again.",
    "campaign.unknown": "There is no campaign {key} as known at that moment.",
    "table.not_understood": "Changing a cutoff bands all cases anew. Tick that this is meant, then save.",
    "table.counts_not_understood": "Whether a form counts decides how its cases are counted. Tick that this is meant, then save.",
    "table.row_gone": "The table {table} has no row {key}. This page shows the rows that it has.",
    "table.ends_here": "From {day} on no rule would follow {key}. Leave its end empty, or add the following rule first.",
}
