"""Finding the cases of a holder by the exact value of his name or number: for those who may see identities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, or_, select

from landtrack.domain.identity import number_key, search_key
from landtrack.domain.scope import Right
from landtrack.store import log
from landtrack.store.case_search import MOST, FoundCase
from landtrack.store.figures import in_snapshot
from landtrack.store.schema import episode, identity, revision, violation_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Column, ColumnElement

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction, View


def search_holder(view: View, scope: Scope, as_of: date, entry: int, text: str) -> list[FoundCase]:
    """Return up to 20 cases of the reader's area, by code, whose holder has just this name, card or telephone number.

    Capitals, spaces and punctuation make no difference; diacritics do. A part of a name finds nobody.
    """
    scope.require(Right.SEE_IDENTITIES)
    name, number = search_key(text), number_key(text)
    query = (
        select(violation_case.c.code, revision.c.map_sheet, revision.c.parcel, revision.c.hamlet, episode.c.place_id)
        .select_from(identity)
        .join(violation_case, violation_case.c.holder_key == identity.c.key)
        .join(episode, episode.c.case_id == violation_case.c.id)
        .join(revision, revision.c.entry == episode.c.revision)
        .where(in_snapshot(scope, as_of, entry))
        .where(
            or_(
                _just(identity.c.name_key, name),
                _just(identity.c.id_number_key, number),
                _just(identity.c.phone_key, number),
            )
        )
        .order_by(violation_case.c.code)
        .limit(MOST)
    )
    return [FoundCase(*row) for row in view.connection.execute(query)]


def record_shown(tx: Transaction, codes: Sequence[str], how: str) -> int:
    """Record that the holder of some cases was shown to the actor, and how; never who the holder is."""
    content = log.canonical({"cases": list(codes), "how": how})
    return tx.append(log.EntryKind.IDENTITY_SHOWN, content, details=True)


def _just(key: Column[str], value: str) -> ColumnElement[bool]:
    """Return the condition that a key is this value; an empty one is nobody's."""
    return and_(key == value) if value else false()
