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
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from landtrack.store.database import Transaction, View

REPORT, FILE, ENTRY = schema.issued_report, schema.report_file, schema.log_entry
_LISTED = tuple(REPORT.c[name] for name in ("entry", "form", "parameters", "file_name", "media_type", "sha256"))


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as lists show it, without its figures and bytes; ``entry`` is its number."""

    entry: int
    form: str
    parameters: Mapping[str, Any]
    file_name: str
    media_type: str
    sha256: str
    actor: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class IssuedReport(ReportLine):
    """The same with its figures."""

    figures: Mapping[str, Any]


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


def report_numbers(view: View) -> list[int]:
    """Return the numbers of all reports that were issued, newest first."""
    return list(view.connection.execute(select(REPORT.c.entry).order_by(REPORT.c.entry.desc())).scalars())


def report_parameters(view: View) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Give number, maker and parameters of every report, newest first: what says who may see it."""
    query = select(REPORT.c.entry, ENTRY.c.actor, REPORT.c.parameters).join(ENTRY, ENTRY.c.number == REPORT.c.entry)
    for entry, actor, parameters in view.connection.execute(query.order_by(REPORT.c.entry.desc())):
        yield entry, actor, json.loads(parameters)


def read_lines(view: View, numbers: Collection[int]) -> list[ReportLine]:
    """Return these reports, newest first; their figures stay unread."""
    query = _query(*_LISTED).where(REPORT.c.entry.in_(numbers)).order_by(REPORT.c.entry.desc())
    return [ReportLine(**_line(row)) for row in view.connection.execute(query)]


def find_report(view: View, number: int) -> IssuedReport | None:
    """Return the report with this number; None where there is none."""
    row = view.connection.execute(_query(*_LISTED, REPORT.c.figures).where(REPORT.c.entry == number)).first()
    return None if row is None else IssuedReport(**_line(row), figures=json.loads(row.figures))


def read_file(view: View, sha256: str) -> bytes | None:
    """Return the bytes under a hash; None where they are missing or are no longer those."""
    content = view.connection.execute(select(FILE.c.content).where(FILE.c.sha256 == sha256)).scalar()
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        return None
    return bytes(content)


def _query(*columns: Any) -> Any:
    return select(*columns, ENTRY.c.actor, ENTRY.c.recorded_at).join(ENTRY, ENTRY.c.number == REPORT.c.entry)


def _line(row: Any) -> dict[str, Any]:
    return {
        "entry": row.entry,
        "form": row.form,
        "parameters": json.loads(row.parameters),
        "file_name": row.file_name,
        "media_type": row.media_type,
        "sha256": row.sha256,
        "actor": row.actor,
        "recorded_at": log.from_microseconds(row.recorded_at),
    }
