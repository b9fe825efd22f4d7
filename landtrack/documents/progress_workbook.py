"""The Biểu as .xlsx: figures by unit and band with real numbers, and the cases behind them.

Totals are formulas that hold the exact values as computed here; formats round what is shown.
"""

from __future__ import annotations

from datetime import UTC
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from landtrack.documents.figure_values import band_name, form_values, gap_values
from landtrack.documents.official_words import official_day, official_moment
from landtrack.documents.template_values import printable
from landtrack.documents.workbook_cases import write_cases
from landtrack.documents.workbook_cells import furniture, plain, shape, write
from landtrack.documents.workbook_summary import COLUMNS, GROUP, HEAD_HEIGHTS, NAMING, WIDTHS, write_summary
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal
from landtrack.formats.archive import disk_faults
from landtrack.formats.exports.workbook import A4, MOST_CASES, PLAIN

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from landtrack.domain.report.contents import WorkbookContents
    from landtrack.messages.catalogue import Catalogue

FORM = "workbook"
NAMING_WIDTHS = (4.5, 7, 18)
PAGE_ENDS = (NAMING + 2 * GROUP, NAMING + 4 * GROUP)
"""Columns after which a page ends: all on one page across would have letters a millimetre high."""
SCALE = 72
"""Percent, so that two groups of columns fill an A4 page across."""
NOTE_HEIGHT = 30


def progress_workbook(contents: WorkbookContents, words: Catalogue, path: Path) -> None:
    """Write the workbook to ``path``; the same contents give the same bytes.

    Raises Refusal ``export.too_many`` for more cases than spreadsheet programs bear, ``file.missing`` without a folder,
    ``file.not_written`` where the disk says no, ``export.disk_full`` where it is full.
    """
    if len(contents.cases) > MOST_CASES:
        raise Refusal("export.too_many", form=FORM, cases=len(contents.cases), most=MOST_CASES)
    if not path.parent.is_dir():
        raise Refusal("file.missing", file=str(path.parent))
    # Rows wait in files of its own until the end; what fails leaves none of them beside the workbook.
    with TemporaryDirectory(prefix="landtrack-") as folder, disk_faults(path.parent):
        _write_book(contents, words, path, folder)


def _write_book(contents: WorkbookContents, words: Catalogue, path: Path, folder: str) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder, **PLAIN})
    created = contents.progress.known_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": printable(_title(contents, words)), "author": "landtrack", "created": created})
    summary = book.add_worksheet(words.text("Figures"))
    cases = book.add_worksheet(words.text("Cases behind them"))
    try:
        _write_figures(book, summary, contents, words)
        write_cases(book, cases, contents, words)
        for sheet in (summary, cases):
            _print_set_up(sheet, contents, words)
        cases.fit_to_pages(2, 0)
        summary.set_print_scale(SCALE)
        summary.set_v_pagebreaks(list(PAGE_ENDS))
        book.close()
    except FileCreateError as fault:
        raise Refusal("file.not_written", file=path.name, reason=str(fault)) from fault


def _title(contents: WorkbookContents, words: Catalogue) -> str:
    return words.text("Results of settling land violations in {area}", area=contents.office.area)


def _write_figures(book: Workbook, sheet: Worksheet, contents: WorkbookContents, words: Catalogue) -> None:
    for column, width in enumerate((*NAMING_WIDTHS, *(WIDTHS * (1 + len(Band))))):
        sheet.set_column(column, column, width)
    centre: dict[str, Any] = {"align": "center", "text_wrap": True}
    lines = (
        (_title(contents, words).upper(), shape(book, bold=True, font_size=14, **centre), 24),
        (_moment(contents, words), shape(book, italic=True, **centre), 32),
        (words.text("Unit: cases, ha"), shape(book, italic=True, align="right"), 16),
    )
    # The columns that name a unit come again on every page: what stands beside them must not.
    offices = (contents.office.superior, contents.office.agency, "")
    for row, (text, look, height) in enumerate(lines):
        sheet.set_row(row, height)
        write(sheet, row, 0, offices[row], shape(book, bold=row == 1, valign="top"))
        sheet.merge_range(row, NAMING, row, PAGE_ENDS[0] - 1, plain(text), look)
    row = len(lines)
    end = write_summary(book, sheet, row, contents.progress, words)
    note = shape(book, italic=True, text_wrap=True, valign="top")
    for place, text in enumerate(_notes(contents, words), end + 1):
        sheet.set_row(place, NOTE_HEIGHT)
        sheet.merge_range(place, NAMING, place, PAGE_ENDS[0] - 1, plain(text), note)
    sheet.freeze_panes(row + len(HEAD_HEIGHTS), NAMING)
    sheet.repeat_rows(row, row + len(HEAD_HEIGHTS) - 1)
    sheet.repeat_columns(0, NAMING - 1)
    sheet.print_area(0, 0, end + len(_notes(contents, words)), COLUMNS - 1)


def _moment(contents: WorkbookContents, words: Catalogue) -> str:
    progress = contents.progress
    return words.text(
        "As of {as_of}, as known at {known_at}, units of {frame}; log head {head}",
        as_of=official_day(progress.as_of),
        known_at=official_moment(progress.known_at),
        frame=official_day(progress.frame),
        head=progress.head,
    )


def _notes(contents: WorkbookContents, words: Catalogue) -> list[str]:
    """Return how it was counted and what is missing, as printed below the table."""
    progress = contents.progress
    forms, gaps = form_values(contents.vocabulary, words), gap_values(progress.gaps, words)
    between = band_name(Band.BETWEEN, progress.cutoffs, words)
    notes = [
        words.text("“{between}” includes both days; “before” and “after” leave out the day itself.", between=between),
        words.text("A partly resolved case is in hand; its resolved part counts in the resolved area."),
        words.text("Counted as resolved: {forms}.", forms=forms["hinh_thuc_tinh"]),
    ]
    if forms["hinh_thuc_khong_tinh"]:
        notes.append(words.text("Not counted as resolved: {forms}.", forms=forms["hinh_thuc_khong_tinh"]))
    missing = words.text(
        "No geometry: {none} · date undetermined: {date} · outside the unit: {outside} · not placed: {unplaced}",
        none=gaps["khong_hinh"],
        date=gaps["khong_ro_ngay"],
        outside=gaps["ngoai_don_vi"],
        unplaced=gaps["khong_xep_duoc"],
    )
    return [*notes, missing]


def _print_set_up(sheet: Worksheet, contents: WorkbookContents, words: Catalogue) -> None:
    """Print on A4 across, with the head of the log on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L&8 {furniture(_moment(contents, words))}&R&9{words.text('Page')} &P/&N")
