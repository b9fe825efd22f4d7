"""Cases that went out with a workbook and do not come back with it: said once, and nothing is done about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from landtrack.domain.errors import Refusal
from landtrack.domain.intake.field import Field
from landtrack.domain.intake.problem import Problem, Severity
from landtrack.formats.case_tables import Layer
from landtrack.formats.export_registry import export_format
from landtrack.formats.exports.workbook_reading import CASES, MANIFEST_SHEET
from landtrack.formats.manifest import Manifest, read_manifest
from landtrack.formats.shapefile_fields import CASE_CODE
from landtrack.usecases.intake.standing import spelled
from landtrack.usecases.refine_export import Asked, gather_selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from landtrack.domain.intake.draft import RowDraft
    from landtrack.domain.scope import Scope
    from landtrack.formats.intake.open_source import Source
    from landtrack.store.database import View

CODES_NAMED = 10


def manifest_of(source: Source) -> Manifest | None:
    """Return what a workbook of ours says of the export that it came from; None for any other file."""
    if not {CASES, MANIFEST_SHEET} <= set(source.sheets):
        return None
    try:
        lines = source.table(MANIFEST_SHEET).rows
        return read_manifest("\n".join(str(row.values[0] or "") for row in lines if row.values))
    except Refusal:
        # Whatever became of it on the way: then nobody knows what was exported.
        return None


def gone_problems(
    view: View, scope: Scope, manifest: Manifest | None, sheet: str, drafts: Sequence[RowDraft]
) -> Iterator[Problem]:
    """Give one warning that names the exported cases of the reader's area which no row of the file has the code of."""
    if manifest is None or sheet != CASES:
        return
    values = [draft.values for draft in drafts]
    versions = {spelled(row[Field.CODE]) for row in values if row.get(Field.CODE) and row.get(Field.VERSION)}
    if len(versions) >= manifest.figures["total"]["cases"]:
        return
    came = {spelled(row[Field.CODE]) for row in values if row.get(Field.CODE)}
    gone = sorted(code for code in _exported(view, scope, manifest) if code not in came)
    if gone:
        named = ", ".join(gone[:CODES_NAMED]) + (", …" if len(gone) > CODES_NAMED else "")
        yield Problem(Severity.WARNING, "import.rows_gone", {"count": len(gone), "codes": named}, sheet)


def _exported(view: View, scope: Scope, manifest: Manifest) -> Iterator[str]:
    """Give the codes of the cases that were exported, as far as the reader sees them; none of another register's."""
    area = None if manifest.area is None else frozenset(manifest.area)
    own = area if scope.places is None else scope.places if area is None else area & scope.places
    asked = Asked(manifest.question, manifest.selection)
    with TemporaryDirectory(prefix="landtrack-") as folder:
        try:
            form = export_format(manifest.form)
            tables, gathered = gather_selection(
                view, replace(scope, places=own), asked, (form, form.system(manifest.system)), Path(folder)
            )
        except Refusal:
            # A unit that is not the reader's, or a manifest of another program: no answer is better than a wrong one.
            return
        if gathered.progress.head != manifest.head:
            return
        for layer in Layer:
            for table in tables.batches(layer):
                yield from table[CASE_CODE].to_pylist()
