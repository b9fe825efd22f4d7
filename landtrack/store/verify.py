"""Walking the log: every entry must follow from the one before, and what it recorded must be there unchanged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from landtrack.domain.boundary import Boundary, BoundarySource
from landtrack.domain.log_fault import LogFault
from landtrack.store import log, schema
from landtrack.store.recording import revision_content, row_content
from landtrack.store.units import boundary_hashes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from landtrack.store.database import View

AT_ONCE = 10_000
ROWS = {
    log.EntryKind.REVISION.value: (schema.revision, revision_content),
    log.EntryKind.CHANGE.value: (schema.status_change, row_content),
    log.EntryKind.VOID.value: (schema.status_void, row_content),
    log.EntryKind.IMPORT.value: (schema.import_run, row_content),
    log.EntryKind.IMPORT_UNDO.value: (schema.import_undo, row_content),
    log.EntryKind.ATTACHMENT.value: (schema.attachment, row_content),
    log.EntryKind.ATTACHMENT_REMOVAL.value: (schema.attachment_removal, row_content),
    log.EntryKind.ACCEPTANCE.value: (schema.acceptance, row_content),
    log.EntryKind.TABLE.value: (schema.office_row, row_content),
    log.EntryKind.STEP.value: (schema.case_step, row_content),
    log.EntryKind.STEP_VOID.value: (schema.case_step_void, row_content),
    log.EntryKind.REPORT.value: (schema.issued_report, row_content),
}


Contents = dict[int, dict[str, str]]
"""By entry number and kind: the content as the rows give it now (of boundaries, a piece of it)."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that is wrong, and what is wrong with it."""

    number: int
    fault: LogFault


def first_broken(view: View, report: Callable[[int, int], None]) -> Broken | None:
    """Return the first entry that is missing, changed, or whose content is; None when the log is whole."""
    total = view.connection.execute(select(func.max(schema.log_entry.c.number))).scalar() or 0
    codes = {row.id: row.code for row in view.connection.execute(select(schema.violation_case))}
    number, moment, previous = 0, 0, log.FIRST_HASH
    for start in range(1, total + 1, AT_ONCE):
        end = start + AT_ONCE - 1
        contents = _contents(view, start, end, codes)
        for row in view.connection.execute(
            select(schema.log_entry).where(schema.log_entry.c.number.between(start, end)).order_by("number")
        ):
            if row.number != number + 1:
                return Broken(number + 1, LogFault.MISSING)
            fault = _fault(row, moment, previous, contents)
            if fault is not None:
                return Broken(row.number, fault)
            number, moment, previous = row.number, row.recorded_at, row.hash
        report(min(end, total), total)
    return _beyond(view, number)


def _fault(row: Any, moment: int, previous: str, contents: Contents) -> LogFault | None:
    if row.previous_hash != previous:
        return LogFault.NOT_FOLLOWING
    if row.recorded_at <= moment:
        return LogFault.NOT_LATER
    own = log.entry_hash(row.number, row.recorded_at, row.kind, row.actor, row.content_hash, row.previous_hash)
    if row.hash != own:
        return LogFault.ENTRY_CHANGED
    return _content_fault(row, contents)


def _content_fault(row: Any, contents: Contents) -> LogFault | None:
    """Compare the entry with the rows that claim its number: just those of its own kind may, and must."""
    rows = contents.get(row.number, {})
    if set(rows) - {row.kind}:
        return LogFault.FOREIGN_ROW
    kept_in_row = row.kind in ROWS
    if kept_in_row and row.details is not None:
        return LogFault.CONTENT_CHANGED
    content = rows.get(row.kind) if kept_in_row else row.details
    if content is None:
        return LogFault.CONTENT_MISSING
    if log.content_hash(content) != row.content_hash:
        return LogFault.CONTENT_CHANGED
    if row.kind == log.EntryKind.BOUNDARIES.value and rows.get(row.kind, "\0") not in content:
        return LogFault.BOUNDARIES_CHANGED
    return None


def _contents(view: View, start: int, end: int, codes: Mapping[int, str]) -> Contents:
    """Return what the rows of the entries from ``start`` to ``end`` hold now, by entry and kind."""
    found: Contents = defaultdict(dict)
    for kind, (table, content) in ROWS.items():
        for row in view.connection.execute(select(table).where(table.c.entry.between(start, end))):
            values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name
            found[row.entry][kind] = content(codes.get(values.get("case_id", 0), ""), values)
    loads: dict[int, dict[int, Boundary]] = defaultdict(dict)
    for row in view.connection.execute(select(schema.boundary).where(schema.boundary.c.entry.between(start, end))):
        loads[row.entry][row.unit_id] = Boundary(
            row.unit_id, row.geometry, BoundarySource(row.source), schematic=row.schematic
        )
    for entry, boundaries in loads.items():
        found[entry][log.EntryKind.BOUNDARIES.value] = log.canonical({"boundaries": boundary_hashes(boundaries)})[1:-1]
    return found


def _beyond(view: View, number: int) -> Broken | None:
    """Find rows that claim a later entry than the log has: its end was cut off."""
    for table in (schema.boundary, *(table for table, _content in ROWS.values())):
        last = view.connection.execute(select(func.max(table.c.entry))).scalar() or 0
        if last > number:
            return Broken(number + 1, LogFault.MISSING)
    return None
