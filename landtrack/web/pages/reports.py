"""Reports: the form that makes them, the list of those that were issued, and one of these with its very bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, send_file, url_for

from landtrack.domain.errors import Conflict, Refusal, UnknownUnit
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.usecases.choose_units import units_and_cutoffs
from landtrack.usecases.reports.issue_report import issue_report
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.reports.show_report import list_reports, show_report
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.failures import REFUSED, UNAVAILABLE, said_on_the_page
from landtrack.web.language import say
from landtrack.web.making_reports import Typed, how_far, making, own_templates, report_request
from landtrack.web.shown_report import file_kinds, listed, shown_differences
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

ASK_AGAIN = 2
NAMES = ("form", "unit", "since", "as_of", "known_at", "frame")

routes = Routes()


@routes.get("/reports", needs(Right.SEE_CASES))
def reports() -> ResponseReturnValue:
    """Show the form and the reports that were issued."""
    page = _page(read_choice())
    # Without a script, too, the page shows by itself what is being made.
    return (page, {"Refresh": str(ASK_AGAIN)}) if how_far() else page


@routes.get("/reports/file", needs(Right.EXPORT))
def report_file() -> ResponseReturnValue:
    """Send a report that is made now; nothing of it is kept."""
    try:
        wish = report_request(Typed.of(request.args), about_unit(asked()).question)
        with making(once=False) as report:
            made = make_report(database(), scope(), wish, say(), own_templates(), report)
    except Refusal as refusal:
        return _refused(refusal)
    return _sent(made.content, made.media_type, made.file_name)


@routes.post("/reports", needs(Right.EXPORT))
def reports_issue() -> ResponseReturnValue:
    """Make a report, keep it under a number, and show it."""
    try:
        wish = report_request(Typed.of(request.form), about_unit(asked()).question)
        with making(once=True) as report:
            number, _ = issue_report(database(), scope(), wish, say(), own_templates(), report)
    except Conflict:
        flash(say().text("Another report of yours is being made. It will be in the list below."), "problem")
        return redirect(url_for("reports"), 303)
    except Refusal as refusal:
        return _refused(refusal)
    told = say().text("Issued as report {number}. Its file, parameters and figures are kept.", number=str(number))
    flash(told, "done")
    return redirect(url_for("issued_report", number=number), 303)


@routes.get("/reports/<int:number>", needs(Right.SEE_CASES))
def issued_report(number: int) -> str:
    """Show a report: what it was asked, whether its figures still agree, and what has changed since."""
    found = show_report(database(), scope(), number)
    return render_template(
        "report.html",
        report=listed(found.report),
        size=len(found.content),
        differences=shown_differences(found),
        today=say().day(day_in_vietnam(database().now())),
    )


@routes.get("/reports/<int:number>/file", needs(Right.SEE_CASES))
def issued_report_file(number: int) -> Response:
    """Send the very bytes that were issued."""
    found = show_report(database(), scope(), number)
    return _sent(found.content, found.report.media_type, found.report.file_name)


@routes.get("/api/reports/progress", needs(Right.EXPORT))
def api_reports_progress() -> dict[str, Any]:
    """Say how far the report that the visitor waits for has come."""
    found = how_far()
    done, of_all = found or (0, 0)
    return {"busy": found is not None, "done": done, "all": of_all}


def _page(choice: Choice, problem: str | None = None) -> str:
    units, _ = units_and_cutoffs(database(), scope(), choice.question)
    typed = Typed.of(request.values)
    return render_template(
        "reports.html",
        choice=shown(choice),
        kinds=file_kinds(),
        units=[{"code": unit.code, "name": unit.full_name} for unit in units],
        typed={"form": typed.form, "unit": typed.unit, "since": typed.since},
        print_query={name: request.values[name] for name in NAMES if request.values.get(name)},
        issued=[listed(row) for row in list_reports(database(), scope())],
        busy=how_far() is not None,
        problem=problem,
        page_data={"language": say().language, "progress_url": url_for("api_reports_progress")},
    )


def _refused(refusal: Refusal) -> ResponseReturnValue:
    status = UNAVAILABLE if refusal.code == "report.busy" else REFUSED
    return _page(read_choice(), said_on_the_page(refusal, typed=(UnknownUnit,))), status


def _sent(content: bytes, media_type: str, name: str) -> Response:
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, conditional=False, etag=False
    )
    response.headers["Cache-Control"] = "no-store"
    return response
