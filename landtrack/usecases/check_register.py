"""Checking the register: everything about the reader's cases that a person should look at, and what was accepted."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from landtrack.domain.episode import Gap
from landtrack.domain.fact_checks import missing_facts, same_parcels
from landtrack.domain.finding import FindingKind, found
from landtrack.domain.scope import Right
from landtrack.domain.shape_checks import area_differences, invalid_rings, overlaps, slivers
from landtrack.formats.coordinates import BAC_GIANG, from_wgs84
from landtrack.store.acceptances import read_acceptances
from landtrack.store.checked_cases import read_checked, read_shapes
from landtrack.store.map_shapes import boundaries_of, load_in_force
from landtrack.usecases.asked_cutoffs import asked_cutoffs
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
    from decimal import Decimal

    from landtrack.domain.boundary import Boundary
    from landtrack.domain.finding import Acceptance, CheckedCase, Finding
    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.standpoint import Standpoint


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in ``cases`` cases, the gravest first and then by code; apart from it what was accepted.

    ``schematic`` says that units of which cases were found outside have only a drawn boundary.
    """

    point: Standpoint
    cases: int
    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]
    schematic: bool

    @property
    def counts(self) -> Mapping[FindingKind, int]:
        """Return how many open findings there are of each kind that has any."""
        return Counter(one.kind for one in self.open)


def check_register(
    database: Database,
    scope: Scope,
    question: Question,
    tolerance: Decimal,
    kept: MutableMapping[str, CheckReport] | None = None,
) -> CheckReport:
    """Return the report of the question; ``tolerance`` is the share by which areas may differ (0.01 is 1 %).

    Only the reader's own cases are looked at: what lies on a neighbour's case is found by those who see both.
    ``kept`` holds the reports of earlier requests, each as long as the log does not go on.
    """
    scope.require(Right.SEE_CASES)
    with database.reading() as view:
        if kept is None:
            return check_in(view, scope, question, tolerance)
        point = stand(view, scope, question)
        area = None if scope.places is None else sorted(scope.places)
        key = repr((point.head, question.as_of, point.frame.day, question.unit, area, tolerance))
        found = kept.get(key)
        if found is None:
            found = kept[key] = check_in(view, scope, question, tolerance)
        return found


def check_in(
    view: View, scope: Scope, question: Question, tolerance: Decimal, codes: Collection[str] = ()
) -> CheckReport:
    """Return the report within a view that the caller already has; ``codes`` narrows to some cases among each other."""
    scope.require(Right.SEE_CASES)
    point = stand(view, scope, question)
    asked = (view, scope, question.as_of, point.entry, point.places, codes)
    cases = read_checked(*asked, cutoffs=asked_cutoffs(view, question, point.entry)[1])
    ids, bodies = read_shapes(*asked)
    by_id = {case.id: case for case in cases}
    findings = [*missing_facts(cases), *same_parcels(cases)]
    findings += _shape_findings([by_id[number] for number in ids], bodies, tolerance)
    outside, schematic = _outside(view, point, by_id, dict(zip(ids, bodies, strict=True)))
    order = {kind: place for place, kind in enumerate(FindingKind)}
    findings = sorted([*findings, *outside], key=lambda one: (order[one.kind], one.case.code, one.key))
    accepted = read_acceptances(view, point.entry)
    judged = [(one, accepted.get(one.key, {}).get(one.state)) for one in findings]
    return CheckReport(
        point,
        len(cases),
        tuple(one for one, acceptance in judged if acceptance is None),
        tuple((one, acceptance) for one, acceptance in judged if acceptance is not None),
        schematic,
    )


def _shape_findings(cases: list[CheckedCase], bodies: list[bytes], tolerance: Decimal) -> list[Finding]:
    if not cases:
        return []
    drawn = shapely.from_wkb(bodies)
    measured = from_wgs84(drawn, BAC_GIANG)
    invalid = list(invalid_rings(cases, drawn))
    if invalid:
        wrong = {one.case.id for one in invalid}
        sound = [place for place, case in enumerate(cases) if case.id not in wrong]
        cases, measured = [cases[place] for place in sound], measured[sound]
    return [
        *invalid,
        *area_differences(cases, measured, tolerance),
        *overlaps(cases, measured),
        *slivers(cases, measured),
    ]


def _outside(
    view: View, point: Standpoint, cases: Mapping[int, CheckedCase], bodies: Mapping[int, bytes]
) -> tuple[list[Finding], bool]:
    """Return the cases outside their unit with the area outside (0 for a point), and whether boundaries are drawn."""
    stray = [case for case in cases.values() if case.gap is Gap.OUTSIDE_UNIT]
    if not stray:
        return [], False
    load = load_in_force(view, point.entry)
    boundaries = boundaries_of(view, load, {case.unit_id for case in stray})
    return list(_measured_outside(stray, bodies, boundaries, load)), any(row.schematic for row in boundaries.values())


def _measured_outside(
    stray: Iterable[CheckedCase], bodies: Mapping[int, bytes], boundaries: Mapping[int, Boundary], load: int
) -> Iterator[Finding]:
    of_unit: defaultdict[int, list[CheckedCase]] = defaultdict(list)
    for case in stray:
        of_unit[case.unit_id].append(case)
    for unit_id, cases in of_unit.items():
        # Made valid, since a difference with a ring that crosses itself is an error.
        drawn = shapely.make_valid(shapely.from_wkb([bodies[case.id] for case in cases]))
        beyond = shapely.difference(drawn, boundaries[unit_id].geometry)
        areas = shapely.area(from_wgs84(beyond, BAC_GIANG)).tolist()
        for case, area in zip(cases, areas, strict=True):
            yield found(
                FindingKind.OUTSIDE_UNIT, case, judged=(case.revision, load), outside=math.floor(area * 10 + 0.5)
            )
