"""The second sheet of the Biểu: the cases behind the figures, one row each, to be filtered and sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from landtrack.documents.figure_values import band_name
from landtrack.documents.workbook_cells import COUNT, DAY, SQUARE_METRES, exact_square_metres, shape, write
from landtrack.domain.cutoff import Band
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.status import Status

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from landtrack.documents.workbook_cells import Cell
    from landtrack.domain.report.case_line import CaseLine
    from landtrack.domain.report.contents import WorkbookContents
    from landtrack.messages.catalogue import Catalogue

TEXT = "@"
WIDTHS = (6, 17, 8, 22, 20, 8, 8, 11, 46, 26, 12, 12, 12, 12, 20, 12, 40, 12, 20)
FORMATS = (
    COUNT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, DAY, DAY, DAY, SQUARE_METRES, TEXT, DAY, TEXT,
    SQUARE_METRES, TEXT,
)  # fmt: skip
PLACED: dict[str, dict[str, Any]] = {COUNT: {"align": "center"}, DAY: {"align": "center"}, SQUARE_METRES: {}}
HEAD_HEIGHT = 48
HEAD_ROW = 0


def write_cases(book: Workbook, sheet: Worksheet, contents: WorkbookContents, words: Catalogue) -> None:
    """Write a row for each case, in the order given."""
    head = shape(book, border=1, bold=True, text_wrap=True, align="center", bg_color="#e4efeb")
    looks = [shape(book, form, border=1, valign="top", **PLACED.get(form, {"text_wrap": True})) for form in FORMATS]
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
    for column, name in enumerate(_heads(words)):
        write(sheet, HEAD_ROW, column, name, head)
    bands = {band: band_name(band, contents.progress.cutoffs, words) for band in Band}
    kinds = contents.vocabulary.names(OfficeTable.KIND, words.language)
    statuses = {status: words.label(status) for status in Status}
    forms = contents.vocabulary.names(OfficeTable.FORM, words.language)
    number = 0
    for number, case in enumerate(contents.cases, 1):
        labels = (kinds[case.kind], bands[case.band], statuses[case.status], forms[case.form] if case.form else "")
        for column, cell in enumerate(_cells(number, case, labels)):
            write(sheet, number, column, cell, looks[column])
    sheet.autofilter(HEAD_ROW, 0, max(number, 1), len(WIDTHS) - 1)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(HEAD_ROW)
    sheet.repeat_columns(0, 1)


def _heads(words: Catalogue) -> tuple[str, ...]:
    return (
        words.text("No."), words.text("Case code"), words.text("Code"), words.text("Commune"), words.text("Hamlet"),
        words.text("Map sheet"), words.text("Parcel"), words.text("Land type"), words.text("Kind of violation"),
        words.text("Time of the violation"), words.text("Earliest day of the violation"),
        words.text("Latest day of the violation"), words.text("Found on"), words.text("Area, m²"),
        words.text("Status"), words.text("Day of the status"), words.text("Form of resolution"),
        words.text("Resolved, m²"), words.text("Decision number"),
    )  # fmt: skip


def _cells(number: int, case: CaseLine, labels: tuple[str, str, str, str]) -> tuple[Cell, ...]:
    kind, band, status, form = labels
    return (
        number, case.code, case.unit_code, case.unit, case.hamlet, case.map_sheet, case.parcel, case.land_type, kind,
        band, case.occurred_earliest, case.occurred_latest, case.found_on, exact_square_metres(case.area), status,
        case.effective_on, form, exact_square_metres(case.resolved_area), case.decision_number,
    )  # fmt: skip
