"""Shapes of a file put where they lie: EPSG:4326, flat, whole. Repaired only where nothing is lost, and said so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely import GeometryType

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.fault import Fault
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import AxisOrder
from landtrack.formats.coordinate_readings import place
from landtrack.formats.coordinates import (
    BAC_GIANG,
    SYSTEMS,
    declared_to_wgs84,
    from_wgs84,
    known_system,
    to_wgs84,
)
from landtrack.formats.intake.misplaced import in_vietnam, mended_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.diagnosis import Reading as Turned

    Shapes = Sequence[bytes | BaseGeometry | None]

SWAPPED, KILOMETRES, ELSEWHERE = "import.shape_swapped", "import.shape_kilometres", "import.shape_elsewhere"
"""Codes of what lies outside Việt Nam as it is read; it would not with its numbers exchanged, or as kilometres."""
MISPLACED = (SWAPPED, KILOMETRES, ELSEWHERE)
_POLYGONS = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)
_LINES = (GeometryType.LINESTRING, GeometryType.LINEARRING, GeometryType.MULTILINESTRING)
_CURVES = frozenset(range(8, 15))
_SHORTEST_RING = 4


@dataclass(slots=True)
class PlacedShapes:
    """Geometries in EPSG:4326 by row (None: the row has none, or none that can be used), and what is wrong by row.

    ``flat`` are the same in the official system where that is the file's own, None elsewhere.
    ``flattened`` is how many had heights, which are not kept.
    """

    geometries: NDArray[Any]
    flat: NDArray[Any] | None = None
    faults: dict[int, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    flattened: int = 0

    def refuse(self, row: int, code: str, suggestion: str = "", **arguments: object) -> None:
        """Take the shape of a row away, with the reason."""
        self.geometries[row] = None
        self.faults[row].append(Fault(Severity.ERROR, code, arguments, suggestion))

    def tell(self, row: int, code: str) -> None:
        """Say that a shape was repaired."""
        self.faults[row].append(Fault(Severity.NOTE, code))


def place_shapes(
    raw: Shapes, system: str, turned: Turned | None = None, axes: AxisOrder = AxisOrder.X_EAST
) -> PlacedShapes:
    """Return the shapes where they lie: WKB or geometries in ``system`` (one of SYSTEMS, "EPSG:…" or WKT).

    ``turned`` is what a person decided about the numbers themselves: swapped, in kilometres, shifted wrongly. ``axes``
    is what the file calls X: by it points are named in sentences.

    Points, polygons and multipolygons stay; an unclosed ring is closed, a closed line becomes the polygon it bounds, a
    collection of polygons becomes one multipolygon, each with a note; empty ones are none. Refused, each at its row:
    other kinds, broken bytes, rings that cross themselves, and what would lie outside Việt Nam.
    Raises Refusal ``crs.unsupported`` for a system that names none.
    """
    placed = PlacedShapes(decoded(raw))
    _mend(placed, raw)
    _flatten(placed)
    _keep_kinds(placed)
    _keep_valid(placed)
    _move(placed, system, turned, axes)
    return placed


def decoded(raw: Shapes) -> NDArray[Any]:
    """Return the geometries of WKB, None for what is broken; geometries stay as they are."""
    given = np.array(raw, dtype=object)
    is_bytes = any(isinstance(one, bytes) for one in raw)
    if not is_bytes:
        return given
    # Coordinates that are no number are refused at their row; numpy would complain of them on the screen.
    with np.errstate(invalid="ignore"):
        found: NDArray[Any] = shapely.from_wkb(given, on_invalid="ignore")
    return found


def measured_tenths(geometries: NDArray[Any], flat: NDArray[Any] | None = None) -> list[int]:
    """Return the areas of EPSG:4326 geometries in tenths of m² in the official system, half up; 0 for none or points.

    ``flat`` are the same geometries in the official system, where the caller has them.
    """
    if not len(geometries):
        return []
    areas = np.nan_to_num(shapely.area(from_wgs84(geometries, BAC_GIANG) if flat is None else flat))
    whole: list[int] = np.floor(areas * 10 + 0.5).astype(np.int64).tolist()
    return whole


def _mend(placed: PlacedShapes, raw: Shapes) -> None:
    """Close rings that were left open; refuse what cannot be read."""
    for row in np.flatnonzero(shapely.is_missing(placed.geometries)).tolist():
        given = raw[row]
        if not isinstance(given, bytes):
            continue
        with np.errstate(invalid="ignore"):
            closed = shapely.from_wkb(given, on_invalid="fix")
        if closed is not None:
            placed.geometries[row] = closed
            placed.tell(row, "import.ring_closed")
        else:
            kind = int.from_bytes(given[1:5], "little") % 1000
            placed.refuse(row, "import.shape_curved" if kind in _CURVES else "import.shape_broken")


def _flatten(placed: PlacedShapes) -> None:
    empty = shapely.is_empty(placed.geometries)
    placed.geometries[empty] = None
    high = shapely.has_z(placed.geometries)
    placed.flattened = int(high.sum())
    if placed.flattened or shapely.has_m(placed.geometries).any():
        placed.geometries = shapely.force_2d(placed.geometries)


def _keep_kinds(placed: PlacedShapes) -> None:
    kinds = shapely.get_type_id(placed.geometries)
    good = np.isin(kinds, [-1, GeometryType.POINT, *_POLYGONS])
    for row in np.flatnonzero(~good).tolist():
        kept = _as_area(placed.geometries[row])
        if kept is None:
            placed.refuse(row, "import.shape_line" if kinds[row] in _LINES else "import.shape_mixed")
        else:
            placed.tell(row, "import.line_closed" if kinds[row] in _LINES else "import.parts_joined")
            placed.geometries[row] = kept


def _as_area(shape: Any) -> Any:
    """Return the polygon or multipolygon or point that is all of the shape; None where it is something else."""
    if shape.geom_type in {"LineString", "LinearRing"}:
        return shapely.Polygon(shape) if shape.is_closed and len(shape.coords) >= _SHORTEST_RING else None
    parts = shapely.get_parts(shape)
    kinds = set(shapely.get_type_id(parts).tolist())
    if kinds == {int(GeometryType.POINT)} and len(parts) == 1:
        return parts[0]
    if kinds and kinds <= set(map(int, _POLYGONS)):
        return shapely.multipolygons(shapely.get_parts(parts))
    return None


def _keep_valid(placed: PlacedShapes) -> None:
    wrong = ~shapely.is_valid(placed.geometries) & ~shapely.is_missing(placed.geometries)
    for row in np.flatnonzero(wrong).tolist():
        shape = placed.geometries[row]
        why, _, where = shapely.is_valid_reason(shape).rstrip("]").partition("[")
        x, _, y = where.partition(" ")
        code = "import.shape_crossing" if "elf-intersection" in why else "import.shape_rings"
        placed.refuse(row, code if np.isfinite(shapely.get_coordinates(shape)).all() else "import.shape_broken",
                      x=_short(x), y=_short(y))  # fmt: skip


def named_xy(point: Sequence[float], axes: AxisOrder) -> tuple[str, str]:
    """Return X and Y of a point (east, north) as the file names them, written as offices do: a decimal comma."""
    east, north = (f"{number:.9f}".rstrip("0").rstrip(".").replace(".", ",") for number in map(float, point))
    return (north, east) if axes is AxisOrder.X_NORTH else (east, north)


def _short(number: str) -> str:
    try:
        return f"{float(number):.6g}" if abs(float(number)) < 1000 else f"{float(number):.2f}"  # noqa: PLR2004 - degrees or metres
    except ValueError:
        return "?"


def _move(placed: PlacedShapes, system: str, turned: Turned | None, axes: AxisOrder) -> None:
    raw = placed.geometries
    if turned is not None:
        placed.geometries = np.asarray(place(raw, replace(turned, system=known_system(system))), dtype=object)
    else:
        placed.geometries = np.asarray(_moved(raw, system), dtype=object)
        placed.flat = raw if system == BAC_GIANG else None
    inside = in_vietnam(placed.geometries)
    outside = np.flatnonzero(~inside & ~shapely.is_missing(placed.geometries)).tolist()
    if not outside:
        return
    for row, mended in zip(outside, mended_shapes(raw[outside], lambda shapes: _moved(shapes, system)), strict=True):
        start = shapely.get_coordinates(raw[row])[0]
        x, y = named_xy(start, axes)
        code = ELSEWHERE if mended is None else KILOMETRES if mended.kilometres else SWAPPED
        meant = "" if mended is None else "X {} · Y {}".format(*named_xy(mended(start[None])[0], axes))
        placed.refuse(row, code, meant, x=x, y=y, system=system[:80])


def _moved(shapes: NDArray[Any], system: str) -> Any:
    if system in SYSTEMS:
        return to_wgs84(shapes, system)
    try:
        declared = CRS.from_user_input(system)
    except CRSError as unknown:
        raise Refusal("crs.unsupported", system=system[:80], systems=", ".join(SYSTEMS)) from unknown
    return declared_to_wgs84(shapes, declared)
