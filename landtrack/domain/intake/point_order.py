"""Which of two coordinates is the northing: told by their size, wherever in Việt Nam they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.intake.reading import AxisOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

_NORTH = 1_500_000
"""Metres: more than any easting of Việt Nam, less than any northing but the very south's."""
_FAR_EAST = 90
"""Degrees: more than any latitude, less than any longitude of Việt Nam."""


def order_of(first: float, second: float) -> AxisOrder | None:
    """Return what the first of two numbers is, northing (latitude) or easting; None where their size does not tell."""
    if second > _NORTH > first or _degrees(first, second):
        return AxisOrder.X_EAST
    if first > _NORTH > second or _degrees(second, first):
        return AxisOrder.X_NORTH
    return None


def usual_order(pairs: Iterable[tuple[float, float]]) -> AxisOrder | None:
    """Return the order that most pairs have; None where none tells, or as many have one as the other."""
    orders = [order for pair in pairs if (order := order_of(*pair)) is not None]
    north = sum(order is AxisOrder.X_NORTH for order in orders)
    if 2 * north == len(orders):
        return None
    return AxisOrder.X_NORTH if 2 * north > len(orders) else AxisOrder.X_EAST


def other_way_round(shapes: Sequence[BaseGeometry | None]) -> frozenset[int]:
    """Return the places of shapes (x east, y north) with their numbers exchanged, where those of as many are not.

    Where all are exchanged, the whole list is: that is not said of its single rows.
    """
    orders = [None if shape is None or shape.is_empty else order_of(*_start(shape)) for shape in shapes]
    turned = frozenset(place for place, order in enumerate(orders) if order is AxisOrder.X_NORTH)
    right = sum(order is AxisOrder.X_EAST for order in orders)
    return turned if len(turned) <= right else frozenset()


def _start(shape: BaseGeometry) -> tuple[float, float]:
    point = shape.representative_point()
    return point.x, point.y


def _degrees(first: float, second: float) -> bool:
    return _FAR_EAST < first < 2 * _FAR_EAST and abs(second) <= _FAR_EAST
