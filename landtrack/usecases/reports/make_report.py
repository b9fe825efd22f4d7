"""Making a report: the same request gives the same bytes as long as what was known then is the same."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landtrack.documents.fixed_zip import with_fixed_dates
from landtrack.documents.official_report import OFFICIAL_TEMPLATE, official_report
from landtrack.documents.progress_workbook import progress_workbook
from landtrack.documents.templates import layout_path, template_path
from landtrack.documents.unit_sheet_docx import UNIT_SHEET_TEMPLATE, unit_sheet_docx
from landtrack.documents.unit_sheet_pdf import unit_sheet_pdf
from landtrack.domain.bridges.bridge_block import bridge_block
from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import progress_block
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import Right
from landtrack.messages.catalogue import catalogue
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.pictures.small_map import small_map
from landtrack.store.entries import find_entry
from landtrack.usecases.reports.contents import (
    official_contents,
    sheet_ground,
    since_of,
    unit_sheet_contents,
    workbook_contents,
)
from landtrack.usecases.reports.made_report import MadeReport
from landtrack.usecases.standpoint import stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Database, View
    from landtrack.usecases.reports.contents import SheetGround

ENDINGS = {
    ReportForm.OFFICIAL: ("docx",),
    ReportForm.WORKBOOK: ("xlsx",),
    ReportForm.UNIT_SHEET: ("pdf", "docx"),
    ReportForm.PACK: ("zip",),
}
"""The kinds of file of each form, the usual one first."""
OFFICIAL_LANGUAGE = "vi"
"""Documents go to offices of Việt Nam, whatever language their maker reads: templates and figures are in one."""
FIRST_ENTRY = 1
FILE_NAMES = {
    ReportForm.OFFICIAL: "bao-cao",
    ReportForm.WORKBOOK: "bieu",
    ReportForm.UNIT_SHEET: "phieu",
    ReportForm.PACK: "bo-phieu",
}
"""How the file of each form begins: the office's word, without marks for the sake of old disks and mail."""


def make_report(
    database: Database,
    scope: Scope,
    request: ReportRequest,
    templates: Path | None = None,
    report: Callable[[int, int], None] = lambda _done, _all: None,
) -> MadeReport:
    """Return the report at one consistent moment of the register.

    ``templates`` is the folder of the office's own templates: a file that is not in it is the shipped one;
    ``report(done, all)`` tells of the sheets of a pack. Raises Refusal for an ending that the form has not, for a
    question that cannot be answered, and for a template that cannot be filled.
    """
    scope.require(Right.SEE_CASES)
    if request.ending not in ENDINGS[request.form]:
        raise Refusal(
            "report.ending", form=request.form.value, ending=request.ending[:20], known=", ".join(ENDINGS[request.form])
        )
    request = settled(database, request)
    with database.reading() as view:
        making = Making(view, scope, templates)
        if request.form is ReportForm.OFFICIAL:
            return making.official(request)
        if request.form is ReportForm.WORKBOOK:
            return making.workbook(request)
        if request.form is ReportForm.UNIT_SHEET:
            return making.unit_sheet(request)
        return making.pack(request, report)


def settled(database: Database, request: ReportRequest) -> ReportRequest:
    """Return the request as it can be answered again: known at this moment at the latest.

    Refuses (``report.in_future``) a day that has not come: nobody can have found or resolved anything on it; and
    (``report.before_log``) a moment before the first entry of the log: of what was not known nobody can report.
    """
    now, question = database.known_now(), request.question
    today = day_in_vietnam(database.now())
    if question.as_of > today:
        raise Refusal("report.in_future", day=question.as_of, today=today)
    with database.reading() as view:
        begun = find_entry(view, FIRST_ENTRY)
    if begun is not None and question.known_at < begun[1]:
        raise Refusal("report.before_log", moment=question.known_at, first=begun[1])
    since = request.since
    if since is not None:
        since = replace(since, known_at=min(since.known_at, now))
    return replace(request, question=replace(question, known_at=min(question.known_at, now)), since=since)


class Making:
    """Makes reports from one view of the register."""

    def __init__(self, view: View, scope: Scope, templates: Path | None) -> None:
        self._view = view
        self._scope = scope
        self._words = catalogue(OFFICIAL_LANGUAGE)
        self._templates = templates

    def official(self, request: ReportRequest) -> MadeReport:
        """Return the official report."""
        contents = official_contents(self._view, self._scope, request.question)
        chart = progress_over_time(
            contents.series, contents.marks, contents.targets, self._words, cutoffs=contents.progress.cutoffs
        )
        content = official_report(
            contents, self._words, template_path(OFFICIAL_TEMPLATE, self._templates), chart=chart.png()
        )
        return MadeReport(content, _name(request), progress_block(contents.progress))

    def workbook(self, request: ReportRequest) -> MadeReport:
        """Return the Biểu."""
        contents = workbook_contents(self._view, self._scope, request.question)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / _name(request)
            progress_workbook(contents, self._words, path)
            return MadeReport(path.read_bytes(), path.name, progress_block(contents.progress))

    def unit_sheet(self, request: ReportRequest, ground: SheetGround | None = None) -> MadeReport:
        """Return the sheet of the question's unit; ``ground`` is what was read for many units at once."""
        since = request.since or since_of(request.question)
        contents = unit_sheet_contents(self._view, self._scope, request.question, since, ground)
        drawn = small_map(contents.map, self._words)
        if request.ending == "pdf":
            content = unit_sheet_pdf(contents, self._words, layout_path(), small_map=drawn.svg())
        else:
            content = unit_sheet_docx(
                contents, self._words, template_path(UNIT_SHEET_TEMPLATE, self._templates), small_map=drawn.png()
            )
        figures = {**progress_block(contents.progress), "movements": bridge_block(contents.bridge)}
        return MadeReport(content, _name(request), figures)

    def pack(self, request: ReportRequest, report: Callable[[int, int], None]) -> MadeReport:
        """Return the sheets of all units that the reader may see, as one archive in the units' official order."""
        point = stand(self._view, self._scope, request.question)
        # The frame is that of the pack, whatever days the sheets compare.
        asked = replace(request.question, frame=request.question.frame_day)
        ground = sheet_ground(self._view, self._scope, asked, request.since or since_of(asked))
        buffer, figures = io.BytesIO(), []
        with zipfile.ZipFile(buffer, "w") as archive:
            for done, unit in enumerate(point.units, 1):
                question = replace(asked, unit=unit.code)
                sheet = self.unit_sheet(ReportRequest(ReportForm.UNIT_SHEET, "pdf", question, request.since), ground)
                archive.writestr(sheet.file_name, sheet.content)
                figures.append(sheet.figures)
                report(done, len(point.units))
        return MadeReport(with_fixed_dates(buffer.getvalue()), _name(request), {"sheets": figures})


def _name(request: ReportRequest) -> str:
    """Return the file's name: form, unit and day, as in ``phieu-07288-2023-11-30.pdf``."""
    parts: list[Any] = [FILE_NAMES[request.form], request.question.unit, request.question.as_of.isoformat()]
    return "-".join(part for part in parts if part) + f".{request.ending}"
