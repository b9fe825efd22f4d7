"""Finding a case anywhere in the reader's area, with the unit of the frame whose page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.scope import Right
from landtrack.domain.search_words import search_words
from landtrack.store.case_search import FoundCase, search_cases
from landtrack.store.holder_search import record_shown, search_holder
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def find_cases(
    database: Database, scope: Scope, question: Question, text: str
) -> list[tuple[FoundCase, AreaUnit | None]]:
    """Return up to 20 cases, the likeliest first, each with its unit in the frame (None: the frame cannot place it)."""
    scope.require(Right.SEE_CASES)
    wanted = search_words(text)
    with database.reading() as view:
        point = stand(view, scope, question)
        units = {unit.id: unit for unit in point.units}
        found = search_cases(view, scope, question.as_of, point.entry, wanted, point.registry)
        return [(row, units.get(point.frame.places.get(row.place_id) or 0)) for row in found]


def find_by_holder(
    database: Database, scope: Scope, question: Question, text: str
) -> list[tuple[FoundCase, AreaUnit | None]]:
    """Return up to 20 cases whose holder has just this name or number, each with its unit in the frame.

    For those who may see identities. What is found is an entry of the log: to learn that somebody is in the register
    is to be shown him.
    """
    scope.require(Right.SEE_IDENTITIES)
    with database.transaction(scope.actor) as tx:
        point = stand(tx, scope, question)
        units = {unit.id: unit for unit in point.units}
        found = search_holder(tx, scope, question.as_of, point.entry, text)
        if found:
            record_shown(tx, [row.code for row in found], "search")
        return [(row, units.get(point.frame.places.get(row.place_id) or 0)) for row in found]
