"""The coordinate doctor: which reading puts numbers where they should lie, and what is wrong with them as declared.

It proposes; nothing is changed. Points are (x, y) as typed, whatever they mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from landtrack.domain.diagnosis import Certainty, DatumShift, Diagnosis, Reading
from landtrack.formats.coordinate_faults import faults_of, shift_fault
from landtrack.formats.coordinate_readings import placed, possible_readings
from landtrack.formats.coordinate_target import Found, Target, metres_apart
from landtrack.formats.coordinates import BAC_GIANG, VN2000, WGS84
from landtrack.formats.declared_system import placed_as_declared, understand_declared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.diagnosis import CoordinateFault
    from landtrack.formats.coordinate_readings import Numbers
    from landtrack.formats.declared_system import Declared

MOST_POINTS = 2_000
"""So many points, evenly spread over all, tell what all of them are."""
MOST_READINGS = 8
FITS = 0.95
"""The share of points that must fall where they should for a reading to fit: a file may hold a few wrong rows."""
ENOUGH = 0.02
"""By this share of points (at least two) a reading must beat a likelier one that lies less than a kilometre away."""
NEAR_METRES = 1_000.0
# What is met in Bắc Giang, the likeliest first; the rest follow.
USUAL = (BAC_GIANG, "EPSG:3405", WGS84, VN2000, "EPSG:9209", "EPSG:5897", "EPSG:5898")


def diagnose(
    points: Numbers, declared: str | None, target: BaseGeometry | None, reference: Numbers | None = None
) -> list[Diagnosis]:
    """Return the readings of raw points (N, 2), the best first; none when they can lie nowhere in Việt Nam.

    ``declared`` is the system their file names (EPSG code, WKT or PROJ text); ``target`` (EPSG:4326) is where they
    should lie, None for anywhere in Việt Nam. ``reference`` (N, 2; longitude, latitude) is where the same points are
    known to lie: only with it can a metre be told. Raises Refusal ``crs.unsupported`` for a declaration that names no
    system.
    """
    return _ranked(points, understand_declared(declared), Target.one(target, reference))


def propose(
    shapes: Sequence[BaseGeometry | None], declared: str | None, targets: Sequence[BaseGeometry | None]
) -> list[Diagnosis]:
    """Return the readings of raw shapes, each to be judged by its own target (EPSG:4326; None where it is not known).

    Every shape counts as one point, the first of its coordinates. Lists of unequal length are a ValueError.
    """
    pairs = [
        (shape, where) for shape, where in zip(shapes, targets, strict=True) if shape is not None and not shape.is_empty
    ]
    if not pairs:
        return []
    starts = np.array([shapely.get_coordinates(shape)[0] for shape, _ in pairs])
    return _ranked(starts, understand_declared(declared), Target.each([where for _, where in pairs]))


def _ranked(points: Numbers, declared: Declared | None, target: Target) -> list[Diagnosis]:
    finite = np.isfinite(points).all(axis=1)
    if not finite.any():
        return []
    rows = np.flatnonzero(finite)
    if len(rows) > MOST_POINTS:
        rows = rows[np.linspace(0, len(rows) - 1, MOST_POINTS).astype(int)]
    some, aim = points[rows], target.of(rows)
    found = [(reading, aim.judge(placed(some, reading))) for reading in _readings(some)]
    named = placed_as_declared(some, declared) if declared else None
    order = _order(found, declared, len(rows))
    best = _telling([found[place] for place in order], aim)[:MOST_READINGS]
    return [_diagnosis(pair, found, declared, named, aim) for pair in best]


def _telling(pairs: Sequence[tuple[Reading, Found]], aim: Target) -> list[tuple[Reading, Found]]:
    """Leave out a mistaken shift under which the points fall no better than with the right one: it tells nothing."""
    right: dict[object, int] = {}
    for reading, one in pairs:
        if reading.shift is DatumShift.RIGHT:
            right[_kind(reading)] = max(one.inside, right.get(_kind(reading), 0))
    return [
        (reading, one)
        for reading, one in pairs
        if aim.referenced or reading.shift is DatumShift.RIGHT or one.inside > right[_kind(reading)]
    ]


def _readings(points: Numbers) -> list[Reading]:
    """Return all readings: each system rightly shifted, and with the two mistakes that are made about the shift."""
    plain = list(possible_readings(points))
    shifted = [
        Reading(row.system, row.swapped, row.scale, shift)
        for row in plain
        if row.system != WGS84
        for shift in (DatumShift.NONE, DatumShift.WRONG_ROTATION)
        # Degrees on VN-2000 that need no shift are degrees on WGS 84, which is a reading of its own.
        if (row.system, shift) != (VN2000, DatumShift.NONE)
    ]
    return plain + shifted


def _order(found: Sequence[tuple[Reading, Found]], declared: Declared | None, points: int) -> list[int]:
    margin = max(2, int(ENOUGH * points))
    named = [one.mean_off for reading, one in found if declared is not None and _is_declared(reading, declared)]
    keep_declared = min(named, default=np.inf) < NEAR_METRES

    def key(place: int) -> tuple[float, ...]:
        reading, one = found[place]
        likely = _likelihood(reading, declared)
        if one.referenced:
            return (round(one.mean_off, 2), *likely)
        # A likelier reading that is about as near keeps its place until enough points speak against it.
        other = declared is not None and keep_declared and not _is_declared(reading, declared)
        if other or reading.shift is not DatumShift.RIGHT:
            return (-max(one.inside - margin, 0), one.mean_off + NEAR_METRES, *likely)
        return (-one.inside, round(one.mean_off, 1), *likely)

    return sorted(range(len(found)), key=key)


def _is_declared(reading: Reading, declared: Declared) -> bool:
    return reading.system in {declared.name, declared.twin}


def _likelihood(reading: Reading, declared: Declared | None) -> tuple[int, ...]:
    named = declared is not None and _is_declared(reading, declared)
    usual = USUAL.index(reading.system) if reading.system in USUAL else len(USUAL)
    return (tuple(DatumShift).index(reading.shift), not named, usual, reading.swapped)


def _diagnosis(
    pair: tuple[Reading, Found],
    found: Sequence[tuple[Reading, Found]],
    declared: Declared | None,
    named: Numbers | None,
    aim: Target,
) -> Diagnosis:
    reading, one = pair
    middle = np.nanmean(one.points, axis=0)
    moved = None if named is None else metres_apart(named, one.points)
    return Diagnosis(
        reading,
        faults_of(reading, declared, moved),
        len(one.points),
        one.inside,
        one.off,
        moved,
        _certainty(pair, found),
        _untold(pair, found, aim),
        float(middle[0]),
        float(middle[1]),
    )


def _fits(one: Found) -> bool:
    return one.inside >= FITS * len(one.points)


def _kind(reading: Reading) -> tuple[object, ...]:
    """Return what readings share that differ in nothing but the shift: the two systems in degrees are one kind."""
    geographic = reading.system in {WGS84, VN2000}
    return (geographic or reading.system, reading.swapped, reading.scale)


def _certainty(pair: tuple[Reading, Found], found: Sequence[tuple[Reading, Found]]) -> Certainty:
    reading, one = pair
    if not _fits(one):
        return Certainty.POOR
    others = {_kind(other) for other, judged in found if _fits(judged)} - {_kind(reading)}
    return Certainty.ONE_OF_SEVERAL if others else Certainty.ONLY


def _untold(
    pair: tuple[Reading, Found], found: Sequence[tuple[Reading, Found]], aim: Target
) -> tuple[CoordinateFault, ...]:
    """Return the mistakes about the shift under which the points fall just as well."""
    reading, one = pair
    if aim.referenced or not _fits(one):
        return ()
    margin = max(2, int(ENOUGH * len(one.points)))
    return tuple(
        dict.fromkeys(
            shift_fault(reading, other)
            for other, judged in found
            if other != reading and _kind(other) == _kind(reading) and judged.inside > one.inside - margin
        )
    )
