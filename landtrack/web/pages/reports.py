"""Reports: the form that makes them, the list of those that were issued, and one of these with its very bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, send_file, url_for

from landtrack.domain.errors import Conflict, Refusal, UnknownUnit
from landtrack.domain.question import day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.usecases.question_notes import surprises
from landtrack.usecases.reports.issue_report import issue_report
from landtrack.usecases.reports.list_reports import list_reports
from landtrack.usecases.reports.make_report import make_report
from landtrack.usecases.reports.show_report import show_report
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.failures import REFUSED, UNAVAILABLE, said_on_the_page
from landtrack.web.language import say
from landtrack.web.making_reports import Typed, how_far, making, own_templates, report_request
from landtrack.web.paging import asked_page, pages_of
from landtrack.web.shown_report import file_kinds, head_of, listed, shown_differences
from landtrack.web.signed_in import database, scope
from landtrack.web.unit_choice import about_unit, refuse_unseen, unit_list

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

ASK_AGAIN = 2
AT_ONCE = 50
NAMES = ("form", "unit", "since", "as_of", "known_at", "frame")

routes = Routes()


@routes.get("/reports", needs(Right.SEE_CASES))
def reports() -> ResponseReturnValue:
    """Show the form and the reports that were issued."""
    choice = about_unit(read_choice())
    refuse_unseen(unit_list(choice.question), filter(None, [choice.question.unit]), choice.question)
    page = _page(choice)
    # Without a script, too, the page shows by itself what is being made.
    return (page, {"Refresh": str(ASK_AGAIN)}) if how_far() else page


@routes.get("/reports/file", needs(Right.EXPORT))
def report_file() -> ResponseReturnValue:
    """Send a report that is made now; nothing of it is kept."""
    try:
        wish = report_request(Typed.of(request.args), about_unit(asked()).question)
        with making(once=False) as report:
            made = make_report(database(), scope(), wish, own_templates(), report)
    except Refusal as refusal:
        return report_refused(refusal)
    return _sent(made.content, made.media_type, made.file_name)


@routes.post("/reports", needs(Right.EXPORT))
def reports_issue() -> ResponseReturnValue:
    """Make a report, keep it under a number, and show it."""
    try:
        wish = report_request(Typed.of(request.form), about_unit(asked()).question)
        with making(once=True) as report:
            number, _ = issue_report(database(), scope(), wish, own_templates(), report)
    except Conflict:
        flash(say().text("Another report of yours is being made. It will be in the list below."), "problem")
        return redirect(url_for("reports"), 303)
    except Refusal as refusal:
        return report_refused(refusal)
    told = say().text("Issued as report {number}. Its file, parameters and figures are kept.", number=str(number))
    flash(told, "done")
    return redirect(url_for("issued_report", number=number), 303)


@routes.get("/reports/<int:number>", needs(Right.SEE_CASES))
def issued_report(number: int) -> str:
    """Show a report: what it was asked, whether its figures still agree, and what has changed since."""
    found = show_report(database(), scope(), number)
    return render_template(
        "report.html",
        report={**listed(found.report), "head": head_of(found.report)},
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
    typed = Typed.of(request.values)
    issued = list_reports(database(), scope(), asked_page(), AT_ONCE)
    return render_template(
        "reports.html",
        choice=shown(choice),
        kinds=file_kinds(),
        units=unit_list(choice.question),
        typed={"form": typed.form, "unit": typed.unit, "since": typed.since},
        print_query={name: request.values[name] for name in NAMES if request.values.get(name)},
        issued=[listed(row) for row in issued.rows],
        pages=pages_of(issued.start, issued.count, AT_ONCE),
        list_query={name: request.args[name] for name in NAMES if request.args.get(name)},
        busy=how_far() is not None,
        # Of today as known now nothing surprises, and nobody waits for it to be looked up.
        notes=() if problem else surprises(database(), scope(), choice.question, say(), empty=bool(choice.query)),
        problem=problem,
        page_data={"language": say().language, "progress_url": url_for("api_reports_progress")},
    )


def report_refused(refusal: Refusal) -> ResponseReturnValue:
    """Return the page with its form as it was filled in, and why no report was made."""
    status = UNAVAILABLE if refusal.code == "report.busy" else REFUSED
    return _page(read_choice(), said_on_the_page(refusal, typed=(UnknownUnit,))), status


def _sent(content: bytes, media_type: str, name: str) -> Response:
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name, conditional=False, etag=False
    )
    response.headers["Cache-Control"] = "no-store"
    return response
