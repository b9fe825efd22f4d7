"""The terms of filters and forms as lists: the places of statuses and bands are the numbers in the feeds' rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.cutoff import Band
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Exclusion, Status
from landtrack.web.language import say
from landtrack.web.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from enum import StrEnum

    from landtrack.domain.cutoff import Cutoffs


def term_lists(cutoffs: Cutoffs) -> dict[str, list[dict[str, Any]]]:
    """Return statuses, bands, kinds, forms and reasons for exclusion, each with value and label.

    A kind or form that was ended says in ``option`` until when, for forms in which it is chosen.
    """
    words = say()
    days = {"before": words.day(cutoffs.before), "after": words.day(cutoffs.after)}
    return {
        "statuses": _terms(Status),
        "bands": [{**row, "label": row["label"].format(**days)} for row in _terms(Band)],
        "kinds": _rows(OfficeTable.KIND),
        "forms": _rows(OfficeTable.FORM),
        "exclusions": _terms(Exclusion),
    }


def named_until(name: str, ended: date | None) -> str:
    """Return a name as a form offers it: with the last day on which it can be chosen, where there is one."""
    return name if ended is None else say().text("{name} (until {day})", name=name, day=ended)


def _rows(table: OfficeTable) -> list[dict[str, Any]]:
    language = say().language
    found = []
    for code, row in vocabulary().rows(table).items():
        label = row.name(language)
        until = {} if row.ended is None else {"option": named_until(label, row.ended)}
        found.append({"value": code, "label": label, **until})
    return found


def _terms(terms: Iterable[StrEnum]) -> list[dict[str, Any]]:
    words = say()
    return [{"value": term.value, "label": words.label(term)} for term in terms]
