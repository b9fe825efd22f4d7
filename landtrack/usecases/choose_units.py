"""The units that a reader may choose among."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.store.units import read_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database


def visible_units(database: Database, scope: Scope, question: Question) -> tuple[AreaUnit, ...]:
    """Return the units of the question's frame that lie in the reader's area, in official order."""
    with database.reading() as view:
        return stand(view, scope, question).units


def units_and_cutoffs(database: Database, scope: Scope, question: Question) -> tuple[tuple[AreaUnit, ...], Cutoffs]:
    """Return the same units, and the cutoffs between the bands that cases may be chosen by."""
    with database.reading() as view:
        point = stand(view, scope, question)
        return point.units, question.cutoffs or read_cutoffs(view, point.entry)
