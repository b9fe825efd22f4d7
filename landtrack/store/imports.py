"""Files that came in: the entry of each import, which rows became which cases, how a source was read last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from landtrack.domain.errors import UnknownImport
from landtrack.domain.scope import Right
from landtrack.store import bulk, log, recording, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Select

    from landtrack.domain.scope import Scope
    from landtrack.store.database import Transaction, View

RUN, UNDO, ROW, ENTRY = schema.import_run, schema.import_undo, schema.import_row, schema.log_entry
BASE_LENGTH = 56
"""Letters of a digest that say what the row holds; the other 8 count rows that hold the same."""


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import that was carried out: its own entries are those from ``first_entry`` to the one before ``entry``.

    ``reading`` and ``problems`` are JSON; ``undone`` is the entry that took it back, None while it stands.
    """

    entry: int
    actor: str
    moment: datetime
    file_name: str
    file_hash: str
    form: str
    first_entry: int
    added: int
    changed: int
    unchanged: int
    refused: int
    reading: str
    problems: str
    undone: int | None


def list_runs(view: View, scope: Scope) -> list[ImportRun]:
    """Return the imports that the reader may know of, the newest first."""
    rows = view.connection.execute(_runs(scope).order_by(RUN.c.entry.desc()))
    return [_run(row) for row in rows]


def standing_runs(view: View, scope: Scope, file_hash: str) -> list[ImportRun]:
    """Return the imports of this very file that were not taken back and that the reader may know of."""
    query = _runs(scope).where(RUN.c.file_hash == file_hash, UNDO.c.entry.is_(None))
    return [_run(row) for row in view.connection.execute(query)]


def find_run(view: View, scope: Scope, entry: int) -> ImportRun:
    """Return the import of this entry; UnknownImport ``import.unknown``, the same for one that is not the reader's."""
    row = view.connection.execute(_runs(scope).where(RUN.c.entry == entry)).one_or_none()
    if row is None:
        raise UnknownImport("import.unknown", entry=str(entry))
    return _run(row)


def record_run(tx: Transaction, row: Mapping[str, Any]) -> int:
    """Record an import after all that it did; return its entry. ``row`` holds the columns of import_run."""
    return recording.record_row(tx, log.EntryKind.IMPORT, RUN, dict(row))


def record_undo(tx: Transaction, entry: int, note: str) -> int:
    """Record that the import of this entry was taken back; return the entry that says so."""
    return recording.record_row(tx, log.EntryKind.IMPORT_UNDO, UNDO, {"import_entry": entry, "note": note})


def keep_rows(tx: Transaction, entry: int, cases: Mapping[str, int]) -> None:
    """Keep which case (its id) a row without a code became, by the row's digest."""
    if cases:
        tx.flush()
        rows = [(entry, digest, case_id) for digest, case_id in cases.items()]
        bulk.insert_plain(tx.connection, ROW, ("import_entry", "digest", "case_id"), rows)


def known_rows(view: View, bases: Iterable[str]) -> dict[str, dict[str, int]]:
    """Return what became of rows in imports that stand: by base, digest → case id."""
    wanted, found = set(bases), dict[str, dict[str, int]]()
    if not wanted:
        return found
    standing = ROW.c.import_entry.not_in(select(UNDO.c.import_entry))
    for digest, case_id in view.connection.execute(select(ROW.c.digest, ROW.c.case_id).where(standing)):
        if digest[:BASE_LENGTH] in wanted:
            found.setdefault(digest[:BASE_LENGTH], {})[digest] = case_id
    return found


def run_rows(view: View, entry: int) -> dict[str, int]:
    """Return what the rows of one import became: digest → case id."""
    query = select(ROW.c.digest, ROW.c.case_id).where(ROW.c.import_entry == entry)
    return {row.digest: row.case_id for row in view.connection.execute(query)}


def remembered(view: View, signature: str) -> tuple[str, str] | None:
    """Return how the last file of this source was read (JSON) and who decided it; None for a new source."""
    memory = schema.source_memory
    query = select(memory.c.reading, memory.c.decided_by).where(memory.c.signature == signature)
    row = view.connection.execute(query).one_or_none()
    return None if row is None else (row.reading, row.decided_by)


def remember(tx: Transaction, signature: str, reading: str) -> None:
    """Keep how this source was read, in place of what was kept before."""
    memory = schema.source_memory
    tx.connection.execute(delete(memory).where(memory.c.signature == signature))
    row = {
        "signature": signature,
        "reading": reading,
        "decided_by": tx.actor,
        "decided_at": log.to_microseconds(tx.clock()),
    }
    tx.connection.execute(insert(memory).values(row))


def _runs(scope: Scope) -> Select[Any]:
    query = (
        select(RUN, ENTRY.c.actor, ENTRY.c.recorded_at, UNDO.c.entry.label("undone"))
        .join(ENTRY, ENTRY.c.number == RUN.c.entry)
        .join(UNDO, UNDO.c.import_entry == RUN.c.entry, isouter=True)
    )
    if Right.SEE_LOG in scope.rights or (Right.SEE_CASES in scope.rights and scope.places is None):
        return query
    # A file may speak of a neighbour's cases: whoever sees a part of the register sees his own imports.
    return query.where(ENTRY.c.actor == scope.actor)


def _run(row: Any) -> ImportRun:
    return ImportRun(
        row.entry, row.actor, log.from_microseconds(row.recorded_at), row.file_name, row.file_hash, row.form,
        row.first_entry, row.added, row.changed, row.unchanged, row.refused, row.reading, row.problems, row.undone,
    )  # fmt: skip
