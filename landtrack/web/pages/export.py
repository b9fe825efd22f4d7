"""Taking the cases away as files: the form, and the archive itself."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import render_template, request, send_file

from landtrack.domain.errors import Refusal
from landtrack.domain.scope import Right
from landtrack.formats.coordinates import BAC_GIANG
from landtrack.formats.export_registry import EXPORT_SYSTEMS
from landtrack.usecases.choose_units import visible_units
from landtrack.usecases.export_cases import export_cases
from landtrack.web.access import Routes, needs
from landtrack.web.choices import Choice, asked, read_choice, shown
from landtrack.web.failures import REFUSED, said_on_the_page
from landtrack.web.signed_in import database, scope

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

FILE = "cases.zip"

routes = Routes()


@routes.get("/export", needs(Right.EXPORT))
def export() -> ResponseReturnValue:
    """Show the form."""
    return _form(read_choice())


@routes.get("/export/shapefile", needs(Right.EXPORT))
def export_shapefile() -> ResponseReturnValue:
    """Send the archive; nothing of it stays on the server."""
    try:
        choice = asked(request.args.get("unit", "").strip() or None)
        return _archive(choice, request.args.get("crs", "") or BAC_GIANG)
    except Refusal as refusal:
        return _form(read_choice(), said_on_the_page(refusal)), REFUSED


def _archive(choice: Choice, system: str) -> Response:
    with ExitStack() as stack:
        out = Path(stack.enter_context(TemporaryDirectory(prefix="landtrack-export-"))) / FILE
        export_cases(database(), scope(), choice.question, system, out)
        response = send_file(
            out,
            mimetype="application/zip",
            as_attachment=True,
            # Only now is the unit known to be one.
            download_name=_file_name(choice),
            conditional=False,
            etag=False,
        )
        # The folder goes when the last byte has been sent; passed through, nobody would be told of that.
        response.direct_passthrough = False
        response.call_on_close(stack.pop_all().close)
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(choice: Choice, problem: str | None = None) -> str:
    units = visible_units(database(), scope(), choice.question)
    return render_template(
        "export.html",
        choice=shown(choice),
        units=[{"code": unit.code, "name": unit.full_name} for unit in units],
        systems=list(EXPORT_SYSTEMS),
        typed={"unit": request.args.get("unit", ""), "crs": request.args.get("crs", "") or BAC_GIANG},
        problem=problem,
    )


def _file_name(choice: Choice) -> str:
    unit = f"-{choice.question.unit}" if choice.question.unit else ""
    return f"landtrack{unit}-{choice.question.as_of.isoformat()}.zip"
