"""The cases of a map as bare numbers and texts: thousands of rows for a feed, without a value made of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, cast, select

from landtrack.domain.episode import Gap
from landtrack.store.figures import band_number, in_snapshot
from landtrack.store.schema import episode, revision, status_change, violation_case

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.store.database import View

FEED_COLUMNS = (
    "id", "code", "status", "band", "kind", "land_type", "map_sheet", "parcel", "part", "hamlet", "area",
    "resolved_area", "found_on", "effective_on", "gap",
)  # fmt: skip
"""What stands where in a row. Status and band are places in ``tuple(Status)`` and ``tuple(Band)``, kind is a value,
part 0 or 1, areas tenths of m², days ISO texts (effective_on None before the first change), gap a number of ``Gap``."""


@dataclass(frozen=True, slots=True)
class CaseFeed:
    """Rows in the order of FEED_COLUMNS, by code; ``keys`` are (case id, revision) of those with a geometry, by id."""

    rows: list[list[Any]]
    keys: list[tuple[int, int]]


def read_case_feed(
    view: View,
    scope: Scope,
    as_of: date,
    entry: int,
    places: Collection[int] | None,
    case_id: int | None = None,
    *,
    cutoffs: Cutoffs | None = None,
) -> CaseFeed:
    """Return the cases that the reader may see, excluded ones too; ``case_id`` narrows to one.

    ``cutoffs`` None means those the bands are kept ready for.
    """
    band = episode.c.band if cutoffs is None else band_number(cutoffs)
    query = (
        select(
            episode.c.case_id, violation_case.c.code, episode.c.status, band, revision.c.kind,
            revision.c.land_type, revision.c.map_sheet, revision.c.parcel, cast(revision.c.part_of_parcel, Integer),
            revision.c.hamlet, episode.c.area, episode.c.resolved_area, cast(revision.c.found_on, String),
            cast(status_change.c.effective_on, String), episode.c.gap, episode.c.revision,
        )
        .select_from(episode)
        .join(violation_case, violation_case.c.id == episode.c.case_id)
        .join(revision, revision.c.entry == episode.c.revision)
        .join(status_change, status_change.c.entry == episode.c.change, isouter=True)
        .where(in_snapshot(scope, as_of, entry))
        .order_by(violation_case.c.code)
    )  # fmt: skip
    if places is not None:
        query = query.where(episode.c.place_id.in_(sorted(places)))
    if case_id is not None:
        query = query.where(episode.c.case_id == case_id)
    found = view.connection.execute(query).all()
    keys = sorted((row[0], row[-1]) for row in found if row[-2] != Gap.NO_GEOMETRY)
    return CaseFeed([list(row[:-1]) for row in found], keys)
