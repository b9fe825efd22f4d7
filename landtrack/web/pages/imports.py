"""Files that came in: sending one, those that were imported, and taking an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.usecases.intake.list_imports import list_imports
from landtrack.usecases.intake.undo_import import undo_import
from landtrack.web.access import Routes, needs
from landtrack.web.failures import REFUSED, error_block, said_on_the_page, status_of
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope, signed_in
from landtrack.web.uploads.receiving import receive
from landtrack.web.uploads.service import uploads

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.usecases.intake.list_imports import ImportLine

MEGABYTE = 1024 * 1024
LARGEST_FILE = 200 * MEGABYTE
# The form around the file.
LARGEST_UPLOAD = LARGEST_FILE + MEGABYTE

routes = Routes()


@routes.get("/import", needs(Right.CHANGE_CASES))
def imports() -> ResponseReturnValue:
    """Show the form for a file, and the imports so far."""
    return _page()


@routes.post("/import", needs(Right.CHANGE_CASES, largest=LARGEST_UPLOAD))
def import_upload() -> ResponseReturnValue:
    """Take a file and go on to its first step."""
    place = uploads()
    try:
        upload = receive(place.folder, request.files.getlist("file"), signed_in().account)
    except Refusal as refusal:
        if _by_script():
            return {"error": error_block(refusal)}, status_of(refusal)
        return _page(said_on_the_page(refusal)), REFUSED
    onwards = url_for("import_reading", token=upload.token)
    return {"next": onwards} if _by_script() else redirect(onwards, 303)


@routes.post("/import/entries/<int:entry>/undo", needs(Right.CHANGE_CASES))
def import_undo(entry: int) -> ResponseReturnValue:
    """Take an import back as a whole."""
    try:
        undo_import(database(), scope(), entry, request.form.get("note", "").strip())
    except Refusal as refusal:
        return _page(said_on_the_page(refusal), entry), REFUSED
    flash(say().text("Import no. {entry} was undone. Its cases are as they were before.", entry=str(entry)), "done")
    return redirect(url_for("imports"), 303)


def _by_script() -> bool:
    """Say whether the page's script sent the file, which shows how much has gone, rather than the form by itself."""
    return request.accept_mimetypes.best == "application/json"


def _page(problem: str | None = None, entry: int | None = None) -> str:
    return render_template(
        "import.html",
        imports=[_line(row) for row in list_imports(database(), scope())],
        largest=LARGEST_FILE,
        largest_megabytes=LARGEST_FILE // MEGABYTE,
        problem=problem,
        problem_entry=entry,
    )


def _line(row: ImportLine) -> dict[str, Any]:
    words = say()
    return {
        "entry": row.entry,
        "file_name": row.file_name,
        "who": row.actor,
        "moment": words.moment(row.recorded_at),
        "added": row.added,
        "changed": row.changed,
        "unchanged": row.unchanged,
        "refused": row.refused,
        "undone": row.undone is not None,
        "can_undo": row.can_undo,
    }
