"""The official report as a page that prints: the same contents and words as the document, laid out for A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template

from landtrack.documents.official_report import official_values
from landtrack.domain.cell import ALL, TOTAL
from landtrack.domain.cutoff import Band
from landtrack.domain.errors import Refusal, UnknownUnit
from landtrack.domain.report.request import ReportForm, ReportRequest
from landtrack.domain.scope import Right
from landtrack.messages.catalogue import catalogue
from landtrack.pictures.progress_over_time import progress_over_time
from landtrack.usecases.question_notes import surprises
from landtrack.usecases.reports.contents import official_contents
from landtrack.usecases.reports.make_report import OFFICIAL_LANGUAGE, settled
from landtrack.web.access import Routes, needs
from landtrack.web.cell_links import cells_address
from landtrack.web.choices import Choice, asked, shown
from landtrack.web.language import say
from landtrack.web.pages.reports import report_refused
from landtrack.web.shown_drawing import drawn
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.domain.report.contents import OfficialContents

BANDS = ("truoc", "giua", "sau", "chua_ro")

routes = Routes()


@routes.get("/reports/print", needs(Right.SEE_CASES))
def report_print() -> ResponseReturnValue:
    """Show the official report as of the days asked for; what cannot be made is said on the page of reports."""
    try:
        choice = about_unit(asked())
        request = settled(database(), ReportRequest(ReportForm.OFFICIAL, "html", choice.question))
        with database().reading() as view:
            return _sheet(choice, official_contents(view, scope(), request.question))
    except UnknownUnit:
        raise
    except Refusal as refusal:
        return report_refused(refusal)


def _sheet(choice: Choice, contents: OfficialContents) -> str:
    words = catalogue(OFFICIAL_LANGUAGE)
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
        query=choice.unit_query,
        **_behind(choice, contents),
        notes=surprises(database(), scope(), choice.question, say(), empty=not contents.progress.whole.total.cases),
    )


def _behind(choice: Choice, contents: OfficialContents) -> dict[str, Any]:
    """Return where the figures of both tables lead to: what stands before UNIT/BAND/COLUMN, and units and bands.

    The last row may be of cases that the frame cannot place: they are in no unit, and have a list of their own.
    """
    progress = contents.progress
    moment = {
        "as_of": progress.as_of.isoformat(),
        "known_at": progress.known_at.isoformat(),
        "frame": progress.frame.isoformat(),
    }
    return {
        "behind": cells_address(moment),
        "whole": choice.question.unit or TOTAL,
        "band_codes": [band.value for band in Band],
        "places": [*(f"{unit.code}/{ALL}" for unit, _found in progress.units), ""],
    }
