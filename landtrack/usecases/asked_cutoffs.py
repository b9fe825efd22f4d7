"""The cutoffs that a question means: those it names, else those in force when what it asks was known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.store.units import read_cutoffs

if TYPE_CHECKING:
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.question import Question
    from landtrack.store.database import View


def asked_cutoffs(view: View, question: Question, entry: int) -> tuple[Cutoffs, Cutoffs | None]:
    """Return the cutoffs, and the same as the store wants them: None where they are those it keeps bands ready for.

    Bands are kept ready for the cutoffs in force now; under all others they are computed for each case.
    """
    asked = question.cutoffs or read_cutoffs(view, entry)
    return asked, None if asked == read_cutoffs(view) else asked
