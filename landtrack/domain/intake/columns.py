"""What every column of a table means, in which unit and spelling: by its heading, then by its cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice, zip_longest
from statistics import median
from typing import TYPE_CHECKING

from landtrack.domain.intake.corners import first_corner, is_wkt
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.headings import UNKNOWN, heading_unit, is_bare_axis, normalise_heading
from landtrack.domain.intake.legacy_text import guess_spelling, speaks_for
from landtrack.domain.intake.numbers import number_readings
from landtrack.domain.intake.point_order import order_of, usual_order
from landtrack.domain.intake.reading import AreaUnit, AxisOrder, Column, Spelling
from landtrack.domain.intake.table_rows import plain_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from landtrack.domain.intake.heading_rows import HeadingBlock
    from landtrack.domain.intake.headings import Meaning
    from landtrack.domain.intake.source import SourceRow, Value

AREAS = frozenset({Field.AREA, Field.RESOLVED_AREA})
_AXES = frozenset({Field.X, Field.Y})
_STATUS = frozenset({Field.STATUS, Field.FORM})
_REPEATABLE = frozenset({Field.ORDER, Field.COMPUTED})
_CODE_OR_NAME = frozenset({Field.UNIT, Field.PARCEL_UNIT})
_SAMPLE = 300
_AT_ONCE = 2_000
_SMALL = 20


def columns_of(block: HeadingBlock, rows: Sequence[SourceRow], above: Iterable[SourceRow]) -> tuple[Column, ...]:
    """Return the columns; ``rows`` are those of cases, ``above`` those over the headings ("Đơn vị tính: ha")."""
    stated = _stated_unit(above)
    columns = [_with_unit(place, column, stated, rows) for place, column in enumerate(columns_by_heading(block))]
    return tuple(_with_spelling(columns, block, rows))


def columns_by_heading(block: HeadingBlock) -> list[Column]:
    """Return the columns as far as their headings tell, each meaning once."""
    taken = {meaning.field for meaning in block.meanings if meaning.sure}
    beside = [UNKNOWN, *block.meanings]
    meanings = [
        _after_status(meaning, before, taken) or _only_choice(meaning, taken)
        for meaning, before in zip(block.meanings, beside, strict=False)
    ]
    meanings = [
        UNKNOWN if is_bare_axis(heading) and not taken >= _AXES and meaning.field in _AXES else meaning
        for heading, meaning in zip(block.headings, meanings, strict=True)
    ]
    return _once(
        [
            Column(heading, meaning.field, meaning.area_unit if meaning.field in AREAS else None, sure=meaning.sure)
            for heading, meaning in zip(block.headings, meanings, strict=True)
        ]
    )


def _after_status(meaning: Meaning, before: Meaning, taken: Collection[Field | None]) -> Meaning | None:
    """Return what a bare "Ngày" means beside the status: its day. Everywhere else it is that of the violation."""
    day = Field.EFFECTIVE_ON
    if before.field in _STATUS and before.sure and day in meaning.choices and day not in taken and not meaning.sure:
        return replace(meaning, field=day)
    return None


def _only_choice(meaning: Meaning, taken: Collection[Field | None]) -> Meaning:
    """Return what an ambiguous heading means where other columns leave it one choice: "Địa chỉ" beside "Thôn"."""
    left = [choice for choice in meaning.choices if choice not in taken or choice is None or choice in _REPEATABLE]
    return replace(meaning, field=left[0], sure=True) if not meaning.sure and len(left) == 1 else meaning


def axes_of(columns: Sequence[Column], rows: Sequence[SourceRow]) -> AxisOrder:
    """Return what X means, by the size of what stands there; where that is silent as field sheets write it.

    In lists of corners most of them decide: a row that is the other way round is wrong, not the list.
    """
    places = {column.meaning: place for place, column in enumerate(columns)}
    x, y = (_typical(rows, places.get(axis)) for axis in (Field.X, Field.Y))
    if x is None or y is None:
        return _order_of_corners(rows, places.get(Field.GEOMETRY)) or AxisOrder.X_NORTH
    return order_of(float(x), float(y)) or AxisOrder.X_NORTH


def _order_of_corners(rows: Sequence[SourceRow], place: int | None) -> AxisOrder | None:
    texts = [row.values[place] for row in rows if place < len(row.values)] if place is not None else []
    return usual_order(
        pair for text in texts[:_SAMPLE] if isinstance(text, str) and not is_wkt(text) for pair in first_corner(text)
    )


def _once(columns: Sequence[Column]) -> list[Column]:
    """Let each meaning stand once: the surest column has it, the others are not read and to be looked at."""
    best: dict[Field, int] = {}
    for place, column in enumerate(columns):
        meaning = column.meaning
        if meaning is not None and (meaning not in best or _rank(column) > _rank(columns[best[meaning]])):
            best[meaning] = place
    found = []
    for place, column in enumerate(columns):
        meaning = column.meaning
        if meaning is None or meaning in _REPEATABLE or best[meaning] == place:
            found.append(column)
        elif meaning in _CODE_OR_NAME and _is_code(columns[best[meaning]].heading) and not _is_code(column.heading):
            # An export has the code of a unit and, for reading, its name.
            found.append(replace(column, meaning=Field.COMPUTED))
        else:
            found.append(replace(column, meaning=None, area_unit=None, sure=False))
    return found


def _rank(column: Column) -> tuple[bool, bool]:
    return column.sure, column.meaning in _CODE_OR_NAME and _is_code(column.heading)


def _is_code(heading: str) -> bool:
    words = normalise_heading(heading).split()
    return "ma" in words[:1] or "code" in words


def _with_unit(place: int, column: Column, stated: AreaUnit | None, rows: Sequence[SourceRow]) -> Column:
    if column.meaning not in AREAS or column.area_unit is not None:
        return column
    if stated is not None:
        return replace(column, area_unit=stated)
    sizes = [abs(number) for number in _numbers(rows, place) if number]
    broken = any(number != number.to_integral_value() for number in sizes)
    hectares = bool(sizes) and broken and median(sizes) < _SMALL
    return replace(column, area_unit=AreaUnit.HECTARES if hectares else AreaUnit.SQUARE_METRES, sure=False)


def _stated_unit(above: Iterable[SourceRow]) -> AreaUnit | None:
    """Return the unit of area that a line above the headings names: "Đơn vị tính: m2", "ĐVT: ha"."""
    for row in above:
        for value in row.values:
            plain = plain_cell(value)
            if "don vi tinh" in plain or "dvt" in plain:
                return heading_unit(str(value))
    return None


def _with_spelling(columns: Sequence[Column], block: HeadingBlock, rows: Sequence[SourceRow]) -> Iterator[Column]:
    texts = _texts(rows, len(columns))
    guesses = [guess_spelling(column) for column in texts]
    headings = guess_spelling(block.headings)
    old = next((guess for guess in (*guesses, headings) if guess is not Spelling.UNICODE), Spelling.UNICODE)
    for column, guess, seen in zip(columns, guesses, texts, strict=True):
        # One word alone is not enough to tell, but it is in a sheet that has more of the kind.
        weak = guess is Spelling.UNICODE and old is not Spelling.UNICODE and speaks_for(seen, old)
        yield replace(column, spelling=old if weak else guess)


def _texts(rows: Sequence[SourceRow], width: int) -> list[list[str]]:
    """Return the texts of each column that hold more than ASCII, enough of them to tell."""
    found: list[list[str]] = [[] for _ in range(width)]
    for start in range(0, len(rows), _AT_ONCE):
        part = zip_longest(*(row.values for row in rows[start : start + _AT_ONCE]))
        for seen, cells in zip(found, part, strict=False):
            if len(seen) < _SAMPLE:
                texts = [cell for cell in cells if isinstance(cell, str)]
                # Most columns are plain ASCII, which is told of thousands of texts at once.
                if not "".join(texts).isascii():
                    seen += [text for text in texts if not text.isascii()]
    return [seen[:_SAMPLE] for seen in found]


def _numbers(rows: Sequence[SourceRow], place: int) -> list[Decimal]:
    values = (row.values[place] for row in rows if place < len(row.values))
    found = (_number(value) for value in values)
    return list(islice((number for number in found if number is not None), _SAMPLE))


def _number(value: Value) -> Decimal | None:
    if isinstance(value, str):
        comma, point, _ = number_readings(value)
        return comma if point is None else point
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(value)
    return number if number.is_finite() else None


def _typical(rows: Sequence[SourceRow], place: int | None) -> Decimal | None:
    numbers = _numbers(rows, place) if place is not None else []
    return median(numbers) if numbers else None
