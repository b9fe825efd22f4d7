"""An exported archive held against the register as it was known then: what differs, the listed changes aside."""

from __future__ import annotations

import json
import warnings
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from landtrack.domain.errors import Refusal
from landtrack.domain.measure_block import progress_block
from landtrack.domain.scope import Right
from landtrack.formats.archive import disk_faults, unpack
from landtrack.formats.case_tables import Setting
from landtrack.formats.code_labels import CODE_TABLE, code_labels, read_code_table
from landtrack.formats.comparison import READ_FAULTS, Difference, unreadable
from landtrack.formats.export_registry import export_format, manifest_in
from landtrack.formats.manifest import MANIFEST
from landtrack.usecases.gather_export import layer_blocks
from landtrack.usecases.refine_export import Asked, gather_selection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from landtrack.domain.cutoff import Cutoffs
    from landtrack.domain.scope import Scope
    from landtrack.domain.vocabulary import Vocabulary
    from landtrack.formats.case_tables import CaseTables
    from landtrack.formats.exports.export_format import ExportFormat
    from landtrack.formats.fitting import Change
    from landtrack.formats.manifest import Manifest, Member
    from landtrack.store.database import Database
    from landtrack.usecases.gather_export import Gathered

MOST_DIFFERENCES = 1000


def check_export(database: Database, scope: Scope, path: Path) -> list[Difference]:
    """Return how an archive differs from what the register would export for the same question; none if it is the same.

    At most MOST_DIFFERENCES, and one more that says so. Refuses what is no archive of ours, damaged, hostile, of
    another version, or about more than the reader may see.
    """
    scope.require(Right.EXPORT)
    manifest = manifest_in(path)
    chosen = export_format(manifest.form)
    system = chosen.system(manifest.system)
    if manifest.version != chosen.version:
        raise Refusal("check.version", file=str(path), version=manifest.version, known=chosen.version)
    narrowed = _narrowed(scope, manifest)
    with TemporaryDirectory(prefix="landtrack-", ignore_cleanup_errors=True) as name, disk_faults(Path(name).parent):
        files = Path(name) / "files"
        files.mkdir()
        members = _unpacked(chosen, path, files)
        # Identities are outside the log: what was erased since has no past to compare with.
        asked = Asked(manifest.question, manifest.selection)
        with database.reading() as view:
            tables, gathered = gather_selection(view, narrowed, asked, (chosen, system), Path(name))
        every = _differences(chosen, manifest, members, gathered, tables, files)
        # What GDAL warns of in a damaged file is a difference anyway.
        with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
            found = list(islice(every, MOST_DIFFERENCES + 1))
    if len(found) > MOST_DIFFERENCES:
        found[-1] = Difference(path.name, "further differences", "", "…")
    return found


def _unpacked(chosen: ExportFormat, path: Path, files: Path) -> dict[str, Member]:
    if chosen.single is None:
        return unpack(path, files)
    chosen.single.unpack(path, files)
    return {}


def _narrowed(scope: Scope, manifest: Manifest) -> Scope:
    """Return the scope in which the archive was made, if the reader may see all of it."""
    area = None if manifest.area is None else frozenset(manifest.area)
    if scope.places is not None and (area is None or not area <= scope.places):
        raise Refusal("check.beyond_scope")
    return replace(scope, places=area)


def _differences(
    chosen: ExportFormat,
    manifest: Manifest,
    members: Mapping[str, Member],
    gathered: Gathered,
    tables: CaseTables,
    files: Path,
) -> Iterator[Difference]:
    figures = {**progress_block(gathered.progress), "layers": layer_blocks(gathered, chosen.layers)}
    yield from _of_figures({**manifest.figures, "layers": manifest.layers}, figures)
    yield from _of_members(manifest.members, members, chosen.wanted)
    labels, wrong = _labels(files, manifest.question.cutoffs or gathered.progress.cutoffs, gathered.words)
    yield from wrong
    changes: list[Change] = []
    setting = Setting(chosen.system(manifest.system), manifest.question.as_of, labels, manifest.identities)
    yield from chosen.compare(tables, files, setting, changes)
    yield from _of_changes(manifest.changed, changes)


def _of_figures(stated: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[Difference]:
    ours, theirs = dict(_leaves("", computed)), dict(_leaves("", stated))
    for name in {**ours, **theirs}:
        if ours.get(name) != theirs.get(name):
            yield Difference(MANIFEST, name, ours.get(name, ""), theirs.get(name, ""))


def _leaves(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Give every single value of nested blocks under its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves(f"{name}[{position}]", inner)
    else:
        yield name, json.dumps(value, ensure_ascii=False)


def _of_members(
    stated: Mapping[str, Member], found: Mapping[str, Member], wanted: Collection[str]
) -> Iterator[Difference]:
    for name in sorted({*stated, *found, *wanted}):
        said, read = stated.get(name), found.get(name)
        if said is None or read is None or said.sha256 != read.sha256:
            yield Difference(name, "sha256", said.sha256 if said else "", read.sha256 if read else "")
        elif said.size != read.size:
            yield Difference(name, "bytes", str(said.size), str(read.size))


def _labels(files: Path, cutoffs: Cutoffs, words: Vocabulary) -> tuple[dict[str, dict[str, str]], list[Difference]]:
    try:
        return read_code_table(files / CODE_TABLE, cutoffs, words)
    except READ_FAULTS as fault:
        return code_labels(cutoffs, words), [unreadable(CODE_TABLE, fault)]


def _of_changes(listed: Sequence[Change], made: Sequence[Change]) -> Iterator[Difference]:
    """Give the changes that the manifest keeps silent about, and those that it only claims."""
    for change in sorted(set(made) - set(listed), key=repr):
        yield Difference(f"{MANIFEST} {change.case}", f"changed {change.field}", json.dumps(asdict(change)), "")
    for change in sorted(set(listed) - set(made), key=repr):
        yield Difference(f"{MANIFEST} {change.case}", f"changed {change.field}", "", json.dumps(asdict(change)))
