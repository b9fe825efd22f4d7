"""Cases as files for other programs: exactly those that ``progress`` counts, re-read before they are given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from landtrack import __version__
from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import progress_block
from landtrack.domain.scope import Right
from landtrack.domain.selection import EVERYTHING, Selection
from landtrack.formats.archive import add_manifest, check_target, disk_faults, pack, replacing, require_whole
from landtrack.formats.case_tables import Layer, Setting
from landtrack.formats.code_labels import CODE_TABLE, code_labels, write_code_table
from landtrack.formats.export_registry import SHAPEFILE, export_format
from landtrack.formats.exports.chosen_tables import ChosenTables
from landtrack.formats.exports.single_file import give, require_copied
from landtrack.formats.manifest import MANIFEST, Manifest, manifest_text
from landtrack.usecases.export_identities import log_identities, require_reason
from landtrack.usecases.gather_export import layer_blocks
from landtrack.usecases.refine_export import Asked, gather_selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from landtrack.domain.question import Question
    from landtrack.domain.scope import Scope
    from landtrack.formats.case_tables import CaseTables
    from landtrack.formats.exports.export_format import ExportFormat
    from landtrack.formats.fitting import Change
    from landtrack.formats.manifest import Member
    from landtrack.store.database import Database
    from landtrack.usecases.gather_export import Gathered

STEPS = 2
"""A case is read, and it is written and compared."""
PASSES = 2


@dataclass(slots=True)
class Watch:
    """Tells how far an export is while its cases are gone through: once to write them and once to compare them."""

    report: Callable[[int, int], None]
    cases: int
    _gone: int = 0

    def went(self, cases: int) -> None:
        """Take so many cases further; a format that goes through them more often stays at the end."""
        self._gone += cases
        self.report(min(self.cases + self._gone // PASSES, STEPS * self.cases), STEPS * self.cases)


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


def export_cases(  # noqa: PLR0913 - one argument for each thing that a person chooses
    database: Database,
    scope: Scope,
    question: Question,
    crs: str | None,
    out: Path,
    report: Callable[[int, int], None] = lambda _done, _all: None,
    *,
    form: str = SHAPEFILE,
    selection: Selection = EVERYTHING,
    reason: str | None = None,
) -> ExportSummary:
    """Write the cases of a question to the file ``out``, all or nothing; ``report(done, all)`` tells of progress.

    ``crs`` None takes the format's usual system. With a ``reason`` identities are added, and the log says so. Refuses
    a system that the format does not offer, a name that cannot be written, a full disk, identities without the right,
    and (``export.not_same``) a file that does not say what the register says, the listed changes aside.
    """
    scope.require(Right.EXPORT)
    chosen = export_format(form)
    system = chosen.system(crs)
    stated = None if reason is None else require_reason(scope, chosen, reason)
    check_target(out)
    chosen.require_ending(out)
    asked = _asked(question, selection, identities=reason is not None)
    with TemporaryDirectory(prefix="landtrack-", ignore_cleanup_errors=True) as name, disk_faults(Path(name).parent):
        folder = Path(name)
        with database.reading() as view:
            tables, gathered = gather_selection(view, scope, asked, (chosen, system), folder, report)
        manifest = _manifest(chosen, scope, asked, gathered, system)
        setting = _setting(asked, gathered, system, manifest)
        total = gathered.progress.whole.total
        if isinstance(tables, ChosenTables):
            tables.watch = Watch(report, total.cases).went
        changes = _written(chosen, tables, folder / "files", setting, gathered)
        with replacing(out) as file:
            compare = partial(_require_same, chosen, tables, setting, folder / "files", changes)
            _sealed(file, chosen, folder / "files", replace(manifest, changed=tuple(changes)), compare)
            if stated is not None:
                log_identities(database, scope, manifest, stated, Path(file.name))
    report(STEPS * total.cases, STEPS * total.cases)
    return ExportSummary(out, total.cases, total.area, dict(tables.cases), len(changes), manifest.head, system)


def _asked(question: Question, selection: Selection, *, identities: bool) -> Asked:
    """Return the same with one unit in the question, where the store can narrow to it, and the moment in UTC."""
    asked = replace(question, known_at=question.known_at.astimezone(UTC))
    if asked.unit is None and len(selection.units) == 1:
        (unit,) = selection.units
        asked, selection = asked.for_unit(unit), replace(selection, units=frozenset())
    return Asked(asked, selection, identities)


def _sealed(
    file: IO[bytes], chosen: ExportFormat, folder: Path, manifest: Manifest, compare: Callable[[], None]
) -> None:
    """Compare what was written and put it into ``file``, as an archive or as the one file that it is."""
    if chosen.single is not None:
        compare()
        require_copied(Path(file.name), give(folder / chosen.single.name, file))
        return
    options = {} if chosen.modern_zip else {"modern": False}
    packed = partial(pack, file, list(folder.iterdir()), manifest.question.known_at, **options)
    _in_archive(file, packed, manifest, compare)


def _in_archive(
    file: IO[bytes], packed: Callable[[], dict[str, Member]], manifest: Manifest, require_same: Callable[[], None]
) -> None:
    """Pack the files while they are compared, add the manifest, and read the archive again."""
    with ThreadPoolExecutor(max_workers=1) as packer:
        packing = packer.submit(packed)
        require_same()
        members = packing.result()
    add_manifest(file, manifest_text(replace(manifest, members=members)), manifest.question.known_at)
    file.flush()
    require_whole(Path(file.name), members)


def _setting(asked: Asked, gathered: Gathered, system: str, manifest: Manifest) -> Setting:
    units = tuple(f"{unit.full_name} ({unit.code})" for unit, _ in gathered.progress.units)
    labels = code_labels(gathered.progress.cutoffs, gathered.words)
    land_types = tuple(sorted(gathered.words.land_types))
    return Setting(system, asked.question.as_of, labels, asked.identities, units, land_types, manifest_text(manifest))


def _written(
    chosen: ExportFormat, tables: CaseTables, folder: Path, setting: Setting, gathered: Gathered
) -> list[Change]:
    folder.mkdir()
    write_code_table(folder / CODE_TABLE, gathered.progress.cutoffs, gathered.words, setting.labels)
    return chosen.write(tables, folder, setting)


def _manifest(chosen: ExportFormat, scope: Scope, asked: Asked, gathered: Gathered, system: str) -> Manifest:
    """Return the manifest without the files and the changes, which only writing tells."""
    return Manifest(
        chosen.name,
        chosen.version,
        f"landtrack {__version__}",
        system,
        asked.question.unit,
        None if scope.places is None else tuple(sorted(scope.places)),
        progress_block(gathered.progress),
        layer_blocks(gathered, chosen.layers),
        {},
        (),
        asked.selection,
        asked.identities,
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
