"""The first step of an import: what was understood of the file, and every guess of it open to change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from landtrack.domain.errors import Refusal
from landtrack.domain.question import Question, day_in_vietnam
from landtrack.domain.scope import Right
from landtrack.usecases.choose_units import visible_units
from landtrack.web.access import Routes, needs
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.intake.choices_form import changed_choices, columns_change
from landtrack.web.intake.look import Look, look_at
from landtrack.web.intake.shown_look import shown_look
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope, signed_in
from landtrack.web.uploads import upload as kept_upload
from landtrack.web.uploads.service import own_upload

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from landtrack.web.uploads.upload import Upload

routes = Routes()


@routes.get("/import/<token>", needs(Right.CHANGE_CASES))
def import_reading(token: str) -> ResponseReturnValue:
    """Show how the file is read; after the import its result is all that is left."""
    upload = own_upload(token)
    if upload.result:
        return redirect(url_for("import_result", token=token))
    return _page(upload)


@routes.post("/import/<token>", needs(Right.CHANGE_CASES))
def import_choose(token: str) -> ResponseReturnValue:
    """Keep what was changed, and go on to the check if that was asked for and nothing else came of it."""
    upload = own_upload(token)
    if upload.result:
        return redirect(url_for("import_result", token=token), 303)
    try:
        choices = changed_choices(request.form, look_at(upload), upload.choices)
        # Whatever cannot be read so is refused now, and the choices before it stay.
        look_at(replace(upload, choices=choices))
    except Refusal as refusal:
        return _page(upload, said_on_the_page(refusal)), REFUSED
    others = columns_change(upload.choices, choices)
    kept_upload.choose(upload, choices, signed_in().account)
    if others:
        flash(say().text("The columns are others now. Look at what they mean once more."), "done")
    onwards = request.form.get("then") == "check" and not others
    return redirect(url_for("import_check" if onwards else "import_reading", token=token), 303)


@routes.post("/import/<token>/guess", needs(Right.CHANGE_CASES))
def import_guess(token: str) -> ResponseReturnValue:
    """Forget the choices: read the file as it was first guessed, or as its like was read before."""
    kept_upload.choose(own_upload(token), {}, signed_in().account)
    return redirect(url_for("import_reading", token=token), 303)


@routes.post("/import/<token>/discard", needs(Right.CHANGE_CASES))
def import_discard(token: str) -> ResponseReturnValue:
    """Remove the file; nothing of it has come into the register."""
    kept_upload.discard(own_upload(token))
    flash(say().text("The file was removed. Nothing of it is in the register."), "done")
    return redirect(url_for("imports"), 303)


def _page(upload: Upload, problem: str | None = None) -> str:
    look, why = _looked_at(upload)
    return render_template(
        "import_read.html",
        upload={"token": upload.token, "name": upload.name, "size": upload.size},
        look=shown_look(look) if look else None,
        units=_units(),
        chosen=bool(upload.choices),
        problem=problem or why,
        page_data={"progress_url": url_for("api_import_progress", token=upload.token), "language": say().language},
    )


def _looked_at(upload: Upload) -> tuple[Look | None, str | None]:
    """Return the look into the upload, or why there is none: a file that cannot be read can only be taken back."""
    try:
        return look_at(upload), None
    except Refusal as refusal:
        return None, said_on_the_page(refusal)


def _units() -> list[dict[str, Any]]:
    today = day_in_vietnam(database().now())
    found = visible_units(database(), scope(), Question(today, database().known_now()))
    return [{"code": unit.code, "name": unit.full_name} for unit in found]
