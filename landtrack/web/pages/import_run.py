"""The second and third step of an import: the check, which writes nothing, and the run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, send_file, url_for

from landtrack.domain.errors import Conflict, Refusal
from landtrack.domain.scope import Right
from landtrack.web.access import Routes, needs
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.intake.problem_workbook import problem_workbook
from landtrack.web.intake.running_import import check, keep_refused, run
from landtrack.web.intake.shown_report import counts_of, shown_report
from landtrack.web.language import say
from landtrack.web.signed_in import signed_in
from landtrack.web.uploads import upload as kept_upload
from landtrack.web.uploads.service import own_upload, uploads

if TYPE_CHECKING:
    from io import BytesIO

    from flask import Response
    from flask.typing import ResponseReturnValue

    from landtrack.domain.intake.outcome import ImportReport
    from landtrack.usecases.intake.read_source import ReadSource
    from landtrack.web.uploads.upload import Upload

ASK_AGAIN = 2
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

routes = Routes()


@routes.get("/import/<token>/check", needs(Right.CHANGE_CASES))
def import_check(token: str) -> ResponseReturnValue:
    """Show what the import would do, row by row."""
    upload = own_upload(token)
    if upload.result:
        return redirect(url_for("import_result", token=token))
    try:
        report = check(upload)
    except Conflict:
        return _wait(upload)
    except Refusal as refusal:
        flash(said_on_the_page(refusal), "problem")
        return redirect(url_for("import_reading", token=token))
    return _page(upload, report)


@routes.post("/import/<token>/run", needs(Right.CHANGE_CASES))
def import_run(token: str) -> ResponseReturnValue:
    """Import: all rows, or only the clean ones if that was chosen."""
    upload = own_upload(token)
    if upload.result:
        return redirect(url_for("import_result", token=token), 303)
    only_clean = request.form.get("only_clean") == "yes"
    try:
        report, source = run(upload, only_clean=only_clean)
    except Conflict:
        # Sent twice: whoever asks again sees the first come to its end.
        return redirect(url_for("import_check", token=token), 303)
    except Refusal as refusal:
        flash(said_on_the_page(refusal), "problem")
        return redirect(url_for("import_check", token=token), 303)
    if report.entry is None:
        return _page(upload, report, _why_nothing(report)), REFUSED
    result = {**counts_of(report), "entry": report.entry, "only_clean": only_clean, "warnings": _warnings(report)}
    _finish(kept_upload.finish(upload, result, signed_in().account), report, source)
    return redirect(url_for("import_result", token=token), 303)


@routes.get("/import/<token>/result", needs(Right.CHANGE_CASES))
def import_result(token: str) -> ResponseReturnValue:
    """Show what the import did."""
    upload = own_upload(token)
    if not upload.result:
        return redirect(url_for("import_reading", token=token))
    return render_template(
        "import_result.html",
        upload={"token": upload.token, "name": upload.name},
        result=upload.result,
        with_refused=upload.refused_rows.is_file(),
    )


@routes.get("/import/<token>/refused", needs(Right.CHANGE_CASES))
def import_refused(token: str) -> ResponseReturnValue:
    """Send the refused rows with their reasons, as a workbook with the columns of the file."""
    upload = own_upload(token)
    if not upload.refused_rows.is_file():
        abort(404)
    return _sent(upload, say().text("refused"), upload.refused_rows)


@routes.get("/import/<token>/problems", needs(Right.CHANGE_CASES))
def import_problems(token: str) -> ResponseReturnValue:
    """Send all problems of the check as a workbook."""
    upload = own_upload(token)
    if upload.result:
        abort(404)
    return _sent(upload, say().text("problems"), problem_workbook(check(upload)))


@routes.get("/api/import/<token>/progress", needs(Right.CHANGE_CASES))
def api_import_progress(token: str) -> ResponseReturnValue:
    """Say how far the work on an upload has come."""
    found = uploads().running.how_far(own_upload(token).token)
    done, of_all = found or (0, 0)
    return {"busy": found is not None, "done": done, "all": of_all}


def _page(upload: Upload, report: ImportReport, problem: str | None = None) -> str:
    return render_template(
        "import_check.html",
        upload={"token": upload.token, "name": upload.name},
        report=shown_report(report, request.args.get("severity", "")),
        problem=problem,
        page_data={"progress_url": url_for("api_import_progress", token=upload.token), "language": say().language},
    )


def _why_nothing(report: ImportReport) -> str:
    text = say().text
    if report.has_errors:
        return text("Nothing was imported: there are faults. Correct them, or choose to import only the clean rows.")
    return text("Nothing was imported: the register already holds all that the file says.")


def _warnings(report: ImportReport) -> int:
    return sum(problem.severity.value == "warning" for problem in report.problems)


def _finish(done: Upload, report: ImportReport, source: ReadSource) -> None:
    """Give back what was refused and let the file go; whatever goes wrong here, the import is in the register."""
    try:
        keep_refused(done, report, source)
    except (Refusal, OSError):
        problem = say().text("The cases are in the register, but the workbook of the refused rows was not written.")
        flash(problem, "problem")
    kept_upload.drop_file(done)


def _wait(upload: Upload) -> ResponseReturnValue:
    """Show that work goes on; without a script, too, the page asks again by itself."""
    page = render_template(
        "import_wait.html",
        upload={"token": upload.token, "name": upload.name},
        progress=uploads().running.how_far(upload.token) or (0, 0),
    )
    return page, {"Refresh": str(ASK_AGAIN)}


def _sent(upload: Upload, what: str, file: Path | BytesIO) -> Response:
    return send_file(
        file,
        mimetype=WORKBOOK,
        as_attachment=True,
        download_name=f"{Path(upload.name).stem} - {what}.xlsx",
        conditional=False,
        etag=False,
    )
