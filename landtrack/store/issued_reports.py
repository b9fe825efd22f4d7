"""Reports that were issued: their parameters, their figures and the very bytes, under their hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from landtrack.store import log, schema
from landtrack.store.recording import record_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from landtrack.store.database import Transaction, View

REPORT, FILE, ENTRY = schema.issued_report, schema.report_file, schema.log_entry


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report without its bytes; ``entry`` is its number."""

    entry: int
    form: str
    parameters: Mapping[str, Any]
    figures: Mapping[str, Any]
    file_name: str
    media_type: str
    sha256: str
    actor: str
    recorded_at: datetime


def record_report(
    tx: Transaction,
    form: str,
    parameters: Mapping[str, Any],
    figures: Mapping[str, Any],
    file: tuple[str, str, bytes],
) -> int:
    """Keep a report and return its number; ``file`` is its name, media type and bytes (kept once, however often)."""
    name, media_type, content = file
    digest = hashlib.sha256(content).hexdigest()
    if tx.connection.execute(select(FILE.c.sha256).where(FILE.c.sha256 == digest)).first() is None:
        tx.add(FILE, {"sha256": digest, "content": content})
    row = {
        "form": form,
        "parameters": json.dumps(parameters, ensure_ascii=False, sort_keys=True),
        "figures": json.dumps(figures, ensure_ascii=False, sort_keys=True),
        "file_name": name,
        "media_type": media_type,
        "sha256": digest,
    }
    return record_row(tx, log.EntryKind.REPORT, REPORT, row)


def read_reports(view: View) -> list[IssuedReport]:
    """Return all reports that were issued, newest first."""
    query = _query().order_by(REPORT.c.entry.desc())
    return [_report(row) for row in view.connection.execute(query)]


def find_report(view: View, number: int) -> IssuedReport | None:
    """Return the report with this number; None where there is none."""
    row = view.connection.execute(_query().where(REPORT.c.entry == number)).first()
    return None if row is None else _report(row)


def read_file(view: View, sha256: str) -> bytes | None:
    """Return the bytes under a hash; None where they are missing or are no longer those."""
    content = view.connection.execute(select(FILE.c.content).where(FILE.c.sha256 == sha256)).scalar()
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        return None
    return bytes(content)


def _query() -> Any:
    return select(REPORT, ENTRY.c.actor, ENTRY.c.recorded_at).join(ENTRY, ENTRY.c.number == REPORT.c.entry)


def _report(row: Any) -> IssuedReport:
    return IssuedReport(
        row.entry,
        row.form,
        json.loads(row.parameters),
        json.loads(row.figures),
        row.file_name,
        row.media_type,
        row.sha256,
        row.actor,
        log.from_microseconds(row.recorded_at),
    )
