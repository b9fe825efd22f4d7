"""The check and the run of an upload; a check is kept as long as neither the choices nor the register change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.question import day_in_vietnam
from landtrack.store.log import head_at
from landtrack.usecases.intake.import_cases import import_source
from landtrack.usecases.intake.read_source import read_source
from landtrack.usecases.intake.refused_rows import write_refused
from landtrack.web.intake.kept_choices import import_choices
from landtrack.web.language import say
from landtrack.web.signed_in import database, scope
from landtrack.web.uploads.service import uploads

if TYPE_CHECKING:
    from landtrack.domain.intake.outcome import ImportReport
    from landtrack.usecases.intake.read_source import ReadSource
    from landtrack.web.uploads.upload import Upload


def check(upload: Upload) -> ImportReport:
    """Return what the import would do; raises Conflict while other work on the upload goes on."""
    key = _key(upload)
    kept = uploads().reports.get(key)
    if kept is None:
        with uploads().running.work(upload.token) as report:
            kept = import_source(
                database(), scope(), _source(upload), dry_run=True, report=report, language=say().language
            )
        uploads().reports[key] = kept
    found: ImportReport = kept
    return found


def run(upload: Upload, *, only_clean: bool) -> tuple[ImportReport, ReadSource]:
    """Import the upload; raises Conflict while other work on it goes on."""
    with uploads().running.work(upload.token) as report:
        source = _source(upload)
        found = import_source(
            database(),
            scope(),
            source,
            dry_run=False,
            only_clean=only_clean,
            report=report,
            language=say().language,
        )
    return found, source


def keep_refused(upload: Upload, report: ImportReport, source: ReadSource) -> None:
    """Write the workbook of the rows that the import refused."""
    if report.refused:
        write_refused(report, source, upload.refused_rows, say().language)


def _source(upload: Upload) -> ReadSource:
    return read_source(database(), scope(), upload.path, upload.name, import_choices(upload))


def _key(upload: Upload) -> str:
    with database().reading() as view:
        head = head_at(view.connection)
    return f"check {upload.digest} {head.number} {day_in_vietnam(database().now())} {say().language}"
