"""Which forms of resolution do not count, in words: beside figures, rules and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.bridges.movement import Movement
from landtrack.domain.office.office_table import OfficeTable
from landtrack.store.log import head_at
from landtrack.usecases.tables.read_table import plain_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from landtrack.domain.resolution_form import ResolutionForm
    from landtrack.messages.catalogue import Catalogue
    from landtrack.store.database import Database, View


@dataclass(frozen=True, slots=True)
class CountedForms:
    """The office's forms of resolution as known at a moment: those that count as resolved, and those that do not."""

    counted: tuple[ResolutionForm, ...]
    not_counted: tuple[ResolutionForm, ...]

    def block(self) -> dict[str, list[str]]:
        """Return their codes as plain JSON values."""
        return {"counted": [row.code for row in self.counted], "not_counted": [row.code for row in self.not_counted]}


def counted_forms(view: View, entry: int) -> CountedForms:
    """Return the forms as known at a log entry."""
    forms = plain_rows(view, OfficeTable.FORM, entry).values()
    return CountedForms(tuple(row for row in forms if row.counts), tuple(row for row in forms if not row.counts))


def show_counted_forms(database: Database, known_at: datetime) -> CountedForms:
    """Return the forms as known at a moment; they are public knowledge."""
    with database.reading() as view:
        return counted_forms(view, head_at(view.connection, known_at).number)


def not_counted_words(forms: Iterable[ResolutionForm], say: Catalogue) -> str:
    """Return the sentence that names the forms that do not count; "" where all do."""
    names = _named(forms, say)
    return say.text("Not counted as resolved: {forms}.", forms=names) if names else ""


def _named(forms: Iterable[ResolutionForm], say: Catalogue) -> str:
    return "; ".join(row.name(say.language) for row in forms)


def counting_notes(database: Database, known: tuple[datetime, datetime], say: Catalogue) -> tuple[str, ...]:
    """Return what a comparison of two moments of knowledge should say of the forms; nothing where all count at both."""
    first, last = (show_counted_forms(database, moment) for moment in known)
    before, after = ({row.code: row for row in end.not_counted} for end in (first, last))
    notes = []
    no_more, again = (
        [row for code, row in end.items() if code not in other] for end, other in ((after, before), (before, after))
    )
    if no_more:
        names = _named(no_more, say)
        notes.append(say.text("Counted as resolved at the first moment, no more at the second: {forms}.", forms=names))
    if again:
        names = _named(again, say)
        notes.append(say.text("Not counted as resolved at the first moment, but at the second: {forms}.", forms=names))
    if notes:
        line = say.label(Movement.STATUS_CORRECTED)
        notes.append(say.text("What changed by that is in the line “{line}”.", line=line))
    both = not_counted_words((row for code, row in after.items() if code in before), say)
    return (*notes, *([both] if both else []))
