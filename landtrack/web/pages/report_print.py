"""The official report as a page that prints: the same contents and words as the document, laid out for A4."""

from __future__ import annotations

from flask import render_template

from landtrack.documents.official_report import official_values
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import Right
from landtrack.messages.catalogue import catalogue
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.usecases.reports.contents import official_contents
from landtrack.usecases.reports.make_report import settled
from landtrack.web.access import Routes, needs
from landtrack.web.choices import asked, shown
from landtrack.web.shown_drawing import drawn
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit

OFFICIAL = "vi"
"""The report goes to an office of Việt Nam, whatever language its maker reads pages in."""
BANDS = ("truoc", "giua", "sau", "chua_ro")

routes = Routes()


@routes.get("/reports/print", needs(Right.SEE_CASES))
def report_print() -> str:
    """Show the official report as of the days asked for."""
    choice = about_unit(asked())
    request = settled(database(), ReportRequest(ReportForm.OFFICIAL, "html", choice.question))
    words = catalogue(OFFICIAL)
    with database().reading() as view:
        contents = official_contents(view, scope(), request.question)
    chart = progress_over_time(
        contents.series, contents.marks, contents.targets, words, cutoffs=contents.progress.cutoffs
    )
    values = official_values(contents, words)
    return render_template(
        "report_print.html",
        choice=shown(choice),
        v=values,
        bands=[values[name] for name in BANDS],
        chart=drawn(chart),
        query={**choice.query, **({"unit": choice.question.unit} if choice.question.unit else {})},
    )
