"""Whether the shape of a row can be that of a case, repaired only where nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.validation import explain_validity

from landtrack.domain.intake.fault import Fault, note
from landtrack.domain.intake.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

_KINDS = frozenset({"Polygon", "MultiPolygon", "Point"})
_LEAST_CORNERS = 4

Fitted = tuple[Any, tuple[Fault, ...]]


def fit_shape(shape: BaseGeometry | None) -> Fitted:
    """Return the shape as a polygon, multipolygon or point without height (None: there is none), and what was found.

    A closed line is the polygon within it, a collection of one shape is that shape, a height is dropped: each with a
    note. A line that is not closed, a shape that crosses itself, or one of another kind is an error.
    """
    if shape is None or shape.is_empty:
        return None, ()
    faults: list[Fault] = []
    if shape.has_z:
        shape = shapely.force_2d(shape)
        faults.append(note("row.height_dropped"))
    if shape.geom_type in {"MultiPoint", "GeometryCollection", "MultiLineString"} and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if shape.geom_type in {"LineString", "LinearRing"} and shape.is_closed and len(shape.coords) >= _LEAST_CORNERS:
        shape = Polygon(shape.coords)
        faults.append(note("row.line_closed"))
    if shape.geom_type == "GeometryCollection" and all(part.geom_type == "Polygon" for part in shape.geoms):
        shape = MultiPolygon(list(shape.geoms))
    if shape.geom_type not in _KINDS:
        code = "row.line_open" if "Line" in shape.geom_type else "row.shape_kind"
        return None, (Fault(Severity.ERROR, code, {"kind": shape.geom_type}),)
    if not shape.is_valid:
        return None, (Fault(Severity.ERROR, "row.shape_invalid", {"reason": explain_validity(shape)}),)
    return shape, tuple(faults)


def fit_shapes(shapes: Sequence[BaseGeometry | None]) -> list[Fitted]:
    """Return :func:`fit_shape` of each; those that need nothing are told apart all at once."""
    kinds = {3, 6, 0}  # polygon, multipolygon and point, as GEOS numbers them
    good = (shapely.is_valid(shapes) & ~shapely.is_empty(shapes) & ~shapely.has_z(shapes)) if len(shapes) else []
    types = shapely.get_type_id(shapes) if len(shapes) else []
    return [
        (shape, ()) if fine and kind in kinds else fit_shape(shape)
        for shape, fine, kind in zip(shapes, good, types, strict=True)
    ]
