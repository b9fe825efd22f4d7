"""The rule by which a case is in a cell, in one sentence, and the band's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cell import Column

if TYPE_CHECKING:
    from landtrack.messages.catalogue import Catalogue
    from landtrack.usecases.explain_cell import Explained

ABOUT_FORMS = frozenset(
    {
        Column.RESOLVED,
        Column.RESOLVED_HA,
        Column.IN_HAND,
        Column.IN_HAND_ONLY,
        Column.UNRESOLVED,
        Column.UNRESOLVED_HA,
        Column.RATE_CASES,
        Column.RATE_AREA,
    }
)
"""Columns whose cases depend on which forms of resolution count."""


def rule_of(found: Explained, say: Catalogue) -> str:
    """Return the one sentence that tells why these cases, and no others, are behind the figure."""
    parts = [_of_column(found, say).rstrip(".")]
    band = band_of(found, say)
    if band and found.cell.column is not Column.UNDETERMINED:
        parts.append(say.text("time of the violation: {band}", band=f"{band[:1].lower()}{band[1:]}"))
    if found.not_counted and found.cell.column in ABOUT_FORMS:
        names = ", ".join(row.name(say.language) for row in found.not_counted)
        parts.append(say.text("not counted as resolved: {forms}", forms=names))
    return f"{'; '.join(parts)}."


def _of_column(found: Explained, say: Catalogue) -> str:
    day = found.as_of
    rules = {
        Column.CASES: say.text("Cases that are counted: found by {day} and not excluded, as known then.", day=day),
        Column.RESOLVED: say.text("Of the cases that are counted, those resolved for good by {day}.", day=day),
        Column.RESOLVED_HA: say.text(
            "Of the cases that are counted, those with a resolved part by {day}; the figure sums the resolved parts.",
            day=day,
        ),
        Column.IN_HAND: say.text("Of the cases that are counted, those in hand or partly resolved on {day}.", day=day),
        Column.OPEN: say.text("Of the cases that are counted, those on which nothing was begun by {day}.", day=day),
        **_of_the_rest(found, say),
        Column.RATE_CASES: say.text(
            "The cases that are counted are the whole of the rate, those resolved for good by {day} its part.", day=day
        ),
        Column.RATE_AREA: say.text(
            "The areas of the cases that are counted are the whole of the rate, "
            "what was resolved of them by {day} its part.",
            day=day,
        ),
        Column.NO_GEOMETRY: say.text("Of the cases that are counted, those without geometry."),
        Column.UNDETERMINED: say.text(
            "Of the cases that are counted, those whose date of violation may lie on either side of a cutoff."
        ),
        Column.OUTSIDE_UNIT: say.text("Of the cases that are counted, those drawn outside their unit."),
        Column.UNPLACED: say.text(
            "Of the cases that are counted, those whose unit was split: "
            "nothing says in which of today's units they lie."
        ),
    }
    return rules.get(found.cell.column, rules[Column.CASES])


def _of_the_rest(found: Explained, say: Catalogue) -> dict[Column, str]:
    """Return the rules of the columns that count what is left to do."""
    day = found.as_of
    return {
        Column.IN_HAND_ONLY: say.text(
            "Of the cases that are counted, those in hand on {day} of which no part was resolved.", day=day
        ),
        Column.PARTLY_RESOLVED: say.text(
            "Of the cases that are counted, those of which a part was resolved by {day}.", day=day
        ),
        Column.UNRESOLVED: say.text("Of the cases that are counted, those not resolved for good by {day}.", day=day),
        Column.UNRESOLVED_HA: say.text(
            "Of the cases that are counted, those not resolved for good by {day}; "
            "the figure sums what is not yet resolved of their areas.",
            day=day,
        ),
    }


def band_of(found: Explained, say: Catalogue) -> str:
    """Return the band's words with its days; "" for all bands."""
    if found.cell.asked_band is None:
        return ""
    days = {"before": say.day(found.cutoffs.before), "after": say.day(found.cutoffs.after)}
    return say.label(found.cell.asked_band).format(**days)
