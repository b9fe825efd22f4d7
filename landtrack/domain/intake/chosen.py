"""How a table is read once a person has chosen: what the table says, what was decided before, what is chosen now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.intake.reading_json import override
from landtrack.domain.intake.understand import understand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from landtrack.domain.intake.headings import HeadingWord
    from landtrack.domain.intake.reading import Reading
    from landtrack.domain.intake.source import SourceTable


def understand_chosen(
    table: SourceTable,
    headings: Sequence[HeadingWord],
    remembered: Reading | None,
    chosen: Mapping[str, Any],
) -> Reading:
    """Return the reading of a table with the keys of a mapping (see ``reading_json``) over every guess.

    Other heading rows make other columns: these are found anew before single columns are changed. Refuses
    (``mapping.*``) what is malformed.
    """
    guessed = understand(table, headings, remembered)
    rows = override(guessed, {key: chosen[key] for key in ("heading_rows",) if key in chosen}).heading_rows
    if rows != guessed.heading_rows and table.headings is None:
        guessed = understand(table, headings, remembered, heading_rows=rows)
    return override(guessed, chosen)
