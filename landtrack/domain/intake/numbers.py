"""Numbers and areas as officials write them: 1.234,5 · 1234.5 · 1,234.5 · "0,25 ha" · "1 250 m²".

Every text has at most two readings, one with a decimal comma and one with a decimal point. Where both are possible and
differ ("1.250"), the other cells of the column decide, else the unit of its heading, and then a person is told.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from landtrack.domain.case import LARGEST_AREA
from landtrack.domain.intake.fault import Fault, Understood, certain, error, note, quoted, warning
from landtrack.domain.intake.reading import AreaUnit
from landtrack.domain.intake.source import CellError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from landtrack.domain.intake.source import Value


class DecimalSign(StrEnum):
    """What stands before the decimals; the other sign separates thousands."""

    COMMA = ","
    POINT = "."


_SPELLED = re.compile(
    r"'?(?P<sign>[-+−]?)\s*(?P<digits>\d[\d.,\s'\u2019]*?)\s*"
    r"(?P<unit>m2|m²|m\^2|m\s2|mét vuông|ha|hecta|hécta|héc ta)?\.?",
    re.IGNORECASE,
)
_SPACES = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?!\d))")
_WITH_COMMA = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")
_WITH_POINT = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
_WITHIN = re.compile(r"\d[\d.,]*\d|\d")
TENTHS = {AreaUnit.SQUARE_METRES: Decimal(10), AreaUnit.HECTARES: Decimal(100_000)}
_MOST_DIGITS = 20
_MAJORITY = 9
_MANY = 3
LARGEST_IN_HECTARES = 50 * int(TENTHS[AreaUnit.HECTARES])
"""Tenths of m² beyond which a number of hectares is doubted: hardly any case is larger than 50 ha."""


def number_readings(text: str) -> tuple[Decimal | None, Decimal | None, AreaUnit | None]:
    """Return the number with a decimal comma, the number with a decimal point, and the unit written behind it.

    A reading that the spelling does not allow is None; both are None where the text is no number.
    """
    spelled = _SPELLED.fullmatch(text.strip())
    if spelled is None or len(spelled["digits"]) > _MOST_DIGITS:
        return None, None, None
    digits = _SPACES.sub("", spelled["digits"])
    minus = "-" if spelled["sign"] in {"-", "−"} else ""
    comma = Decimal(minus + digits.replace(".", "").replace(",", ".")) if _WITH_COMMA.fullmatch(digits) else None
    point = Decimal(minus + digits.replace(",", "")) if _WITH_POINT.fullmatch(digits) else None
    unit = spelled["unit"]
    if unit is None:
        return comma, point, None
    return comma, point, AreaUnit.HECTARES if unit[0] in "hH" else AreaUnit.SQUARE_METRES


def decimal_sign(values: Iterable[Value]) -> DecimalSign | None:
    """Return the sign that the texts of a column use, None where they do not tell.

    Texts with one reading only tell most. Where there is none, three different numbers that all have exactly three
    digits behind the same sign are thousands: decimals would vary.
    """
    comma = point = 0
    doubtful: dict[DecimalSign, set[str]] = {DecimalSign.COMMA: set(), DecimalSign.POINT: set()}
    for text in {value for value in values if isinstance(value, str)}:
        with_comma, with_point, _ = number_readings(text)
        comma += with_point is None and with_comma is not None
        point += with_comma is None and with_point is not None
        if with_comma is not None and with_point is not None and with_comma != with_point:
            doubtful[DecimalSign.COMMA if "," in text else DecimalSign.POINT].add(text)
    if comma > _MAJORITY * point:
        return DecimalSign.COMMA
    if point > _MAJORITY * comma:
        return DecimalSign.POINT
    if comma == point == 0 and len(doubtful[DecimalSign.POINT]) >= _MANY and not doubtful[DecimalSign.COMMA]:
        return DecimalSign.COMMA
    if comma == point == 0 and len(doubtful[DecimalSign.COMMA]) >= _MANY and not doubtful[DecimalSign.POINT]:
        return DecimalSign.POINT
    return None


def read_number(
    value: Value, sign: DecimalSign | None = None, unit: AreaUnit = AreaUnit.SQUARE_METRES
) -> tuple[Decimal | None, AreaUnit | None, Fault | None]:
    """Return a number, the unit written behind it, and what is wrong with it.

    ``sign`` is what the column uses. Where that is unknown and the text has two readings, the larger one is taken for
    m² and the smaller one for hectares, as nobody records 1.25 m² or 1,250 ha; a warning says so. So it is where the
    column's sign would make "1.250" a case of 1,250 ha.
    """
    if not isinstance(value, str):
        number, fault = _given(value)
        return number, None, fault
    comma, point, written = number_readings(value)
    if comma is None or point is None or comma == point:
        one = point if comma is None else comma
        return (one, written, None) if one is not None else (None, None, _malformed(value))
    smaller, larger = sorted((comma, point), key=abs)
    metres = (written or unit) is AreaUnit.SQUARE_METRES
    by_sign = None if sign is None else comma if sign is DecimalSign.COMMA else point
    if by_sign is not None and (metres or abs(by_sign) * TENTHS[AreaUnit.HECTARES] <= LARGEST_IN_HECTARES):
        return by_sign, written, None
    taken, other = (larger, smaller) if metres else (smaller, larger)
    plain = spelled_number(taken)
    told = {"text": quoted(value), "number": plain, "other": spelled_number(other)}
    return taken, written, warning("cell.number_ambiguous", plain, **told)


def _given(value: Value) -> tuple[Decimal | None, Fault | None]:
    """Return the number of a cell that is not text."""
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None, _malformed("" if value is None else quoted(value), within=False)
    # Fifteen digits, as spreadsheets show: the rest is noise of binary fractions.
    exact = Decimal(format(value, ".15g")) if isinstance(value, float) else Decimal(value)
    return (exact, None) if exact.is_finite() else (None, _malformed(str(value), within=False))


def read_area(value: Value, unit: AreaUnit, sign: DecimalSign | None = None, *, zero: bool = False) -> Understood:
    """Return an area in tenths of m²; a unit in the cell goes before that of the column. ``zero``: 0 is allowed."""
    known = _whole_tenths(value) if unit is AreaUnit.SQUARE_METRES else None
    if known is not None:
        return known, None
    number, written, fault = read_number(value, sign, unit)
    if number is None:
        return None, fault
    if abs(number) > LARGEST_AREA:
        return error("cell.area_impossible", text=quoted(value))
    exact = number * TENTHS[written or unit]
    tenths = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    if not (0 if zero and exact == 0 else 1) <= tenths <= LARGEST_AREA:
        return error("cell.area_impossible", text=quoted(value))
    if fault is None and written not in {None, unit}:
        fault = note("cell.area_other_unit", text=quoted(value), area=tenths)
    if fault is None and tenths != exact:
        fault = note("cell.area_rounded", text=quoted(value), area=tenths)
    return tenths, fault


def _whole_tenths(value: Value) -> int | None:
    """Return the tenths of a number of square metres that is an area to the tenth, as nearly all are; else None.

    Of a fraction the nearest tenth is the fraction itself where it is the same in binary.
    """
    if value.__class__ is not float and value.__class__ is not int:
        return None
    if not 0 < value <= LARGEST_AREA / 10:
        return None
    tenths = round(value * 10)
    return tenths if tenths / 10 == value and tenths else None


def parse_number(value: Value) -> Decimal:
    """Return the number that a cell holds, with a decimal comma where both are possible; refuse what is none."""
    number, _, fault = read_number(value, DecimalSign.COMMA)
    found: Decimal = certain((number, fault))
    return found


def parse_area(value: Value, unit: AreaUnit) -> int:
    """Return an area in tenths of m², rounded half up where it is finer; refuse what is no area above 0."""
    tenths: int = certain(read_area(value, unit, DecimalSign.COMMA))
    return tenths


def spelled_number(number: Decimal) -> str:
    """Return a number as nobody can misread it: no thousands, a decimal comma, no trailing zeros."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _malformed(text: str, *, within: bool = True) -> Fault | None:
    """Return the error of what is no number, with the one number that a text holds as a suggestion."""
    held = _WITHIN.findall(text) if within else []
    readings = number_readings(held[0])[:2] if len(held) == 1 else (None, None)
    return error("cell.number_malformed", "" if readings == (None, None) else held[0], text=quoted(text))[1]
