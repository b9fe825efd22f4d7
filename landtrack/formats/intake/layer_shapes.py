"""The shapes of a layer as WKB: arcs drawn with short lines, kinds that no case can have left out, each with a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio.raw
import shapely

from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.intake.limits import MOST_REPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from landtrack.formats.intake.layers import LayerFile

_COLLECTION = 7
_CURVED = range(8, 13)
_SOLID = range(15, 18)
"""Kinds of WKB: arcs and what is made of them; surfaces of triangles, which shapely cannot read."""
_BATCH = 5_000


def plain_shapes(
    file: LayerFile, layer: str, sheet: str, shapes: list[bytes | None], numbers: Sequence[int], first: int = 0
) -> list[Problem]:
    """Replace, in ``shapes``, what is curved by lines and what cannot be read by None; return the problems.

    ``numbers`` are the features' own, for GDAL to draw the curved ones again; people count from ``first`` more.
    """
    curved: list[int] = []
    unread: list[int] = []
    for place, shape in enumerate(shapes):
        if shape is not None:
            kind = _kind(shape)
            if kind in _CURVED:
                curved.append(place)
            elif kind in _SOLID or (kind == _COLLECTION and _has_curves(shape)) or kind == 0:
                unread.append(place)
    for start in range(0, len(curved), _BATCH):
        _straighten(file, layer, shapes, numbers, curved[start : start + _BATCH])
    unread += [place for place in curved if (shape := shapes[place]) is not None and _kind(shape) in _CURVED]
    problems = []
    if curved:
        problems.append(Problem(Severity.NOTE, "intake.curves", {"count": len(curved)}, sheet=sheet))
    for place in unread:
        shapes[place] = None
    problems += [
        Problem(Severity.ERROR, "intake.shape_kind", {"row": row}, sheet=sheet, row=row)
        for row in (numbers[place] + first for place in unread[:MOST_REPORTED])
    ]
    return problems


def _kind(shape: bytes) -> int:
    """Return the kind of a WKB without its dimensions, which are written as thousands (ISO) or as high bits (EWKB)."""
    return (int.from_bytes(shape[1:5], "little" if shape[0] else "big") & 0x0FFFFFFF) % 1000


def _has_curves(shape: bytes) -> bool:
    """Say whether a collection holds an arc: shapely reads it, but can do nothing with it."""
    try:
        written = shapely.to_wkt(shapely.from_wkb(shape))
    except (shapely.GEOSException, NotImplementedError):
        return True
    return any(word in written for word in ("CIRCULAR", "CURVE", "MULTISURFACE"))


def _straighten(
    file: LayerFile, layer: str, shapes: list[bytes | None], numbers: Sequence[int], places: Sequence[int]
) -> None:
    wanted = [numbers[place] for place in places]
    _, found, drawn, _ = pyogrio.raw.read(file.source, layer=layer, columns=[], fids=wanted, return_fids=True)
    straight = dict(zip(found.tolist(), drawn, strict=True))
    for place in places:
        shapes[place] = straight.get(numbers[place])
