"""What is due and overdue in the reader's cases, as the dashboard shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landtrack.web.choices import Choice


def due_summary(choice: Choice) -> dict[str, Any] | None:
    """Return the block of the dashboard; None where there is nothing to tell."""
    del choice
    return None
