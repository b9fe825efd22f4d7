"""A commune on the map: what the page begins with, and the two feeds that travel apart: statuses and shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from landtrack.domain.scope import Right
from landtrack.maps.shape_feed import encode_shapes, shapes_stamp
from landtrack.store.case_feed import read_case_feed
from landtrack.store.map_shapes import boundaries_of, load_in_force, shape_bodies, shape_keys
from landtrack.store.units import read_cutoffs
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.report_progress import progress_in
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from landtrack.domain.area_unit import AreaUnit
    from landtrack.domain.boundary import Boundary
    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.progress import Progress
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class CommunePage:
    """What the page of a commune begins with; ``load`` is the entry of its ``boundary``, ``stamp`` names its shapes."""

    unit: AreaUnit
    siblings: tuple[AreaUnit, ...]
    boundary: Boundary
    load: int
    stamp: str
    cutoffs: Cutoffs

    @property
    def is_bare(self) -> bool:
        """Return whether no case of it has a shape."""
        return self.stamp == shapes_stamp(())


@dataclass(frozen=True, slots=True)
class CommuneBoundary:
    """The boundary of a commune from the load with entry ``load``, and its neighbours with theirs."""

    load: int
    boundary: Boundary
    neighbours: tuple[tuple[AreaUnit, Boundary], ...]


@dataclass(frozen=True, slots=True)
class CommuneCases:
    """The cases of a commune as rows of ``FEED_COLUMNS`` by code, and its figures, of one moment of the register."""

    point: Standpoint
    rows: list[list[Any]]
    progress: Progress
    stamp: str


@dataclass(frozen=True, slots=True)
class CommuneShapes:
    """The shapes of a commune's cases under their stamp: encoded, and packed for the way."""

    stamp: str
    body: bytes
    packed: bytes


def show_commune(database: Database, scope: Scope, question: Question) -> CommunePage:
    """Return what the page begins with; ``question.unit`` is the commune's code."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        unit = point.units[0]
        load = load_in_force(view, point.entry)
        boundary = boundaries_of(view, load, [unit.id])[unit.id]
        everyone = stand(view, scope, question.for_unit(None)).units
        return CommunePage(unit, everyone, boundary, load, _stamp(view, scope, point), read_cutoffs(view, point.entry))


def commune_boundary(database: Database, scope: Scope, question: Question) -> CommuneBoundary:
    """Return the commune's boundary as known at the question's moment, and those of the units around it.

    Where units lie is public knowledge: the neighbours are there whether or not the reader may see their cases.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        unit = point.units[0]
        load = load_in_force(view, point.entry)
        boundaries = boundaries_of(view, load, [row.id for row in point.frame.units])
    around = shapely.box(*boundaries[unit.id].geometry.bounds)
    near = [
        (row, boundaries[row.id])
        for row in point.frame.units
        if row.id != unit.id and boundaries[row.id].geometry.intersects(around)
    ]
    return CommuneBoundary(load, boundaries[unit.id], tuple(near))


def commune_standpoint(database: Database, scope: Scope, question: Question) -> Standpoint:
    """Return where the question about a commune stands: its head names all that an answer can depend on."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        return stand(view, scope, question)


def commune_cases(database: Database, scope: Scope, question: Question) -> CommuneCases:
    """Return the cases and figures of the commune ``question.unit``."""
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        _, cutoffs = asked_cutoffs(view, question, point.entry)
        found = read_case_feed(view, scope, question.as_of, point.entry, point.places, cutoffs=cutoffs)
        return CommuneCases(point, found.rows, progress_in(view, scope, question), shapes_stamp(found.keys))


def commune_shapes(
    database: Database,
    scope: Scope,
    question: Question,
    kept: MutableMapping[str, CommuneShapes],
    pack: Callable[[bytes], bytes],
) -> CommuneShapes:
    """Return the encoded shapes of the commune's cases.

    ``kept`` holds those of earlier requests by stamp. What the reader may see decides the stamp, so that nobody gets
    another's shapes from it.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        point = stand(view, scope, question)
        stamp = _stamp(view, scope, point)
        found = kept.get(stamp)
        if found is None:
            rows = shape_bodies(view, scope, question.as_of, point.entry, point.places)
            body = encode_shapes([case_id for case_id, _ in rows], [wkb for _, wkb in rows])
            found = CommuneShapes(stamp, body, pack(body))
            kept[stamp] = found
        return found


def _stamp(view: View, scope: Scope, point: Standpoint) -> str:
    return shapes_stamp(shape_keys(view, scope, point.question.as_of, point.entry, point.places))
