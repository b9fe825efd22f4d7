"""The terms of filters and forms as lists: their places in a list are the numbers in the feeds' rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.domain.case import ViolationKind
from landtrack.domain.cutoff import Band
from landtrack.domain.status import Exclusion, Form, Status
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from landtrack.domain.cutoff import Cutoffs


def term_lists(cutoffs: Cutoffs) -> dict[str, list[dict[str, Any]]]:
    """Return statuses, bands, kinds, forms and reasons for exclusion, each with value and label."""
    words = say()
    days = {"before": words.day(cutoffs.before), "after": words.day(cutoffs.after)}
    return {
        "statuses": _terms(Status),
        "bands": [{**row, "label": row["label"].format(**days)} for row in _terms(Band)],
        "kinds": _terms(ViolationKind),
        "forms": _terms(Form),
        "exclusions": _terms(Exclusion),
    }


def _terms(terms: Iterable[StrEnum]) -> list[dict[str, Any]]:
    words = say()
    return [{"value": term.value, "label": words.label(term)} for term in terms]
