"""All problems of a check as a workbook, for those who correct them in their file, at another desk."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from landtrack.formats.plain_workbook import write_plain_workbook
from landtrack.web.intake.problem_lines import problem_line, sorted_problems
from landtrack.web.language import say

if TYPE_CHECKING:
    from landtrack.domain.intake.outcome import ImportReport

WIDTHS = (14, 12, 20, 10, 90, 30)


def problem_workbook(report: ImportReport) -> BytesIO:
    """Return the workbook: severity, sheet, cell, row, what is wrong, what to write instead."""
    text = say().text
    headings = (text("Severity"), text("Sheet"), text("Cell"), text("Row"), text("What is wrong"), text("Suggestion"))
    lines = map(problem_line, sorted_problems(report.problems))
    out = BytesIO()
    write_plain_workbook(
        out,
        text("Problems"),
        headings,
        (
            (line["label"], line["sheet"], line["place"], line["row"], line["sentence"], line["suggestion"])
            for line in lines
        ),
        WIDTHS,
    )
    out.seek(0)
    return out
