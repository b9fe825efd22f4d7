"""Cases as files for other programs: exactly those that ``progress`` counts, re-read before they are given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from landtrack import __version__
from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import progress_block
from landtrack.domain.scope import Right
from landtrack.formats.archive import add_manifest, check_target, disk_faults, pack, replacing, require_whole
from landtrack.formats.case_tables import CaseTables, Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE, code_labels, write_code_table
from landtrack.formats.export_registry import SHAPEFILE, ExportFormat, export_format, export_system
from landtrack.formats.manifest import MANIFEST, Manifest, Member, manifest_text
from landtrack.usecases.gather_export import Gathered, gather_export, layer_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.formats.fitting import Change
    from landtrack.store.database import Database

STEPS = 2
"""A case is read, and it is written and compared."""


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What was written: cases and declared area (tenths of m²), cases by layer, and how many values were changed."""

    out: Path
    cases: int
    area: int
    layers: dict[Layer, int]
    changed: int
    head: str
    system: str

    @property
    def without_geometry(self) -> int:
        """Return how many cases are in the table beside the shapes."""
        return self.layers[Layer.NO_GEOMETRY]

    @property
    def features(self) -> int:
        """Return how many cases have a geometry."""
        return self.cases - self.without_geometry


def export_cases(
    database: Database,
    scope: Scope,
    question: Question,
    crs: str,
    out: Path,
    report: Callable[[int, int], None] = lambda _done, _all: None,
    *,
    form: str = SHAPEFILE,
) -> ExportSummary:
    """Write the cases of a question to the archive ``out``, all or nothing; ``report(done, all)`` tells of progress.

    Refuses a coordinate system that is not VN-2000, a name that cannot be written, a full disk, and
    (``export.not_same``) a file that does not say what the register says, the listed changes aside.
    """
    scope.require(Right.EXPORT)
    chosen, system = export_format(form), export_system(crs)
    check_target(out)
    asked = replace(question, known_at=question.known_at.astimezone(UTC))
    with TemporaryDirectory(prefix="landtrack-", ignore_cleanup_errors=True) as name, disk_faults(Path(name).parent):
        folder = Path(name)
        with CaseTables(folder) as tables, database.reading() as view:
            gathered = gather_export(view, scope, asked, system, tables, report)
        setting = Setting(system, asked.as_of, code_labels(gathered.progress.cutoffs))
        changes = _written(chosen, tables, folder / "files", setting, gathered)
        with replacing(out) as file:
            stamp = asked.known_at
            with ThreadPoolExecutor(max_workers=1) as packer:
                packing = packer.submit(pack, file, list((folder / "files").iterdir()), stamp)
                _require_same(chosen, tables, setting, folder / "files", changes)
                members = packing.result()
            manifest = _manifest(chosen, scope, asked, gathered, system, members, changes)
            add_manifest(file, manifest_text(manifest), stamp)
            file.flush()
            require_whole(Path(file.name), members)
    total = gathered.progress.whole.total
    report(STEPS * total.cases, STEPS * total.cases)
    return ExportSummary(out, total.cases, total.area, dict(tables.cases), len(changes), manifest.head, system)


def _written(
    chosen: ExportFormat, tables: CaseTables, folder: Path, setting: Setting, gathered: Gathered
) -> list[Change]:
    folder.mkdir()
    write_code_table(folder / CODE_TABLE, gathered.progress.cutoffs, setting.labels)
    return chosen.write(tables, folder, setting)


def _manifest(
    chosen: ExportFormat,
    scope: Scope,
    question: Question,
    gathered: Gathered,
    system: str,
    members: dict[str, Member],
    changes: list[Change],
) -> Manifest:
    return Manifest(
        chosen.name,
        chosen.version,
        f"landtrack {__version__}",
        system,
        question.unit,
        None if scope.places is None else tuple(sorted(scope.places)),
        progress_block(gathered.progress),
        layer_blocks(gathered, chosen.layers),
        members,
        tuple(changes),
    )


def _require_same(
    chosen: ExportFormat, tables: CaseTables, setting: Setting, folder: Path, listed: list[Change]
) -> None:
    """Read the files again, as a stranger would; refuse them unless all is there, or listed as changed."""
    changes: list[Change] = []
    difference = next(chosen.compare(tables, folder, setting, changes), None)
    if difference is not None:
        raise Refusal(
            "export.not_same",
            where=difference.where, what=difference.what, expected=difference.expected, found=difference.found,
        )  # fmt: skip
    if changes != listed:
        raise Refusal(
            "export.not_same", where=MANIFEST, what="changed", expected=str(len(changes)), found=str(len(listed))
        )
