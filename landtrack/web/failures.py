"""What went wrong, said as a person needs it: a sentence on a page, or in JSON for a script; never a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import jsonify, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from landtrack.domain.errors import (
    Conflict,
    NotAllowed,
    Refusal,
    UnknownCase,
    UnknownImport,
    UnknownReport,
    UnknownUnit,
)
from landtrack.web.language import say
from landtrack.web.page_sentences import page_sentence
from landtrack.web.signed_in import wants_json
from landtrack.web.uploads.upload import UnknownUpload

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

# The first that fits; other refusals are 422: understood, and not possible.
STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (UnknownCase, 404),
    (UnknownUnit, 404),
    (UnknownUpload, 404),
    (UnknownImport, 404),
    (UnknownReport, 404),
    (NotAllowed, 403),
    (Conflict, 409),
)
DATABASE = "database."
BUSY = "database.locked"
UNREADABLE = "http.bad_request"
REFUSED, UNAVAILABLE = 422, 503
HTTP_CODES = {
    400: UNREADABLE,
    401: "session.ended",
    403: "http.forbidden",
    404: "http.not_found",
    405: "http.not_found",
    413: "http.too_large",
    429: "throttle.too_many",
}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal."""
    if refusal.code.startswith(DATABASE):
        return UNAVAILABLE
    if refusal.code == UNREADABLE:
        return 400
    return next((status for kind, status in STATUSES if isinstance(refusal, kind)), REFUSED)


def said_on_the_page(refusal: Refusal, *, typed: tuple[type[Refusal], ...] = ()) -> str:
    """Return the sentence of a refusal that a form shows beside what was typed; any other kind is raised again.

    ``typed`` are kinds that stand for an address elsewhere, and for something typed into this form.
    """
    if status_of(refusal) != REFUSED and not isinstance(refusal, typed):
        raise refusal
    return page_sentence(refusal)


def error_block(refusal: Refusal) -> dict[str, str]:
    """Return a refusal as feeds give it."""
    return {"code": refusal.code, "sentence": page_sentence(refusal)}


def answer_failures(app: Flask) -> None:
    """Answer refusals, HTTP errors and our own mistakes."""

    @app.errorhandler(Refusal)
    def _refused(refusal: Refusal) -> ResponseReturnValue:
        status = status_of(refusal)
        if status == UNAVAILABLE:
            # Where the database lies is for the server's log, not for whoever looks at a page.
            app.logger.error("%s", refusal)
            return _answer(Refusal("http.busy" if refusal.code == BUSY else "http.unavailable"), status)
        return _answer(refusal, status)

    @app.errorhandler(CSRFError)
    def _forged(_error: CSRFError) -> ResponseReturnValue:
        return _answer(Refusal("session.token"), 400)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if isinstance(error, InternalServerError) or status not in HTTP_CODES:
            return _answer(Refusal("http.our_fault"), status)
        return _answer(Refusal(HTTP_CODES[status]), status)


def _answer(refusal: Refusal, status: int) -> ResponseReturnValue:
    block = error_block(refusal)
    if wants_json():
        return jsonify({"error": block}), status
    page: dict[str, Any] = {"status": status, "title": _title(status), "sentence": block["sentence"]}
    return render_template("failure.html", **page), status


def _title(status: int) -> str:
    text = say().text
    titles = {
        400: text("That did not work"),
        403: text("No right to this"),
        404: text("Not found"),
        422: text("That is not possible"),
        429: text("Too many attempts"),
        503: text("The register does not answer"),
    }
    return titles.get(status, text("Something went wrong"))
