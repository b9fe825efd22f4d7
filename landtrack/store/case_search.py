"""Finding cases by code or parcel within the reader's area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from landtrack.store.figures import in_snapshot
from landtrack.store.schema import episode, revision, violation_case

if TYPE_CHECKING:
    from datetime import date

    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

MOST = 20


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that was searched for, and where it lies."""

    code: str
    map_sheet: str
    parcel: str
    hamlet: str
    place_id: int


def search_cases(view: View, scope: Scope, as_of: date, entry: int, text: str) -> list[FoundCase]:
    """Return up to 20 cases whose code contains ``text``, or whose parcel is ``text`` ("sheet/parcel" names both)."""
    sheet, slash, parcel = (part.strip() for part in text.partition("/"))
    on_parcel = revision.c.parcel == text
    if slash:
        on_parcel = (revision.c.map_sheet == sheet) & (revision.c.parcel == parcel)
    query = (
        select(violation_case.c.code, revision.c.map_sheet, revision.c.parcel, revision.c.hamlet, episode.c.place_id)
        .select_from(episode)
        .join(violation_case, violation_case.c.id == episode.c.case_id)
        .join(revision, revision.c.entry == episode.c.revision)
        .where(in_snapshot(scope, as_of, entry))
        .where(or_(violation_case.c.code.contains(text.upper(), autoescape=True), on_parcel))
        .order_by(violation_case.c.code)
        .limit(MOST)
    )
    return [FoundCase(*row) for row in view.connection.execute(query)]
