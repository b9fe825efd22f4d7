"""The rule by which a case is in a cell, in one sentence, and the band's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.cell import Column

if TYPE_CHECKING:
    from landtrack.messages.catalogue import Catalogue
    from landtrack.usecases.explain_cell import Explained


def rule_of(found: Explained, say: Catalogue) -> str:
    """Return the sentence that tells why these cases, and no others, are behind the figure."""
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


def band_of(found: Explained, say: Catalogue) -> str:
    """Return the band's words with its days; "" for all bands."""
    if found.cell.asked_band is None:
        return ""
    days = {"before": say.day(found.cutoffs.before), "after": say.day(found.cutoffs.after)}
    return say.label(found.cell.asked_band).format(**days)
