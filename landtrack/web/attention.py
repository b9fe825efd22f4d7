"""What needs somebody's attention today: counts, each leading to where it can be looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import url_for

from landtrack.domain.cell import Cell, Column
from landtrack.domain.finding import FindingKind
from landtrack.domain.scope import Right
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.web.cell_links import cell_address
from landtrack.web.checked import checked
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from landtrack.domain.progress import Progress
    from landtrack.web.choices import Choice

MOST_CHECKED = 20_000
"""Of more cases than these the checks take long: they are looked at on their own page, and the first page opens."""
LATELY = timedelta(days=30)
# Said by the counts of what is missing already.
COUNTED_ELSEWHERE = frozenset({FindingKind.NO_GEOMETRY, FindingKind.DATE_UNDETERMINED, FindingKind.OUTSIDE_UNIT})


def needs_attention(choice: Choice, figures: Progress) -> list[dict[str, Any]]:
    """Return the counts that are not nothing: what is missing, and imports that left rows out."""
    text, gaps = say().text, figures.gaps
    missing = [
        (Column.NO_GEOMETRY, gaps.no_geometry, text("cases without geometry"), "map-pin-off"),
        (Column.UNDETERMINED, gaps.undetermined, text("cases with an undetermined date of violation"), "calendar"),
        (Column.OUTSIDE_UNIT, gaps.outside_unit, text("cases drawn outside their unit"), "map-pin"),
        (Column.UNPLACED, gaps.unplaced, text("cases not placed in any unit"), "info"),
    ]
    found = [
        *(
            _line(count, words, cell_address(Cell(None, None, column), choice.query), icon)
            for column, count, words, icon in missing
        ),
        *_imports(),
    ]
    return [line for line in found if line["count"]]


def may_be_checked(figures: Progress) -> bool:
    """Say whether the checks are quick enough for the first page, which asks for them once it is open."""
    return figures.whole.total.cases <= MOST_CHECKED


def findings(choice: Choice) -> list[dict[str, Any]]:
    """Return the counts of what the checks find, as far as it is not said by the counts of what is missing."""
    counts = checked(choice.question).counts
    found = [
        _line(counts[kind], say().label(kind), url_for("check", kind=kind.value, **choice.query), "triangle-alert")
        for kind in FindingKind
        if kind not in COUNTED_ELSEWHERE
    ]
    return [line for line in found if line["count"]]


def _imports() -> list[dict[str, Any]]:
    if Right.CHANGE_CASES not in scope().rights:
        return []
    since = database().now() - LATELY
    runs = [
        run
        for run in list_imports(database(), scope())
        if run.refused and run.undone is None and run.recorded_at >= since
    ]
    refused = sum(run.refused for run in runs)
    words = say().text("rows that imports of the last 30 days left out")
    return [_line(refused, words, url_for("imports"), "upload")]


def _line(count: int, words: str, href: str, icon: str) -> dict[str, Any]:
    return {"count": count, "number": say().number(count), "text": words, "href": href, "icon": icon}
