"""The first sheet of the Biểu: communes in official order, bands across, totals as formulas with exact values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from landtrack.documents.figure_values import band_name, unplaced
from landtrack.documents.template_values import printable
from landtrack.documents.workbook_cells import COUNT, HECTARES, SHARE, exact_hectares, shape, write
from landtrack.domain.cutoff import Band

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from landtrack.domain.progress import Breakdown, Measure, Progress
    from landtrack.messages.catalogue import Catalogue

NAMING = 3
"""Columns before the figures: number, code, name."""
CASES, AREA, RESOLVED, RESOLVED_AREA, RATE_CASES, RATE_AREA, IN_HAND, OPEN = range(8)
SUMMED = (CASES, AREA, RESOLVED, RESOLVED_AREA, IN_HAND, OPEN)
RATES = {RATE_CASES: (RESOLVED, CASES), RATE_AREA: (RESOLVED_AREA, AREA)}
GROUP = 8
WIDTHS = (6, 8, 6, 8, 8, 8, 6, 6)
FORMATS = (COUNT, HECTARES, COUNT, HECTARES, SHARE, SHARE, COUNT, COUNT)
NO_RATE = "–"
COLUMNS = NAMING + GROUP * (1 + len(Band))
HEAD_HEIGHTS = (20, 62)


def write_summary(book: Workbook, sheet: Worksheet, row: int, progress: Progress, words: Catalogue) -> int:
    """Write headings, units and totals from ``row`` on; return the first row below."""
    _write_head(book, sheet, row, progress, words)
    looks = [shape(book, form, border=1, align="right") for form in FORMATS]
    named = [(str(number), unit.code, unit.full_name, found) for number, (unit, found) in enumerate(progress.units, 1)]
    rest = unplaced(progress)
    if rest is not None:
        named.append(("", "", words.text("Not placed in a unit"), rest))
    texts = [shape(book, border=1, align="center")] * 2 + [shape(book, border=1, text_wrap=True)]
    first = row + len(HEAD_HEIGHTS)
    for place, (*naming, found) in enumerate(named, first):
        for column, text in enumerate(naming):
            write(sheet, place, column, printable(text), texts[column])
        _write_unit(sheet, place, found, looks)
    last = first + len(named)
    bold = [shape(book, form, border=1, bold=True, align="right") for form in FORMATS]
    for column, text in enumerate(("", "", words.text("Total"))):
        write(sheet, last, column, text, shape(book, border=1, bold=True))
    _write_total(sheet, (first, last), progress.whole, bold)
    return last + 1


def _write_head(book: Workbook, sheet: Worksheet, row: int, progress: Progress, words: Catalogue) -> None:
    look: dict[str, Any] = {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#e4efeb"}
    boxed, upper, lower = shape(book, border=1, **look), shape(book, top=1, **look), shape(book, bottom=1, **look)
    upper.set_left(1), upper.set_right(1), lower.set_left(1), lower.set_right(1)
    for place, height in enumerate(HEAD_HEIGHTS):
        sheet.set_row(row + place, height)
    for column in range(NAMING):
        write(sheet, row, column, "", upper)
    names = [words.text("All cases"), *(band_name(band, progress.cutoffs, words) for band in Band)]
    for group, name in enumerate(names):
        start = NAMING + group * GROUP
        sheet.merge_range(row, start, row, start + GROUP - 1, name, boxed)
    for column, name in enumerate((words.text("No."), words.text("Code"), words.text("Commune"))):
        write(sheet, row + 1, column, name, lower)
    heads = (
        words.text("Cases"), words.text("Area, ha"), words.text("Resolved"), words.text("Resolved, ha"),
        words.text("Rate by cases"), words.text("Rate by area"), words.text("In hand"), words.text("Open"),
    )  # fmt: skip
    for column in range(NAMING, COLUMNS):
        write(sheet, row + 1, column, heads[(column - NAMING) % GROUP], boxed)


def _write_unit(sheet: Worksheet, row: int, found: Breakdown, looks: list[Format]) -> None:
    """Write the bands of a unit as numbers, and before them their sums as formulas."""
    for kind in SUMMED:
        cells = "+".join(_cell(row, group, kind) for group in range(1, 1 + len(Band)))
        sheet.write_formula(row, NAMING + kind, f"={cells}", looks[kind], _value(found.total, kind))
    _write_rates(sheet, row, 0, found.total, looks)
    for group, band in enumerate(Band, 1):
        for kind in SUMMED:
            sheet.write_number(row, NAMING + group * GROUP + kind, _value(found.bands[band], kind), looks[kind])
        _write_rates(sheet, row, group, found.bands[band], looks)


def _write_total(sheet: Worksheet, rows: tuple[int, int], whole: Breakdown, looks: list[Format]) -> None:
    first, last = rows
    for group, measure in enumerate((whole.total, *(whole.bands[band] for band in Band))):
        for kind in SUMMED:
            span = f"{_cell(first, group, kind)}:{_cell(last - 1, group, kind)}"
            value = _value(measure, kind)
            # Without a unit there is nothing to add, and the formula would add itself.
            formula = f"=SUM({span})" if last > first else f"={value}"
            sheet.write_formula(last, NAMING + group * GROUP + kind, formula, looks[kind], value)
        _write_rates(sheet, last, group, measure, looks)


def _write_rates(sheet: Worksheet, row: int, group: int, measure: Measure, looks: list[Format]) -> None:
    for kind, (part, whole) in RATES.items():
        parts, wholes = _cell(row, group, part), _cell(row, group, whole)
        of = _value(measure, whole)
        value = float(_value(measure, part) / of) if of else NO_RATE
        formula = f'=IF({wholes}=0,"{NO_RATE}",{parts}/{wholes})'
        sheet.write_formula(row, NAMING + group * GROUP + kind, formula, looks[kind], value)


def _cell(row: int, group: int, kind: int) -> str:
    return str(xl_rowcol_to_cell(row, NAMING + group * GROUP + kind))


def _value(measure: Measure, kind: int) -> Decimal:
    """Return the exact number of a cell: cases, or hectares that are not rounded."""
    counts = {CASES: measure.cases, RESOLVED: measure.resolved, IN_HAND: measure.in_hand, OPEN: measure.open}
    areas = {AREA: measure.area, RESOLVED_AREA: measure.resolved_area}
    return exact_hectares(areas[kind]) if kind in areas else Decimal(counts[kind])
