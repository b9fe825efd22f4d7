"""Taking the cases away as files: the form with the choice of format and cases, and the file itself."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from flask import render_template, request, send_file

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.domain.selection import NAMES, Selection, read_selection
from landtrack.formats.coordinates import BAC_GIANG
from landtrack.formats.export_registry import EXPORT_SYSTEMS, FORMATS, SHAPEFILE, export_format
from landtrack.usecases.choose_units import units_and_cutoffs
from landtrack.usecases.export_cases import export_cases
from landtrack.usecases.question_notes import surprises
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.failures import REFUSED, UNAVAILABLE, said_on_the_page
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope
from landtrack.web.terms import term_lists
from landtrack.web.unit_choice import in_the_list_shown, refuse_unseen, unit_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import MultiDict

    from landtrack.formats.exports.export_format import ExportFormat

FILE = "cases"
AT_ONCE = BoundedSemaphore(2)
"""So many exports are made at a time: the other threads go on serving maps and pages."""
PATIENCE = 20
"""Seconds that a further one waits for its turn."""

routes = Routes()


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form asks for; ``reason`` None is an export without identities."""

    form: ExportFormat
    choice: Choice
    selection: Selection
    system: str | None
    reason: str | None = None

    @property
    def file_name(self) -> str:
        """Return the name to save it under: what, which unit if it is one, as of when."""
        what = "" if self.form.ending != ".zip" or self.form.name == SHAPEFILE else f"-{self.form.name}"
        units = sorted(self.selection.units)
        unit = f"-{units[0]}" if len(units) == 1 else ""
        return f"landtrack{what}{unit}-{self.choice.question.as_of.isoformat()}{self.form.ending}"


@routes.get("/export", needs(Right.EXPORT))
def export() -> ResponseReturnValue:
    """Show the form; it refuses a unit that it does not list."""
    choice = _of_the_list(read_choice())
    refuse_unseen(unit_list(choice.question), _units_named(), choice.question)
    return _form(choice)


@routes.get("/export/<form>", needs(Right.EXPORT))
def export_file(form: str) -> ResponseReturnValue:
    """Send a file; nothing of it stays on the server."""
    return _answer(form, request.args)


@routes.post("/export/<form>", needs(Right.SEE_IDENTITIES))
def export_with_identities(form: str) -> ResponseReturnValue:
    """Send a file with identities, once the log says who took them and why."""
    return _answer(form, request.form, request.form.get("reason", ""))


def _answer(form: str, typed: MultiDict[str, str], reason: str | None = None) -> ResponseReturnValue:
    try:
        chosen = export_format(form)
        system = (typed.get("crs") or None) if len(chosen.systems) > 1 else None
        selection = read_selection({name: typed.getlist(name) for name in NAMES})
        wish = Wish(chosen, _of_the_list(asked()), selection, system, reason)
        if not AT_ONCE.acquire(timeout=PATIENCE):
            return _form(read_choice(), said_on_the_page(Refusal("export.busy"))), UNAVAILABLE
        try:
            return _file(wish)
        finally:
            AT_ONCE.release()
    except Refusal as refusal:
        return _form(read_choice(), said_on_the_page(refusal)), REFUSED


def _file(wish: Wish) -> Response:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="landtrack-export-")))
        out = folder / f"{FILE}{wish.form.ending}"
        export_cases(
            database(), scope(), wish.choice.question, wish.system, out,
            form=wish.form.name, selection=wish.selection, reason=wish.reason,
        )  # fmt: skip
        response = send_file(
            out,
            mimetype=wish.form.media_type,
            as_attachment=True,
            # Only now are the units known to be some.
            download_name=wish.file_name,
            conditional=False,
            etag=False,
        )
        # The folder goes when the last byte has been sent; passed through, nobody would be told of that.
        response.direct_passthrough = False
        response.call_on_close(stack.pop_all().close)
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(choice: Choice, problem: str | None = None) -> str:
    units, cutoffs = units_and_cutoffs(database(), scope(), choice.question)
    terms = term_lists(cutoffs)
    return render_template(
        "export.html",
        choice=shown(_of_one(choice)),
        units=[{"code": unit.code, "name": unit.full_name} for unit in units],
        statuses=[row for row in terms["statuses"] if row["value"] != "excluded"],
        bands=terms["bands"],
        kinds=terms["kinds"],
        systems=list(EXPORT_SYSTEMS),
        with_identities=[form.name for form in FORMATS.values() if form.identities],
        typed=_typed(request.values),
        problem=problem,
        notes=surprises(database(), scope(), choice.question, say(), empty=bool(choice.query)),
    )


def _units_named() -> list[str]:
    return [code for code in request.values.getlist("unit") if code]


def _of_one(choice: Choice) -> Choice:
    """Return the choice about the unit that alone is ticked: what links to pages about one unit pass on."""
    named = _units_named()
    return replace(choice, question=choice.question.for_unit(named[0])) if len(named) == 1 else choice


def _of_the_list(choice: Choice) -> Choice:
    """Return the choice in the units that were ticked: the list of another day may give their codes to other land."""
    return in_the_list_shown(choice, _units_named())


def _typed(values: Mapping[str, str]) -> dict[str, Any]:
    lists = {name: request.values.getlist(name) for name in NAMES}
    return {**lists, "crs": values.get("crs", "") or BAC_GIANG, "reason": values.get("reason", "")}
