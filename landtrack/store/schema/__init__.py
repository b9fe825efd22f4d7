"""The tables. Logged tables are append-only (triggers refuse UPDATE and DELETE); ``episode`` is derived from them."""

from __future__ import annotations

from landtrack.store.schema.cases import identity, log_entry, revision, status_change, status_void, violation_case
from landtrack.store.schema.exchange import (
    acceptance,
    attachment,
    attachment_removal,
    import_row,
    import_run,
    import_undo,
    source_memory,
)
from landtrack.store.schema.figures import episode, figure_step
from landtrack.store.schema.land import area_unit, boundary, cutoff, register, succession
from landtrack.store.schema.naming import metadata
from landtrack.store.schema.reports import case_step, case_step_void, issued_report, office_row, report_file
from landtrack.store.schema.users import user_account, user_unit

__all__ = [
    "LOGGED",
    "acceptance",
    "area_unit",
    "attachment",
    "attachment_removal",
    "boundary",
    "case_step",
    "case_step_void",
    "cutoff",
    "episode",
    "figure_step",
    "identity",
    "import_row",
    "import_run",
    "import_undo",
    "issued_report",
    "log_entry",
    "metadata",
    "office_row",
    "register",
    "report_file",
    "revision",
    "source_memory",
    "status_change",
    "status_void",
    "succession",
    "user_account",
    "user_unit",
    "violation_case",
]

LOGGED = (
    log_entry, revision, status_change, status_void, boundary,
    import_run, import_undo, attachment, attachment_removal, acceptance,
    office_row, case_step, case_step_void, issued_report,
)  # fmt: skip
"""Tables that the database itself keeps append-only."""
