"""The office's words for its codes: kinds of violation, forms of resolution and land types, as known at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.office.office_table import OfficeTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from landtrack.domain.case import Facts
    from landtrack.domain.case_kind import CaseKind
    from landtrack.domain.land_type import LandType
    from landtrack.domain.resolution_form import ResolutionForm

    Row = CaseKind | ResolutionForm | LandType


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rows of the three tables by code, ended ones too: old cases keep their codes."""

    kinds: Mapping[str, CaseKind]
    forms: Mapping[str, ResolutionForm]
    land_types: Mapping[str, LandType]

    def rows(self, table: OfficeTable) -> Mapping[str, Row]:
        """Return the rows of one of the three tables by code."""
        found: dict[OfficeTable, Mapping[str, Row]] = {
            OfficeTable.KIND: self.kinds,
            OfficeTable.FORM: self.forms,
            OfficeTable.LAND_TYPE: self.land_types,
        }
        return found[table]

    def names(self, table: OfficeTable, language: str) -> dict[str, str]:
        """Return the names of a table's rows by code, in the order of the table; ``language`` is "vi" or "en"."""
        return {code: row.name(language) for code, row in self.rows(table).items()}

    def name(self, table: OfficeTable, code: str, language: str) -> str:
        """Return the name of a row of one of the three tables; a code that nobody knows is its own name."""
        row = self.rows(table).get(code)
        return str(code) if row is None else row.name(language)

    def kind(self, code: str, language: str) -> str:
        """Return the name of a kind of violation."""
        return self.name(OfficeTable.KIND, code, language)

    def form(self, code: str, language: str) -> str:
        """Return the name of a form of resolution."""
        return self.name(OfficeTable.FORM, code, language)

    def counting(self, language: str, *, counts: bool = True) -> list[str]:
        """Return the names of the forms that count as resolved (or do not), in the order of the table."""
        return [row.name(language) for row in self.forms.values() if row.counts is counts]

    def choosable(self, table: OfficeTable, day: date) -> list[str]:
        """Return the codes that what is of this day may be recorded with."""
        return [code for code, row in self.rows(table).items() if row.ended is None or day <= row.ended]

    def check_form(self, form: str | None, day: date, code: str) -> None:
        """Refuse a form that the table does not have, or that was ended before the change took effect."""
        for fault in self.form_faults(form, day, code):
            raise fault

    def form_faults(self, form: str | None, day: date, code: str) -> Iterator[Refusal]:
        """Give why the case ``code`` cannot be recorded with a form from this day on; None is no form."""
        if form is None:
            return
        row = self.forms.get(form)
        if row is None:
            known = ", ".join(self.choosable(OfficeTable.FORM, day))
            yield Refusal("change.form_unknown", case=code, form=form[:40], known=known)
        elif row.ended is not None and row.ended < day:
            known = ", ".join(self.choosable(OfficeTable.FORM, day))
            yield Refusal("change.form_ended", case=code, form=row.code, ended=row.ended, day=day, known=known)

    def facts_faults(self, facts: Facts, code: str, before: Facts | None = None) -> Iterator[Refusal]:
        """Give why facts cannot be recorded with their kind; ``before`` are those that they correct.

        A case keeps a kind that was ended since it was recorded. An ended land type is no fault: plans made under the
        older circular still have it (DOMAIN §6); one that the table lacks is refused by
        :func:`landtrack.domain.case.fact_faults`.
        """
        kind, day = self.kinds.get(facts.kind), facts.found_on
        if kind is None:
            known = ", ".join(self.choosable(OfficeTable.KIND, day))
            yield Refusal("case.kind_unknown", case=code, kind=facts.kind[:40], known=known)
        elif kind.ended is not None and kind.ended < day and (before is None or before.kind != facts.kind):
            known = ", ".join(self.choosable(OfficeTable.KIND, day))
            yield Refusal("case.kind_ended", case=code, kind=kind.code, ended=kind.ended, day=day, known=known)
