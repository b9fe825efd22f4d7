"""Finding a case anywhere in the reader's area, with the unit of the frame whose page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.store.case_search import FoundCase, search_cases
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def find_cases(
    database: Database, scope: Scope, question: Question, text: str
) -> list[tuple[FoundCase, AreaUnit | None]]:
    """Return up to 20 cases by code, each with its unit in the frame (None: the frame cannot place it)."""
    scope.require(Right.SEE_CASES)
    wanted = text.strip()
    with database.reading() as view:
        point = stand(view, scope, question)
        units = {unit.id: unit for unit in point.units}
        found = search_cases(view, scope, question.as_of, point.entry, wanted) if wanted else []
        return [(row, units.get(point.frame.places.get(row.place_id) or 0)) for row in found]
