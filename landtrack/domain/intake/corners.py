"""Shapes that are written as text: WKT, or a list of corners, and coordinates of points in cells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import shapely
from shapely.errors import GEOSException
from shapely.geometry import Point, Polygon

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.numbers import DecimalSign, number_readings, spelled_number
from landtrack.domain.intake.point_order import order_of, usual_order
from landtrack.domain.intake.reading import AxisOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from landtrack.domain.intake.source import Value

Corner = tuple[float, float]

_WKT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*((?:MULTI)?(?:POLYGON|POINT|LINESTRING)\s*(?:Z\s*|M\s*|ZM\s*)?\(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"\b(?:[xyne]|kđ|vđ)\s*[:=]\s*", re.IGNORECASE)
_LINE = re.compile(r"[\n;|]+")
_NUMBER = re.compile(r"[-+−]?\d(?:[\d.,]*\d)?")
_WITH_POINT = re.compile(r"[-+]?(?:\d+\.\d+|\d{5,8})")
"""A coordinate beside which a comma can only part: "2380000.5,412000.25"."""
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PAIR, _NUMBERED = 2, 3
_DEGREES = 180
_LEAST_CORNERS = 3


def parse_corners(text: str) -> list[Corner]:
    """Return the corners of a list, each pair in the order in which it is written.

    One corner a line (or between ";"), perhaps with its number before it; or all on one line, pair after pair. The
    number may have a decimal comma where a space or a tab parts the two. Refuses (``corners.*``) what is no list.
    """
    spelled = _LABEL.sub(" ", text).strip()
    bracketed = _BRACKETED.findall(spelled)
    parts = [part.replace(";", " ") for part in bracketed] if bracketed else _LINE.split(spelled)
    lines = [_numbers(part) for part in parts if _NUMBER.search(part)]
    if len(lines) == 1 and len(lines[0]) > _NUMBERED:
        lines = _in_pairs(lines[0])
    numbered = all(len(line) == _NUMBERED for line in lines) and _counts([line[0] for line in lines])
    corners = [line[1:] if numbered else line for line in lines]
    if not corners or any(len(corner) != _PAIR for corner in corners):
        raise Refusal("corners.malformed", text=" ".join(text.split())[:60])
    return [(float(first), float(second)) for first, second in corners]


def shape_in_text(text: str, axes: AxisOrder) -> BaseGeometry:
    """Return the shape of WKT, or of a list of corners (one corner: a point), with x east and y north.

    WKT always has x first and means the east by it. Refuses (``corners.*``) what is no shape, and a list in which some
    corners have the northing first and others the easting.
    """
    wkt = _WKT.fullmatch(text)
    if wkt:
        try:
            return shapely.from_wkt(wkt[1])
        except GEOSException:
            raise Refusal("corners.malformed", text=" ".join(text.split())[:60]) from None
    given = parse_corners(text)
    _check_order(given)
    corners = [_east_north(corner, axes) for corner in given]
    if len(corners) == 1:
        return Point(corners[0])
    if corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < _LEAST_CORNERS:
        raise Refusal("corners.too_few", count=len(corners))
    return Polygon(corners)


def is_wkt(text: str) -> bool:
    """Say whether a text is a shape in WKT."""
    return bool(_WKT.fullmatch(text))


def first_corner(text: str) -> list[Corner]:
    """Return the first corner of a list; none where it is no list."""
    try:
        return parse_corners(text)[:1]
    except Refusal:
        return []


def _check_order(corners: Sequence[Corner]) -> None:
    usual = usual_order(corners) or order_of(*corners[0])
    for number, corner in enumerate(corners, 1):
        if order_of(*corner) not in {None, usual}:
            spelled = [spelled_number(Decimal(str(one))) for one in corner]
            raise Refusal("corners.mixed", number=str(number), corner=" ".join(spelled))


def point_in_cells(x: Decimal, y: Decimal, axes: AxisOrder) -> Point:
    """Return the point of two cells with x east and y north."""
    return Point(_east_north((float(x), float(y)), axes))


def coordinate(value: Value, sign: DecimalSign | None) -> Decimal | None:
    """Return one coordinate; ``sign`` is the decimal sign of its column. None where it is none.

    Where "106.145" and "399.370" leave it open, what can be degrees is degrees, and all else has thousands.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    if not isinstance(value, str):
        number = Decimal(value)
        return number if number.is_finite() else None
    comma, point, unit = number_readings(value)
    if unit is not None:
        return None
    if comma is None or point is None or comma == point:
        return point if comma is None else comma
    if sign is not None:
        return comma if sign is DecimalSign.COMMA else point
    smaller, larger = sorted((comma, point), key=abs)
    return smaller if abs(smaller) <= _DEGREES else larger


def _east_north(corner: Corner, axes: AxisOrder) -> Corner:
    return (corner[1], corner[0]) if axes is AxisOrder.X_NORTH else corner


def _numbers(line: str) -> list[Decimal]:
    found = [coordinate(text.rstrip(","), None) for text in _NUMBER.findall(_parted(line))]
    return [number for number in found if number is not None]


def _parted(line: str) -> str:
    """Return the line with a space where a comma parts two numbers and is no decimal comma."""
    if re.search(r",\s", line):
        return re.sub(r",\s+", " ", line)
    parts = line.strip().split(",")
    apart = len(parts) in {_PAIR, _NUMBERED} and all(_WITH_POINT.fullmatch(part) for part in parts[-_PAIR:])
    return " ".join(parts) if apart else line


def _in_pairs(numbers: Sequence[Decimal]) -> list[list[Decimal]]:
    return [list(numbers[place : place + _PAIR]) for place in range(0, len(numbers), _PAIR)]


def _counts(numbers: Sequence[Decimal]) -> bool:
    """Say whether numbers before corners only count them."""
    return all(number == place for place, number in enumerate(numbers, 1))
