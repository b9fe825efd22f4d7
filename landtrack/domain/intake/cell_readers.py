"""For every field of a case, how a cell is read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.area_sizes import doubted, usual_area
from landtrack.domain.intake.cell_texts import (
    read_code,
    read_map_sheet,
    read_note,
    read_parcel,
    read_text,
    read_unit,
    read_version,
)
from landtrack.domain.intake.corners import coordinate, shape_in_text
from landtrack.domain.intake.days import american_order, read_bound, read_day, read_occurrence
from landtrack.domain.intake.fault import Fault, Understood, error, quoted, warning
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.legacy_text import suspected, to_unicode
from landtrack.domain.intake.numbers import decimal_sign, read_area
from landtrack.domain.intake.problem import Severity
from landtrack.domain.intake.reading import AreaUnit, AxisOrder, Column, Spelling
from landtrack.domain.intake.remembering import Remembering, worth
from landtrack.domain.intake.source import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from landtrack.domain.intake.fault import CellReader
    from landtrack.domain.intake.numbers import DecimalSign
    from landtrack.domain.intake.source import Value
    from landtrack.domain.intake.words import CodeWords

_SAMPLE = 2_000
_ENOUGH_CODES = 3
_EMPTY = frozenset({"-", "–", "—", "−", "...", "…", "/"})
_TERMS = frozenset({Field.KIND, Field.STATUS, Field.FORM, Field.EXCLUSION})
_DAYS = frozenset({Field.OCCURRED, Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST, Field.FOUND_ON, Field.EFFECTIVE_ON})
_NUMBERS = frozenset({Field.AREA, Field.RESOLVED_AREA, Field.X, Field.Y})
_TYPED = _TERMS | _DAYS | _NUMBERS | {Field.LAND_TYPE, Field.PART_OF_PARCEL}
_SHAPE_FAULTS = {
    "corners.malformed": "cell.corners_malformed",
    "corners.too_few": "cell.corners_too_few",
    "corners.mixed": "cell.corners_mixed",
}
_TEXTS: dict[Field, CellReader] = {
    Field.NOTE: read_note,
    Field.VERSION: read_version,
    Field.UNIT: read_unit,
    Field.MAP_SHEET: read_map_sheet,
    Field.PARCEL: read_parcel,
    Field.PARCEL_UNIT: read_unit,
}


def reader_of(column: Column, values: Callable[[], Iterable[Value]], words: CodeWords, axes: AxisOrder) -> Remembering:
    """Return how the cells of a column are read; ``values`` gives all of them, for what only they can tell together."""
    if column.meaning is None:
        raise ValueError(f"“{column.heading}” is not read")
    plain = _typed(column, column.meaning, values, words, axes)
    # Plain ASCII is written alike in every spelling, and no old font.
    read = (
        partial(_suspecting, plain)
        if column.spelling is Spelling.UNICODE
        else partial(_respelled, plain, column.spelling)
    )
    return Remembering(read, plain, empty=_EMPTY if column.meaning in _TYPED else frozenset(), most=worth(values()))


def _typed(
    column: Column, meaning: Field, values: Callable[[], Iterable[Value]], words: CodeWords, axes: AxisOrder
) -> CellReader:
    if meaning in _DAYS:
        return _day_reader(meaning, american=american_order(values()))
    if meaning in _NUMBERS:
        return _number_reader(meaning, column.area_unit or AreaUnit.SQUARE_METRES, values)
    if meaning is Field.CODE:
        return partial(read_code, lettered=_lettered(values()))
    others: dict[Field, CellReader] = {
        **_TEXTS,
        **{term: partial(words.term, term) for term in _TERMS},
        Field.LAND_TYPE: words.land_type,
        Field.PART_OF_PARCEL: words.flag,
        Field.GEOMETRY: partial(_shape, axes),
    }
    return others.get(meaning, read_text)


def _lettered(values: Iterable[Value]) -> bool:
    """Say whether the codes of a column are texts with more than digits: then none of them was typed as a number."""
    seen = [value for value in islice(values, _SAMPLE) if value is not None]
    texts = sum(isinstance(value, str) and not value.strip().isdigit() for value in seen)
    return texts >= _ENOUGH_CODES and 2 * texts > len(seen)


def _day_reader(meaning: Field, *, american: bool) -> CellReader:
    if meaning is Field.OCCURRED:
        return partial(read_occurrence, american=american)
    if meaning in {Field.OCCURRED_EARLIEST, Field.OCCURRED_LATEST}:
        return partial(read_bound, latest=meaning is Field.OCCURRED_LATEST, american=american)
    return partial(read_day, american=american)


def _number_reader(meaning: Field, unit: AreaUnit, values: Callable[[], Iterable[Value]]) -> CellReader:
    sign = decimal_sign(values())
    if meaning in {Field.X, Field.Y}:
        return partial(_coordinate, sign)
    if meaning is Field.RESOLVED_AREA:
        # Not doubted: more than the area of its case is an error as it is.
        return partial(_resolved_area, unit, sign)
    return partial(_area, unit, sign, usual_area(values(), unit, sign))


def _area(unit: AreaUnit, sign: DecimalSign | None, usual: int | None, value: Value) -> Understood:
    return doubted(read_area(value, unit, sign), value, unit, usual)


def _resolved_area(unit: AreaUnit, sign: DecimalSign | None, value: Value) -> Understood:
    return read_area(value, unit, sign, zero=True)


def _coordinate(sign: DecimalSign | None, value: Value) -> Understood:
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    number = coordinate(value, sign)
    return error("cell.coordinate_malformed", text=quoted(value)) if number is None else (f"{number:f}", None)


def _shape(axes: AxisOrder, value: Value) -> Understood:
    """Return the text of a shape if it is one; the shape itself is made of it where its system is known."""
    if isinstance(value, CellError):
        return error("cell.error_value", text=value.text)
    try:
        shape_in_text(str(value), axes)
    except Refusal as refusal:
        return None, Fault(Severity.ERROR, _SHAPE_FAULTS[refusal.code], refusal.arguments)
    return str(value).strip(), None


def _suspecting(read: CellReader, value: Value) -> Understood:
    """Read a text of a column in Unicode, and say where it alone seems to be written in an old font."""
    understood, fault = read(value)
    if not isinstance(value, str):
        return understood, fault
    meant = suspected(value)
    if meant and (fault is None or fault.severity is not Severity.ERROR):
        return understood, warning("cell.spelling_suspect", meant, text=quoted(value))
    return understood, replace(fault, suggestion=meant) if meant and fault is not None else fault


def _respelled(read: CellReader, spelling: Spelling, value: Value) -> Understood:
    return read(to_unicode(value, spelling)) if isinstance(value, str) else read(value)
